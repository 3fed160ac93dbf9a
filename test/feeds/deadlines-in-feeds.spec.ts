import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { deadlineBoardProjection } from '#governance/deadlines/index';
import { feedDeadlines } from '#governance/feeds/feed-deadlines.query';
import { type FeedDeadline } from '#governance/feeds/feed-entry';
import { type ReadEntry, readByOne, readByOther } from '#governance/feeds/testing/read-calendar';
import {
  ExtendConsultation,
  OpenMatter,
  RecordConsultationClosed,
  RecordCorrection,
  RecordRecommendationsMade,
  RecordRequestMade,
} from '#governance/matter-commands';
import { type Answer, ask } from '#platform/http/testing/ask';
import { openReadModels } from '#platform/projections/open-read-models';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import { appoint } from '../support/reminder-office.js';
import {
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
  tellSample,
} from '../support/deadline-office.js';

const PUBLIC_URL = 'https://minutebook.council.example';
const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
beforeEach(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({
    ...{ databaseUrl: database.url, clock: handMovedClock('2024-07-10T09:00:00.000Z') },
    more: { MINUTEBOOK_PUBLIC_URL: PUBLIC_URL },
  });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

/** The address of a new feed. */
const makeFeed = async (wanted: object, authority = 'coventry'): Promise<string> => {
  const { status, json, text } = await office.post('/feeds', wanted, authority);
  if (status !== 201) throw new Error(`no feed was made: ${text}`);
  return String(json['address']);
};
const subscribe = (address: string): Promise<Answer> => ask(office.origin, { path: new URL(address).pathname });

/** The entries of a feed, on which both readers of calendars agree. */
const entriesOf = async (address: string): Promise<readonly ReadEntry[]> => {
  const { status, text } = await subscribe(address);
  expect(status).toBe(200);
  const entries = readByOne(text);
  const order = (read: readonly ReadEntry[]) => [...read].sort((one, other) => (one.uid < other.uid ? -1 : 1));
  expect(order(readByOther(text))).toEqual(order(entries));
  return entries;
};
const entryOf = async (address: string, words: string): Promise<ReadEntry | undefined> =>
  (await entriesOf(address)).find(({ summary }) => summary.includes(words));
/** The entry with these words, once the read model has what the test waits for. */
const entryWhen = (address: string, words: string, holds: (entry: ReadEntry) => boolean): Promise<ReadEntry> =>
  eventually(`an entry for ${words}`, async () => {
    const entry = await entryOf(address, words);
    return entry !== undefined && holds(entry) && entry;
  });
const isThere = (): boolean => true;

const openMatter = async (authority: string, title = 'A plan'): Promise<MatterOf> => {
  const matter = { authority, id: randomUUID() };
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: '2024-07-01', title, planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  return matter;
};
const request = async (matter: MatterOf, more: Partial<RecordRequestMade> = {}) =>
  office.tell(matter, RecordRequestMade, {
    ...{ occurredOn: '2024-07-09', by: 'Cabinet', text: 'A letter is to be sent.', subject: 'the speed of traffic' },
    ...{ dueOn: '2024-09-30', ...more },
  });

describe('a feed', () => {
  it('has the deadlines of the Coventry minute as days, with why each is what it is', async () => {
    const address = await makeFeed({ kind: 'authority' });
    await tellSample(office);
    await eventually('six entries', async () => (await entriesOf(address)).length === 6);
    const closes = await entryOf(address, 'Consultation round 1 closes');
    expect(closes).toMatchObject({
      ...{ firstDay: '2024-10-02', dayAfter: '2024-10-03', status: 'CONFIRMED', sequence: 0, alarms: 5 },
      changedAt: '2024-07-10T09:00:00Z',
      summary: expect.stringMatching(/^Consultation round 1 closes: Proposed Consultation for the Community Safety/),
    });
    expect(closes?.description.split('\n')).toEqual([
      'The consultation closes at the end of Wednesday 2 October 2024.',
      expect.stringMatching(/^Why this date: .*2 October 2024/),
      expect.stringMatching(/^Responsible office: [a-z-]+$/),
      'Decided by: Cabinet',
      'Rule: R19, version 1 (promised, by resolution)',
      expect.stringMatching(/^Basis: ./),
    ]);
    expect(await entryOf(address, 'Done: Consultation opens')).toMatchObject({ firstDay: '2024-07-10', alarms: 0 });
    const answered = await entryOf(address, 'responds to the recommendations');
    expect(answered).toMatchObject({ status: 'CONFIRMED', sequence: 2, alarms: 0 });
    expect(answered?.summary).toMatch(/^Done: /);
    expect(answered?.description).toContain('Done on Tuesday 9 July 2024.');
  });

  it('is the same, byte for byte, while nothing happens, and another once something does', async () => {
    const address = await makeFeed({ kind: 'authority' });
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await entryWhen(address, 'closes', isThere);
    const [one, other] = [await subscribe(address), await subscribe(address)];
    expect(other.text).toBe(one.text);
    expect(other.headers.etag).toBe(one.headers.etag);
    await office.tell(matter, RecordConsultationClosed, { round: 1, closedOn: '2024-07-10' });
    const done = await entryWhen(address, 'Closed: Consultation round 1 closes', isThere);
    expect(done).toMatchObject({ status: 'CONFIRMED', sequence: 2, alarms: 0 });
    expect((await subscribe(address)).headers.etag).not.toBe(one.headers.etag);
  });

  it('has an entry move with its date: the same entry, a higher sequence, and why', async () => {
    const address = await makeFeed({ kind: 'authority' });
    const matter = await openConsultation(office, 'coventry', WINDOW);
    const before = await entryWhen(address, 'closes', isThere);
    office.clock.set('2024-09-27T09:00:00.000Z');
    await office.tell(matter, ExtendConsultation, {
      ...{ round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'schools were closed' },
    });
    const after = await entryWhen(address, 'closes', ({ firstDay }) => firstDay === '2024-10-16');
    expect(after.uid).toBe(before.uid);
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(after).toMatchObject({ dayAfter: '2024-10-17', status: 'CONFIRMED', changedAt: '2024-09-27T09:00:00Z' });
    expect(after.description).toContain(
      'Moved from Wednesday 2 October 2024: the consultation was extended on Friday 27 September 2024',
    );
    expect(await entriesOf(address)).toHaveLength(1);
  });

  it('cancels what is no longer due, and takes it up again as the same entry', async () => {
    const address = await makeFeed({ kind: 'authority' });
    const matter = await openMatter('coventry');
    await office.tell(matter, RecordRecommendationsMade, {
      ...{ occurredOn: '2024-07-08', by: 'Scrutiny', to: 'Cabinet', items: [{ label: '1', text: 'Count the bins' }] },
    });
    const before = await entryWhen(address, 'responds', isThere);
    const [, made] = (await factsOf(office, matter)).matter;
    const correct = (asRecorded: string, asCorrected: string) =>
      office.tell(matter, RecordCorrection, {
        ...{ occurredOn: '2024-07-10', fact: made!.id, mistakeIn: 'record', authority: 'Scrutiny', reason: 'a slip' },
        changes: [{ pointer: '/occurredOn', asRecorded, asCorrected }],
      });
    await correct('2024-07-08', 'unknown');
    const gone = await entryWhen(address, 'responds', ({ status }) => status === 'CANCELLED');
    expect(gone).toMatchObject({ uid: before.uid, firstDay: before.firstDay, alarms: 0 });
    expect(gone.summary).toMatch(/^No longer a target: /);
    expect(gone.sequence).toBeGreaterThan(before.sequence);
    await correct('unknown', '2024-07-05');
    const again = await entryWhen(address, 'responds', ({ status }) => status === 'CONFIRMED');
    expect(again).toMatchObject({ uid: before.uid, summary: before.summary, alarms: before.alarms });
    expect(again.sequence).toBeGreaterThan(gone.sequence);
  });

  it('leads to where each deadline is read, under the name by which offices reach the engine', async () => {
    const address = await makeFeed({ kind: 'authority' });
    const { id } = await openConsultation(office, 'coventry', WINDOW);
    await entryWhen(address, 'closes', isThere);
    const text = (await subscribe(address)).text.replaceAll('\r\n ', '');
    const url = /URL;VALUE=URI:(.*)\r\n/.exec(text)?.[1] ?? '';
    expect(url).toBe(`${PUBLIC_URL}/v1/authorities/coventry/matters/${id}/deadlines`);
    const { deadlines } = await office.read<{ deadlines: readonly unknown[] }>(url.split('/coventry')[1] ?? '');
    expect(deadlines).toHaveLength(1);
  });

  it('cancels what was waived, and says by whom and why', async () => {
    const address = await makeFeed({ kind: 'authority' });
    const { id } = await openConsultation(office, 'coventry', WINDOW);
    const request = { occurredOn: '2024-07-10', by: 'Cabinet', text: 'that a letter be sent', subject: 'speeding' };
    await office.post(`/matters/${id}/record-request-made`, { ...request, dueOn: '2024-09-30' });
    const before = await entryWhen(address, 'Requested by Cabinet', isThere);
    const { deadlines } = await office.read<{ deadlines: readonly { key: string }[] }>(`/matters/${id}/deadlines`);
    const { key } = deadlines.find((row) => row.key.startsWith('R49'))!;
    const waiver = { by: 'Cabinet', capacity: 'asking body', reason: 'a general election was called' };
    await office.post(`/matters/${id}/waive-deadline`, { key, ...waiver });
    const waived = await entryWhen(address, 'Waived: ', isThere);
    expect(waived).toMatchObject({ uid: before.uid, status: 'CANCELLED', alarms: 0 });
    expect(waived.sequence).toBeGreaterThan(before.sequence);
    expect(waived.description).toContain('by Cabinet (asking body): a general election was called.');
  });

  it('shows the deadlines of its body, matter or office, and no others', async () => {
    const [one, other] = [await openMatter('coventry', 'Roads'), await openMatter('coventry', 'Bins')];
    await request(one, { subject: 'the letter', dueOn: '2024-09-30' });
    await request(other, { subject: 'the count', by: 'Council', dueOn: '2024-10-31' });
    const opened = await openConsultation(office, 'coventry', WINDOW);
    const all = await makeFeed({ kind: 'authority' });
    await eventually('three entries', async () => (await entriesOf(all)).length === 3);
    const seen = async (wanted: object): Promise<readonly string[]> =>
      (await entriesOf(await makeFeed(wanted))).map(({ summary }) => summary).sort();
    const [closes, council, cabinet] = (await seen({ kind: 'authority' })) as [string, string, string];
    expect([closes, council, cabinet]).toEqual([
      'Consultation round 1 closes: A plan',
      'Requested by Cabinet: the letter: Roads',
      'Requested by Council: the count: Bins',
    ]);
    expect(await seen({ kind: 'body', of: 'Council' })).toEqual(['Requested by Council: the count: Bins']);
    expect(await seen({ kind: 'body', of: 'council' })).toEqual(['Requested by Council: the count: Bins']);
    expect(await seen({ kind: 'body', of: 'Councillors' })).toEqual([]);
    expect(await seen({ kind: 'matter', of: one.id })).toEqual(['Requested by Cabinet: the letter: Roads']);
    expect(await seen({ kind: 'matter', of: opened.id })).toEqual([closes]);
    const { deadlines } = await office.read<{ deadlines: { title: string; owner: string }[] }>('/deadlines');
    for (const owner of ['democratic-services', 'report-author', 'who-owes-nothing']) {
      await appoint(office, owner, []);
      expect((await seen({ kind: 'office', of: owner })).length).toBe(
        deadlines.filter((deadline) => deadline.owner === owner).length,
      );
    }
    expect(new Set(deadlines.map(({ owner }) => owner)).size).toBeGreaterThan(1);
  });

  it('never shows another authority’s deadlines, even of a body, an office and a title of the same name', async () => {
    const [ours, theirs] = [await openMatter('coventry'), await openMatter('rugby')];
    await request(ours, { subject: 'ours' });
    await request(theirs, { subject: 'theirs' });
    const scopes = [
      { kind: 'authority' },
      { kind: 'body', of: 'Cabinet' },
      { kind: 'office', of: 'democratic-services' },
    ];
    for (const [authority, words] of [
      ['coventry', 'ours'],
      ['rugby', 'theirs'],
    ] as const) {
      await appoint(office, 'democratic-services', [], { authority });
      for (const scope of scopes) {
        const address = await makeFeed(scope, authority);
        await entryWhen(address, words, isThere);
        expect(await entriesOf(address)).toHaveLength(1);
      }
    }
    expect((await office.post('/feeds', { kind: 'matter', of: theirs.id })).status).toBe(400);
  });

  it('begins thirteen months ago, and has all that is to come', async () => {
    const matter = await openMatter('coventry');
    for (const dueOn of ['2023-06-09', '2023-06-10', '2031-01-01']) await request(matter, { subject: dueOn, dueOn });
    const address = await makeFeed({ kind: 'authority' });
    await entryWhen(address, '2031-01-01', isThere);
    expect((await entriesOf(address)).map(({ firstDay }) => firstDay)).toEqual(['2031-01-01', '2023-06-10']);
    office.clock.set('2024-07-11T09:00:00.000Z');
    expect((await entriesOf(address)).map(({ firstDay }) => firstDay)).toEqual(['2031-01-01']);
  });

  it('is read in batches, each deadline once and the latest first, up to as many as are wanted', async () => {
    const matter = await openMatter('coventry');
    const days = ['2024-09-28', '2024-09-29', '2024-09-30'];
    for (let count = 0; count < 16; count += 1)
      await request(matter, { subject: `request ${count}`, dueOn: days[count % 3] ?? '' });
    const address = await makeFeed({ kind: 'authority' });
    await eventually('sixteen entries', async () => (await entriesOf(address)).length === 16);
    const board = await openReadModels(database.url, [deadlineBoardProjection]);
    const part = { authority: 'coventry', scope: { kind: 'authority' }, from: '2024-01-01' } as const;
    const read = async (most: number, batch: number): Promise<readonly FeedDeadline[]> => {
      const rows: FeedDeadline[] = [];
      for await (const some of feedDeadlines(board.manager, { ...part, most, batch })) rows.push(...some);
      return rows;
    };
    try {
      const whole = await read(100, 100);
      expect(whole.map(({ dueOn }) => dueOn)).toEqual(
        whole
          .map(({ dueOn }) => dueOn)
          .sort()
          .reverse(),
      );
      expect(new Set(whole.map(({ key }) => key)).size).toBe(16);
      for (const batch of [1, 5, 8, 15, 16, 17]) expect(await read(100, batch)).toEqual(whole);
      for (const most of [0, 1, 5, 7, 16]) expect(await read(most, 5)).toEqual(whole.slice(0, most));
    } finally {
      await board.destroy();
    }
  });

  it('is whole whatever a body, a title or a request is called', async () => {
    const hostile = 'Cabinet\r\nEND:VEVENT\r\nBEGIN:VEVENT;\\,"😀\u2028\u0007';
    const matter = await openMatter('coventry', hostile);
    await request(matter, { by: hostile, subject: hostile });
    const address = await makeFeed({ kind: 'matter', of: matter.id });
    const entry = await entryWhen(address, 'Requested by Cabinet', isThere);
    const kept = 'Cabinet\nEND:VEVENT\nBEGIN:VEVENT;\\,"😀\n ';
    expect(entry.summary).toBe(`Requested by ${kept}: ${kept}: ${kept}`);
    expect(await entriesOf(address)).toHaveLength(1);
    const body = 'Cabinet;\\,"😀 & others';
    await request(matter, { by: body, subject: 'A second one' });
    expect(await entryWhen(await makeFeed({ kind: 'body', of: body }), 'A second one', isThere)).toMatchObject({
      summary: `Requested by ${body}: A second one: ${kept}`,
    });
  });
});
