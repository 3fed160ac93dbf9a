import { LAST_DAY } from '#calendar';
import { earliestDay, latestDay, type OccurredOn, type PlainDateText, precisionOf } from '#kernel';
import { stated } from './stated.js';

/** What stopped a clock, and when, as far as it is known. */
export interface Met {
  /** The day on which it was done; where that is not known, the last that is possible. */
  readonly on: PlainDateText;
  /** Id of the fact that tells of it. */
  readonly by: string;
  /** What is known instead of the day: a month, or `unknown`. */
  readonly known?: OccurredOn;
  /** The first day that is possible, where the day is not known and anything is known of it. */
  readonly from?: PlainDateText;
}

/**
 * What a fact met.
 *
 * @param day by which it had certainly happened; where it is left out, the last that `occurredOn` allows, which the day of
 * the recording bounds later (see `learnedBy`)
 */
export const metBy = (occurredOn: OccurredOn, by: string, day?: PlainDateText): Met => {
  const on = day ?? latestDay(occurredOn) ?? LAST_DAY;
  return isDay(occurredOn) ? { on, by } : spanning({ on, by, known: occurredOn }, earliestDay(occurredOn) ?? '');
};

const isDay = (occurredOn: OccurredOn): boolean => ['day', 'time'].includes(precisionOf(occurredOn) ?? '');

/** The first of several that each meet it; nothing where there are none. */
export const firstMet = (many: readonly Met[]): Met | undefined => {
  const [first] = many.toSorted((one, other) => (one.on < other.on ? -1 : 1));
  const [widest] = many.toSorted((one, other) => (startOf(one) < startOf(other) ? -1 : 1));
  if (first === undefined || widest?.known === undefined) return first;
  return spanning({ ...first, known: first.known ?? widest.known }, startOf(widest));
};

/** The last of several that meet it only together; nothing where there are none. */
export const lastMet = (many: readonly Met[]): Met | undefined => {
  const [last] = many.toSorted((one, other) => (one.on > other.on ? -1 : 1));
  if (last === undefined) return undefined;
  const from = many.map(startOf).reduce((latest, one) => (one > latest ? one : latest), '');
  return spanning(last, from);
};

/** What was met on no known day had been done by the day on which the record learned of it. */
export const learnedBy = (met: Met, learned: PlainDateText | undefined): Met => {
  if (met.known === undefined || learned === undefined || learned >= met.on) return met;
  const from = startOf(met);
  return spanning({ ...met, on: learned > from ? learned : from }, from);
};

/** The first day that is possible; the empty text, which sorts before every day, where nothing is known of it. */
const startOf = ({ on, known, from = '' }: Omit<Met, 'by'>): PlainDateText => (known === undefined ? on : from);

const spanning = ({ from: _, ...met }: Met, from: PlainDateText): Met => {
  if (met.known === undefined || from >= met.on) return certain(met);
  return from === '' ? met : { ...met, from };
};

const certain = ({ on, by }: Met): Met => ({ on, by });

/** Whether what was done was done by its day: not known, where some days that are possible are in time and others late. */
export type InTime = 'yes' | 'no' | 'not known';

export const inTimeOf = (met: Omit<Met, 'by'>, dueOn: PlainDateText): InTime => {
  if (met.on <= dueOn) return 'yes';
  return startOf(met) > dueOn ? 'no' : 'not known';
};

/** Whether two say the same of the day. */
export const isMetAlike = (one: Met, other: Met): boolean =>
  one.on === other.on && one.known === other.known && one.from === other.from;

/** As a fact keeps it. */
export const metOf = ({ on, by, known, from }: Met): Met => stated({ on, by, known, from });
