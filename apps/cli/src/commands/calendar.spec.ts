import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { proclamationsStreamOf } from '#governance/calendars/index';
import { migrateEventLog } from '#platform/event-log/postgres/migrate-event-log';
import { PostgresEventLog } from '#platform/event-log/postgres/postgres-event-log';
import { freshDatabase } from '../../../../test/support/database.js';
import { defineCalendar } from './calendar.js';
import { toldBy } from './testing/told-by.js';

const run = toldBy('calendar', defineCalendar);

const BASIS = ['--basis', 'a proclamation of 3 May 2027'];
const of = (jurisdiction: string) => ['--jurisdiction', jurisdiction];

describe('minutebook calendar', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeEach(async () => {
    database = await freshDatabase();
    await migrateEventLog(database.url);
    process.env['DATABASE_URL'] = database.url;
  });
  afterEach(async () => {
    delete process.env['DATABASE_URL'];
    await database.drop();
  });

  /** The types of the facts in a stream. */
  const typesIn = async (stream: string): Promise<readonly string[]> => {
    const log = await PostgresEventLog.open({ connectionString: database.url, now: () => '2027-05-04T09:00:00.000Z' });
    try {
      return (await log.readStream(stream)).map(({ type }) => type);
    } finally {
      await log.close();
    }
  };

  it('keeps the holidays of each jurisdiction apart, those of England and Wales where none is named', async () => {
    expect((await run('proclaim', '2027-06-09', 'Day of thanksgiving', ...BASIS)).out).toContain(
      '2027-06-09 is a bank holiday, Day of thanksgiving, in England and Wales.',
    );
    const scottish = await run('proclaim', '2027-06-10', 'Day of dancing', ...BASIS, ...of('scotland'));
    expect(scottish.out).toContain('2027-06-10 is a bank holiday, Day of dancing, in Scotland.');
    expect((await run('list')).out).toBe(
      '2027-06-09  proclaimed  Day of thanksgiving (a proclamation of 3 May 2027)\n',
    );
    expect((await run('list', ...of('scotland'))).out).toBe(
      '2027-06-10  proclaimed  Day of dancing (a proclamation of 3 May 2027)\n',
    );
    expect((await run('list', ...of('northern-ireland'))).out).toBe('Nothing is recorded for Northern Ireland.\n');
    expect(await typesIn('calendar-englandandwales-proclamations')).toEqual(['HolidayProclaimed']);
    expect(await typesIn('calendar-scotland-proclamations')).toEqual(['HolidayProclaimed']);
    expect(proclamationsStreamOf('northern-ireland')).toBe('calendar-northernireland-proclamations');
  });

  it('judges a day by the table of its jurisdiction', async () => {
    const andrew = ['2027-11-30', 'Another day', ...BASIS];
    const known = await run('proclaim', ...andrew, ...of('scotland'));
    expect(known).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining("already: St Andrew's Day") });
    expect((await run('proclaim', ...andrew)).out).toContain('in England and Wales');
    const withdrawn = ['withdraw', '2027-11-30', '--reason', 'it was moved'];
    expect(await run(...withdrawn, ...of('northern-ireland'))).toEqual({
      ...{ exitCode: 1, out: '' },
      err: 'minutebook: 2027-11-30 is no bank holiday in Northern Ireland: there is nothing to withdraw\n',
    });
    expect((await run(...withdrawn, ...of('scotland'))).out).toContain('no bank holiday any more in Scotland');
    const again = await run(...withdrawn, ...of('scotland'));
    expect(again).toEqual({
      ...{ exitCode: 0, err: '' },
      out: '2027-11-30 was withdrawn already, and is no bank holiday in Scotland.\n',
    });
    expect((await run('list', ...of('scotland'))).out).toBe('2027-11-30  withdrawn   it was moved\n');
  });

  it.each([
    ['proclaim', '2027-06-09', 'A day', ...BASIS],
    ['withdraw', '2027-06-09', '--reason', 'it was moved'],
    ['list'],
  ])('refuses %s for what is no jurisdiction in one line, and records nothing', async (...words) => {
    for (const wrong of ['wales', 'parish', 'englandandwales', '']) {
      const told = await run(...words, ...of(wrong));
      expect({ exitCode: told.exitCode, out: told.out }).toEqual({ exitCode: 1, out: '' });
      expect(told.err).toBe(
        `minutebook: there are no bank holidays of '${wrong}'; there are those of england-and-wales, scotland, northern-ireland\n`,
      );
    }
    expect((await run('list')).out).toBe('Nothing is recorded for England and Wales.\n');
  });
});
