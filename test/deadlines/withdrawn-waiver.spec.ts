import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import {
  countOf,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';

const RESULTS = 'R22/round-1';
const WAIVER = { by: 'Cabinet', capacity: 'authorising body', reason: 'a general election was called' };
const MISTAKEN = { by: 'Monitoring Officer', capacity: 'keeper of the record', reason: 'it was another consultation' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
let matter: MatterOf;
const clock = handMovedClock();
beforeEach(async () => {
  database = await freshDatabase();
  clock.set('2024-07-10T09:00:00.000Z');
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
  matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

type Row = Readonly<Record<string, unknown>>;
const rowOf = async (key: string, query = ''): Promise<Row | undefined> => {
  const { deadlines } = await office.read<{ deadlines: readonly Row[] }>(`/matters/${matter.id}/deadlines${query}`);
  return deadlines.find((row) => row['key'] === key);
};
const rowWhen = (key: string, holds: (row: Row) => boolean): Promise<Row> =>
  eventually(`${key} stands so`, async () => {
    const row = await rowOf(key);
    return row !== undefined && holds(row) && row;
  });
const deadlineFacts = async (): Promise<readonly RecordedFact[]> => (await factsOf(office, matter)).deadlines;
const post = async (command: string, body: object): Promise<void> => {
  const { status, text } = await office.post(`/matters/${matter.id}/${command}`, body);
  expect([status, text]).toEqual([200, expect.anything()]);
  await office.rest();
};
const is =
  (status: string) =>
  (row: Row): boolean =>
    row['status'] === status;

/** The consultation has closed by itself, and its results are waived by mistake on 4 November. */
const waiveResults = async (): Promise<void> => {
  await office.rest();
  clock.set('2024-10-03T08:00:00.000Z');
  await office.sweep();
  await rowWhen(RESULTS, is('running'));
  clock.set('2024-11-04T09:00:00.000Z');
  await post('waive-deadline', { key: RESULTS, ...WAIVER });
  await rowWhen(RESULTS, is('waived'));
};

describe('a deadline whose waiver is withdrawn', () => {
  it('passes after all, was waived until then, and tells both', async () => {
    await waiveResults();
    clock.set('2024-12-30T09:00:00.000Z');
    await office.sweep();
    expect(countOf(await deadlineFacts(), 'DeadlinePassed', RESULTS)).toBe(0);
    clock.set('2025-01-06T09:00:00.000Z');
    await post('withdraw-waiver', { key: RESULTS, ...MISTAKEN });
    await office.sweep();
    const row = await rowWhen(RESULTS, is('passed'));
    expect(row).toMatchObject({
      ...{ standing: 'missed', missed: true, waived: null, dueOn: '2024-12-25' },
      changes: [{ of: 'reopening', withdrawn: { ...MISTAKEN, waiver: WAIVER } }],
    });
    const waived = { standing: 'waived', waived: WAIVER, changes: [], missed: false };
    for (const query of ['?asAt=2024-11-04', '?asAt=2024-12-30', '?asAt=2025-01-05'])
      expect(await rowOf(RESULTS, query)).toMatchObject(waived);
    for (const query of ['?knownAt=2025-01-05', '?knownAt=2025-01-05&asAt=2025-01-06'])
      expect(await rowOf(RESULTS, query)).toMatchObject(waived);
    expect(await rowOf(RESULTS, '?asAt=2024-11-03')).toMatchObject({ standing: 'due', waived: null });
    expect(await rowOf(RESULTS, '?asAt=2025-01-06')).toEqual(row);
  });

  it('is met by what was done meanwhile, and was waived until then all the same', async () => {
    await waiveResults();
    clock.set('2024-12-20T09:00:00.000Z');
    const where = { round: 1, where: 'an appendix' };
    await post('record-consultation-results-published', { occurredOn: '2024-12-18', ...where });
    expect(await rowOf(RESULTS)).toMatchObject({ status: 'waived', metOn: null });
    clock.set('2025-01-06T09:00:00.000Z');
    await post('withdraw-waiver', { key: RESULTS, ...MISTAKEN });
    expect(await rowWhen(RESULTS, is('met'))).toMatchObject({ metOn: '2024-12-18', missed: false, waived: null });
    for (const day of ['2024-12-18', '2025-01-05'])
      expect(await rowOf(RESULTS, `?asAt=${day}`)).toMatchObject({ status: 'waived', metOn: null });
    expect(await rowOf(RESULTS, '?asAt=2025-01-06')).toMatchObject({ status: 'met' });
  });

  it('has the reminders that are still to come, under who is told now', async () => {
    await waiveResults();
    await office.post('/settings/settle-rule-terms', {
      ...{ rule: 'R22', owner: 'clerk', ladder: [{ at: '-P1W', offices: ['clerk'] }] },
    });
    await office.rest();
    expect(await rowOf(RESULTS)).toMatchObject({ status: 'waived', nextReminderAt: null });
    clock.set('2024-12-02T09:00:00.000Z');
    await post('withdraw-waiver', { key: RESULTS, ...MISTAKEN });
    const row = await rowWhen(RESULTS, ({ owner, status }) => owner === 'clerk' && status === 'running');
    expect(row).toMatchObject({ nextReminderAt: '2024-12-18T09:00:00.000Z', version: 1 });
  });

  it('that was waived when dates that become commands could be becomes its command after all', async () => {
    const close = 'R19/round-1';
    await rowWhen(close, is('running'));
    const ids = { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID() };
    const data = { occurredOn: '2024-07-10', key: close, version: 1, ...WAIVER };
    await office.log.append(
      `deadlines-coventry-matter-${matter.id}`,
      [{ id: randomUUID(), type: 'DeadlineWaived', data, schemaVersion: 1 }],
      'stream exists',
      {
        ...{ ...ids, payloadHash: '0'.repeat(64), authority: 'coventry' },
        ...{ actor: 'office:democratic-services', capacity: 'officer' },
      },
    );
    clock.set('2024-10-04T09:00:00.000Z');
    await rowWhen(close, is('waived'));
    await office.sweep();
    expect((await factsOf(office, matter)).matter.map(({ type }) => type)).not.toContain('ConsultationClosed');
    await post('withdraw-waiver', { key: close, ...MISTAKEN });
    await office.sweep();
    const closed = await eventually('it closes', async () =>
      (await factsOf(office, matter)).matter.find(({ type }) => type === 'ConsultationClosed'),
    );
    expect(closed.data).toEqual({ occurredOn: '2024-10-02', round: 1 });
    await rowWhen(close, is('met'));
  });
});
