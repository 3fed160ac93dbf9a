import type pg from 'pg';
import { type AnyReadModel, type InstantText, LatelyUsed, type Position } from '#kernel';
import { isDataError } from './data-error.js';
import { factsAfter, type LogPage, type StreamFacts } from './log-pages.js';
import { type Checkpoint, ProjectionTables, type SubjectRevision } from './projection-tables.js';
import { type StreamHistory } from './stream-history.js';
import { type Folded, foldSubject, type SubjectEntry, unseen } from './subject-fold.js';
import { type SubjectWork, type Writing, writeSubjects, writeSubjectsApart } from './subject-writing.js';
import { type TableShapes } from './table-shape.js';
import { inTransaction } from './transaction.js';

export interface ProjectionParts {
  readonly pool: pg.Pool;
  readonly model: AnyReadModel;
  readonly shapes: TableShapes;
  readonly schema: string;
  /** Where a subject's earlier facts are found. */
  readonly history: StreamHistory;
  readonly now: () => InstantText;
}

/** States are kept in memory for as many facts as these have, all together. */
const FACTS_KEPT = 30_000;

/** What this process believes of the projection, true for as long as the fence is. */
interface Known extends Checkpoint {
  readonly parked: ReadonlySet<string>;
}

/** A crash of the database has undone what the projection had taken: the log has to be read again from where it stands. */
export class CommitsLost extends Error {
  override readonly name = 'CommitsLost';
  constructor(schema: string, position: Position | undefined, after: Position) {
    super(
      `${schema} stands at ${position ?? 'the beginning'} and had been at ${after}; it goes on from where it stands`,
    );
  }
}

const isEarlier = (position: Position | undefined, than: Position | undefined): than is Position =>
  than !== undefined && (position === undefined || position < than);

/** What became of a stream that was taken off the parked list. */
export type Retried = 'mended' | 'still parked' | 'not parked';

/**
 * The tables of one read model in one schema, and their way forward. Several processes may move the same projection: who
 * finds the checkpoint moved by another rolls back, reads it anew and goes on from there.
 */
export class Projection {
  readonly model: AnyReadModel;
  readonly tables: ProjectionTables;
  readonly #parts: ProjectionParts;
  readonly #subjects = new LatelyUsed<SubjectEntry>(FACTS_KEPT);
  #known: Known | undefined;

  constructor(parts: ProjectionParts) {
    this.#parts = parts;
    this.model = parts.model;
    this.tables = new ProjectionTables(parts.schema, parts.shapes);
  }

  /** Where it stands, as the database has it now. */
  async position(): Promise<Position | undefined> {
    return (await this.#read()).position;
  }

  /**
   * Takes what it has not seen of the page, in one transaction with the checkpoint. Returns where it stands then.
   * @throws CommitsLost when the page goes on from where the projection does not stand any more
   */
  async take(page: LogPage): Promise<Position> {
    for (;;) {
      const known = await this.#before(page);
      if (known.position !== undefined && known.position >= page.checkpoint) return known.position;
      if (await this.#written(known, page)) return page.checkpoint;
    }
  }

  /** Tells that everything in the log has been seen, where there was nothing to take. */
  async markReady(): Promise<void> {
    await this.tables.markReady(this.#parts.pool);
  }

  /** Replays the parked facts of a stream, in order, with the read model as it is now. */
  async retry(stream: string): Promise<Retried> {
    for (;;) {
      const known = await this.#read();
      const retried = await this.#moving(known, { position: known.position, ready: false }, (writing) =>
        this.#replay(writing, stream),
      );
      if (retried !== undefined) return retried;
    }
  }

  /** Where it stands, which is no earlier than where the page goes on from. */
  async #before({ after }: LogPage): Promise<Known> {
    const remembered = this.#known;
    if (remembered !== undefined && !isEarlier(remembered.position, after)) return remembered;
    const known = await this.#read();
    if (isEarlier(known.position, after)) throw new CommitsLost(this.#parts.schema, known.position, after);
    return known;
  }

  async #read(): Promise<Known> {
    this.#forget();
    const { pool } = this.#parts;
    const checkpoint = await this.tables.checkpoint(pool);
    this.#known = { ...checkpoint, parked: new Set(await this.tables.parkedStreams(pool)) };
    return this.#known;
  }

  #forget(): void {
    this.#known = undefined;
    this.#subjects.clear();
  }

  /** The database may be another one after what failed, and the log with it. */
  #forgetAll(): void {
    this.#forget();
    this.#parts.history.forget();
  }

  /** Whether it was this process that moved the projection past the page. */
  async #written(known: Known, page: LogPage): Promise<boolean> {
    const facts = factsAfter(page, this.model.category, known.position);
    const to = { position: page.checkpoint, ready: page.caughtUp };
    if (facts.length === 0) return this.#passOver(known, to);
    const written = await this.#moving(known, to, (writing) => this.#write(writing, known, facts, 'together')).catch(
      (error: unknown) => {
        if (!isDataError(error)) throw error;
        return this.#moving(known, to, (writing) => this.#write(writing, known, facts, 'apart'));
      },
    );
    if (written === undefined) return false;
    this.#remember(known, page.checkpoint, written);
    return true;
  }

  /** Moves on where a page has nothing for this read model: one statement, and no transaction around it. */
  async #passOver(known: Known, to: { position: Position; ready: boolean }): Promise<boolean> {
    const moved = await this.tables.advance(this.#parts.pool, known, to).catch((error: unknown) => {
      this.#forgetAll();
      throw error;
    });
    if (moved) this.#remember(known, to.position, []);
    else this.#forget();
    return moved;
  }

  /** Does the work in one transaction behind the fence; nothing where another got there first. */
  async #moving<T>(
    known: Checkpoint,
    to: { position: Position | undefined; ready: boolean },
    work: (writing: Writing) => Promise<T>,
  ): Promise<T | undefined> {
    const { pool, model, shapes, now } = this.#parts;
    try {
      const done = await inTransaction(pool, async (client) => {
        if (!(await this.tables.advance(client, known, to))) return undefined;
        return { result: await work({ client, tables: this.tables, model, shapes, now }) };
      });
      if (done === undefined) this.#forget();
      return done?.result;
    } catch (error) {
      this.#forgetAll();
      throw error;
    }
  }

  async #write(
    writing: Writing,
    { parked }: Known,
    streams: readonly StreamFacts[],
    how: 'together' | 'apart',
  ): Promise<readonly SubjectWork[]> {
    const waiting = streams.filter(({ stream }) => parked.has(stream));
    if (waiting.length > 0) await this.tables.addParked(writing.client, waiting);
    const open = waiting.length === 0 ? streams : streams.filter(({ stream }) => !parked.has(stream));
    const works = await this.#fold(writing.client, open);
    if (how === 'apart') return writeSubjectsApart(writing, works);
    await writeSubjects(writing, works);
    return works;
  }

  async #fold(client: pg.ClientBase, streams: readonly StreamFacts[]): Promise<SubjectWork[]> {
    const { model, shapes } = this.#parts;
    const kept = await this.#kept(
      client,
      streams.map(({ stream }) => stream),
    );
    return streams.map(({ stream, facts }) => {
      const { entry: before, poison } = kept.get(stream) ?? { entry: unseen(model) };
      const folded =
        poison === undefined
          ? foldSubject(model, shapes, before, facts)
          : { entry: before, poison: { error: poison.error, facts } };
      return { stream, facts, before, folded };
    });
  }

  /** What is known of the subjects before the page: remembered, or folded again from the log. */
  async #kept(client: pg.ClientBase, streams: readonly string[]): Promise<ReadonlyMap<string, Folded>> {
    const kept = new Map<string, Folded>();
    const missing: string[] = [];
    for (const stream of streams) {
      const entry = this.#subjects.get(stream);
      if (entry === undefined) missing.push(stream);
      else kept.set(stream, { entry });
    }
    if (missing.length === 0) return kept;
    const { model, shapes, history } = this.#parts;
    const foldAgain = async ({ stream, revision }: SubjectRevision): Promise<void> => {
      const folded = foldSubject(model, shapes, unseen(model), await history.upTo(stream, revision));
      kept.set(stream, folded.poison === undefined ? folded : { ...folded, entry: { ...folded.entry, revision } });
    };
    await Promise.all((await this.tables.revisions(client, missing)).map(foldAgain));
    return kept;
  }

  async #replay(writing: Writing, stream: string): Promise<Retried> {
    const parking = await this.tables.unpark(writing.client, stream);
    if (parking === undefined) return 'not parked';
    const works = await this.#fold(writing.client, [parking]);
    const [work] = await writeSubjectsApart(
      writing,
      works.map((each) => ({ ...each, parkedSince: parking.since })),
    );
    return work?.folded.poison === undefined ? 'mended' : 'still parked';
  }

  #remember(known: Known, position: Position, works: readonly SubjectWork[]): void {
    const poisoned = works.filter(({ folded }) => folded.poison !== undefined).map(({ stream }) => stream);
    const parked = poisoned.length === 0 ? known.parked : new Set([...known.parked, ...poisoned]);
    this.#known = { position, fence: String(BigInt(known.fence) + 1n), parked };
    for (const { stream, folded } of works)
      if (folded.poison === undefined) this.#subjects.set(stream, folded.entry, folded.entry.revision + 1);
  }
}
