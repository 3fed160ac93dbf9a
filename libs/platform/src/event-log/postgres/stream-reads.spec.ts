import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { LogUnavailable } from '../event-log.js';
import { type CountedLog, openCountedLog } from '../testing/counted-connections.js';
import { answered, severConnections } from '../testing/severing.js';
import { CONTEXT, told, toldTimes } from '../testing/stage.js';
import { Connections, type Statement } from './connections.js';
import { KnownStreams } from './known-streams.js';
import { StreamReads } from './stream-reads.js';

let counted: CountedLog;
let known: KnownStreams;
let reads: StreamReads;
beforeEach(async () => {
  counted = await openCountedLog();
  known = new KnownStreams();
  reads = new StreamReads(counted.connections, known);
});
afterEach(async () => {
  await counted.close();
});

const petition = (number: number): string => `petition-coventry-${number}`;

/** Petitions of one fact, two facts, three and so on. */
const tell = async (petitions: number): Promise<readonly (readonly RecordedFact[])[]> => {
  const all: (readonly RecordedFact[])[] = [];
  for (let number = 1; number <= petitions; number += 1)
    all.push((await counted.log.append(petition(number), toldTimes(number), 'no stream', CONTEXT)).facts);
  return all;
};

const wholeOf = (number: number) => ({ stream: petition(number), from: 0, limit: undefined });

describe('reading streams', () => {
  it('shares statements between those who ask at the same time, and gives each their own', async () => {
    const all = await tell(12);
    const asked = await Promise.all(
      Array.from({ length: 60 }, async (_, at) => {
        const number = (at % 13) + 1;
        const [facts] = await reads.read([wholeOf(number)]);
        return { number, facts };
      }),
    );
    for (const { number, facts } of asked) expect(facts).toEqual(all[number - 1] ?? []);
    expect(counted.connections.asked).toEqual(['log-streams', 'log-streams', 'log-streams']);
  });

  it('answers at once who asks alone', async () => {
    const [one] = await tell(1);
    expect(await reads.read([wholeOf(1)])).toEqual([one]);
    expect(counted.connections.asked).toHaveLength(1);
  });

  it('keeps together what was asked together, and apart what is asked of one stream in different ways', async () => {
    const all = await tell(9);
    const [first, second, third] = await Promise.all([
      reads.read([{ stream: petition(9), from: 2, limit: 3 }, wholeOf(9), wholeOf(4)]),
      reads.read([{ stream: petition(9), from: 8, limit: undefined }]),
      reads.read([{ stream: petition(9), from: 0, limit: 1 }, wholeOf(50)]),
    ]);
    expect(first).toEqual([all[8]?.slice(2, 5), all[8], all[3]]);
    expect(second).toEqual([all[8]?.slice(8)]);
    expect(third).toEqual([all[8]?.slice(0, 1), []]);
  });

  it('sees what was acknowledged before it was asked, however many wait', async () => {
    await tell(1);
    for (let round = 0; round < 20; round += 1) {
      const others = Array.from({ length: 10 }, () => reads.read([wholeOf(1)]));
      const appended = await counted.log.append(petition(1), [told()], 'any', CONTEXT);
      const [facts = []] = await reads.read([wholeOf(1)]);
      expect(facts.at(-1)).toEqual(appended.facts[0]);
      await Promise.all(others);
    }
  });

  it('tells all who share a statement that it failed, and serves those who come after', async () => {
    const [one] = await tell(1);
    counted.connections.areAway = true;
    const failed = await Promise.allSettled(Array.from({ length: 5 }, () => reads.read([wholeOf(1)])));
    expect(failed).toEqual(failed.map(() => ({ status: 'rejected', reason: new LogUnavailable('nothing written') })));
    counted.connections.areAway = false;
    expect(await reads.read([wholeOf(1)])).toEqual([one]);
  });
});

describe('a stream that was read before', () => {
  it('is read on from where it is known to, whatever part of it is wanted', async () => {
    await tell(6);
    await reads.read([{ stream: petition(6), from: 0, limit: 4 }]);
    const { facts: more } = await counted.log.append(petition(6), toldTimes(2), 'any', CONTEXT);
    const whole = await counted.log.readStream(petition(6));
    for (const from of [0, 3, 4, 5, 7, 8, 9])
      for (const limit of [undefined, 1, 4, 20]) {
        const [facts] = await reads.read([{ stream: petition(6), from, limit }]);
        expect(facts).toEqual(whole.slice(from, limit === undefined ? undefined : from + limit));
      }
    expect(whole.slice(-2)).toEqual(more);
  });

  it('is the same list for as long as nothing is added to it, and asks for nothing where enough is known', async () => {
    await tell(3);
    const [[first], [second]] = [await reads.read([wholeOf(3)]), await reads.read([wholeOf(3)])];
    expect(second).toBe(first);
    const asked = counted.connections.asked.length;
    const [part] = await reads.read([{ stream: petition(3), from: 1, limit: 2 }]);
    expect(part).toEqual(first?.slice(1));
    expect(counted.connections.asked).toHaveLength(asked);
  });

  it('is one list of a long record, too: many who want all of it at once do not each hold it', async () => {
    for (let told = 0; told < 3; told += 1) await counted.log.append(petition(1), toldTimes(2_000), 'any', CONTEXT);
    await reads.read([wholeOf(1)]);
    const [[one], [other]] = await Promise.all([reads.read([wholeOf(1)]), reads.read([wholeOf(1)])]);
    expect(one).toHaveLength(6_000);
    expect(other).toBe(one);
  });

  it('is as long for each who asks as it was when it was asked of, though others learn more of it meanwhile', async () => {
    await tell(2);
    const [, , [late]] = await Promise.all([
      reads.read([wholeOf(2), wholeOf(1)]),
      reads.read([{ stream: petition(2), from: 0, limit: 1 }]),
      counted.log
        .append(petition(2), [told()], 'any', CONTEXT)
        .then(() => reads.read([wholeOf(2), { stream: petition(2), from: 0, limit: 2 }])),
    ]);
    expect(late).toHaveLength(3);
    expect((await reads.read([{ stream: petition(2), from: 0, limit: 2 }]))[0]).toEqual(late?.slice(0, 2));
  });

  it('is read anew once it has been forgotten', async () => {
    const all = await tell(2);
    const [before] = await reads.read([wholeOf(2)]);
    known.forget();
    const [after] = await reads.read([wholeOf(2)]);
    expect(after).toEqual(all[1]);
    expect(after).not.toBe(before);
  });

  it('is read anew after a connection was lost: what answers then may be another server', async () => {
    const all = await tell(2);
    const before = await counted.log.readStream(petition(2));
    expect(await counted.log.readStream(petition(2))).toBe(before);
    await severConnections(counted.url);
    const after = await answered(() => counted.log.readStream(petition(2)));
    expect(after).toEqual(all[1]);
    expect(after).not.toBe(before);
  });

  it('is read anew where a connection was lost between the asking and the answer', async () => {
    await tell(3);
    await reads.read([wholeOf(3)]);
    const restored = await openCountedLog();
    try {
      await restored.log.append(petition(3), [told()], 'no stream', CONTEXT);
      const server = new ServerThatGoes(counted, restored);
      const asked = new StreamReads(server, known).read([wholeOf(3)]);
      known.forget();
      server.goes();
      expect(await asked).toEqual(await restored.log.readStreams([petition(3)]));
      expect(known.of(petition(3))).toHaveLength(1);
    } finally {
      await restored.close();
    }
  });
});

/** Connections on which nothing is answered before the server has gone; then another answers. */
class ServerThatGoes extends Connections {
  readonly #other: Connections;
  readonly #gone: Promise<void>;
  goes: () => void = () => undefined;

  constructor({ url }: CountedLog, { connections }: CountedLog) {
    super(url, 1, 10_000);
    this.#other = connections;
    this.#gone = new Promise((resolve) => (this.goes = resolve));
  }

  override async rows<Row extends readonly unknown[]>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<Row[]> {
    await this.#gone;
    return this.#other.rows<Row>(statement, values);
  }
}
