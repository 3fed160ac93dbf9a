import { isDeepStrictEqual } from 'node:util';
import { addDays } from '#calendar';
import { type Deadline, type DeadlineFact, deadlinesFold } from '#governance/deadlines/index';
import { parseStreamName, type Position, type RecordedFact } from '#kernel';
import { type EventLog } from '#platform/event-log/event-log';
import { type DaysOff, daysOffBetween, endOfDay, morningOf, workingDaysAfter } from '../support/slow-dates.js';

/** A fact about a deadline, as the log has it. */
export type TellingOfDeadline = RecordedFact<DeadlineFact> & DeadlineFact;

/** A deadline of some authority, and the stream that holds it. */
export interface Held {
  readonly stream: string;
  readonly authority: string;
  readonly deadline: Deadline;
}

/** What the log holds of all deadlines. */
export const tellings = async (log: EventLog): Promise<readonly TellingOfDeadline[]> => {
  const facts: RecordedFact[] = [];
  for await (const batch of log.readAll({ prefixes: ['deadlines-'] })) facts.push(...batch.facts);
  return facts as readonly TellingOfDeadline[];
};

/** Every deadline as it stood before a position; as it stands now where none is given. */
export const heldBefore = (facts: readonly TellingOfDeadline[], position?: Position): readonly Held[] => {
  const streams = new Map<string, TellingOfDeadline[]>();
  for (const fact of facts)
    if (position === undefined || fact.position < position)
      streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  return [...streams].flatMap(([stream, recorded]) =>
    recorded
      .reduce(deadlinesFold.evolve, deadlinesFold.initial)
      .map((deadline) => ({ stream, authority: parseStreamName(stream)?.authority ?? '', deadline })),
  );
};

/** Whether a new holiday moves it: what was done, waived or set aside stays as it was. */
export const isOpen = ({ status }: Deadline): boolean =>
  status === 'running' || status === 'suspended' || status === 'passed';

/** What is read of a receipt: of a count of working days, and of a window. */
interface Counted {
  readonly convention: string;
  readonly start: string;
  readonly amount: number;
  readonly first?: string;
}

/** The dates that a deadline has when these days are not worked, by a count of the test's own. */
const datesWith = (off: DaysOff, { dueOn, dueAt, receipt, rungs, suspensions }: Deadline) => {
  const { convention, start, amount, first } = receipt as unknown as Counted;
  const days = suspensions.reduce((sum, suspension) => sum + suspension.days, 0);
  const due = convention === 'AFTER_W' ? addDays(workingDaysAfter(start, amount, off), days) : dueOn;
  return {
    to: { dueOn: due, dueAt: due === dueOn ? dueAt : endOfDay(due) },
    mornings: rungs.map(({ rung }) => morningOf(rung, { opensOn: first, dueOn: due }, off)),
  };
};

const datesOf = ({ dueOn, dueAt, rungs }: Deadline) => ({
  to: { dueOn, dueAt },
  mornings: rungs.map(({ sendAt }) => sendAt),
});

/** Whether a deadline has the dates that a count of the test's own gives when these days are not worked. */
export const standsAlike = (deadline: Deadline, off: DaysOff): boolean =>
  isDeepStrictEqual(datesWith(off, deadline), datesOf(deadline));

/** What a receipt says of the days of its count. */
interface Told {
  readonly convention: string;
  readonly start: string;
  readonly result: string;
  readonly calendar?: { readonly name: string };
  readonly skipped?: readonly { readonly day: string }[];
}

/** Whether the receipt of a deadline, where it is a count of working days, names a calendar and the days that are off by it, as a count of the test's own has them. */
export const namesDaysOf = (calendar: string, off: DaysOff, { receipt }: Deadline): boolean => {
  const told = receipt as unknown as Told;
  const named = (told.skipped ?? []).map(({ day }) => day);
  if (told.convention !== 'AFTER_W') return named.length === 0;
  return told.calendar?.name === calendar && isDeepStrictEqual(named, daysOffBetween(told.start, told.result, off));
};

/** The deadlines that were counted again, to the dates that they had, after a position. */
export const recountedAfter = (position: Position, facts: readonly TellingOfDeadline[]): readonly string[] =>
  facts.flatMap((fact) =>
    fact.type === 'DeadlineRecounted' && fact.position > position ? [`${fact.stream} ${fact.data.key}`] : [],
  );

/** The moves that must follow from a holiday, each deadline's own. */
export const movesExpected = (touched: readonly Held[], off: DaysOff) =>
  inOrder(
    touched.map(({ stream, authority, deadline }) => ({
      ...{ stream, authority, key: deadline.key, version: deadline.version + 1, actor: 'automation:deadlines' },
      from: { dueOn: deadline.dueOn, dueAt: deadline.dueAt },
      ...datesWith(off, deadline),
    })),
  );

/** The moves that the log holds after a position, whatever their cause. */
export const movesAfter = (position: Position, facts: readonly TellingOfDeadline[]) =>
  inOrder(
    facts.flatMap((fact) => {
      if (fact.type !== 'DeadlineMoved' || fact.position <= position) return [];
      const { key, version, from, to, rungs } = fact.data;
      const { authority, actor } = fact.metadata;
      const mornings = rungs.map(({ sendAt }) => sendAt);
      return [{ stream: fact.stream, authority, key, version, actor, from, to, mornings }];
    }),
  );

const inOrder = <Move extends { readonly stream: string; readonly key: string }>(moves: readonly Move[]) =>
  moves.toSorted((one, other) => (`${one.stream} ${one.key}` < `${other.stream} ${other.key}` ? -1 : 1));
