import {
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  type PlainDateText,
  type RecordedFact,
  Recording,
} from '#kernel';
import { type NotComputable } from '../vocabulary/deadline.js';
import { saysTheSame } from '../vocabulary/stated.js';
import { type Deadlines } from './deadline.js';

// ── Event: in the stream of a subject's deadlines, beside what is told of those that have a date

/**
 * Dates of a subject's deadlines, and mornings of their steps, cannot be computed: nobody guesses them. It lists all of
 * them; none once each can be computed.
 */
export type DatesLeftOpen = Fact<
  'DatesLeftOpen',
  { readonly occurredOn: PlainDateText; readonly open: readonly NotComputable[]; readonly cause: string }
>;

/** No fact holds personal data. */
export const leftOpenFacts: Readonly<Record<DatesLeftOpen['type'], number>> = { DatesLeftOpen: 1 };

const isLeftOpen = (fact: RecordedFact): fact is RecordedFact<DatesLeftOpen> & DatesLeftOpen =>
  fact.type === 'DatesLeftOpen';

/** What is on record as left open. */
export const leftOpenIn = (facts: readonly RecordedFact[]): readonly NotComputable[] =>
  facts.findLast(isLeftOpen)?.data.open ?? [];

/** Whether what cannot be computed is other than what is on record as left open. */
export const isToldAnew = (now: readonly NotComputable[], facts: readonly RecordedFact[]): boolean =>
  !saysTheSame(now, leftOpenIn(facts));

// ── Command

/** Tells what of a subject's deadlines cannot be computed. Sent by the process that keeps them, where that changes. */
export class LeaveDatesOpen extends Recording {
  open!: readonly NotComputable[];
  cause!: string;
}

const leaveOpen = (
  { open, cause }: LeaveDatesOpen,
  _deadlines: Deadlines,
  { today }: DecisionContext,
): readonly DatesLeftOpen[] => [{ type: 'DatesLeftOpen', data: { occurredOn: today, open, cause } }];

export const leftOpenCommand: CommandHandling<Deadlines> = handles({
  command: LeaveDatesOpen,
  may: [],
  on: 'any subject',
  summary: 'Say what cannot be computed',
  decide: leaveOpen,
});
