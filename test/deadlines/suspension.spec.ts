import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { defineCalendar } from '#cli/commands/calendar';
import { RecordConsultationOpened } from '#governance/matter-commands';
import { type RecordedFact } from '#kernel';
import { freshDatabase } from '../support/database.js';
import { handMovedClock } from '../support/app.js';
import {
  countOf,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';

const KEY = 'R22/round-1';
const CABINET = { key: KEY, by: 'Cabinet', capacity: 'authorising body' } as const;
const CALLED = { ...CABINET, from: '2024-12-02', reason: 'a general election was called', document: 'minute 61' };
const OVER = { ...CABINET, on: '2025-01-06', reason: 'the election is over' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
let matter: MatterOf;
const clock = handMovedClock();
beforeEach(async () => {
  database = await freshDatabase();
  clock.set('2024-07-10T09:00:00.000Z');
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
  process.env['DATABASE_URL'] = database.url;
});
afterEach(async () => {
  delete process.env['DATABASE_URL'];
  await office.close();
  await database.drop();
});

interface Row {
  readonly key: string;
  readonly status: string;
  readonly standing: string;
  readonly dueOn: string;
  readonly explained: string;
  readonly nextReminderAt: string | null;
  readonly suspensions: readonly object[];
}

const rowWhen = (what: string, holds: (row: Row) => boolean): Promise<Row> =>
  eventually(what, async () => {
    const { deadlines } = await office.read<{ deadlines: readonly Row[] }>(`/matters/${matter.id}/deadlines`);
    return deadlines.find((row) => row.key === KEY && holds(row));
  });
const ofResults = async (): Promise<readonly RecordedFact[]> =>
  (await factsOf(office, matter)).deadlines.filter(({ data }) => (data as { key?: string }).key === KEY);
const moves = async (): Promise<readonly RecordedFact[]> =>
  (await ofResults()).filter(({ type }) => type === 'DeadlineMoved');
const told = (command: string, body: object) => office.post(`/matters/${matter.id}/${command}`, body);
const ruleOf = async (command: string, body: object): Promise<unknown> => {
  const { status, json } = await told(command, body);
  expect(status).toBe(409);
  return (json['blockers'] as readonly { rule: string }[])[0]?.rule;
};

/** A day is proclaimed a bank holiday, as an operator does it. */
const proclaim = async (day: string): Promise<void> => {
  const program = new Command('minutebook').exitOverride().configureOutput({ writeOut: () => undefined });
  defineCalendar(program);
  const words = ['calendar', 'proclaim', day, 'Day of thanksgiving', '--basis', 'a proclamation'];
  await program.parseAsync(words, { from: 'user' });
};

describe('the results of a consultation, awaited while an election comes in between', () => {
  it('are not due while the clock stands still, and later by its days when it runs again', async () => {
    matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await eventually('its close is set', async () => (await factsOf(office, matter)).deadlines.length > 0);
    const own = { ...CALLED, key: 'R19/round-1', from: '2024-07-10' };
    expect(await ruleOf('suspend-deadline', own)).toBe('deadlines/own-date-moved-by-its-subject');
    clock.set('2024-10-03T08:00:00.000Z');
    await office.sweep();
    await rowWhen('the results are due', ({ dueOn }) => dueOn === '2024-12-25');

    clock.set('2024-12-02T09:00:00.000Z');
    expect(await ruleOf('resume-deadline', { ...OVER, on: '2024-12-02' })).toBe('deadlines/resumed-while-suspended');
    expect((await told('suspend-deadline', { ...CALLED, from: '2024-12-03' })).status).toBe(400);
    expect(await ruleOf('suspend-deadline', { ...CALLED, key: 'R19/round-1' })).toBe(
      'deadlines/suspended-while-running',
    );
    expect((await told('suspend-deadline', CALLED)).status).toBe(200);
    const stopped = await rowWhen('it is suspended', ({ status }) => status === 'suspended');
    expect(stopped).toMatchObject({
      standing: 'suspended',
      nextReminderAt: null,
      suspensions: [{ from: '2024-12-02' }],
    });
    expect(await ruleOf('suspend-deadline', { ...CALLED, reason: 'another' })).toBe(
      'deadlines/suspended-while-running',
    );

    const before = await ofResults();
    clock.set('2024-12-30T09:00:00.000Z');
    await office.sweep();
    expect(await ofResults()).toEqual(before);
    const { deadlines } = await office.read<{ deadlines: readonly Row[] }>('/deadlines?state=suspended');
    expect(deadlines.map(({ key, standing }) => [key, standing])).toEqual([[KEY, 'suspended']]);
    expect(await office.read('/deadlines?state=missed')).toMatchObject({ total: 0 });

    clock.set('2025-01-06T09:00:00.000Z');
    expect((await told('resume-deadline', OVER)).status).toBe(200);
    const running = await rowWhen('it moves', ({ dueOn }) => dueOn === '2025-01-29');
    expect(running).toMatchObject({ status: 'running', standing: 'due', nextReminderAt: '2025-01-22T09:00:00.000Z' });
    expect(running.explained).toContain(
      'then 35 days more: suspended from Monday 2 December 2024 to Sunday 5 January 2025 (35 days), because a general election was called',
    );
    const resumption = (await ofResults()).find(({ type }) => type === 'DeadlineResumed');
    const [move] = await moves();
    expect(move?.metadata.causationId).toBe(resumption?.id);
    expect(move?.data).toMatchObject({
      cause: 'the clock ran again on Monday 6 January 2025, having stood still since Monday 2 December 2024, 35 days',
    });

    await proclaim('2025-01-22');
    await rowWhen('it is told earlier', ({ nextReminderAt }) => nextReminderAt === '2025-01-21T09:00:00.000Z');
    expect((await moves())[1]?.data).toMatchObject({ from: { dueOn: '2025-01-29' }, to: { dueOn: '2025-01-29' } });

    clock.set('2025-01-29T23:30:00.000Z');
    await office.sweep();
    expect(countOf(await ofResults(), 'DeadlinePassed', KEY)).toBe(0);
    clock.set('2025-02-01T08:00:00.000Z');
    await office.sweep();
    await eventually('it passes', async () => countOf(await ofResults(), 'DeadlinePassed', KEY) === 1);
    const passing = (await ofResults()).find(({ type }) => type === 'DeadlinePassed');
    expect(passing?.data).toMatchObject({ occurredOn: '2025-01-29', dueAt: '2025-01-30T00:00:00.000Z', version: 3 });
  });
});

describe('the results of a consultation that was struck out, and of another one that is told afterwards', () => {
  it.each([{ resumes: true }, { resumes: false }])(
    'are due as if the first had never been, whose clock had stood still and had run again: $resumes',
    async ({ resumes }) => {
      matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
      clock.set('2024-10-03T08:00:00.000Z');
      await office.sweep();
      await rowWhen('the results are due', ({ dueOn }) => dueOn === '2024-12-25');
      clock.set('2024-12-02T09:00:00.000Z');
      expect((await told('suspend-deadline', CALLED)).status).toBe(200);
      clock.set('2024-12-12T09:00:00.000Z');
      if (resumes) {
        expect((await told('resume-deadline', { ...OVER, on: '2024-12-12' })).status).toBe(200);
        await rowWhen('it moves', ({ dueOn }) => dueOn === '2025-01-04');
      }

      const facts = (await factsOf(office, matter)).matter.slice(1).map(({ id }) => id);
      const why = { authority: 'Monitoring Officer', reason: 'It belongs to another matter.' };
      expect((await told('record-entries-struck-out', { occurredOn: '2024-12-12', facts, ...why })).status).toBe(200);
      const gone = await rowWhen('it no longer stands', ({ status }) => status === 'superseded');
      expect(gone.suspensions).toHaveLength(1);

      const window = { opensOn: '2024-09-02', closesOn: '2024-11-04', describedAs: 'nine weeks' };
      await office.tell(matter, RecordConsultationOpened, window);
      await office.rest();
      await office.sweep();
      const now = await rowWhen('the results are due anew', ({ status }) => status === 'running');
      expect(now).toMatchObject({ dueOn: '2025-01-27', suspensions: [], nextReminderAt: '2024-12-30T09:00:00.000Z' });
      expect(now.explained).not.toContain('more');
      const { deadlines } = await office.read<{ deadlines: readonly Row[] }>(
        `/matters/${matter.id}/deadlines?asAt=2024-12-12`,
      );
      const { dueOn, status, standing, explained, suspensions } = now;
      expect(deadlines.find(({ key }) => key === KEY)).toMatchObject({
        ...{ dueOn, status, standing, explained, suspensions },
      });
    },
  );
});
