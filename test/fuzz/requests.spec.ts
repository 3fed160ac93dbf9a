import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer } from '#platform/http/testing/ask';
import { verifyLog } from '#platform/event-log/verify';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { MATTERS, read, sendCommand, type StoryTold, tellStory } from '../support/coventry-story.js';
import { type Result, runCampaign } from './campaign.js';
import { type Description, SoundRequests } from './sound-requests.js';
import { manualFrom } from './verdict.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_240_709);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const OTHER_MATTERS = 12;
const PLANS = '/v1/authorities/coventry/plans';
const LONGEST_MS = 600_000;

/** The ids of all facts that offices told. Automations write of their own accord. */
const factsIn = async ({ log }: RunningMinutebook): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { facts } of log.readAll())
    for (const { id, metadata } of facts) if (metadata.actor.startsWith('office:')) ids.add(id);
  return ids;
};

describe(`${REQUESTS} mutated requests (FUZZ_SEED=${SEED})`, () => {
  let minutebook: RunningMinutebook;
  let token: string;
  let before: ReadonlySet<string>;
  let result: Result;
  const errors: string[] = [];

  beforeAll(async () => {
    const stream = { write: (line: string) => void errors.push(line) };
    minutebook = await openMinutebook({ MINUTEBOOK_BODY_LIMIT: '60000' }, { level: 'error', stream });
    token = await minutebook.token('coventry');
    const story = await tellStory(minutebook, token);
    const sound = new SoundRequests(await description(), await known(story));
    const manual = manualFrom((await minutebook.ask({ path: '/docs/problems' })).text);
    before = await factsIn(minutebook);
    result = await runCampaign({ origin: minutebook.origin, sound, manual, seed: SEED, requests: REQUESTS });
  }, LONGEST_MS);
  afterAll(() => minutebook.close());

  const description = async (): Promise<Description> =>
    (await minutebook.ask({ path: '/openapi.json' })).json as unknown as Description;

  /** The story’s matter, some that were only opened, plans, and one id that never was. */
  const known = async (story: StoryTold) => {
    const opened: string[] = [];
    for (let at = 0; at < OTHER_MATTERS; at += 1) {
      const body = { occurredOn: 'unknown', title: `Matter ${at}` };
      opened.push(String((await sendCommand(minutebook, token, { path: MATTERS, body })).json['matter']));
    }
    const history = await read(minutebook, token, `${story.path}/history`);
    const ids = [...new Set(history.text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))];
    const never = '0190a5c4-7b1e-7cc1-8f6e-2b1d3c4e5f60';
    const matter = [...opened, ...opened.map(() => story.matter), never];
    const plan = [...(await adoptedPlans()), never];
    return { authority: 'coventry', subjects: { matter, plan }, ids: [...ids, never], token, taken: story.sent };
  };

  const adoptedPlans = async (): Promise<readonly string[]> => {
    const adopted: string[] = [];
    for (const firstDay of ['2024-07-10', '2025-01-07', '2026-11-22']) {
      const body = { occurredOn: '2024-06-26', by: 'Council', title: 'A plan', firstDay, lastDay: '2028-03-31' };
      adopted.push(String((await sendCommand(minutebook, token, { path: PLANS, body })).json['plan']));
    }
    return adopted;
  };

  it('are answered with success or with a problem, each whole and in time', () => {
    expect(result.faults.slice(0, 10)).toEqual([]);
    expect(result.faults).toHaveLength(0);
  });

  it('came to all kinds of answers', () => {
    const statuses = [...result.statuses.keys()];
    expect(statuses).toEqual(expect.arrayContaining([200, 201, 400, 401, 404, 405, 412, 413, 415, 422, 431]));
  });

  it('were no reason to log an error', () => {
    expect(errors.slice(0, 3)).toEqual([]);
  });

  it('left those facts in the log for which a success answered, in chains that verify', async () => {
    const left = [...(await factsIn(minutebook))].filter((id) => !before.has(id));
    expect(left.sort()).toEqual([...result.facts].filter((id) => !before.has(id)).sort());
    expect(left.length).toBeGreaterThan(REQUESTS / 100);
    expect((await verifyLog(minutebook.log)).flaw).toBeUndefined();
  });

  it('can all be read, and leave the process ready', async () => {
    const headers = { 'minutebook-consistency': result.consistency };
    let seen = await read(minutebook, token, MATTERS, { headers } as unknown as Answer);
    for (let tries = 0; seen.status === 503 && tries < 20; tries += 1) {
      await pause(100);
      seen = await read(minutebook, token, MATTERS, { headers } as unknown as Answer);
    }
    expect(seen.status).toBe(200);
    expect(await minutebook.parked()).toEqual([]);
    const ready = await minutebook.ask({ path: '/health/ready' });
    expect([ready.status, ready.json]).toMatchObject([
      200,
      { checks: { projections: { ok: true, detail: 'have caught up' } } },
    ]);
  });
});
