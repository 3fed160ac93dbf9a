import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import {
  COVENTRY_SAMPLE,
  type DeadlineOffice,
  eventually,
  factsOf,
  openDeadlineOffice,
  tellSample,
} from '../support/deadline-office.js';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
beforeEach(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock('2024-07-10T09:00:00.000Z') });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly [column: string]: unknown;
}

const ofSample = `/matters/${COVENTRY_SAMPLE.id}`;
const rowsOf = async (asAt?: string): Promise<readonly Row[]> =>
  (
    await office.read<{ deadlines: readonly Row[] }>(
      `${ofSample}/deadlines${asAt === undefined ? '' : `?asAt=${asAt}`}`,
    )
  ).deadlines;
const rowOf = async (rule: string, asAt?: string): Promise<Row | undefined> =>
  (await rowsOf(asAt)).find(({ key }) => key.startsWith(rule));

describe('the deadlines of the Coventry minute', () => {
  it('are set by the facts, each with what explains it', async () => {
    await tellSample(office);
    await eventually('six deadlines', async () => (await rowsOf()).length === 6);
    expect(await rowOf('R16')).toMatchObject({
      standing: 'met',
      metOn: '2024-07-09',
      missed: false,
      owner: 'director',
    });
    expect(await rowOf('R19/round-1')).toMatchObject({
      standing: 'due',
      dueOn: '2024-10-02',
      hardness: 'promised',
      status: 'running',
    });
    expect(await rowOf('R19/round-1', '2024-09-25')).toMatchObject({ standing: 'at risk' });
    expect((await rowsOf()).find(({ title }) => title === 'Consultation opens')).toMatchObject({
      ...{ rule: 'R19', standing: 'met', dueOn: '2024-07-10', metOn: '2024-07-10', body: 'Cabinet' },
    });
    expect(await rowOf('R21')).toMatchObject({ standing: 'missed', dueOn: '2024-07-09', isBreach: true });
    expect((await rowOf('R16'))?.['explained']).toContain('26 June 2024');
  });

  it('pass after a downtime as if nobody had slept: the consultation closed on 2 October, by the automation', async () => {
    await tellSample(office);
    await eventually('six deadlines', async () => (await rowsOf()).length === 6);
    office.clock.set('2026-11-22T10:00:00.000Z');
    await office.sweep();
    const closed = await eventually('the close', async () =>
      (await factsOf(office, COVENTRY_SAMPLE)).matter.find(({ type }) => type === 'ConsultationClosed'),
    );
    expect(closed.data).toEqual({ occurredOn: '2024-10-02', round: 1 });
    expect(closed.metadata).toMatchObject({ actor: 'automation:deadlines', capacity: 'deadlines' });
    await eventually('the results are due', () => rowOf('R22'));
    expect(await rowOf('R22')).toMatchObject({ dueOn: '2024-12-25', hardness: 'target', isBreach: false });
    for (const rule of ['R44', 'R48'])
      expect(await rowOf(rule)).toMatchObject({
        dueOn: '2025-01-07',
        standing: 'missed',
        missed: true,
        isBreach: false,
      });
    const passed = await eventually('the close passed', async () =>
      (await factsOf(office, COVENTRY_SAMPLE)).deadlines.find(
        ({ type, data }) => type === 'DeadlinePassed' && (data as { key: string }).key === 'R19/round-1',
      ),
    );
    expect(passed.data).toMatchObject({ dueAt: '2024-10-02T23:00:00.000Z', subjectRevision: closed.revision });
    await eventually(
      'the board has it',
      async () => (await rowOf('R19/round-1'))?.['passedAtRevision'] === closed.revision,
    );
    expect(await rowOf('R19/round-1')).toMatchObject({ standing: 'met', metOn: '2024-10-02' });
    const { deadlines } = await office.read<{ deadlines: readonly Row[] }>('/deadlines?state=missed&asAt=2025-02-01');
    expect(deadlines.map(({ rule }) => rule).sort()).toEqual(['R21', 'R22', 'R44', 'R48']);
  });
});
