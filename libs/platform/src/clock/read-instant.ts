import { Temporal } from 'temporal-polyfill';
import { instantText, type InstantText, isCivilDate, LONDON } from '#kernel';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
/** When an office opens: a day stands for this time in London. */
const MORNING = '09:00';
const EARLIEST: InstantText = '2000-01-01T00:00:00.000Z';
const LATEST: InstantText = '2100-01-01T00:00:00.000Z';

/** What `readInstant` takes, as a manual says it. */
export const INSTANTS_ACCEPTED =
  'an instant (2024-07-10T09:00:00Z) or a day (2024-07-10, which is 09:00 in London), from 2000 to 2099';

/** The instant that a text says, or 09:00 in London on the day that it says; nothing for any other text. */
export const readInstant = (text: string): InstantText | undefined => {
  const instant = isCivilDate(text) ? morningOf(text) : exactly(text);
  return instant !== undefined && isWithinReach(instant) ? instant : undefined;
};

/** Whether a demo's clock may show it. */
export const isWithinReach = (instant: InstantText): boolean => instant >= EARLIEST && instant < LATEST;

const morningOf = (day: string): InstantText =>
  instantText(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime: MORNING }).toInstant());

const exactly = (text: string): InstantText | undefined => {
  try {
    return INSTANT.test(text) ? instantText(Temporal.Instant.from(text)) : undefined;
  } catch {
    return undefined;
  }
};
