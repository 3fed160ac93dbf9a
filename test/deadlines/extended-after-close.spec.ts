import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import {
  type DeadlineOffice,
  eventually,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';

const RULE = { closes: 'R19/round-1', results: 'R22/round-1' };

interface Held {
  readonly key: string;
  readonly status: string;
  readonly dueOn: string;
  readonly version: number;
}

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock();
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

const began = async (now: string): Promise<void> => {
  clock.set(now);
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
};

const deadline = async ({ id }: MatterOf, key: string): Promise<Held | undefined> => {
  const { deadlines } = await office.read<{ deadlines: readonly Held[] }>(`/matters/${id}/deadlines`);
  return deadlines.find((held) => held.key === key);
};
const comesTo = (matter: MatterOf, key: string, wanted: Partial<Held>): Promise<boolean> =>
  eventually(`${key} comes to ${JSON.stringify(wanted)}`, async () => {
    await office.sweep();
    const held = await deadline(matter, key);
    return held !== undefined && Object.entries(wanted).every(([name, value]) => held[name as keyof Held] === value);
  });

interface Round {
  readonly standing: string;
  readonly window: { readonly closesOn: string };
  readonly closedOn?: string;
}
const round = async ({ id }: MatterOf, asked = ''): Promise<Round | undefined> =>
  (await office.read<{ consultations: readonly Round[] }>(`/matters/${id}${asked}`)).consultations[0];
const openOn = async (day: string): Promise<number> =>
  (await office.read<{ consultations: readonly unknown[] }>(`/consultations?openOn=${day}`)).consultations.length;

const extend = (matter: MatterOf, occurredOn: string, closesOn: string) =>
  office.post(`/matters/${matter.id}/record-consultation-extended`, {
    ...{ occurredOn, round: 1, closesOn, authority: 'Cabinet', reason: 'schools were closed' },
  });

/** What was told of the matter, in the order in which the log learned it. */
const story = async ({ id }: MatterOf): Promise<readonly string[]> => {
  const { history } = await office.read<{ history: readonly { type: string; occurredOn: string }[] }>(
    `/matters/${id}/history`,
  );
  return history.map(({ type, occurredOn }) => `${type} ${occurredOn}`);
};

describe('a window that was closed because its last day was over', () => {
  it('is open again, to its new last day, when an extension from before that day is recorded', async () => {
    await began('2024-07-10T09:00:00.000Z');
    const matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await comesTo(matter, RULE.closes, { status: 'running' });
    clock.set('2024-10-03T08:00:00.000Z');
    await comesTo(matter, RULE.closes, { status: 'met' });
    await comesTo(matter, RULE.results, { status: 'running', dueOn: '2024-12-25' });
    expect(await round(matter)).toMatchObject({ standing: 'over', closedOn: '2024-10-02' });
    clock.set('2024-10-04T08:00:00.000Z');

    expect((await extend(matter, '2024-10-01', '2024-10-16')).status).toBe(200);
    await comesTo(matter, RULE.closes, { status: 'running', dueOn: '2024-10-16', version: 2 });
    await comesTo(matter, RULE.results, { status: 'superseded' });
    const open = await round(matter);
    expect(open).toMatchObject({ standing: 'open', window: { closesOn: '2024-10-16' } });
    expect(open).not.toHaveProperty('closedOn');
    expect(await openOn('2024-10-10')).toBe(1);
    expect(await round(matter, '?asAt=2024-10-03')).toMatchObject({ standing: 'open' });
    expect(await round(matter, '?knownAt=2024-10-03')).toMatchObject({ standing: 'over', closedOn: '2024-10-02' });

    clock.set('2024-10-17T08:00:00.000Z');
    await comesTo(matter, RULE.closes, { status: 'met', dueOn: '2024-10-16' });
    await comesTo(matter, RULE.results, { status: 'running', dueOn: '2025-01-08', version: 2 });
    expect(await round(matter)).toMatchObject({ standing: 'over', closedOn: '2024-10-16' });
    expect(await openOn('2024-10-17')).toBe(0);
    expect(await story(matter)).toEqual([
      'MatterOpened 2024-07-10',
      'ConsultationOpened 2024-07-10',
      'ConsultationClosed 2024-10-02',
      'ConsultationExtended 2024-10-01',
      'ConsultationClosed 2024-10-16',
    ]);
  });

  it('owes no results yet when it is open again, though the day for them has gone by', async () => {
    await began('2024-07-10T09:00:00.000Z');
    const matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    clock.set('2025-01-08T09:00:00.000Z');
    await comesTo(matter, RULE.results, { status: 'passed', dueOn: '2024-12-25' });
    expect((await extend(matter, '2024-10-01', '2025-01-27')).status).toBe(200);
    await comesTo(matter, RULE.results, { status: 'superseded' });
    await comesTo(matter, RULE.closes, { status: 'running', dueOn: '2025-01-27' });
  });

  it('of years ago takes the extension that is loaded after it, and was closed by that', async () => {
    await began('2026-08-02T09:00:00.000Z');
    const matter = await openConsultation(office, 'coventry', { opensOn: '2023-05-01', closesOn: '2023-07-24' });
    await comesTo(matter, RULE.closes, { status: 'met', dueOn: '2023-07-24' });
    expect((await extend(matter, '2023-07-20', '2023-08-07')).status).toBe(200);
    await comesTo(matter, RULE.closes, { status: 'met', dueOn: '2023-08-07' });
    await comesTo(matter, RULE.results, { dueOn: '2023-10-30' });
    expect(await round(matter)).toMatchObject({ closedOn: '2023-08-07' });
  });

  it('was closed sooner where an office says so, and then is not extended; by what was decided before, it was closed too early', async () => {
    await began('2026-08-02T09:00:00.000Z');
    const matter = await openConsultation(office, 'coventry', { opensOn: '2026-05-01', closesOn: '2026-07-24' });
    await comesTo(matter, RULE.results, { dueOn: '2026-10-16' });
    const told = await office.post(`/matters/${matter.id}/record-consultation-closed`, {
      ...{ round: 1, closedOn: '2026-07-17' },
    });
    expect(told.status).toBe(200);
    await comesTo(matter, RULE.results, { dueOn: '2026-10-09' });
    expect(await deadline(matter, RULE.closes)).toMatchObject({ metOn: '2026-07-17' });
    expect(await round(matter)).toMatchObject({ closedOn: '2026-07-17' });
    const refused = await extend(matter, '2026-07-20', '2026-08-20');
    expect(refused.status).toBe(409);
    expect(refused.json['blockers']).toMatchObject([{ rule: 'consultations/closed-once' }]);
    expect((await extend(matter, '2026-07-10', '2026-08-20')).status).toBe(200);
    await comesTo(matter, RULE.closes, { status: 'met', dueOn: '2026-08-20' });
    expect(await deadline(matter, RULE.closes)).toMatchObject({ metOn: '2026-07-17', isBreach: true });
  });
});
