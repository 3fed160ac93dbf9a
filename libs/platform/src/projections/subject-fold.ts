import { type AnyReadModel, LaterRelease, parseStreamName, type RecordedFact } from '#kernel';
import { noRows, type RowTexts, rowTexts } from './row-texts.js';
import { foldTogether } from './shared-folding.js';
import { type TableShapes } from './table-shape.js';

/** How far one subject has been followed. `revision` is -1 before its first fact. */
export interface SubjectEntry {
  readonly revision: number;
  readonly state: unknown;
  readonly rows: RowTexts;
}

/** A fact that the read model cannot take, and everything of its stream that comes after it. */
export interface Poison {
  readonly error: unknown;
  readonly facts: readonly RecordedFact[];
}

export interface Folded {
  readonly entry: SubjectEntry;
  readonly poison?: Poison;
}

export const unseen = ({ initial }: AnyReadModel): SubjectEntry => ({ revision: -1, state: initial, rows: noRows });

/**
 * Folds the stream's facts, in order, onto what is known of it; those it has seen are passed over. Where a fact cannot be
 * taken, the entry is the one before it.
 * @throws LaterRelease where a later release has told one: then the read model stands still, and parks nothing
 */
export const foldSubject = (
  model: AnyReadModel,
  shapes: TableShapes,
  before: SubjectEntry,
  facts: readonly RecordedFact[],
): Folded => {
  const fresh = unseenOf(facts, before);
  const last = fresh.at(-1);
  if (last === undefined) return { entry: before };
  try {
    refuseGaps(fresh, before.revision + 1);
    const state = foldTogether(model, before.state, fresh);
    const rows = rowsOf(model, shapes, last.stream, state);
    return { entry: { revision: last.revision, state, rows } };
  } catch (error) {
    if (error instanceof LaterRelease) throw error;
    return fresh.length === 1
      ? { entry: before, poison: { error, facts: fresh } }
      : oneByOne(model, shapes, before, fresh);
  }
};

const oneByOne = (
  model: AnyReadModel,
  shapes: TableShapes,
  before: SubjectEntry,
  facts: readonly RecordedFact[],
): Folded => {
  let folded: Folded = { entry: before };
  for (const [index, fact] of facts.entries()) {
    const next = foldSubject(model, shapes, folded.entry, [fact]);
    if (next.poison !== undefined)
      return { ...folded, poison: { error: next.poison.error, facts: facts.slice(index) } };
    folded = next;
  }
  return folded;
};

/** The same list, where nothing of it has been seen. */
const unseenOf = (facts: readonly RecordedFact[], { revision }: SubjectEntry): readonly RecordedFact[] =>
  (facts[0]?.revision ?? 0) > revision ? facts : facts.filter((fact) => fact.revision > revision);

const refuseGaps = (facts: readonly RecordedFact[], first: number): void => {
  for (const [index, { stream, revision }] of facts.entries())
    if (revision !== first + index)
      throw new Error(`${stream}: revision ${first + index} is missing before ${revision}; a rebuild reads it again`);
};

const rowsOf = (model: AnyReadModel, shapes: TableShapes, stream: string, state: unknown): RowTexts => {
  const subject = parseStreamName(stream);
  if (subject === undefined) throw new Error(`${stream} is not the name of a subject’s stream`);
  return rowTexts(model.rows(state, subject), subject, shapes);
};
