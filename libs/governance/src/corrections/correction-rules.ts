import {
  type Blocker,
  type DecisionContext,
  malformed,
  type OccurredOn,
  type Precision,
  precisionOf,
  Refusal,
} from '#kernel';
import { type Amending, type Amendment } from '../vocabulary/amendment.js';
import { occurredOnOf, type StruckEntry } from '../vocabulary/chronicle.js';
import { type Contradiction } from '../vocabulary/contradiction.js';
import { fits, hasPlaceAt, valueAt, withValueAt } from '../vocabulary/data-pointer.js';
import { type Entry, type FactDefinition } from '../vocabulary/facet.js';
import { certainlyBefore, requireHappened } from '../vocabulary/happened.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type Correction, type Corrections } from './correction.js';
import { requireForm } from './corrected-form.js';
import { type CorrectedPlace, type RecordCorrection, type RecordOccurrenceSupplied } from './correction-commands.js';

/** In characters. */
const MOST_SHOWN = 120;

/** A fact as it stands, and what its feature says may be corrected in it. */
export interface CorrectableFact {
  readonly entry: Entry;
  readonly definition: FactDefinition;
}

/** What a correction needs to know of the subject whose record it corrects. */
export interface CorrectionView {
  /** The facts of the subject, by id. */
  readonly fact: (id: string) => CorrectableFact | undefined;
  /** What was struck out of the record. */
  readonly struckOut: readonly StruckEntry[];
  /** What would contradict other facts of the subject, and does not now, once these are told. */
  readonly contradictions: (amendments: readonly Amending[]) => readonly Contradiction[];
  /** Why facts cannot be struck out, with nothing else but them. */
  readonly inTheWay: (struck: readonly Entry[]) => readonly Blocker[];
}

type Change = Correction['changes'][number];

const citedFact = ({ fact, struckOut }: CorrectionView, cited: string): CorrectableFact => {
  const struck = struckOut.find(({ id }) => id === cited);
  if (struck !== undefined)
    malformed('/fact', `must be a fact that still stands: this one was struck out by the fact ${struck.struckOutBy}`);
  return fact(cited) ?? malformed('/fact', 'must be the id of a fact in this record');
};

export const recordCorrection = (
  command: RecordCorrection,
  { made }: Corrections,
  context: DecisionContext,
  view: CorrectionView,
): readonly Amendment[] => {
  const { kind: _kind, ...told } = command;
  requireHappened('/occurredOn', told.occurredOn, context);
  const cited = citedFact(view, told.fact);
  if (made.some((known) => isTheSame(known, told))) return [];
  const changes = told.changes.map((change, at) => {
    const before = told.changes.slice(0, at);
    if (before.some(({ pointer }) => pointer === change.pointer))
      malformed(`/changes/${at}/pointer`, 'must not name the same place twice');
    return soundChange(`/changes/${at}`, change, cited, dataAfter(before, cited));
  });
  if (told.mistakeIn === 'record') requireAgreement(changes, cited, context);
  const correction: Amendment = { type: 'RecordCorrected', data: { ...stated(told), changes } };
  requireNoContradiction('/changes', correction, context, view);
  return [correction];
};

/** Whether it is on record, where nothing stood being told by an empty text or by none. */
const isTheSame = ({ correctedOn, ...known }: Correction, told: Omit<RecordCorrection, 'kind'>): boolean =>
  saysTheSame(
    { ...known, occurredOn: correctedOn, changes: known.changes.map(inFull) },
    stated({ ...told, changes: told.changes.map(inFull) }),
  );

const inFull = ({ pointer, asRecorded = '', asCorrected }: Change): Required<Change> => ({
  ...{ pointer, asRecorded, asCorrected },
});

const dataAfter = (changes: readonly CorrectedPlace[], { entry }: CorrectableFact): object =>
  changes.reduce((held, { pointer, asCorrected }) => withValueAt(held, pointer, asCorrected), entry.data);

/** The change as the fact keeps it: without words that stood there, where nothing did. @throws Malformed */
const soundChange = (
  at: string,
  change: CorrectedPlace,
  { entry, definition }: CorrectableFact,
  data: object,
): Change => {
  const { pointer, asRecorded, asCorrected } = change;
  const form = Object.entries(definition.correctable).find(([pattern]) => fits(pattern, pointer))?.[1];
  if (form === undefined) return malformed(`${at}/pointer`, placesIn(entry, definition));
  if (!hasPlaceAt(data, pointer)) malformed(`${at}/pointer`, 'must lead to something that the fact has');
  const standing = valueAt(data, pointer);
  requireCited(`${at}/asRecorded`, asRecorded, standing);
  if (asCorrected === standing) malformed(`${at}/asCorrected`, 'must differ from the words as they stand');
  requireForm(`${at}/asCorrected`, form, asCorrected);
  return standing === undefined ? { pointer, asCorrected } : stated({ pointer, asRecorded, asCorrected });
};

/** What stands there is cited verbatim; where nothing does, nothing is. */
const requireCited = (at: string, asRecorded: string | undefined, standing: unknown): void => {
  if (standing === undefined && (asRecorded ?? '') !== '')
    malformed(at, 'must be left out, since nothing stands there');
  if (standing !== undefined && asRecorded !== standing)
    malformed(
      at,
      `must be all that stands there, verbatim: ${standing === '' ? 'an empty text' : beginningOf(standing)}`,
    );
};

/** So that a long text can be told from another, and no more of it. */
const beginningOf = (standing: unknown): string => {
  const letters = Array.from(String(standing));
  return letters.length <= MOST_SHOWN ? letters.join('') : `${letters.slice(0, MOST_SHOWN).join('')}…`;
};

const placesIn = ({ type }: Entry, { correctable }: FactDefinition): string => {
  const places = Object.keys(correctable);
  return places.length === 0
    ? `nothing in ${type} is corrected: what it follows from is corrected instead`
    : `must lead to what may be corrected in ${type}: ${places.join(', ')}`;
};

const requireAgreement = (changes: readonly Change[], cited: CorrectableFact, context: DecisionContext): void => {
  const { entry, definition } = cited;
  const data = dataAfter(changes, cited);
  requireHappened('/changes', occurredOnOf({ ...entry, data }), context);
  for (const place of definition.happened ?? []) {
    const day = valueAt(data, place);
    if (typeof day === 'string') requireHappened('/changes', day, context);
  }
  const wrong = definition.disagreement?.(data);
  if (wrong !== undefined && wrong !== definition.disagreement?.(entry.data))
    malformed('/changes', `would make this entry contradict itself: ${wrong}`);
};

/** What was irregular may be corrected to what was; what cannot both be so is not recorded. */
const requireNoContradiction = (
  pointer: string,
  amendment: Amendment,
  { actor }: DecisionContext,
  { contradictions }: CorrectionView,
): void => {
  const arisen = contradictions([{ ...amendment, toldBy: actor.office }]);
  const [first, ...others] = arisen.map(({ rule, reason }): Blocker => ({
    ...{ rule, reason, pointer },
    satisfiedBy: 'another value, or a correction of the other fact first, if that one is wrong',
  }));
  if (first !== undefined) throw new Refusal([first, ...others]);
};

const FINER: Readonly<Record<Precision, readonly Precision[]>> = {
  unknown: ['month', 'day', 'time'],
  month: ['day', 'time'],
  day: ['time'],
  time: [],
};

/** A date is supplied once for each precision, and within what was known; another date is a correction. */
export const recordOccurrenceSupplied = (
  { occurredOn, fact, happenedOn, source }: RecordOccurrenceSupplied,
  _corrections: Corrections,
  context: DecisionContext,
  view: CorrectionView,
): readonly Amendment[] => {
  requireHappened('/occurredOn', occurredOn, context);
  requireHappened('/happenedOn', happenedOn, context);
  const { entry, definition } = citedFact(view, fact);
  const previously = occurredOnOf(entry);
  if (happenedOn === previously) return [];
  requireFiner(happenedOn, previously);
  requireForm('/happenedOn', definition.correctable['/occurredOn'] ?? 'occurrence', happenedOn);
  const supplied: Amendment = {
    type: 'OccurrenceSupplied',
    data: { occurredOn, fact, previously, happenedOn, source },
  };
  requireNoContradiction('/happenedOn', supplied, context, view);
  return [supplied];
};

const requireFiner = (happenedOn: OccurredOn, previously: OccurredOn): void => {
  const [was, is] = [precisionOf(previously) ?? 'unknown', precisionOf(happenedOn) ?? 'unknown'];
  if (!FINER[was].includes(is))
    malformed('/happenedOn', `must be more precise than ${previously}; to change it, correct the record`);
  if (certainlyBefore(happenedOn, previously) || certainlyBefore(previously, happenedOn))
    malformed('/happenedOn', `must lie within ${previously}; to change it, correct the record`);
};
