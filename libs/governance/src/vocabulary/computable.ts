import { CannotCompute } from '#calendar';
import { type DerivedDeadline, type NotComputable } from './deadline.js';

/** A clock that facts have started: gives its deadlines. @throws NoDate where nobody can say when they fall due */
export type StartedClock = () => DerivedDeadline | readonly DerivedDeadline[];

/** Which deadline has no date. */
type Named = Pick<NotComputable, 'key' | 'title' | 'rule'>;

/** The date of a deadline cannot be computed. */
class NoDate extends CannotCompute {
  constructor(
    readonly of: Named,
    reason: string,
  ) {
    super(reason);
  }
}

/** What the work gives; where it cannot be computed, it is said of which deadline that is. @throws NoDate */
export const named = <Given>(of: Named, work: () => Given): Given => {
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotCompute && !(error instanceof NoDate)) throw new NoDate(of, error.message);
    throw error;
  }
};

/** The deadlines that clocks give. One without a date is left out, never guessed, and takes no other with it. */
export const datedBy = (clocks: readonly StartedClock[]): readonly DerivedDeadline[] =>
  clocks.flatMap((clock) => {
    const given = readFrom(clock);
    return given instanceof NoDate ? [] : [given].flat();
  });

/** The clocks that give none, and why. */
export const undatedBy = (clocks: readonly StartedClock[]): readonly NotComputable[] =>
  clocks.flatMap((clock) => {
    const given = readFrom(clock);
    return given instanceof NoDate ? [{ ...given.of, reason: given.message }] : [];
  });

const readFrom = (clock: StartedClock): ReturnType<StartedClock> | NoDate => {
  try {
    return clock();
  } catch (error) {
    if (error instanceof NoDate) return error;
    throw error;
  }
};
