import { answered, cited, inOrder } from './answer.js';
import { type Calendar } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { mustBeAmount } from './checks.js';
import { addDays, weekday } from './civil-arithmetic.js';
import { isLocalDateTime, type LocalDateTimeText } from './london-time.js';
import { type HoursQuestion, type HoursSkip } from './question.js';
import { type Counted, type Grounds, type HoursReceipt } from './receipt.js';
import { type SkippedDay, whyNotWorking } from './working-days.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The latest local time such that so many hours lie between it and the anchor, those of skipped days not counted.
 * Civil arithmetic: a day has 24 hours, whatever the clocks do in the night of a change.
 */
export const countHours = (
  { amount, anchor, skip = ['Saturday', 'Sunday'] }: HoursQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<HoursReceipt> => {
  mustBeAmount(amount, 0, 'HOURS_X');
  if (!isLocalDateTime(anchor))
    return cannotCompute(
      `'${anchor}' is not a local date-time; write it as YYYY-MM-DDThh:mm, such as 2025-03-27T19:00`,
    );
  const { result, skipped } = back(anchor, amount * HOUR, (day) => whySkipped(day, skip, calendar));
  return answered({
    ...grounds,
    convention: 'HOURS_X',
    amount,
    start: anchor,
    calendar: cited(calendar),
    skip,
    skipped: inOrder(skipped),
    result,
  });
};

const back = (
  anchor: LocalDateTimeText,
  seconds: number,
  whyNot: (day: string) => SkippedDay | undefined,
): { result: LocalDateTimeText; skipped: readonly SkippedDay[] } => {
  if (seconds === 0) return { result: localTime(anchor.slice(0, 10), secondsOf(anchor)), skipped: [] };
  const skipped: SkippedDay[] = [];
  let day = anchor.slice(0, 10);
  let until = secondsOf(anchor);
  let left = seconds;
  for (;;) {
    const skip = whyNot(day);
    if (skip !== undefined) skipped.push(skip);
    else if (left <= until) return { result: localTime(day, until - left), skipped };
    else left -= until;
    day = addDays(day, -1);
    until = DAY;
  }
};

const whySkipped = (day: string, skip: HoursSkip, calendar: Calendar): SkippedDay | undefined => {
  if (skip === 'non-working days') return whyNotWorking(day, calendar);
  const reason = ({ 6: 'Saturday', 7: 'Sunday' } as const)[weekday(day)];
  return reason !== undefined && skip.includes(reason) ? { day, reason } : undefined;
};

const secondsOf = (local: LocalDateTimeText): number => {
  const [hours = 0, minutes = 0, seconds = 0] = local.slice(11).split(':').map(Number);
  return hours * HOUR + minutes * 60 + seconds;
};

const localTime = (day: string, seconds: number): LocalDateTimeText => {
  const parts = [
    Math.floor(seconds / HOUR),
    Math.floor((seconds % HOUR) / 60),
    ...(seconds % 60 === 0 ? [] : [seconds % 60]),
  ];
  return `${day}T${parts.map((part) => String(part).padStart(2, '0')).join(':')}`;
};
