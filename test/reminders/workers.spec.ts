import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ExtendConsultation } from '#governance/matter-commands';
import { type EventLog } from '#platform/event-log/event-log';
import { eventually, factsOf, type MatterOf } from '../support/deadline-office.js';
import { countOf, freshMailedOffices } from '../support/mailed-offices.js';
import {
  appoint,
  appointUsual,
  consultationOnBoard,
  MAIL,
  reminderFacts,
  remindersOf,
} from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';

const stage = freshMailedOffices();
const { clock } = stage;

describe('two workers', () => {
  it('send one mail to each office, of all that is due that morning', async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await appointUsual(one);
    const matters: MatterOf[] = [];
    for (let at = 0; at < 3; at += 1) matters.push(await consultationOnBoard(one, WINDOW));
    clock.set(A_WEEK_BEFORE);
    for (const matter of matters)
      await eventually('all are sent', async () => {
        await Promise.all([one.sweep(), other.sweep()]);
        return (await countOf(one, matter, 'ReminderSent')) === 2;
      });
    await Promise.all([one.sweep(), other.sweep()]);
    expect(stage.mail.taken).toHaveLength(2);
    for (const matter of matters) expect(await remindersOf(one, matter)).toHaveLength(4);
  });
});

describe('a worker that comes while another sends', () => {
  it('waits, and finds nothing left to send', async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    await appoint(one, 'report-author', [MAIL['report-author']]);
    const matter = await consultationOnBoard(one, WINDOW);
    const release = stage.mail.holds();
    clock.set(A_WEEK_BEFORE);
    const first = one.fire();
    await eventually('it is with the mail server', () => Promise.resolve(stage.mail.taken.length === 1));
    const second = other.fire();
    await eventually(
      'the other waits, or has sent it too',
      async () => stage.mail.taken.length > 1 || (await isWaitedFor()),
    );
    release();
    await Promise.all([first, second]);
    expect(stage.mail.taken).toHaveLength(1);
    const sent = (await reminderFacts(one, matter)).filter(({ type }) => type === 'ReminderSent');
    expect(sent.map(({ data }) => data)).toMatchObject([{ resent: false }]);
  });
});

/** Whether somebody waits for a lock by name. */
const isWaitedFor = async (): Promise<boolean> => {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`;
    return (await client.query(waits)).rows.length > 0;
  } finally {
    await client.end();
  }
};

describe('a date that moved while nobody followed the facts', () => {
  it('is found to have moved before anything is sent', async () => {
    const first = await stage.open();
    await appointUsual(first);
    const matter = await consultationOnBoard(first, WINDOW);
    await stage.closeAll();
    clock.set('2024-09-20T09:00:00.000Z');
    const clerk = await stage.open({ keeps: false });
    const extension = { round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'more time' };
    await clerk.tell(matter, ExtendConsultation, extension);
    clock.set(A_WEEK_BEFORE);
    const deaf = await stage.open({ wrap: withoutNews });
    await eventually('it moves', async () => {
      await deaf.fire();
      return (await factsOf(deaf, matter)).deadlines.some(({ type }) => type === 'DeadlineMoved');
    });
    await deaf.fire();
    expect(stage.mail.taken).toEqual([]);
    expect(await countOf(deaf, matter, 'ReminderClaimed')).toBe(0);
  });
});

/** A log from which whoever keeps deadlines hears of no fact. */
const withoutNews = (log: EventLog): EventLog =>
  new Proxy(log, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (name !== 'subscribe') return method.bind(target) as unknown;
      return (options: Parameters<EventLog['subscribe']>[0]) =>
        target.subscribe(
          options.prefixes?.includes('calendar-') === true ? { ...options, prefixes: ['nothing-'] } : options,
        );
    },
  });
