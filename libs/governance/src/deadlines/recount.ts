import { isWorkingDayConvention, longDate, longDay, type Receipt, type SkippedDay, skippedInWords } from '#calendar';
import { type JsonObject, type OccurredOn, type PlainDateText } from '#kernel';
import { assumedIn } from '../vocabulary/start-of-clock.js';
import { saysTheSame } from '../vocabulary/stated.js';

/** What a receipt says of the days of a count; nothing where a document states the date. */
interface DaysOfCount {
  readonly convention: string | undefined;
  /** Name of the calendar. Its version is left out: it rises with every proclamation, however far away. */
  readonly calendar: string | undefined;
  readonly skipped: readonly SkippedDay[];
  /** What is known instead of the day from which it was counted; nothing where that is known. */
  readonly assumed: OccurredOn | undefined;
}

const daysOf = (receipt: JsonObject): DaysOfCount => {
  const { convention, calendar, skipped = [] } = receipt as unknown as Partial<Receipt>;
  return { convention, calendar: calendar?.name, skipped, assumed: assumedIn(receipt) };
};

/**
 * Whether two receipts name the same days as skipped, for the same reasons, by one convention, from a day known alike; and
 * by one calendar, where the convention asks which days are worked.
 */
export const isCountedAlike = (one: JsonObject, other: JsonObject): boolean =>
  saysTheSame(daysOfWeight(one), daysOfWeight(other));

const daysOfWeight = (receipt: JsonObject): Partial<DaysOfCount> => {
  const { calendar, ...days } = daysOf(receipt);
  return isWorkingDayConvention(days.convention ?? '') ? { ...days, calendar } : days;
};

/**
 * What two receipts of one date say differently, and why it is the same date: "counted by the calendar england-and-wales
 * instead of scotland; Monday 30 November 2026 (St Andrew’s Day) counts now; …". No full stop.
 */
export const recountInWords = (was: JsonObject, is: JsonObject, dueOn: PlainDateText): string => {
  const [before, after] = [daysOf(was), daysOf(is)];
  const freed = before.skipped.filter((skip) => !isAmong(after.skipped, skip));
  const told = after.skipped.filter((skip) => !before.skipped.some((known) => saysTheSame(known, skip)));
  return [
    ...replaced('calendar', before.calendar, after.calendar),
    ...replaced('convention', before.convention, after.convention),
    ...startKnown(before.assumed, after.assumed),
    ...freed.map(({ day, name }) => `${longDay(day)}${name === undefined ? '' : ` (${name})`} counts now`),
    ...(told.length === 0 ? [] : [skippedInWords(told)]),
    `${whyTheSame(before.skipped, after.skipped)}, so the date stays ${longDay(dueOn)}`,
  ].join('; ');
};

const isAmong = (skips: readonly SkippedDay[], { day }: SkippedDay): boolean => skips.some((skip) => skip.day === day);

const replaced = (what: string, before: string | undefined, after: string | undefined): readonly string[] =>
  before === after || after === undefined
    ? []
    : [`counted by the ${what} ${after}${before === undefined ? '' : ` instead of ${before}`}`];

const startKnown = (before: OccurredOn | undefined, after: OccurredOn | undefined): readonly string[] => {
  if (before === after) return [];
  return after === undefined
    ? ['the day from which it is counted was assumed, and is known now']
    : [
        `the day from which it is counted is ${after === 'unknown' ? 'not known' : `assumed: only ${longDate(after)} is known`}`,
      ];
};

const whyTheSame = (before: readonly SkippedDay[], after: readonly SkippedDay[]): string => {
  if (before.length !== after.length) return 'it comes out the same';
  if (after.length === 0) return 'no day is skipped, as before';
  return after.every((skip) => isAmong(before, skip))
    ? 'the same days are skipped as before'
    : 'as many days are skipped as before';
};
