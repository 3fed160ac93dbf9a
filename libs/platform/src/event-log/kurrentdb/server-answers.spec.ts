import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type LogBatch, LogUnavailable, Unstorable } from '../event-log.js';
import { CONTEXT, gist, rejection, told, toldTimes } from '../testing/stage.js';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';
import { readFacts } from './log-reading.js';
import { ReadingClient } from './reading-client.js';
import { KurrentDbDouble } from './testing/kurrentdb-double.js';
import { mustLetIn } from './testing/must-let-in.js';

const now = () => '2024-07-09T10:00:00.000Z';

/** What the sources of the server say that it answers, which no run of this suite has ever heard from one. */
describe('the KurrentDB adapter, told what a server may answer,', () => {
  let double: KurrentDbDouble;
  let log: KurrentDbEventLog;
  let stream: string;

  beforeAll(async () => {
    double = await KurrentDbDouble.start();
    log = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
  });
  afterAll(async () => {
    await log.close();
    await double.stop();
  });
  beforeEach(() => {
    stream = `matter-coventry-${randomUUID()}`;
  });

  it('appends, reads and follows once the server comes that was not there at first', async () => {
    const early = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
    const facts = toldTimes(2);
    double.goAway();
    expect(await rejection(early.head())).toBeInstanceOf(LogUnavailable);
    const stop = new AbortController();
    const following = firstIn(stream, early.subscribe({ prefixes: [stream], signal: stop.signal }));
    expect(await rejection(early.append(stream, facts, 'no stream', CONTEXT))).toBeInstanceOf(LogUnavailable);
    double.comeBack();
    const deadline = performance.now() + 20_000;
    const persistently = async <T>(ask: () => Promise<T>): Promise<T> => {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof LogUnavailable) || performance.now() > deadline) throw error;
        return persistently(ask);
      }
    };
    await persistently(() => early.append(stream, facts, 'no stream', CONTEXT));
    expect(gist(await persistently(() => early.readStream(stream)))).toEqual(gist(facts));
    expect(await following).toBe(facts[0]?.id);
    stop.abort();
    await early.close();
  }, 60_000);

  it('begins a read again that came to a node which is not the leader', async () => {
    const facts = toldTimes(3);
    await log.append(stream, facts, 'no stream', CONTEXT);
    double.refuseNextRead('not-leader');
    expect(gist(await log.readStream(stream))).toEqual(gist(facts));
    double.refuseNextRead('not-leader');
    expect(await log.head()).toBe((await log.readStream(stream)).at(-1)?.position);
  });

  it('says before a trial what may be wrong with a server that does not answer, or lets nobody in', async () => {
    expect(await rejection(mustLetIn('kurrentdb://127.0.0.1:1?tls=false'))).toMatchObject({
      message: expect.stringMatching(
        /^KURRENTDB_URL names a server .*: no KurrentDB server answers: it must be up/,
      ) as unknown,
    });
    double.refuseNextRead('access-denied');
    expect(await rejection(mustLetIn(double.connectionString))).toMatchObject({
      message: expect.stringContaining('KurrentDB refuses access: name and password must be right') as unknown,
    });
    await mustLetIn(double.connectionString);
  });

  it('reads in the name that is given, as it is before it is escaped', async () => {
    const make = () => KurrentDBClient.connectionString(double.connectionString);
    const named = new ReadingClient(make(), make, { username: 'minute/book', password: 'p@ss%w:rd' });
    expect(await readFacts(named, stream, 0, undefined)).toEqual([]);
    expect(double.readers.at(-1)).toBe('minute/book:p@ss%w:rd');
  });

  it('tells nobody’s password where everybody could listen', async () => {
    const connectionString = double.connectionString.replace('://', '://admin:changeit@');
    const open = await KurrentDbEventLog.open({ connectionString, now });
    expect(await open.readStream(stream)).toEqual([]);
    expect(double.readers.at(-1)).toBe('');
    await open.close();
  });

  it('appends once the server is no longer too busy to', async () => {
    double.beBusyOnce();
    expect((await log.append(stream, [told()], 'no stream', CONTEXT)).outcome).toBe('appended');
  });

  it('finds the conflict also where the connection string says that failed appends are not thrown', async () => {
    const lenient = await KurrentDbEventLog.open({
      connectionString: `${double.connectionString}&throwOnAppendFailure=false`,
      now,
    });
    await lenient.append(stream, [told()], 'no stream', CONTEXT);
    const other = [told({ by: 'another process' })];
    await log.append(stream, other, { revision: 0 }, CONTEXT);
    const conflict = await rejection(lenient.append(stream, [told()], { revision: 0 }, CONTEXT));
    expect(conflict).toMatchObject({ name: 'RevisionConflict', actual: 1 });
    expect(gist((await log.readStream(stream)).slice(1))).toEqual(gist(other));
    await lenient.close();
  });

  it.each([
    ['one event', { append: 1024 * 1024, event: 50_000 }, 'one of its events exceeds MaxAppendEventSize'],
    ['a whole append', { append: 50_000, event: 1024 * 1024 }, 'at most 50000 bytes in all'],
  ])('says which limit of the server %s exceeds, and does not try again', async (_, limits, saying) => {
    const before = { ...double.log.limits };
    Object.assign(double.log.limits, limits);
    const error = await rejection(log.append(stream, [told({ text: 'a'.repeat(60_000) })], 'no stream', CONTEXT));
    Object.assign(double.log.limits, before);
    expect(error).toBeInstanceOf(Unstorable);
    expect((error as Error).message).toContain(saying);
    expect(await log.readStream(stream)).toEqual([]);
  });

  it('refuses a fact that no record of the server’s log can hold before it is sent', async () => {
    const error = await rejection(
      log.append(stream, [told({ text: 'a'.repeat(17 * 1024 * 1024) })], 'no stream', CONTEXT),
    );
    expect(error).toBeInstanceOf(Unstorable);
    expect((error as Error).message).toContain('in one fact');
  });

  it('says that a stream has a tombstone, to those who read it and those who append', async () => {
    await log.append(stream, [told()], 'no stream', CONTEXT);
    double.log.delete(stream, 'tombstoned');
    const read = () => log.readStream(stream);
    const append = () => log.append(stream, [told()], { revision: 0 }, CONTEXT);
    for (const attempt of [read, append])
      expect(await rejection(attempt())).toMatchObject({
        message: expect.stringContaining(`${stream} was deleted on the KurrentDB server for good`) as unknown,
      });
  });

  it('does not pass off as the beginning of a chain what follows on a deleted stream', async () => {
    await log.append(stream, toldTimes(3), 'no stream', CONTEXT);
    double.log.delete(stream, 'deleted');
    const other = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
    const error = await rejection(other.append(stream, [told()], 'no stream', CONTEXT));
    expect(error).toMatchObject({
      message: expect.stringContaining('sealed for revision 0 and stand at 3') as unknown,
    });
    await other.close();
  });

  it('appends after the end of a stream whose beginning was truncated, and shows what is left', async () => {
    await log.append(stream, toldTimes(3), 'no stream', CONTEXT);
    double.log.truncate(stream, 2);
    const other = await KurrentDbEventLog.open({ connectionString: double.connectionString, now });
    const { facts } = await other.append(stream, [told()], 'stream exists', CONTEXT);
    expect(facts[0]?.revision).toBe(3);
    expect((await other.readStream(stream)).map(({ revision }) => revision)).toEqual([2, 3]);
    await other.close();
  });

  it('reads on from a checkpoint between two events, and misses nothing', async () => {
    const start = await log.head();
    const kept = Array.from({ length: 70 }, () => statistic());
    double.log.append(`$stats-${stream}`, kept, 'any');
    const checkpoint = `${digits(double.log.end)}/${digits(0n)}` as LogBatch['checkpoint'];
    const facts = toldTimes(3);
    await log.append(stream, facts, 'no stream', CONTEXT);
    expect(start === undefined || start < checkpoint).toBe(true);
    const read: LogBatch[] = [];
    for await (const batch of log.readAll({ after: checkpoint, batchSize: 2 })) read.push(batch);
    expect(gist(read.flatMap((batch) => batch.facts))).toEqual(gist(facts));
    const followed: LogBatch[] = [];
    const stop = new AbortController();
    for await (const batch of log.subscribe({ after: checkpoint, signal: stop.signal })) {
      followed.push(batch);
      if (batch.caughtUp) stop.abort();
    }
    expect(gist(followed.flatMap((batch) => batch.facts))).toEqual(gist(facts));
  });
});

/** The id of the first fact of a stream that comes. */
const firstIn = async (stream: string, batches: AsyncIterable<LogBatch>): Promise<string | undefined> => {
  for await (const { facts } of batches) {
    const first = facts.find((fact) => fact.stream === stream);
    if (first !== undefined) return first.id;
  }
  return undefined;
};

const digits = (place: bigint): string => place.toString().padStart(20, '0');

/** What the server keeps of itself. */
const statistic = () => ({
  id: randomUUID(),
  labels: new Map([
    ['type', '$statsCollected'],
    ['content-type', 'application/json'],
  ]),
  data: Buffer.from('{}'),
  metadata: Buffer.from(''),
});
