import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FactMetadata, type JsonObject } from '#kernel';
import { contentHash, GENESIS, link } from '#ledger';
import { type Answer } from '#platform/http/testing/ask';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { read, sendCommand, type StoryTold, tellStory } from '../support/coventry-story.js';

interface Line {
  readonly fact: string;
  readonly revision: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: FactMetadata;
}
interface HistoryPage {
  readonly stream: string;
  readonly total: number;
  readonly history: readonly Line[];
}

/** The last link of a chain, recomputed from nothing but what the API told. */
const chained = (stream: string, lines: readonly Line[]): string =>
  lines.reduce((previous, { revision, type, data, metadata: { contentHash: content, hash, ...metadata } }) => {
    expect(contentHash({ stream, type, data, metadata })).toBe(content);
    expect(link(previous, revision, content)).toBe(hash);
    return hash;
  }, GENESIS);

describe('a history that is read page by page', () => {
  let minutebook: RunningMinutebook;
  let auditor: string;
  let story: StoryTold;
  let planPath: string;
  let last: Answer;

  const get = (path: string): Promise<Answer> => read(minutebook, auditor, path, last);
  const page = async (path: string, query = ''): Promise<HistoryPage> =>
    (await get(`${path}/history${query}`)).json as unknown as HistoryPage;

  beforeAll(async () => {
    minutebook = await openMinutebook();
    const officer = await minutebook.token('coventry');
    auditor = await minutebook.token('coventry', 'auditor');
    story = await tellStory(minutebook, officer, (place) => {
      minutebook.clock.set(`2026-11-22T11:0${place}:00.000Z`);
    });
    const plans = '/v1/authorities/coventry/plans';
    const post = (path: string, body: object) => sendCommand(minutebook, officer, { path, body, key: randomUUID() });
    const adopted = { occurredOn: '2025-03-25', by: 'Council', title: 'A plan', firstDay: '2025-04-01' };
    const begun = await post(plans, { ...adopted, lastDay: '2028-03-31' });
    planPath = `${plans}/${String(begun.json['plan'])}`;
    last = await post(`${planPath}/record-plan-commenced`, { commencedOn: '2025-04-01' });
  });
  afterAll(() => minutebook.close());

  it('holds a whole minute on its first page, where nothing else is asked', async () => {
    const { json, headers } = await get(`${story.path}/history`);
    expect(json).toMatchObject({
      page: 1,
      limit: 50,
      total: 7,
      revision: 6,
      stream: `matter-coventry-${story.matter}`,
    });
    expect(json['history']).toHaveLength(7);
    expect(headers.etag).toBe('"6"');
  });

  it('has every fact on one page and in one order, and each page says how many there are', async () => {
    const { history: whole } = await page(story.path);
    const pages = await Promise.all([1, 2, 3, 4].map((at) => get(`${story.path}/history?page=${at}&limit=3`)));
    expect(pages.map(({ json }) => (json['history'] as readonly Line[]).length)).toEqual([3, 3, 1, 0]);
    expect(pages.flatMap(({ json }) => json['history'])).toEqual(whole);
    for (const { json, headers } of pages) expect([json['total'], headers.etag]).toEqual([7, '"6"']);
  });

  it('tells what an auditor needs to recompute the chain across pages', async () => {
    for (const path of [story.path, planPath]) {
      const { stream, total } = await page(path);
      const lines: Line[] = [];
      for (let at = 1; lines.length < total; at += 1) lines.push(...(await page(path, `?page=${at}&limit=2`)).history);
      const kept = await minutebook.log.readStream(stream);
      expect(chained(stream, lines)).toBe(kept.at(-1)?.metadata.hash);
    }
  });

  it('is paged as it stood, too', async () => {
    const [first, rest] = [await page(story.path, '?asAt=2024-06-26'), await page(planPath, '?asAt=2025-03-31&page=2')];
    expect([first.total, first.history.length]).toEqual([3, 3]);
    expect([rest.total, rest.history]).toEqual([1, []]);
    const knownThen = `knownAt=${String(first.history[1]?.metadata.recordedAt)}`;
    const { json, headers } = await get(`${story.path}/history?${knownThen}&page=2&limit=1`);
    expect([json['total'], headers.etag, json['history']]).toMatchObject([2, '"1"', [{ revision: 1 }]]);
  });

  it('refuses a page that cannot be, with a pointer', async () => {
    for (const path of [story.path, planPath])
      for (const [query, pointer] of [
        ['page=0', '#query/page'],
        ['limit=201', '#query/limit'],
        ['offset=3', '#query/offset'],
      ]) {
        const { status, json } = await get(`${path}/history?${query}`);
        expect([status, json['errors']]).toMatchObject([400, [{ pointer }]]);
      }
  });
});
