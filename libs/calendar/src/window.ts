import { daysBetween, londonMidnight } from '#kernel';
import { answered, cited } from './answer.js';
import { type Calendar } from './calendar.js';
import { cannotCompute } from './cannot-compute.js';
import { mustBeDay } from './checks.js';
import { endOfLondonDay, isTimeOfDay, londonInstant } from './london-time.js';
import { type WindowQuestion } from './question.js';
import { type Counted, type Grounds, type WindowReceipt } from './receipt.js';

/** An explicit window: from the first local midnight to the end of the last day, or to the closing time on it. */
export const countWindow = (
  { first, last, closingTime }: WindowQuestion,
  calendar: Calendar,
  grounds: Grounds,
): Counted<WindowReceipt> => {
  const [opens, closes] = [mustBeDay(first), mustBeDay(last)];
  if (closes < opens) return cannotCompute(`the window closes on ${closes}, before it opens on ${opens}`);
  if (closingTime !== undefined && !isTimeOfDay(closingTime))
    return cannotCompute(`the closing time '${closingTime}' is not a time of day such as 17:00`);
  const opensAt = londonMidnight(opens);
  const closesAt = closingTime === undefined ? endOfLondonDay(closes) : londonInstant(`${closes}T${closingTime}`);
  if (closesAt <= opensAt)
    return cannotCompute(`the window closes at ${closingTime ?? ''} on ${closes}, the moment it opens`);
  return answered({
    ...grounds,
    convention: 'WINDOW',
    start: opens,
    first: opens,
    last: closes,
    ...(closingTime === undefined ? {} : { closingTime }),
    calendar: cited(calendar),
    skipped: [],
    result: { opensAt, closesAt, daysInclusive: daysBetween(opens, closes) + 1 },
  });
};
