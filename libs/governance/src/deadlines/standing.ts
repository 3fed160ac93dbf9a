import { addDays } from '#calendar';
import { type PlainDateText } from '#kernel';
import { type Hardness } from '../vocabulary/deadline.js';
import { type DeadlineStatus } from './deadline.js';

/**
 * How a deadline stands on a day. `due`: not done, and more than a fortnight away. `at risk`: not done, and due within a
 * fortnight. `missed`: not done, and its day has gone by. `met`: done by that day, in time or late. `suspended`: its clock stands still.
 */
export type Standing = 'due' | 'at risk' | 'missed' | 'met' | 'waived' | 'suspended' | 'superseded';

const FORTNIGHT = 14;

/** The last day on which what is due is said to be at risk. */
export const riskEndsOn = (asAt: PlainDateText): PlainDateText => addDays(asAt, FORTNIGHT);

/** What is judged of a deadline: its dates and nothing else. */
export interface Dated {
  readonly status: DeadlineStatus;
  readonly dueOn: PlainDateText;
  readonly metOn: PlainDateText | null;
  readonly hardness: Hardness;
}

/** What the day of asking says of a deadline. */
export interface Judged {
  readonly standing: Standing;
  /** Its day went by before it was done, whether or not it was done later. */
  readonly missed: boolean;
  /** It was missed, and something obliged somebody to meet it: a target or a forecast that slips breaches nothing. */
  readonly isBreach: boolean;
}

export const judgedOn = (dated: Dated, asAt: PlainDateText): Judged => {
  const { status, dueOn, metOn, hardness } = dated;
  const missed = isBeyondJudgement(status) ? false : dueOn < asAt && (metOn === null || metOn > dueOn);
  return {
    standing: standingOf(dated, asAt),
    missed,
    isBreach: missed && hardness !== 'target' && hardness !== 'forecast',
  };
};

/** What no day judges. */
const isBeyondJudgement = (status: DeadlineStatus): status is 'waived' | 'suspended' | 'superseded' =>
  status === 'waived' || status === 'suspended' || status === 'superseded';

const standingOf = ({ status, dueOn, metOn }: Dated, asAt: PlainDateText): Standing => {
  if (isBeyondJudgement(status)) return status;
  if (metOn !== null && metOn <= asAt) return 'met';
  if (dueOn < asAt) return 'missed';
  return dueOn <= riskEndsOn(asAt) ? 'at risk' : 'due';
};
