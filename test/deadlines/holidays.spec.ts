import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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
import { minutebookCalendar } from '../support/minutebook-calendar.js';
import { type HistoryPage, verdictOn } from '../support/recomputed-chain.js';

const KEY = 'R19/round-1';
const AUTHORITIES = ['coventry', 'melton', 'spelthorne'] as const;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
beforeEach(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock('2027-05-04T09:00:00.000Z') });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

const minutebook = (...words: readonly string[]): Promise<string> => minutebookCalendar(database.url, ...words);

const holiday = ['proclaim', '2027-06-09', 'Day of thanksgiving', '--basis', 'a proclamation of 3 May 2027'] as const;
const moved = async (matter: MatterOf): Promise<readonly RecordedFact[]> =>
  (await factsOf(office, matter)).deadlines.filter(({ type }) => type === 'DeadlineMoved');

describe('a bank holiday that an operator proclaims', () => {
  it('moves each open deadline of every authority that it touches by a fact, and none silently', async () => {
    // A week before the close is the new holiday: the reminder goes out a working day earlier.
    const touched: readonly MatterOf[] = await Promise.all(
      AUTHORITIES.map((authority) =>
        openConsultation(office, authority, { opensOn: '2027-05-03', closesOn: '2027-06-16' }),
      ),
    );
    const untouched = await openConsultation(office, 'melton', { opensOn: '2027-05-03', closesOn: '2027-07-14' });
    for (const matter of [...touched, untouched])
      await eventually(
        'it is set',
        async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlineSet', KEY) === 1,
      );

    expect(await minutebook(...holiday)).toContain('2027-06-09 is a bank holiday, Day of thanksgiving');
    for (const matter of touched) {
      await eventually('it moves', async () => (await moved(matter)).length === 1);
      const [{ data, metadata }] = (await moved(matter)) as [RecordedFact];
      expect(data).toMatchObject({
        from: { dueOn: '2027-06-16' },
        to: { dueOn: '2027-06-16' },
        cause:
          'Wednesday 9 June 2027 was proclaimed a bank holiday, Day of thanksgiving: version 2 of the calendar england-and-wales',
        receipt: { calendar: { name: 'england-and-wales', version: 2 } },
        rungs: [
          ...[{ rung: 'open' }, { rung: 'half-way' }, { rung: 'T-7d', sendAt: '2027-06-08T08:00:00.000Z' }],
          ...[{ rung: 'T-2d' }, { rung: 'T' }],
        ],
      });
      expect(metadata.actor).toBe('automation:deadlines');
    }
    expect(await moved(untouched)).toEqual([]);

    expect(await minutebook('withdraw', '2027-06-09', '--reason', 'it was moved')).toContain(
      'no bank holiday any more',
    );
    for (const matter of touched) await eventually('it moves back', async () => (await moved(matter)).length === 2);
    expect(await moved(untouched)).toEqual([]);
  });

  it('is recorded once, and told in a line where it cannot be', async () => {
    await minutebook(...holiday);
    expect(await minutebook(...holiday)).toContain('known as Day of thanksgiving already');
    expect(await minutebook('proclaim', '2027-12-27', 'Another day', '--basis', 'x')).toContain(
      'is a bank holiday already',
    );
    expect(await minutebook('proclaim', '2199-01-01', 'A day', '--basis', 'x')).toContain('must lie between');
    expect(await minutebook('proclaim', '9 June', 'A day', '--basis', 'x')).toContain('day must be a day that exists');
  });

  it('stands in the history of its jurisdiction, whose chain any authority’s auditor recomputes', async () => {
    const read = (jurisdiction: string, query = '', authority = 'coventry') =>
      office.read<HistoryPage>(`/calendars/${jurisdiction}/history${query}`, authority, 'auditor');
    await minutebook(...holiday);
    await minutebook('withdraw', '2027-06-09', '--reason', 'it was moved');
    const told = await read('england-and-wales');
    expect(told).toMatchObject({ jurisdiction: 'england-and-wales', stream: 'calendar-englandandwales-proclamations' });
    expect(told.history.map(({ type }) => type)).toEqual(['HolidayProclaimed', 'HolidayWithdrawn']);
    expect(verdictOn(told.stream, told.history)).toBe('holds');
    expect(await read('england-and-wales', '', 'melton')).toEqual({ ...told, authority: 'melton' });
    const before = '2001-01-01';
    expect(await read('england-and-wales', `?asAt=${before}`)).toMatchObject({ asAt: before, revision: 1, total: 0 });
    expect(await read('scotland')).toMatchObject({ revision: -1, total: 0, history: [] });
    await expect(read('france')).rejects.toThrow('answers 404');
  });
});
