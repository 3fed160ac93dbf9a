import { type Fact } from '#kernel';

/** An example of every type and version of fact about the holidays of a jurisdiction, with every field that it may have. None of them is edited or removed. */
export const goldenCalendar = {
  HolidayProclaimed: {
    1: {
      occurredOn: '2027-05-04',
      day: '2027-06-09',
      name: 'Day of thanksgiving',
      basis: 'Banking and Financial Dealings Act 1971, s. 1(3): proclamation of 3 May 2027',
    },
  },
  HolidayWithdrawn: { 1: { occurredOn: '2027-05-20', day: '2027-06-09', reason: 'It was moved to another year.' } },
  HolidayTableRenewed: { 1: { occurredOn: '2027-05-06', table: 2, lastYear: 2034 } },
} as const satisfies Readonly<Record<string, Readonly<Record<number, object>>>>;

/** The same as facts, in an order in which they could have been recorded. */
export const goldenCalendarFacts: readonly Fact[] = [
  { type: 'HolidayProclaimed', data: goldenCalendar.HolidayProclaimed[1] },
  { type: 'HolidayTableRenewed', data: goldenCalendar.HolidayTableRenewed[1] },
  { type: 'HolidayWithdrawn', data: goldenCalendar.HolidayWithdrawn[1] },
];
