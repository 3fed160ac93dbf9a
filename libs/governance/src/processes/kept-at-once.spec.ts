import { describe, expect, it } from '@jest/globals';
import { deadlinesSubject } from '../deadlines/index.js';
import { DeadlineKeeping } from './keep-deadlines-on-facts.js';
import { type Desk } from './ports.js';
import { DEADLINES, PLAN, PLAN_SUBJECT, PlanInLog } from './testing/plan-in-log.js';

const TODAY = '2027-03-20';

describe('deadlines of one subject that many dates ask to be kept at once', () => {
  it('are brought in line once about each fact', async () => {
    const story = new PlanInLog().adopt('2027-03-15');
    const sent: string[] = [];
    const desk: Desk = {
      send: async ({ command, envelope }) => {
        const revision = story.of(DEADLINES).at(-1)?.revision ?? -1;
        const isOvertaken = revision !== envelope.expectedRevision;
        sent.push(isOvertaken ? 'overtaken' : 'done');
        if (isOvertaken) return { outcome: 'overtaken' };
        story.tell(deadlinesSubject, DEADLINES, command, TODAY);
        return { outcome: 'done', revision: revision + 1 };
      },
    };
    const records = {
      readStream: async (stream: string) => story.of(stream),
      readStreams: async (streams: readonly string[]) => streams.map((stream) => story.of(stream)),
      readAll: () => {
        throw new Error('nothing else is read');
      },
    };
    const keeping = new DeadlineKeeping({ records, desk, clock: { now: () => `${TODAY}T09:00:00.000Z` } });
    const books = await Promise.all(Array.from({ length: 50 }, () => keeping.keep(PLAN_SUBJECT)));
    expect(sent).toEqual(story.of(PLAN).map(() => 'done'));
    expect(new Set(books.map(({ deadlines }) => deadlines.length))).toEqual(new Set([story.of(DEADLINES).length]));
  });
});
