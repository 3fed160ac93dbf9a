import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STATES } from '#governance/deadlines/deadline-questions.query';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import {
  COVENTRY_SAMPLE,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
  tellSample,
} from '../support/deadline-office.js';

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly [column: string]: unknown;
}

interface Answered {
  readonly asAt: string;
  readonly deadlines: readonly Row[];
}

const OF_SAMPLE = `/matters/${COVENTRY_SAMPLE.id}`;
const BY_CABINET = { key: 'R22/round-1', by: 'Cabinet', capacity: 'authorising body' } as const;

const DAYS = [
  ['coventry', '2024-09-17'],
  ['coventry', '2024-09-18'],
  ['coventry', '2025-01-23'],
  ['coventry', '2025-03-04'],
  ['rugby', '2024-10-02'],
  ['rugby', '2024-12-11'],
  ['rugby', '2024-12-26'],
  ['rugby', '2025-01-10'],
] as const;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock('2024-07-10T09:00:00.000Z');

const deadlines = async (query = '', path = OF_SAMPLE, authority = 'coventry'): Promise<readonly Row[]> =>
  (await office.read<Answered>(`${path}/deadlines${query}`, authority)).deadlines;
const rowOf = async (rule: string, query: string): Promise<Row | undefined> =>
  (await deadlines(query)).find(({ key }) => key.startsWith(rule));

/** Has the clock come to a day, with all that falls due on the way, and tells something of the matter on it. */
const on = async (day: string, command?: string, body: object = {}): Promise<void> => {
  clock.set(`${day}T12:00:00.000Z`);
  await office.sweep();
  await office.rest();
  if (command === undefined) return;
  const { status, text } = await office.post(`${OF_SAMPLE}/${command}`, body);
  if (status !== 200) throw new Error(`${command} answers ${status}: ${text}`);
  await office.rest();
};

const forecast = async (): Promise<unknown> =>
  (await office.read<{ forecasts: readonly { forecast: string }[] }>(OF_SAMPLE)).forecasts[0]?.forecast;

beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
  await tellSample(office);
  await office.rest();
  await on('2024-10-03');
  await on('2024-11-04', 'suspend-deadline', { ...BY_CABINET, from: '2024-11-04', reason: 'an election was called' });
  await on('2024-11-11', 'resume-deadline', { ...BY_CABINET, on: '2024-11-11', reason: 'the election is over' });
  await on('2024-12-30', 'waive-deadline', { ...BY_CABINET, reason: 'they were read out in Council' });
  const restated = { forecast: await forecast(), expected: '2025-03-18', cause: 'It goes with the results.' };
  await on('2025-01-08', 'record-forecast-restated', { occurredOn: '2025-01-08', ...restated });
  const request = {
    by: 'Cabinet',
    subject: 'the speed of traffic',
    text: 'that the speed of traffic be looked at',
    dueOn: '2025-02-14',
  };
  await on('2025-01-20', 'record-request-made', { occurredOn: '2025-01-20', ...request });
  await on('2025-01-23');
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

/** What is overdue is fired once it is on the board, which follows the log: sweeps until the close is a fact, and all follows from it. */
const closedByItself = async (matter: MatterOf): Promise<void> => {
  await eventually('it is closed by itself', async () => {
    await office.sweep();
    return (await factsOf(office, matter)).matter.some(({ type }) => type === 'ConsultationClosed');
  });
  await office.rest();
};

describe('the deadlines of a matter, asked as they stood', () => {
  it('have none whose clock had not started', async () => {
    const before = await deadlines('?asAt=2024-10-01');
    expect(before.map(({ rule }) => rule)).not.toContain('R22');
    expect(await rowOf('R22', '?asAt=2024-10-02')).toMatchObject({ standing: 'due', dueOn: '2024-12-25' });
    const made = '2025-01-20';
    const startedThen = (await deadlines()).filter(({ setAt }) => String(setAt).startsWith(made));
    expect(startedThen.map(({ rule }) => rule)).toEqual(['R49']);
    expect((await deadlines('?asAt=2025-01-19')).map(({ key }) => key)).not.toContain(startedThen[0]?.key);
    expect((await deadlines(`?asAt=${made}`)).map(({ key }) => key)).toContain(startedThen[0]?.key);
  });

  it('have the date of that day, and the moves until then', async () => {
    expect(await rowOf('R44', '?asAt=2025-01-07')).toMatchObject({ dueOn: '2025-01-07', version: 1, moves: [] });
    expect(await rowOf('R44', '?asAt=2025-01-08')).toMatchObject({
      ...{ dueOn: '2025-03-18', version: 2, standing: 'due' },
      moves: [{ from: { dueOn: '2025-01-07' }, to: { dueOn: '2025-03-18' } }],
    });
  });

  it('were running until they were met', async () => {
    const running = { status: 'running', metOn: null, metBy: null, passedAtRevision: null };
    expect(await rowOf('R19/round-1', '?asAt=2024-09-17')).toMatchObject({
      ...running,
      standing: 'due',
      missed: false,
    });
    expect(await rowOf('R19/round-1', '?asAt=2024-10-01')).toMatchObject({ ...running, standing: 'at risk' });
    expect(await rowOf('R19/round-1', '?asAt=2024-10-02')).toMatchObject({ status: 'met', standing: 'met' });
  });

  it('were waived from the day of the waiver on, and suspended while they were', async () => {
    const ofResults = (day: string) => rowOf('R22', `?asAt=${day}`);
    expect(await ofResults('2024-11-03')).toMatchObject({ standing: 'due', dueOn: '2024-12-25', suspensions: [] });
    expect(await ofResults('2024-11-10')).toMatchObject({ standing: 'suspended', suspensions: [{ days: 0 }] });
    expect(await ofResults('2024-11-11')).toMatchObject({
      ...{ standing: 'due', status: 'running', dueOn: '2025-01-01', waived: null },
      suspensions: [{ from: '2024-11-04', until: '2024-11-11', days: 7 }],
    });
    expect(await ofResults('2024-12-29')).toMatchObject({ standing: 'at risk', status: 'running', waived: null });
    expect(await ofResults('2024-12-30')).toMatchObject({ standing: 'waived', waived: { by: 'Cabinet' } });
  });

  it('are known as the log knew them', async () => {
    const known = await deadlines('?asAt=2025-01-23&knownAt=2024-12-29');
    const told = (rule: string) => known.find((row) => row.rule === rule);
    expect(told('R44')).toMatchObject({ dueOn: '2025-01-07', standing: 'missed', isBreach: false, moves: [] });
    expect(told('R22')).toMatchObject({ dueOn: '2025-01-01', standing: 'missed', waived: null });
    expect((await deadlines('?knownAt=2024-11-10T23:59:59Z')).find(({ rule }) => rule === 'R22')).toMatchObject({
      ...{ dueOn: '2024-12-25', standing: 'suspended' },
    });
    expect(await rowOf('R19/round-1', '?knownAt=2024-07-10')).toMatchObject({ status: 'running', standing: 'missed' });
  });

  it('are today what the board says of them', async () => {
    const today = await office.read<Answered>(`${OF_SAMPLE}/deadlines`);
    expect(today.asAt).toBe('2025-01-23');
    for (const knownAt of ['2025-01-23', '2025-01-23T12:00:00Z'])
      for (const query of [`?knownAt=${knownAt}`, `?asAt=2025-01-23&knownAt=${knownAt}`])
        expect(await office.read<Answered>(`${OF_SAMPLE}/deadlines${query}`)).toEqual({ ...today, knownAt });
    expect(await office.read<Answered>(`${OF_SAMPLE}/deadlines?asAt=2025-01-23`)).toEqual(today);
  });

  it('are not known before the matter was, nor to another authority', async () => {
    for (const query of ['?asAt=2024-06-01', '?knownAt=2024-07-09'])
      await expect(deadlines(query)).rejects.toThrow('answers 404');
    for (const query of ['', '?asAt=2024-10-01', '?knownAt=2024-10-01'])
      for (const path of [OF_SAMPLE, `/plans/${COVENTRY_SAMPLE.id}`])
        await expect(deadlines(query, path, 'warwick')).rejects.toThrow('answers 404');
    await expect(deadlines('?asAt=2024-02-30')).rejects.toThrow('#query/asAt');
    await expect(deadlines('?knownAt=then')).rejects.toThrow('#query/knownAt');
  });

  it('stood as they did, though the log learned of them years later', async () => {
    clock.set('2026-11-22T12:00:00.000Z');
    const matter = await openConsultation(office, 'warwick', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await closedByItself(matter);
    const path = `/matters/${matter.id}`;
    const rowsAt = (query: string) => deadlines(query, path, 'warwick');
    expect(await rowsAt('?asAt=2024-08-01')).toMatchObject([
      { rule: 'R19', dueOn: '2024-10-02', standing: 'due', status: 'running' },
    ]);
    expect((await rowsAt('?asAt=2024-11-01')).map(({ rule }) => rule)).toContain('R22');
    await expect(rowsAt('?asAt=2024-08-01&knownAt=2024-08-01')).rejects.toThrow('answers 404');
  });
});

describe('the deadlines of a consultation that was closed by itself, and turned out to have been extended', () => {
  it('stood by what had happened and was settled, and were known by what the log knew', async () => {
    clock.set('2026-08-02T09:00:00.000Z');
    const matter = await openConsultation(office, 'solihull', { opensOn: '2026-05-01', closesOn: '2026-07-24' });
    await closedByItself(matter);
    clock.set('2026-08-04T09:00:00.000Z');
    const extended = { occurredOn: '2026-07-20', round: 1, closesOn: '2026-08-14', authority: 'Cabinet' };
    const told = await office.post(
      `/matters/${matter.id}/record-consultation-extended`,
      { ...extended, reason: 'schools were closed' },
      'solihull',
    );
    expect([told.status, told.text]).toEqual([200, expect.anything()]);
    await office.rest();
    const stood = async (query: string): Promise<unknown> =>
      (await deadlines(query, `/matters/${matter.id}`, 'solihull'))
        .filter(({ status }) => status !== 'superseded')
        .map(({ rule, dueOn, status }) => [rule, dueOn, status]);
    expect(await stood('?asAt=2026-07-19')).toEqual([['R19', '2026-07-24', 'running']]);
    expect(await stood('?asAt=2026-07-30')).toEqual([['R19', '2026-08-14', 'running']]);
    expect(await stood('?asAt=2026-07-30&knownAt=2026-08-03')).toEqual([
      ['R19', '2026-07-24', 'met'],
      ['R22', '2026-10-16', 'running'],
    ]);
    expect(await stood('?asAt=2026-08-04')).toEqual(await stood(''));

    clock.set('2026-08-06T09:00:00.000Z');
    const terms = { rule: 'R19', owner: 'clerk', ladder: [{ at: '-P2D', offices: ['clerk'] }] };
    expect((await office.post('/settings/settle-rule-terms', terms, 'solihull')).status).toBe(200);
    await office.rest();
    const owed = async (query: string): Promise<unknown> =>
      (await deadlines(query, `/matters/${matter.id}`, 'solihull'))
        .filter(({ rule }) => rule === 'R19')
        .map(({ owner, rungs, changes }) => [owner, (rungs as object[]).length, (changes as object[]).length]);
    /** It cites who extended it; and is owed by another office, with another ladder, once that is settled. */
    expect(await owed('')).toEqual([['clerk', 1, 3]]);
    expect(await owed('?asAt=2026-08-06')).toEqual([['clerk', 1, 3]]);
    for (const query of ['?asAt=2026-08-05', '?asAt=2026-07-30', '?knownAt=2026-08-05'])
      expect(await owed(query)).toEqual([['community-safety', 5, 1]]);
  });
});

describe('the board of deadlines', () => {
  it('gives under each state what stands so on the day that judges, and all of it under one state', async () => {
    clock.set('2026-11-22T12:00:00.000Z');
    const matter = await openConsultation(office, 'rugby', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await closedByItself(matter);
    const late = { occurredOn: '2025-01-10', round: 1, where: 'the website' };
    const told = await office.post(`/matters/${matter.id}/record-consultation-results-published`, late, 'rugby');
    expect(told.status).toBe(200);
    const request = { by: 'Cabinet', subject: 'speed', text: 'that speed be looked at', dueOn: '2026-12-18' };
    const made = { occurredOn: '2026-11-22', ...request };
    expect((await office.post(`/matters/${matter.id}/record-request-made`, made, 'rugby')).status).toBe(200);
    await office.rest();
    const asked = (await deadlines('', '', 'rugby')).find(({ rule }) => rule === 'R49');
    const stopped = {
      key: asked?.key,
      by: 'Cabinet',
      capacity: 'who asked',
      from: '2026-11-22',
      reason: 'an election',
    };
    const suspended = await office.post(`/matters/${matter.id}/suspend-deadline`, stopped, 'rugby');
    expect([suspended.status, suspended.text]).toEqual([200, expect.anything()]);
    await office.rest();
    const seen = new Set<string>();
    for (const [authority, asAt] of DAYS) {
      const found: string[] = [];
      for (const state of STATES) {
        const rows = await deadlines(`?asAt=${asAt}&state=${encodeURIComponent(state)}`, '', authority);
        expect([state, rows.filter(({ standing }) => standing !== state)]).toEqual([state, []]);
        if (rows.length > 0) seen.add(state);
        found.push(...rows.map(({ key }) => key));
      }
      expect(found.sort()).toEqual((await deadlines(`?asAt=${asAt}`, '', authority)).map(({ key }) => key).sort());
    }
    expect([...seen].sort()).toEqual([...STATES].sort());
    const ofResults = (await deadlines('?asAt=2025-01-10&state=met', '', 'rugby')).find(({ rule }) => rule === 'R22');
    expect(ofResults).toMatchObject({ missed: true, metOn: '2025-01-10', dueOn: '2024-12-25' });
  });

  it('is asked about something', async () => {
    for (const name of ['state', 'body', 'owner', 'matter', 'plan', 'asAt', 'page', 'limit'])
      await expect(deadlines(`?${name}=`, '')).rejects.toThrow(`"#query/${name}"`);
  });
});

describe('the deadlines of a plan, asked as they stood', () => {
  it('follow its last day as it was, and as it was known', async () => {
    clock.set('2026-11-22T12:00:00.000Z');
    const { json } = await office.post('/plans', {
      ...{ occurredOn: '2025-03-25', by: 'Council', title: 'Community Safety Partnership Plan 2025-2028' },
      ...{ firstDay: '2025-04-01', lastDay: '2028-03-31' },
    });
    const path = `/plans/${String(json['plan'])}`;
    clock.set('2026-12-01T12:00:00.000Z');
    const extended = { occurredOn: '2026-06-16', lastDay: '2028-09-30', by: 'Council', reason: 'a new partnership' };
    const { status, text } = await office.post(`${path}/record-plan-extended`, extended);
    expect([status, text]).toMatchObject([200, expect.anything()]);
    await office.rest();
    const ends = async (query: string): Promise<unknown> =>
      (await deadlines(query, path)).find(({ becomes }) => becomes === 'LapsePlan')?.['dueOn'];
    expect(await ends('?asAt=2026-06-15')).toBe('2028-03-31');
    expect(await ends('?asAt=2026-06-16')).toBe('2028-09-30');
    expect(await ends('?knownAt=2026-11-30')).toBe('2028-03-31');
    expect(await ends('')).toBe('2028-09-30');
    await expect(deadlines('?asAt=2025-03-24', path)).rejects.toThrow('answers 404');
  });
});
