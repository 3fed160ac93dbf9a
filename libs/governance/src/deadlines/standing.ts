import { addDays, LAST_DAY, longDate, longDay } from '#calendar';
import { daysBetween, type PlainDateText } from '#kernel';
import { type Hardness } from '../vocabulary/deadline.js';
import { type InTime } from '../vocabulary/met.js';
import { RULES, satisfiedBy } from '../vocabulary/rules.js';
import { ifMissed } from '../vocabulary/words-by-hardness.js';
import { type DeadlineStatus } from './deadline.js';

/**
 * How a deadline stands on a day. `due`: not done, and more than a fortnight away. `at risk`: not done, and due within a
 * fortnight. `missed`: not done, and its day has gone by. `met`: done by that day, in time or late. `suspended`: its clock stands still.
 */
export type Standing = 'due' | 'at risk' | 'missed' | 'met' | 'waived' | 'suspended' | 'superseded';

const FORTNIGHT = 14;

/** The last day on which what is due is said to be at risk. */
export const riskEndsOn = (asAt: PlainDateText): PlainDateText =>
  daysBetween(asAt, LAST_DAY) < FORTNIGHT ? LAST_DAY : addDays(asAt, FORTNIGHT);

/** What is judged of a deadline: its dates and nothing else. */
export interface Dated {
  readonly status: DeadlineStatus;
  readonly dueOn: PlainDateText;
  /** Where the day is not known, the last that is possible. */
  readonly metOn: PlainDateText | null;
  /** What is known instead of that day: a month, or `unknown`. */
  readonly metKnown: string | null;
  /** Whether it was done by its day. */
  readonly inTime: InTime | null;
  /** `R19` */
  readonly rule: string;
  readonly hardness: Hardness;
  /** The command that its passing becomes, where it happens by itself. */
  readonly becomes: string | null;
}

/** What the day of asking says of a deadline. */
export interface Judged {
  readonly standing: Standing;
  /** Its day went by before it was done, whether or not it was done later: of what may have been done in time it is not said. */
  readonly missed: boolean;
  /**
   * It was missed, or done before a day that was promised as the first, too; and something obliged somebody to keep it: a
   * target or a forecast that slips breaches nothing.
   */
  readonly isBreach: boolean;
  /** What the breach is, in words, as far as the record shows; null where there is none. */
  readonly breach: string | null;
  /** What would meet it, with the command that records it, as long as nothing has; null once nothing can, and of what happens by itself. */
  readonly satisfiedBy: string | null;
}

export const judgedOn = (dated: Dated, asAt: PlainDateText): Judged => {
  const { status, dueOn, metOn, inTime } = dated;
  const missed = isBeyondJudgement(status) ? false : dueOn < asAt && (metOn === null || inTime === 'no');
  const breach = breachOf(dated, missed, asAt);
  const standing = standingOf(dated, asAt);
  const satisfied = isOpen(standing) ? (satisfiedBy(dated) ?? null) : null;
  return { standing, missed, isBreach: breach !== null, breach, satisfiedBy: satisfied };
};

/** Something can still meet it. */
const isOpen = (standing: Standing): boolean =>
  standing !== 'met' && standing !== 'waived' && standing !== 'superseded';

const breachOf = (dated: Dated, missed: boolean, asAt: PlainDateText): string | null => {
  const { words, isBreach } = ifMissed(dated.rule, dated.hardness);
  if (!isBreach || isBeyondJudgement(dated.status)) return null;
  const { metOn, metKnown } = dated;
  if (missed)
    return metOn === null
      ? `nothing on record shows that it was done; if it was not, ${words}`
      : `done ${doneWhen(metOn, metKnown)}, after its day: ${words}`;
  const early = metOn === null || metOn > asAt ? undefined : doneEarly(dated.rule, metOn, dated.dueOn);
  return metOn === null || early === undefined ? null : `done on ${longDay(metOn)}, before its day: ${early}`;
};

/** When something was done, as far as it is known: `on Tuesday 1 July 2025`, `in July 2025`, `on a day that is not known`. */
export const doneWhen = (metOn: PlainDateText, metKnown: string | null): string => {
  if (metKnown === null) return `on ${longDay(metOn)}`;
  return metKnown === 'unknown' ? 'on a day that is not known' : `in ${longDate(metKnown)}`;
};

/** What it means that something was done before its day; nothing where it was not, or could be. */
export const doneEarly = (rule: string, metOn: PlainDateText, dueOn: PlainDateText): string | undefined =>
  metOn < dueOn ? RULES[rule]?.ifEarly : undefined;

/** What no day judges. */
const isBeyondJudgement = (status: DeadlineStatus): status is 'waived' | 'suspended' | 'superseded' =>
  status === 'waived' || status === 'suspended' || status === 'superseded';

const standingOf = ({ status, dueOn, metOn, inTime }: Dated, asAt: PlainDateText): Standing => {
  if (isBeyondJudgement(status)) return status;
  if (metOn !== null && metOn <= asAt) return 'met';
  if (dueOn < asAt) return inTime === 'not known' ? 'met' : 'missed';
  return dueOn <= riskEndsOn(asAt) ? 'at risk' : 'due';
};
