import { expect, it } from '@jest/globals';
import { RecordConsultationExtended } from '#governance/matter-commands';
import { timerOf } from '#governance/processes/deadline-timers';
import { around, dyingAfter, silentAfter } from '../support/around-appends.js';
import { onBothQueues } from '../support/both-queues.js';
import {
  countOf,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
} from '../support/deadline-office.js';

const KEY = 'R19/round-1';
const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
/** What is armed now comes out of the queue in the time that it takes to look. */
const SHORTLY_BEFORE = '2024-10-02T22:59:59.700Z';
/** What is no later than this is the queue's to fire: a sweep leaves it alone. */
const JUST_AFTER = '2024-10-02T23:00:01.000Z';
/** What is this late is fired by the sweep. */
const LATER = '2024-10-02T23:00:10.000Z';
const MIDNIGHT = '2024-10-02T23:00:00.000Z';

const ONCE = ['DeadlineSet', 'DeadlinePassed', 'DeadlineMet'] as const;

const tally = async (office: DeadlineOffice, matter: MatterOf): Promise<readonly number[]> => {
  const { deadlines, matter: facts } = await factsOf(office, matter);
  const closes = facts.filter(({ type }) => type === 'ConsultationClosed').length;
  return [...ONCE.map((type) => countOf(deadlines, type, KEY)), closes];
};

/** Waits until a deadline has passed with all that follows, and finds no fact twice. */
const passesOnce = async (office: DeadlineOffice, matter: MatterOf): Promise<void> => {
  await eventually('it passes', async () => !(await tally(office, matter)).includes(0));
  await office.rest();
  expect(await tally(office, matter)).toEqual([1, 1, 1, 1]);
};

const isSet = async (office: DeadlineOffice, matter: MatterOf): Promise<void> => {
  await eventually(
    'it is set',
    async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlineSet', KEY) === 1,
  );
};

const timerId = ({ authority, id }: MatterOf): string =>
  timerOf({ subject: { category: 'matter', authority, id }, key: KEY, version: 1, dueAt: MIDNIGHT }).id;

onBothQueues('a deadline', ({ clock, open, openDesk, timesTaken }) => {
  it('leaves no second fact where its worker dies between an append and its acknowledgement', async () => {
    const died = new Set<string>();
    const office = await open({
      wrap: dyingAfter(['DeadlineSet', 'ConsultationClosed', 'DeadlinePassed', 'DeadlineMet'], died),
    });
    clock.set(SHORTLY_BEFORE);
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await isSet(office, matter);
    clock.set(JUST_AFTER);
    await passesOnce(office, matter);
    expect(died.size).toBe(4);
    await eventually('the queue tries again', async () => ((await timesTaken(timerId(matter))) ?? 0) > 1);
    await office.rest();
    expect(await tally(office, matter)).toEqual([1, 1, 1, 1]);
  });

  it('is done with by another worker, once, where one was lost between the append and its acknowledgement', async () => {
    const lost = silentAfter('ConsultationClosed');
    const first = await open({ wrap: lost.wrap });
    clock.set(SHORTLY_BEFORE);
    const matter = await openConsultation(first, 'coventry', WINDOW);
    clock.set(JUST_AFTER);
    try {
      await eventually('the first is lost', () => Promise.resolve(lost.isSilent()));
      const second = await open();
      clock.set(LATER);
      await second.sweep();
      await passesOnce(second, matter);
    } finally {
      lost.release();
    }
    await first.rest();
    expect(await tally(first, matter)).toEqual([1, 1, 1, 1]);
  });

  it('passes once with two workers', async () => {
    const [one] = [await open(), await open()];
    clock.set(SHORTLY_BEFORE);
    const matters: MatterOf[] = [];
    for (let count = 0; count < 3; count += 1) matters.push(await openConsultation(one, 'coventry', WINDOW));
    clock.set(JUST_AFTER);
    for (const matter of matters) await passesOnce(one, matter);
  });

  it('moves, and does not pass, where its date moves while its job fires', async () => {
    const desk = await openDesk();
    let firings = 0;
    const office = await open({
      wrap: around('ConsultationClosed', async (append) => {
        firings += 1;
        if (firings === 1)
          await desk.tell(matter, RecordConsultationExtended, {
            ...{ occurredOn: '2024-10-02', round: 1, closesOn: '2024-10-16' },
            ...{ authority: 'Cabinet', reason: 'late news' },
          });
        return append();
      }),
    });
    clock.set(SHORTLY_BEFORE);
    const matter = await openConsultation(office, 'coventry', WINDOW);
    clock.set(JUST_AFTER);
    await eventually(
      'it moves',
      async () => countOf((await factsOf(office, matter)).deadlines, 'DeadlineMoved', KEY) === 1,
    );
    await office.rest();
    expect(await tally(office, matter)).toEqual([1, 0, 0, 0]);
    clock.set('2024-10-16T22:59:59.700Z');
    await office.sweep();
    clock.set('2024-10-16T23:00:01.000Z');
    await passesOnce(office, matter);
    expect(firings).toBe(2);
  });

  it('does not pass while the clock, stepped back an hour, says that it has not come', async () => {
    const office = await open();
    clock.set(SHORTLY_BEFORE);
    const matter = await openConsultation(office, 'coventry', WINDOW);
    await eventually('it is armed', () => timesTaken(timerId(matter)));
    clock.set('2024-10-02T22:00:01.000Z');
    await eventually('the queue is early', async () => ((await timesTaken(timerId(matter))) ?? 0) > 0);
    await office.sweep();
    expect(await tally(office, matter)).toEqual([1, 0, 0, 0]);
    clock.set(LATER);
    await office.sweep();
    await passesOnce(office, matter);
  });
});
