import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ExtendConsultation, RecordConsultationClosed, RecordConsultationExtended } from '#governance/matter-commands';
import { type RecordedFact } from '#kernel';
import { type EventLog } from '#platform/event-log/event-log';
import { around } from '../support/around-appends.js';
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

const KEY = 'R19/round-1';
const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const AFTER = '2024-10-03T08:00:00.000Z';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let open: DeadlineOffice[];
const clock = handMovedClock();
beforeEach(async () => {
  database = await freshDatabase();
  clock.set('2024-07-10T09:00:00.000Z');
  open = [];
});
afterEach(async () => {
  for (const office of open) await office.close();
  await database.drop();
});

const openOffice = async (
  more: { keeps?: boolean; wrap?: (log: EventLog) => EventLog } = {},
): Promise<DeadlineOffice> => {
  const office = await openDeadlineOffice({ databaseUrl: database.url, clock, ...more });
  open.push(office);
  return office;
};

const isSet = (office: DeadlineOffice, matter: MatterOf): Promise<boolean> =>
  eventually('the deadline is set, and on the board', async () => {
    const { deadlines } = await office.read<{ deadlines: readonly unknown[] }>(`/matters/${matter.id}/deadlines`);
    return deadlines.length === 1;
  });
const passes = (office: DeadlineOffice, matter: MatterOf): Promise<boolean> =>
  eventually('it passes', async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlinePassed', KEY) > 0);
const found = (facts: readonly RecordedFact[], type: string): RecordedFact | undefined =>
  facts.find((fact) => fact.type === type);

describe('a date', () => {
  it('moves by a fact with the old date, the new one, and what moved it', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    clock.set('2024-09-27T09:00:00.000Z');
    await office.tell(matter, ExtendConsultation, {
      ...{ round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'schools were closed' },
    });
    const { data } = await eventually('it moves', async () =>
      found((await factsOf(office, matter)).deadlines, 'DeadlineMoved'),
    );
    expect(data).toMatchObject({
      from: { dueOn: '2024-10-02' },
      to: { dueOn: '2024-10-16', dueAt: '2024-10-16T23:00:00.000Z' },
      cause: 'the consultation was extended on Friday 27 September 2024',
    });
    clock.set(AFTER);
    await office.sweep();
    expect((await factsOf(office, matter)).matter.map(({ type }) => type)).not.toContain('ConsultationClosed');
  });

  it('that moved while nobody followed names each cause in its order', async () => {
    const silent = await openOffice({ keeps: false });
    const matter = await openConsultation(silent, 'coventry', WINDOW);
    for (const closesOn of ['2024-10-09', '2024-10-16'])
      await silent.tell(matter, ExtendConsultation, { round: 1, closesOn, authority: 'Cabinet', reason: 'more time' });
    clock.set('2024-12-01T09:00:00.000Z');
    const office = await openOffice();
    await passes(office, matter);
    const { deadlines, matter: facts } = await factsOf(office, matter);
    const moves = deadlines.filter(({ type }) => type === 'DeadlineMoved');
    expect(moves.map(({ data }) => (data as { to: { dueOn: string } }).to.dueOn)).toEqual(['2024-10-09', '2024-10-16']);
    expect(moves.map(({ metadata }) => metadata.causationId)).toEqual(
      facts.filter(({ type }) => type === 'ConsultationExtended').map(({ id }) => id),
    );
    expect(found(facts, 'ConsultationClosed')?.data).toEqual({ occurredOn: '2024-10-16', round: 1 });
  });

  it('that moves while it is firing moves, and does not pass', async () => {
    const clerk = await openOffice({ keeps: false });
    let firings = 0;
    const office = await openOffice({
      wrap: around('ConsultationClosed', async (append) => {
        firings += 1;
        if (firings === 1)
          await clerk.tell(matter, RecordConsultationExtended, {
            ...{
              occurredOn: '2024-10-02',
              round: 1,
              closesOn: '2024-10-16',
              authority: 'Cabinet',
              reason: 'late news',
            },
          });
        return append();
      }),
    });
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    clock.set(AFTER);
    await office.sweep();
    const told = await factsOf(office, matter);
    expect(firings).toBe(1);
    expect(told.matter.map(({ type }) => type)).not.toContain('ConsultationClosed');
    expect(countOf(told.deadlines, 'DeadlineMoved', KEY)).toBe(1);
    expect(countOf(told.deadlines, 'DeadlinePassed', KEY)).toBe(0);
    clock.set('2024-10-17T08:00:00.000Z');
    await office.sweep();
    await passes(office, matter);
    expect(found((await factsOf(office, matter)).deadlines, 'DeadlinePassed')?.data).toMatchObject({
      ...{ version: 2, occurredOn: '2024-10-16' },
    });
  });

  it('does not pass while the clock, stepped back an hour, says that it has not come', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    clock.set('2024-10-02T22:30:00.000Z');
    await office.sweep();
    expect(countOf((await factsOf(office, matter)).deadlines, 'DeadlinePassed', KEY)).toBe(0);
    clock.set('2024-10-02T23:30:00.000Z');
    clock.set('2024-10-02T22:30:00.000Z');
    await office.sweep();
    expect(countOf((await factsOf(office, matter)).deadlines, 'DeadlinePassed', KEY)).toBe(0);
    clock.set('2024-10-02T23:30:00.000Z');
    await office.sweep();
    await passes(office, matter);
  });

  it('passes at the end of its last day in London in winter too, the day that the clocks go back', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-27' });
    await isSet(office, matter);
    clock.set('2024-10-27T23:59:59.000Z');
    await office.sweep();
    expect((await factsOf(office, matter)).matter.map(({ type }) => type)).not.toContain('ConsultationClosed');
    clock.set('2024-10-28T00:00:10.000Z');
    await office.sweep();
    await passes(office, matter);
  });

  it('that an office met in time does not pass', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    clock.set('2024-10-02T20:00:00.000Z');
    await office.tell(matter, RecordConsultationClosed, { round: 1, closedOn: '2024-10-02' });
    await eventually(
      'it is met',
      async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlineMet', KEY) === 1,
    );
    clock.set(AFTER);
    await office.sweep();
    expect(countOf((await factsOf(office, matter)).deadlines, 'DeadlinePassed', KEY)).toBe(0);
  });

  it('that becomes a command is not waived: the consultation is extended, and closes at the end of its new last day', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    const waiver = { key: KEY, by: 'Cabinet', capacity: 'authorising body', reason: 'a general election was called' };
    const { status, json } = await office.post(`/matters/${matter.id}/waive-deadline`, waiver);
    expect([status, json['blockers']]).toMatchObject([409, [{ rule: 'deadlines/own-date-moved-by-its-subject' }]]);
    expect((await office.post(`/matters/${matter.id}/pass-deadline`, { key: KEY, version: 1 })).status).toBe(404);
    const extension = { round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'a general election' };
    await office.tell(matter, ExtendConsultation, extension);
    await office.rest();
    clock.set('2024-10-17T08:00:00.000Z');
    await office.sweep();
    await passes(office, matter);
    await office.rest();
    const told = await factsOf(office, matter);
    expect(found(told.matter, 'ConsultationClosed')?.data).toEqual({ occurredOn: '2024-10-16', round: 1 });
    expect(countOf(told.deadlines, 'DeadlineMoved', KEY)).toBe(1);
    expect(countOf(told.deadlines, 'DeadlineSet', 'R22/round-1')).toBe(1);
  });
});

describe('a window that was closed before its last day', () => {
  it('is met, and is told as the breach of what was promised', async () => {
    const office = await openOffice();
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    await office.tell(matter, RecordConsultationClosed, { round: 1, closedOn: '2024-07-10' });
    const words = 'done on Wednesday 10 July 2024, before its day: the window that was promised was not kept';
    const told = { standing: 'met', missed: false, isBreach: true, breach: words };
    await office.rest();
    for (const path of [
      '/deadlines?state=met',
      `/matters/${matter.id}/deadlines`,
      '/deadlines?state=met&asAt=2024-12-01',
    ])
      await eventually('it is told', async () => {
        const { deadlines } = await office.read<{ deadlines: readonly { rule: string; standing: string }[] }>(path);
        const row = deadlines.find(({ rule }) => rule === 'R19');
        if (row?.standing !== 'met') return false;
        expect(row).toMatchObject(told);
        return true;
      });
  });
});

describe('a worker that dies between the append and its acknowledgement', () => {
  it.each(['DeadlineSet', 'ConsultationClosed', 'DeadlinePassed', 'DeadlineMet'])(
    'leaves no second %s',
    async (type) => {
      let deaths = 0;
      const office = await openOffice({
        wrap: around(type, async (append) => {
          const appended = await append();
          deaths += 1;
          if (deaths === 1) throw new Error('the power went');
          return appended;
        }),
      });
      const matter = await openConsultation(office, 'coventry', WINDOW);
      await isSet(office, matter);
      clock.set(AFTER);
      await office.sweep();
      for (const done of ['DeadlineMet', 'DeadlinePassed'])
        await eventually(done, async () => countOf((await factsOf(office, matter)).deadlines, done, KEY) > 0);
      await office.sweep();
      const { deadlines, matter: facts } = await factsOf(office, matter);
      for (const once of ['DeadlineSet', 'DeadlinePassed', 'DeadlineMet'])
        expect(countOf(deadlines, once, KEY)).toBe(1);
      expect(facts.filter((fact) => fact.type === 'ConsultationClosed')).toHaveLength(1);
      expect(deaths).toBeGreaterThan(0);
    },
  );
});

describe('two workers', () => {
  it('leave one fact of each', async () => {
    const [one, other] = [await openOffice(), await openOffice()];
    const matters: MatterOf[] = [];
    for (let count = 0; count < 5; count += 1) matters.push(await openConsultation(one, 'coventry', WINDOW));
    for (const matter of matters) await isSet(other, matter);
    clock.set(AFTER);
    await Promise.all([one.sweep(), other.sweep()]);
    for (const matter of matters) {
      await eventually(
        'it is met',
        async () => countOf((await factsOf(one, matter)).deadlines, 'DeadlineMet', KEY) > 0,
      );
      const { deadlines, matter: facts } = await factsOf(one, matter);
      for (const once of ['DeadlineSet', 'DeadlinePassed', 'DeadlineMet'])
        expect(countOf(deadlines, once, KEY)).toBe(1);
      expect(facts.filter((fact) => fact.type === 'ConsultationClosed')).toHaveLength(1);
    }
  });
});
