/** An example of every type and version of fact about what cannot be computed, with every field that it may have. None of them is edited or removed. */
export const goldenLeftOpen = {
  DatesLeftOpen: {
    1: {
      occurredOn: '2032-12-20',
      open: [
        {
          ...{ key: 'R30', title: 'A copy to the policing body', rule: 'R30' },
          reason:
            'the calendar england-and-wales (version 1) knows 2015-01-01 to 2032-12-31, and this count needs 2033-01-01',
        },
        {
          ...{ key: 'R38', title: 'The plan ends', rule: 'R38', rung: 'T-7d', offices: ['community-safety'] },
          reason:
            'the calendar england-and-wales (version 1) knows 2015-01-01 to 2032-12-31, and this count needs 2036-03-24',
        },
      ],
      cause: 'the plan was adopted on Monday 20 December 2032',
    },
  },
} as const;
