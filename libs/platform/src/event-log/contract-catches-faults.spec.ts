import { describe, expect, it } from '@jest/globals';
import { type InstantText, type NewFact } from '#kernel';
import { type EventLog, FactIdReused, type LogBatch, RevisionConflict } from './event-log.js';
import { InMemoryEventLog } from './in-memory-event-log.js';
import { readInTurn } from './in-turn.js';
import { openSequenceLog } from './testing/sequence-log.js';
import { type OpenedLog } from './testing/stage.js';
import { failuresOf, TRIAL_TERMS } from './testing/trial.js';

/** A sound log in memory with one thing gone wrong. */
const spoilt =
  (spoil: (log: EventLog) => Partial<EventLog>) =>
  (now: () => InstantText): Promise<OpenedLog> => {
    const sound = new InMemoryEventLog({ now });
    const log: EventLog = {
      append: (...parts) => sound.append(...parts),
      readStream: (...parts) => sound.readStream(...parts),
      readStreams: (...parts) => sound.readStreams(...parts),
      readAll: (...parts) => sound.readAll(...parts),
      subscribe: (...parts) => sound.subscribe(...parts),
      head: () => sound.head(),
      close: () => sound.close(),
      ...spoil(sound),
    };
    return Promise.resolve({ log, close: () => sound.close() });
  };

/** The batches as a careless reader would pass them on. */
async function* passedOn(
  batches: AsyncIterable<LogBatch>,
  change: (batch: LogBatch) => LogBatch | undefined,
): AsyncGenerator<LogBatch> {
  for await (const batch of batches) {
    const changed = change(batch);
    if (changed !== undefined) yield changed;
  }
}

const upToLastFact = (batch: LogBatch): LogBatch | undefined => {
  const last = batch.facts.at(-1);
  return last && { ...batch, checkpoint: last.position };
};

describe('the contract of the event log', () => {
  it('finds no fault with a sound log', async () => {
    expect(await failuresOf(spoilt(() => ({})))).toEqual([]);
  });

  it('catches a reader who asks for what comes after the last position of a plain sequence', async () => {
    const failures = await failuresOf(openSequenceLog, {
      under: /^reading$/,
      terms: { ...TRIAL_TERMS, writers: 12, appendsPerWriter: 25 },
    });
    expect(failures).toEqual(['shows a reader of everything each fact once and in order while many write']);
  });

  it.each<[fault: string, under: RegExp, spoil: (log: EventLog) => Partial<EventLog>, caught: string[]]>([
    [
      'a log that takes known ids for a repeat without looking at their content',
      /ids/,
      (log) => ({
        append: async (stream, facts, expected, context) => {
          try {
            return await log.append(stream, facts, expected, context);
          } catch (error) {
            if (!(error instanceof FactIdReused)) throw error;
            return { outcome: 'repeated', facts: await log.readStream(stream) };
          }
        },
      }),
      ['refuses a known id with other data', 'refuses a new id followed by a known one'],
    ],
    [
      'a log that writes a repeat once more',
      /ids/,
      (log) => ({
        append: (stream, facts, expected, context) => {
          const fresh = facts.map((fact): NewFact => ({ ...fact, id: fact.id.replace(/^.{8}/, nextDigits()) }));
          return log.append(stream, fresh, expected, context);
        },
      }),
      ['gives what was written before when the same ids come again under "any"'],
    ],
    [
      'a log that reads the stream named last first',
      /reading/,
      (log) => ({ readStreams: async (streams) => (await readInTurn(log, streams.toReversed())).toReversed() }),
      ['reads several streams in the order named, and of a later one what a fact of an earlier one speaks of'],
    ],
    [
      'a filtered reader whose checkpoint stays at the last fact it saw',
      /reading|subscribing/,
      (log) => ({
        readAll: (options) => passedOn(log.readAll(options), upToLastFact),
        subscribe: (options) => passedOn(log.subscribe(options), upToLastFact),
      }),
      [
        'moves a filtered reader’s checkpoint past what it skips',
        'moves a filtered subscriber’s checkpoint past what it skips, also when nothing comes through',
      ],
    ],
    [
      'a subscription that does not resume, but begins with what comes next',
      /subscribing/,
      (log) => ({
        subscribe: async function* ({ signal, ...options }) {
          const head = await log.head();
          yield* log.subscribe({ ...options, signal, ...(head === undefined ? {} : { after: head }) });
        },
      }),
      ['lets a subscriber catch up, go live, leave, and resume from its checkpoint without loss'],
    ],
    [
      'a subscription that gives the last fact once more when it resumes',
      /subscribing/,
      (log) => ({
        subscribe: async function* (options) {
          const [again] = options.after === undefined ? [] : await factsUpTo(log, options.after);
          if (again !== undefined) yield { facts: [again], checkpoint: again.position, caughtUp: false };
          yield* log.subscribe(options);
        },
      }),
      ['lets a subscriber catch up, go live, leave, and resume from its checkpoint without loss'],
    ],
    [
      'a log that lets everyone in',
      /expects/,
      (log) => ({ append: (stream, facts, _, context) => log.append(stream, facts, 'any', context) }),
      [
        'has exactly one winner in every race to create a stream',
        'says that it found 2 when "no stream" is expected of a stream of 3 facts',
      ],
    ],
    [
      'a log that does not say which revision it found',
      /expects/,
      (log) => ({
        append: (stream, facts, expected, context) =>
          log.append(stream, facts, expected, context).catch((error: unknown) => {
            throw error instanceof RevisionConflict ? new RevisionConflict(stream, expected, 'no stream') : error;
          }),
      }),
      ['says that it found 2 when revision 7 is expected of a stream of 3 facts'],
    ],
    [
      'a log that rounds what it cannot keep',
      /storing/,
      (log) => ({
        append: (stream, facts, expected, context) => log.append(stream, facts.map(rounded), expected, context),
      }),
      [
        'refuses an integer beyond 2^53, and writes nothing of the append',
        'refuses undefined in a list, and writes nothing of the append',
      ],
    ],
  ])('catches %s', async (_, under, spoil, caught) => {
    expect(await failuresOf(spoilt(spoil), { under })).toEqual(expect.arrayContaining(caught));
  });
});

let digits = 0;
const nextDigits = (): string => (digits += 1).toString(16).padStart(8, '0');

const factsUpTo = async (log: EventLog, position: string) => {
  const facts = [];
  for await (const batch of log.readAll()) facts.push(...batch.facts);
  return facts.filter((fact) => fact.position <= position).slice(-1);
};

const rounded = (fact: NewFact): NewFact => ({
  ...fact,
  data: JSON.parse(
    JSON.stringify(fact.data, (_, value: unknown) =>
      typeof value === 'number' ? Math.min(value, 2 ** 53 - 1) : value,
    ),
  ) as NewFact['data'],
});
