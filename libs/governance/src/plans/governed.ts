import { type PlainDateText } from '#kernel';
import { type CadenceSpell, type PlanCadences } from '../vocabulary/plan-cadences.js';

/** A date that is known by its key. */
interface Keyed {
  readonly key: string;
  readonly dueOn: PlainDateText;
}

/**
 * The dates that stand where an authority has settled its cadences more than once. What is settled on a day governs what
 * falls due on that day or later: what was due earlier stays as it was, met or missed, and a date that would now lie
 * before that day stays where it is, since nobody is made late by what is settled afterwards.
 */
export const governed = <Dated extends Keyed>(
  spells: readonly CadenceSpell[],
  datesUnder: (cadences: PlanCadences) => readonly Dated[],
): readonly Dated[] =>
  spells.reduce<readonly Dated[]>((held, { since = '', cadences }) => {
    const now = datesUnder(cadences);
    const stays = held.filter(
      ({ key, dueOn }) => dueOn < since || now.some((one) => one.key === key && one.dueOn < since),
    );
    return [...stays, ...now.filter(({ key, dueOn }) => dueOn >= since && !stays.some((one) => one.key === key))];
  }, []);
