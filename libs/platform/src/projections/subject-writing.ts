import type pg from 'pg';
import { type AnyReadModel, type InstantText, type RecordedFact } from '#kernel';
import { isDataError } from './data-error.js';
import { type Parking, type ProjectionTables, type SubjectRevision } from './projection-tables.js';
import { addChanges, noChanges } from './row-texts.js';
import { type Folded, foldSubject, type SubjectEntry } from './subject-fold.js';
import { type TableShapes } from './table-shape.js';
import { inSavepoint } from './transaction.js';

/** One subject's part in a transaction. */
export interface SubjectWork {
  readonly stream: string;
  readonly facts: readonly RecordedFact[];
  readonly before: SubjectEntry;
  readonly folded: Folded;
  /** When the stream was parked first, where it is being replayed. */
  readonly parkedSince?: InstantText;
}

/** What writing needs beside the works. */
export interface Writing {
  readonly client: pg.ClientBase;
  readonly tables: ProjectionTables;
  readonly model: AnyReadModel;
  readonly shapes: TableShapes;
  readonly now: () => InstantText;
}

/** Writes revisions, differences of rows and parked facts of all the subjects, a few statements for all of them. */
export const writeSubjects = async ({ client, tables, now }: Writing, works: readonly SubjectWork[]): Promise<void> => {
  const changes = noChanges();
  const first: SubjectRevision[] = [];
  const seen: SubjectRevision[] = [];
  const parkings: Parking[] = [];
  for (const { stream, before, folded, parkedSince } of works) {
    addChanges(changes, before.rows, folded.entry.rows);
    const { entry, poison } = folded;
    if (entry.revision > before.revision)
      (before.revision < 0 ? first : seen).push({ stream, revision: entry.revision });
    if (poison !== undefined)
      parkings.push({ stream, since: parkedSince ?? now(), error: told(poison.error), facts: poison.facts });
  }
  await tables.putRows(client, changes);
  await tables.putRevisions(client, { first, seen });
  await tables.park(client, parkings);
};

/**
 * The same where the database may refuse somebody's rows: halves the subjects until the refused ones stand alone, and
 * parks each from the first fact on whose rows are refused. Returns the works as they were written.
 */
export const writeSubjectsApart = async (
  writing: Writing,
  works: readonly SubjectWork[],
): Promise<readonly SubjectWork[]> => {
  if (works.length === 0 || (await isTaken(writing, works))) return works;
  const [only] = works;
  if (works.length === 1 && only !== undefined) return [await writeFactByFact(writing, only)];
  const middle = Math.ceil(works.length / 2);
  const first = await writeSubjectsApart(writing, works.slice(0, middle));
  return [...first, ...(await writeSubjectsApart(writing, works.slice(middle)))];
};

const isTaken = async (writing: Writing, works: readonly SubjectWork[]): Promise<boolean> =>
  (await refusal(writing, works)) === undefined;

/** Why the database refuses the rows; nothing where it took them. Other failures are thrown. */
const refusal = async (writing: Writing, works: readonly SubjectWork[]): Promise<unknown> => {
  try {
    await inSavepoint(writing.client, () => writeSubjects(writing, works));
    return undefined;
  } catch (error) {
    if (isDataError(error)) return error;
    throw error;
  }
};

const writeFactByFact = async (writing: Writing, work: SubjectWork): Promise<SubjectWork> => {
  let folded: Folded = { entry: work.before };
  for (const [index, fact] of work.facts.entries()) {
    const { entry: before } = folded;
    const step = foldSubject(writing.model, writing.shapes, before, [fact]);
    const error = step.poison?.error ?? (await refusal(writing, [{ ...work, before, folded: step }]));
    if (error !== undefined) {
      const poison = { error, facts: work.facts.slice(index) };
      await writeSubjects(writing, [{ ...work, before, folded: { entry: before, poison } }]);
      return { ...work, folded: { ...folded, poison } };
    }
    folded = step;
  }
  return { ...work, folded };
};

const told = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
