const OF_DEADLINE = { occurredOn: '2025-07-09', key: 'R32/P3M/1', version: 1 } as const;

const TOLD = {
  title: 'Community Safety Partnership Plan 2025-2028: monitoring of quarter 1',
  rule: {
    ...{ id: 'R32', version: 1, basis: 'resolution', hardness: 'promised' },
    citation: 'the resolution by which the body asked for it',
  },
} as const;

const SET = {
  ...{ ...OF_DEADLINE, ...TOLD, occurredOn: '2025-03-25', owner: 'community-safety' },
  ...{ dueOn: '2025-06-30', dueAt: '2025-06-30T23:00:00.000Z', startedBy: '10000000-0000-4000-8000-000000000006' },
  receipt: { convention: 'EVERY', anchor: '2025-04-01', period: 'P3M', result: ['2025-06-30'] },
  explained: 'every three months from Tuesday 1 April 2025',
  rungs: [{ rung: 'T-14d', sendAt: '2025-06-16T08:00:00.000Z', offices: ['community-safety', 'report-author'] }],
} as const;

const WAIVED = {
  ...{ ...OF_DEADLINE, by: 'Cabinet', capacity: 'authorising body', reason: 'A general election was called.' },
  document: 'minute 14 of 9 July 2025',
} as const;

/** An example of every type and version of fact about what is told of a deadline, and about its waiver and the end of it, with every field that it may have. None of them is edited or removed. */
export const goldenDeadlines = {
  DeadlineSet: {
    1: { ...SET, body: 'Cabinet', becomes: { command: 'LapsePlan', fields: {} } },
    2: { ...SET, body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] },
    3: { ...SET, body: 'Cabinet', version: 2, anew: true },
  },
  DeadlineMet: {
    1: { ...OF_DEADLINE, on: '2025-07-09', by: '10000000-0000-4000-8000-000000000006' },
    2: {
      ...{ ...OF_DEADLINE, occurredOn: '2025-07-31', on: '2025-07-31', by: '10000000-0000-4000-8000-000000000006' },
      ...{ known: '2025-07', from: '2025-07-01' },
    },
  },
  DeadlineWaived: {
    1: WAIVED,
    2: { ...WAIVED, fact: '10000000-0000-4000-8000-000000000006' },
    3: { ...WAIVED, stillOwedTo: ['Council'] },
  },
  DeadlineRestated: {
    1: {
      ...{ ...OF_DEADLINE, ...TOLD, body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] },
      cause: 'the plan obligation was added on Wednesday 9 July 2025',
    },
    2: {
      ...{ ...OF_DEADLINE, ...TOLD, body: 'Council', startedBy: '10000000-0000-4000-8000-000000000008' },
      cause: 'an entry was struck out of the record on Wednesday 9 July 2025',
    },
  },
  DeadlineWaiverWithdrawn: {
    1: {
      ...{ ...OF_DEADLINE, occurredOn: '2025-07-16', waiver: '10000000-0000-4000-8000-000000000007' },
      ...{ by: 'Monitoring Officer', capacity: 'keeper of the record', reason: 'It was the waiver of another plan.' },
      document: 'note of 16 July 2025',
    },
  },
  DeadlineReopened: {
    1: { ...OF_DEADLINE, cause: 'the record was corrected on Wednesday 9 July 2025' },
    2: {
      ...{ ...OF_DEADLINE, cause: 'something more was asked for under the plan on Wednesday 9 July 2025' },
      stillOwedTo: ['Council'],
    },
  },
} as const;
