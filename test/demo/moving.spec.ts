import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { defineCalendar } from '#cli/commands/calendar';
import { type RecordedFact } from '#kernel';
import { type Demo, startKeeper } from '../support/demo.js';
import { eventually } from '../support/eventually.js';
import { freshDemos } from '../support/fresh-demos.js';
import { openMailServer } from '../support/mail-server.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';

const COUNCIL = '/v1/authorities/coventry';
const MATTERS = `${COUNCIL}/matters`;
const CLOCK = '/v1/demo/clock';

jest.setTimeout(180_000);

const { databaseUrl, demo, keep, inDatabase } = freshDemos();

/** Opens a consultation that closes on a day. Returns the address of its matter. */
const consultation = async ({ post }: Demo, closesOn: string): Promise<string> => {
  const opened = await post(MATTERS, {
    ...{ occurredOn: '2024-07-10', title: 'A plan', planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  const matter = `${MATTERS}/${String(opened.json['matter'])}`;
  const window = { opensOn: '2024-07-10', closesOn, describedAs: 'a consultation' };
  expect((await post(`${matter}/record-consultation-opened`, window)).status).toBe(200);
  return matter;
};

const factsOf = async ({ log }: Demo, ...types: readonly string[]): Promise<readonly RecordedFact[]> => {
  const facts: RecordedFact[] = [];
  for await (const batch of log.readAll()) facts.push(...batch.facts);
  return facts.filter(({ type }) => types.includes(type));
};
const minuteOf = ({ metadata }: RecordedFact): string => metadata.recordedAt.slice(0, 16);

const CLOSED_AND_PASSED = [
  '2024-10-02T23:00 ConsultationClosed',
  '2024-10-02T23:00 DeadlinePassed',
  '2024-11-07T00:00 ConsultationClosed',
  '2024-11-07T00:00 DeadlinePassed',
  '2024-12-26T00:00 DeadlinePassed',
  '2025-01-30T00:00 DeadlinePassed',
];
const closedAndPassed = async (opened: Demo): Promise<readonly string[]> =>
  (await factsOf(opened, 'ConsultationClosed', 'DeadlinePassed')).map((fact) => `${minuteOf(fact)} ${fact.type}`);

describe('a clock that is moved', () => {
  it('stops where something falls due, and answers when all that follows from it can be read', async () => {
    const opened = await demo();
    const later = await consultation(opened, '2024-11-06');
    const sooner = await consultation(opened, '2024-10-02');
    await opened.moveTo('2025-06-01');

    const states = await Promise.all([sooner, later].map((matter) => opened.get(`${matter}/deadlines`)));
    const rows = states.flatMap(({ json }) => json['deadlines'] as readonly Record<string, unknown>[]);
    expect(rows.map(({ rule, dueOn, standing, metOn }) => [rule, dueOn, standing, metOn])).toEqual([
      ['R19', '2024-10-02', 'met', '2024-10-02'],
      ['R22', '2024-12-25', 'missed', null],
      ['R19', '2024-11-06', 'met', '2024-11-06'],
      ['R22', '2025-01-29', 'missed', null],
    ]);
    expect(await closedAndPassed(opened)).toEqual(CLOSED_AND_PASSED);
    expect((await factsOf(opened, 'DeadlineSet')).map(minuteOf).slice(2)).toEqual([
      '2024-10-02T23:00',
      '2024-11-07T00:00',
    ]);
  });

  it('is taken on by the next worker where one ended on the way, and nothing happens twice', async () => {
    const opened = await demo({ works: false });
    const first = await startKeeper({ databaseUrl: databaseUrl() });
    const closes = Array.from({ length: 8 }, (_, at) => new Date(Date.UTC(2024, 8, 2 + at)).toISOString().slice(0, 10));
    for (const closesOn of closes) await consultation(opened, closesOn);
    const moving = opened.post(CLOCK, { to: '2025-06-01' }, 'operator');
    await eventually(async () => (await factsOf(opened, 'ConsultationClosed')).length > 1);
    await first.close();
    const before = (await factsOf(opened, 'ConsultationClosed')).length;
    expect(before).toBeLessThan(closes.length);
    keep(await startKeeper({ databaseUrl: databaseUrl() }));
    expect((await moving).status).toBe(200);
    for (const type of ['ConsultationClosed', 'DeadlineMet'])
      expect((await factsOf(opened, type)).map(({ data }) => (data as { occurredOn: string }).occurredOn)).toEqual(
        closes,
      );
    expect(await factsOf(opened, 'DeadlinePassed')).toHaveLength(2 * closes.length);
  });

  it('goes on where something cannot be done, and says so until it is', async () => {
    const opened = await demo();
    await consultation(opened, '2024-10-02');
    await inDatabase(`create function refuse() returns trigger language plpgsql as $$ begin raise 'not now'; end $$;
      create trigger refuse before insert on log.facts for each row when (new.type = 'ConsultationClosed') execute function refuse()`);
    const { status, json } = await opened.post(CLOCK, { to: '2024-12-01' }, 'operator');
    expect([status, json['stillGoingOn']]).toEqual([
      200,
      [expect.stringContaining('one thing could not be done in time')],
    ]);
    await inDatabase('drop trigger refuse on log.facts');
    await eventually(async () => ((await opened.get(CLOCK)).json['stillGoingOn'] as string[]).length === 0);
    const [closed] = await factsOf(opened, 'ConsultationClosed');
    expect(closed?.data).toMatchObject({ occurredOn: '2024-10-02' });
    expect(closed?.metadata.recordedAt.startsWith('2024-12-01')).toBe(true);
  });

  it('leaves behind what a mail server that is away does not take, and says so until it has', async () => {
    const server = await openMailServer();
    keep({ close: () => server.stop() });
    const opened = await demo({ more: { SMTP_URL: server.url, MAIL_FROM: 'minutebook@coventry.example' } });
    const office = {
      office: 'report-author',
      title: 'Community Safety Manager',
      addresses: ['author@coventry.example'],
    };
    expect((await opened.post(`${COUNCIL}/offices/appoint-office`, office)).status).toBe(200);
    await consultation(opened, '2024-10-02');
    await opened.moveTo('2024-10-10');
    await server.stop();
    const { status, json } = await opened.post(CLOCK, { to: '2024-11-28' }, 'operator');
    expect([status, json['stillGoingOn']]).toEqual([200, [expect.stringContaining('could not be done in time')]]);
    const before = server.taken.length;
    await server.start();
    await eventually(async () => ((await opened.get(CLOCK)).json['stillGoingOn'] as string[]).length === 0);
    expect(server.taken.slice(before).map(({ to }) => to)).toEqual([['author@coventry.example']]);
    const sent = (await factsOf(opened, 'ReminderSent')).at(-1);
    expect(sent?.data).toMatchObject({ key: 'R22/round-1', rung: 'T-4w' });
    expect(sent?.metadata.recordedAt.startsWith('2024-11-28T09:0')).toBe(true);
  });

  it('ticks on where it was moved to, and what falls due then happens by itself', async () => {
    const opened = await demo();
    await consultation(opened, '2024-10-02');
    await opened.moveTo('2024-10-02T22:59:58Z');
    expect(await factsOf(opened, 'ConsultationClosed')).toEqual([]);
    await eventually(async () => (await factsOf(opened, 'ConsultationClosed')).length > 0, 40_000);
    expect((await factsOf(opened, 'ConsultationClosed')).map(minuteOf)).toEqual(['2024-10-02T23:00']);
  });

  it('is the clock of the command line, too', async () => {
    const opened = await demo();
    process.env['DATABASE_URL'] = databaseUrl();
    const program = new Command('minutebook').exitOverride();
    defineCalendar(program);
    const holiday = ['proclaim', '2024-09-09', 'Day of thanksgiving', '--basis', 'a proclamation'];
    await program.parseAsync(['calendar', ...holiday], { from: 'user' }).finally(() => {
      delete process.env['DATABASE_URL'];
    });
    const [proclaimed] = await factsOf(opened, 'HolidayProclaimed');
    expect(proclaimed?.metadata.recordedAt.startsWith('2024-07-10T08:0')).toBe(true);
    expect(proclaimed?.data).toMatchObject({ occurredOn: '2024-07-10' });
  });
});

describeWithRedis('a clock that is moved, with timers on Redis', () => {
  let redis: TestRedis;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  it('lets the same things happen at the same time', async () => {
    const opened = await demo({ more: { REDIS_URL: redis.url } });
    await consultation(opened, '2024-11-06');
    await consultation(opened, '2024-10-02');
    await opened.moveTo('2025-06-01');
    expect(await closedAndPassed(opened)).toEqual(CLOSED_AND_PASSED);
    await opened.close();
  });
});
