import { type DecisionContext, type Fact, type PlainDateText, type RecordedFact, Recording } from '#kernel';

/** A newer table of holidays than before has shipped, and counts from here on. Version 1 counted without such a fact. */
export type HolidayTableRenewed = Fact<
  'HolidayTableRenewed',
  {
    readonly occurredOn: PlainDateText;
    /** Version of the table. */
    readonly table: number;
    /** The last year of which it lists every holiday. */
    readonly lastYear: number;
  }
>;

/** No fact holds personal data. */
export const tableFacts: Readonly<Record<HolidayTableRenewed['type'], number>> = { HolidayTableRenewed: 1 };

/** Has a table count from here on. Sent by the process that keeps deadlines, where it ships a newer one than counts. */
export class RenewHolidayTable extends Recording {
  table!: number;
  lastYear!: number;
}

const FIRST = 1;

export const isTableRenewed = (fact: RecordedFact): fact is RecordedFact<HolidayTableRenewed> & HolidayTableRenewed =>
  fact.type === 'HolidayTableRenewed';

/** The version of the table that counts after facts of a jurisdiction's stream. */
export const tableAfter = (facts: readonly RecordedFact[]): number =>
  facts.findLast(isTableRenewed)?.data.table ?? FIRST;

export const renew = (
  { table, lastYear }: RenewHolidayTable,
  facts: readonly RecordedFact[],
  { today }: DecisionContext,
): readonly HolidayTableRenewed[] =>
  table <= tableAfter(facts) ? [] : [{ type: 'HolidayTableRenewed', data: { occurredOn: today, table, lastYear } }];
