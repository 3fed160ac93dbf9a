import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { instantText, LONDON, type RecordedFact } from '#kernel';
import { ask } from '#platform/http/testing/ask';
import { freshDatabase } from './database.js';
import { type Demo, openDemo } from './demo.js';

/** A demo of one council that officers use over HTTP, by a clock that stands still between its moves. */
export interface Journey {
  readonly demo: Demo;
  /** Where it keeps its mailbox. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** Has the clock moved to a time in London on a day; three in the afternoon unless told otherwise. */
  readonly until: (day: string, time?: string) => Promise<void>;
  /** Sends a command as an officer, and waits for all that follows from it. Gives what is answered, and fails where it is refused. */
  readonly tell: (path: string, body: object) => Promise<Readonly<Record<string, unknown>>>;
  /** Waits for all that follows from what was told so far. */
  readonly settle: () => Promise<void>;
  /** Reads as an officer; fails where there is nothing. */
  readonly read: <Answered>(path: string) => Promise<Answered>;
  /** All facts of the log so far, in order. */
  readonly facts: () => Promise<readonly RecordedFact[]>;
  readonly close: () => Promise<void>;
}

const COUNCIL = '/v1/authorities/coventry';

/** @param begins a day; its clock begins at three in the afternoon */
export const beginJourney = async (begins: string): Promise<Journey> => {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'minutebook-journey-'));
  const demo = await openDemo({
    databaseUrl: database.url,
    demoClock: inLondon(begins),
    machine: { now: () => '2026-11-22T10:00:00.000Z' },
    more: { MINUTEBOOK_DATA_DIR: folder },
  });
  const settle = async (): Promise<void> => {
    const { status, text } = await demo.post('/v1/demo/clock', { by: 'PT0S' }, 'operator');
    if (status !== 200) throw new Error(`it does not come to rest: ${status} ${text}`);
  };
  return {
    ...{ demo, folder, databaseUrl: database.url },
    until: (day, time) => demo.moveTo(inLondon(day, time)),
    tell: async (path, body) => {
      const { status, text, json } = await demo.post(`${COUNCIL}${path}`, body);
      if (status !== 200 && status !== 201) throw new Error(`${path} answers ${status}: ${text}`);
      await settle();
      return json;
    },
    settle,
    read: async <Answered>(path: string) => {
      const { status, text, json } = await demo.get(`${COUNCIL}${path}`);
      if (status !== 200) throw new Error(`${path} answers ${status}: ${text}`);
      return json as Answered;
    },
    facts: async () => {
      const facts: RecordedFact[] = [];
      for await (const batch of demo.log.readAll()) facts.push(...batch.facts);
      return facts;
    },
    close: async () => {
      await demo.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Sends requests with a token of their own, as `tellStory` does. */
export const askOf = ({ demo }: Journey) => ({
  ask: (asked: Parameters<typeof ask>[1]) => ask(demo.origin, asked),
});

const inLondon = (day: string, time = '15:00'): string =>
  instantText(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: LONDON, plainTime: time }).toInstant());
