import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ExtendConsultation } from '#governance/matter-commands';
import { reminderTimerOf } from '#governance/processes/reminder-timers';
import { dyingAfter } from '../support/around-appends.js';
import { onBothQueues } from '../support/both-queues.js';
import { type DeadlineOffice, eventually, factsOf, type MatterOf } from '../support/deadline-office.js';
import { openMailServer, type TestMailServer } from '../support/mail-server.js';
import { countOf } from '../support/mailed-offices.js';
import { appointUsual, consultationOnBoard, remindersOf } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const MORNING = '2024-09-25T08:00:00.000Z';
/** What is armed now comes out of the queue in the time that it takes to look. */
const SHORTLY_BEFORE = '2024-09-25T07:59:59.700Z';
/** What is no later than this is the queue's to fire: a sweep leaves it alone. */
const JUST_AFTER = '2024-09-25T08:00:01.000Z';
/** What is this late is fired by the sweep. */
const LATER = '2024-09-25T08:00:10.000Z';

const timerId = ({ authority, id }: MatterOf): string =>
  reminderTimerOf({
    ...{ subject: { category: 'matter', authority, id }, key: 'R19/round-1', version: 1, sendAt: MORNING },
  }).id;

onBothQueues('a reminder', ({ clock, open, openDesk, timesTaken }) => {
  let mail: TestMailServer;
  beforeEach(async () => {
    mail = await openMailServer();
  });
  afterEach(() => mail.stop());
  const openMailing = (more: Parameters<typeof open>[0] = {}): Promise<DeadlineOffice> =>
    open({ ...more, more: { SMTP_URL: mail.url, MAIL_FROM: 'minutebook@coventry.example' } });

  /** Waits until both offices are told, and finds no fact and no mail twice. */
  const isSentOnce = async (office: DeadlineOffice, matters: readonly MatterOf[]): Promise<void> => {
    for (const matter of matters)
      await eventually('both are sent', async () => (await countOf(office, matter, 'ReminderSent')) === 2);
    await office.rest();
    for (const matter of matters) expect(await remindersOf(office, matter)).toHaveLength(4);
    expect(mail.taken).toHaveLength(2);
  };

  it('leaves no second fact and no second mail where its worker dies between an append and its acknowledgement', async () => {
    const died = new Set<string>();
    const office = await openMailing({ wrap: dyingAfter(['ReminderClaimed', 'ReminderSent'], died) });
    clock.set(SHORTLY_BEFORE);
    await appointUsual(office);
    const matter = await consultationOnBoard(office, WINDOW);
    clock.set(JUST_AFTER);
    await eventually('it dies', () => Promise.resolve(died.size > 0));
    clock.set(LATER);
    await eventually('both are sent', async () => {
      await office.sweep();
      return (await countOf(office, matter, 'ReminderSent')) === 2;
    });
    await isSentOnce(office, [matter]);
    expect(died.size).toBe(2);
  });

  it('goes out once with two workers', async () => {
    const [one] = [await openMailing(), await openMailing()];
    clock.set(SHORTLY_BEFORE);
    await appointUsual(one);
    const matters: MatterOf[] = [];
    for (let count = 0; count < 2; count += 1) matters.push(await consultationOnBoard(one, WINDOW));
    clock.set(JUST_AFTER);
    await isSentOnce(one, matters);
  });

  it('waits while the clock is stepped back an hour, and for a mail server that is away, and then goes out once', async () => {
    const office = await openMailing();
    clock.set(SHORTLY_BEFORE);
    await appointUsual(office);
    const matter = await consultationOnBoard(office, WINDOW);
    await eventually('it is armed', () => timesTaken(timerId(matter)));
    clock.set('2024-09-25T07:00:01.000Z');
    await eventually('the queue is early', async () => ((await timesTaken(timerId(matter))) ?? 0) > 0);
    await office.sweep();
    expect(mail.taken).toEqual([]);
    expect(await remindersOf(office, matter)).toEqual([]);
    await mail.stop();
    clock.set(LATER);
    await eventually('it is told in health', async () => {
      await office.sweep();
      return (await office.health())['reminders']?.detail.includes('cannot be handed over') === true;
    });
    expect(await remindersOf(office, matter)).toEqual([]);
    await mail.start();
    await eventually('both are sent', async () => {
      await office.sweep();
      return (await countOf(office, matter, 'ReminderSent')) === 2;
    });
    await isSentOnce(office, [matter]);
  });

  it('is not sent where its date moved just before its job fires', async () => {
    const [office, desk] = [await openMailing(), await openDesk()];
    clock.set(SHORTLY_BEFORE);
    await appointUsual(office);
    const matter = await consultationOnBoard(office, WINDOW);
    const extension = { round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'more time' };
    await eventually('it is armed', () => timesTaken(timerId(matter)));
    await desk.tell(matter, ExtendConsultation, extension);
    clock.set(JUST_AFTER);
    await eventually('its job fires', async () => ((await timesTaken(timerId(matter))) ?? 0) > 0);
    await office.rest();
    clock.set(LATER);
    await office.sweep();
    expect(await movesOf(office, matter)).toBe(1);
    expect(mail.taken).toEqual([]);
    expect(await countOf(office, matter, 'ReminderClaimed')).toBe(0);
  });
});

const movesOf = async (office: DeadlineOffice, matter: MatterOf): Promise<number> =>
  (await factsOf(office, matter)).deadlines.filter(({ type }) => type === 'DeadlineMoved').length;
