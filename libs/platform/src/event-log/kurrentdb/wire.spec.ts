import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { FactIdReused, type LogBatch, LogClosed, LogUnavailable, RevisionConflict, Unstorable } from '../event-log.js';
import { CONTEXT, gist, rejection, told, toldTimes } from '../testing/stage.js';
import { KurrentDbEventLog } from './kurrentdb-event-log.js';
import { KurrentDbDouble } from './testing/kurrentdb-double.js';

/** What another program keeps in the same database. */
const foreign = (text: string) => ({
  id: randomUUID(),
  labels: new Map([
    ['type', 'Else'],
    ['content-type', 'application/json'],
  ]),
  data: Buffer.from(text),
  metadata: Buffer.from('{"ours":"no"}'),
});

describe('the KurrentDB adapter on the wire', () => {
  let double: KurrentDbDouble;
  let log: KurrentDbEventLog;
  let other: KurrentDbEventLog;
  let stream: string;
  const open = (now: string) => KurrentDbEventLog.open({ connectionString: double.connectionString, now: () => now });

  beforeAll(async () => {
    double = await KurrentDbDouble.start();
    log = await open('2024-07-09T10:00:00.000Z');
    other = await open('2024-07-09T11:00:00.000Z');
  });
  afterAll(async () => {
    await log.close();
    await other.close();
    await double.stop();
  });
  beforeEach(() => {
    stream = `matter-coventry-${randomUUID()}`;
  });

  /** Follows from a moment on, until there is enough. */
  const follow = async (after: string | undefined, enough: (batch: LogBatch) => boolean): Promise<LogBatch[]> => {
    const stop = new AbortController();
    const batches: LogBatch[] = [];
    const start = after === undefined ? {} : { after: after as LogBatch['checkpoint'] };
    for await (const batch of log.subscribe({ ...start, signal: stop.signal })) {
      batches.push(batch);
      if (enough(batch)) stop.abort();
    }
    return batches;
  };

  it('finds an append that was written though its answer was lost', async () => {
    const facts = toldTimes(3);
    await log.append(stream, [told()], 'no stream', CONTEXT);
    double.loseNextAnswer('back at once');
    const found = await log.append(stream, facts, { revision: 0 }, CONTEXT);
    expect(found.outcome).toBe('appended');
    expect(gist((await log.readStream(stream)).slice(1))).toEqual(gist(facts));
  });

  it('says that it is not known whether an append was written, and finds it when the server is back', async () => {
    const facts = toldTimes(3);
    double.loseNextAnswer('gone');
    const lost = await rejection(log.append(stream, facts, 'no stream', CONTEXT));
    expect(lost).toBeInstanceOf(LogUnavailable);
    expect(lost).toMatchObject({ outcome: 'not known' });
    double.comeBack();
    expect((await log.append(stream, facts, 'no stream', CONTEXT)).outcome).toBe('repeated');
    expect(gist(await log.readStream(stream))).toEqual(gist(facts));
  });

  it('says that nothing was written when the server cannot be reached', async () => {
    const nowhere = await KurrentDbEventLog.open({
      connectionString: 'kurrentdb://127.0.0.1:1?tls=false',
      now: () => '2024-07-09T10:00:00.000Z',
    });
    const refused = await rejection(nowhere.append(stream, [told()], 'any', CONTEXT));
    expect(refused).toBeInstanceOf(LogUnavailable);
    expect(refused).toMatchObject({ outcome: 'nothing written' });
    expect(await rejection(nowhere.head())).toBeInstanceOf(LogUnavailable);
    await nowhere.close();
  });

  it('lets one of two processes win that append at the same revision', async () => {
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.allSettled(
        [log, other].map((one) => one.append(`${stream}-${round}`, [told()], 'no stream', CONTEXT)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const lost = outcomes.find((one) => one.status === 'rejected');
      expect(lost?.reason).toBeInstanceOf(RevisionConflict);
      expect(lost?.reason).toMatchObject({ actual: 0 });
    }
  });

  it('knows a repeat that the server takes for an append, because another process wrote it', async () => {
    const facts = toldTimes(2);
    const first = await log.append(stream, facts, 'no stream', CONTEXT);
    const again = await other.append(stream, facts, 'no stream', CONTEXT);
    expect(again).toEqual({ outcome: 'repeated', facts: first.facts });
  });

  it('refuses ids with other content, which the server would take for a repeat', async () => {
    const fact = told({ words: 'as written' });
    await log.append(stream, [fact], 'no stream', CONTEXT);
    const error = await rejection(other.append(stream, [{ ...fact, data: { words: 'other' } }], 'no stream', CONTEXT));
    expect(error).toBeInstanceOf(FactIdReused);
    expect(gist(await other.readStream(stream))).toEqual(gist([fact]));
  });

  it('appends to a stream that another process has carried on', async () => {
    await log.append(stream, toldTimes(2), 'no stream', CONTEXT);
    await other.append(stream, toldTimes(3), { revision: 1 }, CONTEXT);
    const { facts } = await log.append(stream, [told()], 'any', CONTEXT);
    expect(facts[0]).toMatchObject({ revision: 5, metadata: { recordedAt: '2024-07-09T11:00:00.000Z' } });
  });

  it('refuses an append that is larger than the server takes, and writes nothing of it', async () => {
    const large = Array.from({ length: 3 }, () => told({ text: 'a'.repeat(400_000) }));
    const error = await rejection(log.append(stream, large, 'no stream', CONTEXT));
    expect(error).toBeInstanceOf(Unstorable);
    expect((error as Error).message).toContain('larger than the server takes');
    expect(await log.readStream(stream)).toEqual([]);
  });

  it('leaves out what others keep in the same database, and moves past it', async () => {
    const start = await log.head();
    double.log.append(`foreign-${stream}`, [foreign('{"a":1}'), foreign('not even JSON')], 'any');
    await log.append(stream, [told()], 'any', CONTEXT);
    double.log.append(`foreign-${stream}`, [foreign('{"a":2}')], 'any');
    const end = await log.head();
    const batches: LogBatch[] = [];
    for await (const batch of log.readAll(start === undefined ? {} : { after: start })) batches.push(batch);
    expect(batches.flatMap(({ facts }) => facts.map((fact) => fact.stream))).toEqual([stream]);
    expect(batches.at(-1)?.checkpoint).toBe(end);
    expect(await rejection(log.readStream(`foreign-${stream}`))).toMatchObject({
      message: expect.stringContaining('is not a fact of this log') as unknown,
    });
  });

  it('moves a subscriber on with every event of others while it is live', async () => {
    await log.append(stream, [told()], 'no stream', CONTEXT);
    const start = await log.head();
    const waiting = log.append(stream, [told()], 'stream exists', CONTEXT);
    let last = '';
    const batches = await follow(start, ({ facts, checkpoint }) => {
      if (facts.length > 0) {
        double.log.append(`foreign-${stream}`, [foreign('{}')], 'any');
        last = double.log.events.at(-1)?.position.toString() ?? '';
      }
      return last !== '' && checkpoint.endsWith(last);
    });
    await waiting;
    expect(batches.at(-1)).toMatchObject({ facts: [], caughtUp: true });
  });

  it('sees nothing of the server’s own streams, but moves its checkpoint past them', async () => {
    const { facts } = await log.append(stream, [told()], 'no stream', CONTEXT);
    const head = facts[0]?.position ?? '';
    const statistics = Array.from({ length: 300 }, () => foreign('{}'));
    const following = follow(head, ({ checkpoint }) => checkpoint > head);
    double.log.append('$stats-127.0.0.1:2113', statistics, 'any');
    const batches = await following;
    expect(batches.flatMap((batch) => batch.facts)).toEqual([]);
    expect(await log.head()).toBe(head);
  });

  it('is closed once and for all, and lets its subscribers go', async () => {
    const closing = await open('2024-07-09T10:00:00.000Z');
    await closing.append(stream, [told()], 'no stream', CONTEXT);
    const batches: LogBatch[] = [];
    for await (const batch of closing.subscribe({ signal: new AbortController().signal })) {
      batches.push(batch);
      if (batch.caughtUp) void closing.close();
    }
    expect(batches.at(-1)?.caughtUp).toBe(true);
    expect(await rejection(closing.append(stream, [told()], 'any', CONTEXT))).toBeInstanceOf(LogClosed);
    expect(await rejection(closing.head())).toBeInstanceOf(LogClosed);
  });
});
