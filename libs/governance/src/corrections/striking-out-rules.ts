import { type Blocker, type DecisionContext, malformed, Refusal, refuse } from '#kernel';
import { type Amending, type EntryStruckOut, isAmendment } from '../vocabulary/amendment.js';
import { type Bonds, occurredOnOf } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';
import { requireHappened } from '../vocabulary/happened.js';
import { occurredAtInWords } from '../vocabulary/occurred-in-words.js';
import { standingOn } from '../vocabulary/standing-on.js';
import { type Corrections } from './correction.js';
import { type RecordEntriesStruckOut } from './correction-commands.js';
import { type CorrectionView } from './correction-rules.js';

const AT = '/facts';
/** Entries that a refusal names. */
const MOST_NAMED = 10;

/** What was struck out already is said once. */
export const recordEntriesStruckOut = (
  { occurredOn, facts, authority, reason }: RecordEntriesStruckOut,
  { struckOut }: Corrections,
  context: DecisionContext,
  view: CorrectionView,
): readonly EntryStruckOut[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const struck = facts.flatMap((id, at) => {
    if (facts.indexOf(id) < at) malformed(`${AT}/${at}`, 'must not name the same fact twice');
    return struckOut.some(({ fact }) => fact === id) ? [] : [soundEntry(`${AT}/${at}`, id, view)];
  });
  const told = struck.map(({ id: fact, type: factType }): EntryStruckOut => ({
    type: 'EntryStruckOut',
    data: { occurredOn, fact, factType, authority, reason },
  }));
  requireNothingInTheWay(struck, told, context, view);
  return told;
};

const soundEntry = (at: string, id: string, view: CorrectionView): Entry => {
  const entry = view.fact(id)?.entry ?? malformed(at, 'must be the id of a fact in this record');
  if (isAmendment(entry)) malformed(at, 'must not be a correction: what one has got wrong, another corrects');
  return entry;
};

const requireNothingInTheWay = (
  struck: readonly Entry[],
  told: readonly EntryStruckOut[],
  { actor }: DecisionContext,
  view: CorrectionView,
): void => {
  refuseFor(view.inTheWay(struck));
  const amendments = told.map((fact): Amending => ({ ...fact, toldBy: actor.office }));
  const satisfiedBy = 'a correction of what would contradict it, or striking that out as well';
  refuseFor(view.contradictions(amendments).map(({ rule, reason }) => ({ rule, reason, pointer: AT, satisfiedBy })));
};

const refuseFor = ([first, ...others]: readonly Blocker[]): void => {
  if (first !== undefined) throw new Refusal([first, ...others]);
};

/** Why entries of a record cannot be struck out alone: others refer to them. */
export const inTheWay = (struck: readonly Entry[], entries: readonly Entry[], bonds: Bonds): readonly Blocker[] => {
  const others = standingOn(struck, entries, bonds);
  return others.slice(0, MOST_NAMED).map((entry, at): Blocker => {
    const more = at === MOST_NAMED - 1 ? others.length - MOST_NAMED : 0;
    return {
      rule: 'corrections/nothing-stands-on-what-is-struck-out',
      reason: `${inWords(entry)} stands on what would be struck out${more > 0 ? `, and so do ${more} more` : ''}`,
      pointer: AT,
      satisfiedBy: `striking out ${entry.id} as well, if that is wrong, too`,
    };
  });
};

const inWords = (entry: Entry): string =>
  `entry ${entry.revision} (${entry.type}, ${occurredAtInWords(occurredOnOf(entry))})`;

/** Refuses whatever is told of a subject of which all is struck out, what began it included. */
export const requireBeginning = (isBegun: boolean, { struckOut }: Corrections, why: Blocker): void => {
  if (!isBegun && struckOut.length > 0) refuse(why);
};
