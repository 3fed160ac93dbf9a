import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type EventLog, LogUnavailable } from '../event-log/event-log.js';
import { migrateEventLog } from '../event-log/postgres/migrate-event-log.js';
import { PostgresEventLog } from '../event-log/postgres/postgres-event-log.js';
import { type ProcessDefinition } from './process-definition.js';
import { Processes } from './processes.js';
import { ProcessesHealth } from './processes-health.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let log: EventLog;
let running: Processes[];
const now = (): string => '2026-01-05T09:00:00.000Z';

beforeEach(async () => {
  database = await freshDatabase();
  await migrateEventLog(database.url);
  log = await PostgresEventLog.open({ connectionString: database.url, now });
  running = [];
});
afterEach(async () => {
  for (const processes of running) await processes.stop();
  await log.close();
  await database.drop();
});

/** Adds a fact with a word in it to a petition. */
const say = async (petition: string, word: string): Promise<void> => {
  const id = randomUUID();
  const told = { commandId: id, correlationId: id, causationId: id, payloadHash: '0'.repeat(64) };
  const context = { ...told, actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' };
  const fact = { id, type: 'Said', data: { word }, schemaVersion: 1 };
  await log.append(`petition-coventry-${petition}`, [fact], 'any', context);
};

const wordOf = ({ data }: RecordedFact): string => (data as { word: string }).word;

/** A process that hears words, and does with each what it is told to. */
const listener = (
  heard: string[],
  does: (word: string) => void | Promise<void> = () => undefined,
): ProcessDefinition => ({
  name: 'listen',
  categories: ['petition'],
  concerns: ({ stream }) => [stream],
  handle: async (_stream, fact) => {
    await does(wordOf(fact));
    heard.push(wordOf(fact));
  },
});

const start = async (definition: ProcessDefinition, onFailure: () => void = () => undefined): Promise<Processes> => {
  const reports = { failed: onFailure, parked: () => undefined };
  const processes = new Processes({ databaseUrl: database.url, definitions: [definition], log, now, reports });
  running.push(processes);
  await processes.start();
  return processes;
};

describe('a process', () => {
  it('is told what was there and what comes, in order, and goes on where it was', async () => {
    const heard: string[] = [];
    await say('a', 'one');
    const first = await start(listener(heard));
    await say('a', 'two');
    await eventually(() => heard.length === 2);
    await first.stop();
    await say('b', 'three');
    await start(listener(heard));
    await eventually(() => heard.length === 3);
    expect(heard).toEqual(['one', 'two', 'three']);
  });

  it('tries again what failed for want of the machinery, and says so', async () => {
    const heard: string[] = [];
    let failures = 0;
    await say('a', 'one');
    const away = (): void => {
      if (failures < 2) throw new LogUnavailable('nothing written');
    };
    await start(listener(heard, away), () => (failures += 1));
    await eventually(() => heard.length === 1);
    expect(failures).toBe(2);
  });

  it('is well again as soon as it goes on, and not before', async () => {
    const heard: string[] = [];
    let isAway = true;
    const away = (): void => {
      if (isAway) throw new LogUnavailable('nothing written');
    };
    let failures = 0;
    const processes = await start(listener(heard, away), () => (failures += 1));
    const health = new ProcessesHealth(processes);
    expect(await health.check()).toEqual({ ok: true, detail: 'go on' });
    await say('a', 'one');
    await eventually(() => failures >= 4);
    expect(await health.check()).toEqual({ ok: false, detail: 'listen cannot go on and tries again' });
    isAway = false;
    await eventually(() => heard.length === 1);
    const before = performance.now();
    await eventually(async () => (await health.check()).ok);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('parks the subject whose fact fails by itself, with what follows; all others go on, and a mended process takes it up', async () => {
    const heard: string[] = [];
    const refuses = (word: string): void => {
      if (word === 'poison') throw new TypeError('it means nothing');
    };
    const processes = await start(listener(heard, refuses));
    for (const [petition, word] of [
      ['a', 'poison'],
      ['b', 'fine'],
      ['a', 'after'],
    ] as const)
      await say(petition, word);
    await say('b', 'last');
    await eventually(() => heard.length === 2);
    expect(heard).toEqual(['fine', 'last']);
    await eventually(async () => (await processes.standing()).parked.size === 1);
    expect(await new ProcessesHealth(processes).check()).toEqual({
      ...{ ok: false, goesOn: true },
      detail: 'listen has parked streams',
    });
    await processes.stop();
    const mended = await start(listener(heard));
    await eventually(async () => (await mended.standing()).parked.size === 0);
    expect(heard).toEqual(['fine', 'last', 'poison', 'after']);
  });

  it('does not keep the others waiting for long while it tries again what it has parked', async () => {
    const heard: string[] = [];
    const refuses = (word: string): void => {
      if (word === 'poison') throw new TypeError('it means nothing');
    };
    const parked = 60;
    await Promise.all(Array.from({ length: parked }, (_, at) => say(`poisoned-${at}`, 'poison')));
    const first = await start(listener(heard, refuses));
    await eventually(async () => (await first.standing()).parked.get('listen') === parked);
    await first.stop();
    await say('b', 'fine');
    const before = performance.now();
    const second = await start(listener(heard, refuses));
    await eventually(() => heard.length === 1);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect((await second.standing()).parked.get('listen')).toBe(parked);
  });

  it('finishes the fact in hand when it is stopped, and begins no other', async () => {
    const heard: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let reached = false;
    const processes = await start(
      listener(heard, () => {
        reached = true;
        return held;
      }),
    );
    await say('a', 'one');
    await say('a', 'two');
    await eventually(() => reached);
    const stopped = processes.stop();
    release();
    await stopped;
    expect(heard).toEqual(['one']);
  });

  it('leaves a fact that concerns many to whoever comes next when it is stopped, told again to all', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `petition-coventry-${at}`);
    const concerningMany = (handle: ProcessDefinition['handle']): ProcessDefinition => ({
      ...{ name: 'listen', categories: ['petition'], concerns: () => async () => many, handle },
    });
    const told: string[] = [];
    const held: (() => void)[] = [];
    const first = await start(
      concerningMany(async (stream) => {
        told.push(stream);
        await new Promise<void>((resolve) => held.push(resolve));
      }),
    );
    await say('all', 'one');
    await eventually(() => held.length > 1);
    const stopped = first.stop();
    for (const release of held) release();
    await stopped;
    const before = told.length;
    expect(told).toEqual(many.slice(0, before));
    expect(before).toBeLessThan(many.length);
    await start(concerningMany(async (stream) => void told.push(stream)));
    await eventually(() => told.length === before + many.length);
    expect(told.slice(before)).toEqual(many);
  });

  it('tells several subjects of their facts at once, and each of its own in their order', async () => {
    const [begun, heard]: [string[], string[]] = [[], []];
    const release = new Map<string, () => void>();
    for (const word of ['a1', 'b1', 'a2', 'b2']) await say(word.charAt(0), word);
    await start(
      listener(heard, (word) => {
        begun.push(word);
        return new Promise((resolve) => release.set(word, resolve));
      }),
    );
    await eventually(() => begun.length === 2);
    expect(begun).toEqual(['a1', 'b1']);
    release.get('b1')?.();
    await eventually(() => begun.length === 3);
    release.get('b2')?.();
    await eventually(() => heard.length === 2);
    release.get('a1')?.();
    await eventually(() => begun.length === 4);
    release.get('a2')?.();
    await eventually(() => heard.length === 4);
    expect(heard).toEqual(['b1', 'b2', 'a1', 'a2']);
  });

  it('looks for those whom a fact concerns once all before it was handled, and goes on once they were told', async () => {
    const heard: string[] = [];
    const everybody = async (): Promise<readonly string[]> => [...new Set(heard.map((said) => said.charAt(0)))];
    for (const [petition, word] of [
      ['a', 'a1'],
      ['b', 'b1'],
      ['all', 'proclaimed'],
      ['c', 'c1'],
    ] as const)
      await say(petition, word);
    await start({
      ...{ name: 'listen', categories: ['petition'] },
      concerns: (fact) => (wordOf(fact) === 'proclaimed' ? everybody : [wordOf(fact).charAt(0)]),
      handle: async (stream, fact) => {
        await pause(stream === 'a' ? 30 : 1);
        heard.push(wordOf(fact) === 'proclaimed' ? `${stream} of it` : wordOf(fact));
      },
    });
    await eventually(() => heard.length === 5);
    expect(heard).toEqual(['b1', 'a1', 'b of it', 'a of it', 'c1']);
  });

  it('keeps what concerns many for those as well that were parked before they could be found', async () => {
    const heard: string[] = [];
    const concerningMany = (refuses: (word: string) => void): ProcessDefinition => ({
      ...{ name: 'listen', categories: ['petition'] },
      concerns: (fact) =>
        wordOf(fact) === 'proclaimed'
          ? () => Promise.resolve(heard.length === 0 ? [] : ['b'])
          : [wordOf(fact).charAt(0)],
      handle: async (stream, fact) => {
        refuses(wordOf(fact));
        heard.push(`${stream}: ${wordOf(fact)}`);
      },
    });
    for (const word of ['a1', 'b1', 'proclaimed', 'a2']) await say(word.charAt(0), word);
    const first = await start(
      concerningMany((word) => {
        if (word.startsWith('a')) throw new TypeError('it means nothing');
      }),
    );
    await eventually(async () => heard.length === 2 && (await first.behind()).length === 0);
    await first.stop();
    const mended = await start(concerningMany(() => undefined));
    await eventually(async () => (await mended.standing()).parked.size === 0);
    expect(heard).toEqual(['b: b1', 'b: proclaimed', 'a: a1', 'a: proclaimed', 'a: a2']);
  });

  it('ends what it has in hand when one of several fails for want of the machinery, and tells them all again', async () => {
    const heard: string[] = [];
    const failures: unknown[] = [];
    for (const petition of ['a', 'b', 'c']) await say(petition, petition);
    await start(
      listener(heard, async (word) => {
        if (word === 'a' && failures.length === 0) throw new LogUnavailable('nothing written');
        await pause(20);
      }),
      () => failures.push([...heard]),
    );
    await eventually(() => heard.length === 5);
    expect(failures).toEqual([['b', 'c']]);
    expect(heard.slice(2).sort()).toEqual(['a', 'b', 'c']);
  });

  it('that is at rest has left nothing undone, wherever its checkpoint stands', async () => {
    const heard: string[] = [];
    const concerning = { ...listener(heard), concerns: (fact: RecordedFact) => (wordOf(fact) === 'hear' ? ['a'] : []) };
    await say('a', 'pass over');
    const processes = await start(concerning);
    expect(await processes.behind()).toEqual([]);
    for (const word of ['pass over', 'hear', 'pass over']) await say('a', word);
    await eventually(async () => (await processes.behind()).length === 0);
    expect(heard).toEqual(['hear']);
    await processes.stop();
    await say('a', 'hear');
    const away = (): never => {
      throw new LogUnavailable('nothing written');
    };
    const unable = await start({ ...concerning, handle: away });
    expect(await unable.behind()).toEqual(['listen']);
  });

  it('is carried on by one of many, and by another when that one ends', async () => {
    const [one, other]: [string[], string[]] = [[], []];
    const first = await start(listener(one));
    await say('a', 'one');
    await eventually(() => one.length === 1);
    await start(listener(other));
    await say('a', 'two');
    await eventually(() => one.length === 2);
    await first.stop();
    await say('a', 'three');
    await eventually(() => other.length === 1);
    expect([one, other]).toEqual([['one', 'two'], ['three']]);
  });
});
