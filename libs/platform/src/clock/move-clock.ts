import { Temporal } from 'temporal-polyfill';
import { instantText, type InstantText, LONDON, malformed } from '#kernel';
import { Text } from '#kernel/input/fields';
import { INSTANTS_ACCEPTED, isWithinReach, readInstant } from './read-instant.js';

const LONGEST = 40;

/** Where an operator wants the clock: at an instant, or later by a while. One of the two. */
export class MoveClock {
  @Text(LONGEST, {
    optional: true,
    describe: 'An instant (2024-10-03T09:00:00+01:00), or a day (2024-10-03), which stands for 09:00 in London.',
  })
  to?: string;

  @Text(LONGEST, {
    optional: true,
    describe:
      'A while of ISO 8601 (P1D, P3M, PT2H), counted in London’s civil time: P1D is the same time the day after.',
  })
  by?: string;
}

/** The instant that is meant, counted from the one given. @throws Malformed */
export const destinationOf = ({ to, by }: MoveClock, from: InstantText): InstantText => {
  if ((to === undefined) === (by === undefined)) return malformed('', 'must have either to or by');
  if (to !== undefined) return readInstant(to) ?? malformed('/to', `must be ${INSTANTS_ACCEPTED}`);
  const destination = after(by ?? '', from) ?? malformed('/by', 'must be a while that is not negative: P1D, P3M, PT2H');
  return isWithinReach(destination) ? destination : malformed('/by', 'must end before the year 2100');
};

const after = (text: string, from: InstantText): InstantText | undefined => {
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.sign < 0) return undefined;
    return instantText(Temporal.Instant.from(from).toZonedDateTimeISO(LONDON).add(duration).toInstant());
  } catch {
    return undefined;
  }
};
