import { describe, expect, it } from '@jest/globals';
import { calendarNamed, endOfLondonDay } from '#calendar';
import { type Fact, type InstantText, londonDay } from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type LadderStep, ladderOf } from '../vocabulary/ladder.js';
import { ClaimReminder, PassDeadline, WaiveDeadline } from './deadline-commands.js';
import { remindersDue } from './due-reminders.js';
import { recordOfDeadlines } from './testing/record-of-deadlines.js';
import { remindersOf } from './told-reminders.js';

const calendar = calendarNamed('england-and-wales');
const KEY = 'R32/P3M/1';
const DUE = '2025-06-30';
const USUAL: readonly LadderStep[] = [
  { at: '-P30D', offices: ['keeper'] },
  { at: '-P14D', offices: ['keeper', 'author'] },
  { at: 'P7D', offices: ['keeper'] },
];
const SETTLED: readonly LadderStep[] = [
  { at: '-P45D', offices: ['clerk'] },
  { at: '-P14D', offices: ['keeper', 'clerk'] },
  { at: '-P3D', offices: ['clerk'] },
];

const monitoring = (ladder: readonly LadderStep[], more: Partial<DerivedDeadline> = {}): DerivedDeadline => ({
  ...{ key: KEY, title: 'Monitoring of quarter 1', body: 'Cabinet', owner: 'keeper' },
  rule: { id: 'R32', version: 1, basis: 'resolution', citation: 'the resolution', hardness: 'promised' },
  ...{
    dueOn: DUE,
    dueAt: endOfLondonDay(DUE),
    receipt: {},
    explained: 'every three months',
    startedBy: 'the adoption',
  },
  ...ladderOf({ dueOn: DUE }, ladder, calendar),
  ...more,
});

const story = () => {
  const record = recordOfDeadlines();
  return {
    ...record,
    settle: (now: DerivedDeadline, on: string): readonly Fact[] => record.bring([now], on, 'the authority settled it'),
    claim: (rung: string, recipient: string, on: string): readonly Fact[] =>
      record.tell(
        Object.assign(new ClaimReminder(), {
          key: KEY,
          version: 1,
          rung,
          recipient,
          messageId: `${rung} ${recipient}`,
        }),
        on,
      ),
  };
};

const words = (facts: readonly Fact[]): readonly string[] =>
  facts.map(({ type, data }) => {
    const { rung, recipient } = data as { rung?: string; recipient?: string };
    return [type, rung, recipient].filter((word) => word !== undefined).join(' ');
  });

describe('a ladder that an authority settles while the deadline is open', () => {
  it('is the deadline’s from then on: what it lacks is withdrawn, and what lies before it is history', () => {
    const { settle, deadline } = story();
    settle(monitoring(USUAL), '2025-04-02');
    const facts = settle(monitoring(SETTLED), '2025-06-02');
    expect(words(facts)).toEqual([
      'ReminderSuperseded T-30d keeper',
      'ReminderSuperseded T-14d author',
      'ReminderSuperseded T+7d keeper',
      'DeadlineLadderChanged',
      'ReminderHistoric T-45d clerk',
    ]);
    expect(facts[0]?.data).toMatchObject({
      reason: 'the reminder schedule has changed: the authority settled it',
    });
    expect(deadline()).toMatchObject({
      ...{ version: 1, dueOn: DUE, moves: [] },
      changes: [{ of: 'ladder', cause: 'the authority settled it' }],
      rungs: [{ rung: 'T-45d' }, { rung: 'T-14d', offices: ['keeper', 'clerk'] }, { rung: 'T-3d' }],
    });
    expect(settle(monitoring(SETTLED), '2025-06-03')).toEqual([]);
  });

  it('sends nothing again, and what was due and is in both ladders still goes out', () => {
    const { settle, claim, deadline } = story();
    settle(monitoring(USUAL), '2025-04-02');
    expect(words(claim('T-14d', 'author', '2025-06-16'))).toEqual(['ReminderClaimed T-14d author']);
    settle(monitoring(SETTLED), '2025-06-16');
    const due = remindersDue(deadline(), '2025-06-16T12:00:00.000Z');
    expect(due.map(({ rung, recipient }) => `${rung} ${recipient}`)).toEqual(['T-14d keeper']);
    expect(words(claim('T-14d', 'keeper', '2025-06-16'))).toEqual(['ReminderClaimed T-14d keeper']);
    expect(claim('T-14d', 'clerk', '2025-06-17')).toEqual([]);
  });

  it('that becomes the usual one again plans again what was withdrawn and is to come, and nothing else', () => {
    const { settle, claim, deadline } = story();
    settle(monitoring(USUAL), '2025-04-02');
    settle(monitoring([]), '2025-04-03');
    expect(remindersOf(deadline()).filter(({ status }) => status === 'planned')).toEqual([]);
    settle(monitoring(USUAL), '2025-06-02');
    const told = remindersOf(deadline()).map(({ rung, office, status }) => `${rung} ${office} ${status}`);
    expect(told).toEqual([
      ...['T-30d keeper superseded', 'T-14d keeper planned', 'T-14d author planned', 'T+7d keeper planned'],
    ]);
    expect(claim('T-30d', 'keeper', '2025-06-03')).toEqual([]);
    expect(words(claim('T-14d', 'author', '2025-06-16'))).toEqual(['ReminderClaimed T-14d author']);
  });

  it('never plans again what somebody had taken for sending', () => {
    const { settle, claim } = story();
    settle(monitoring([{ at: '-P14D', offices: ['keeper'] }]), '2025-04-02');
    claim('T-14d', 'keeper', '2025-06-16');
    settle(monitoring([]), '2025-06-16');
    settle(monitoring([{ at: '-P14D', offices: ['keeper'] }]), '2025-06-16');
    expect(claim('T-14d', 'keeper', '2025-06-17')).toEqual([]);
  });

  it('does not touch what was met, has passed or was waived', () => {
    const met = { on: '2025-06-02', by: 'monitored' };
    const done = story();
    done.settle(monitoring(USUAL), '2025-04-02');
    done.settle(monitoring(USUAL, { met }), '2025-06-02');
    expect(done.settle(monitoring(SETTLED, { met, owner: 'clerk' }), '2025-06-03')).toEqual([]);
    const over = story();
    over.settle(monitoring(USUAL), '2025-04-02');
    over.tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 }), '2025-07-01');
    expect(over.settle(monitoring(SETTLED, { owner: 'clerk' }), '2025-07-02')).toEqual([]);
    const waived = story();
    waived.settle(monitoring(USUAL), '2025-04-02');
    const waiver = { key: KEY, by: 'Cabinet', capacity: 'asking body', reason: 'an election' };
    waived.tell(Object.assign(new WaiveDeadline(), waiver), '2025-04-03');
    expect(waived.settle(monitoring(SETTLED, { owner: 'clerk' }), '2025-04-04')).toEqual([]);
  });

  it('comes with the date where that moves too', () => {
    const { settle, deadline } = story();
    settle(monitoring(USUAL), '2025-04-02');
    const dueOn = '2025-07-31';
    const later = { dueOn, dueAt: endOfLondonDay(dueOn), ...ladderOf({ dueOn }, SETTLED, calendar), owner: 'clerk' };
    const facts = settle(monitoring(SETTLED, later), '2025-04-03').filter(({ type }) => type.startsWith('Deadline'));
    expect(words(facts)).toEqual(['DeadlineMoved', 'DeadlineReassigned']);
    expect(facts[1]?.data).toMatchObject({ version: 2, from: 'keeper', to: 'clerk' });
    expect(deadline()).toMatchObject({ version: 2, owner: 'clerk', changes: [{ of: 'owner' }] });
  });
});

describe('an owner that an authority settles while the deadline is open', () => {
  it('owes it from then on, by a fact that says who owed it before', () => {
    const { settle, deadline } = story();
    settle(monitoring(USUAL), '2025-04-02');
    const facts = settle(monitoring(USUAL, { owner: 'clerk' }), '2025-04-03');
    expect(facts).toEqual([
      {
        type: 'DeadlineReassigned',
        data: {
          ...{ occurredOn: '2025-04-03', key: KEY, version: 1, from: 'keeper', to: 'clerk' },
          cause: 'the authority settled it',
        },
      },
    ]);
    expect(deadline()).toMatchObject({ owner: 'clerk', version: 1, status: 'running' });
  });
});

describe('the ladder of a window', () => {
  const steps = ['open', 'half-way', '-P2D'].map((at) => ({ at, offices: ['keeper'] }));
  const mornings = (opensOn: string, dueOn: string): readonly (readonly [string, string])[] =>
    ladderOf({ opensOn, dueOn }, steps, calendar).rungs.map(({ rung, sendAt }) => [rung, dayOf(sendAt)] as const);
  const dayOf = (sendAt: InstantText): string => londonDay(sendAt);

  it('begins on its first day and has a step on its middle day, the earlier of two', () => {
    // 85 days: the 43rd is in the middle. 84 days: the 42nd, and not the 43rd.
    expect(mornings('2024-07-10', '2024-10-02')).toEqual([
      ['open', '2024-07-10'],
      ['half-way', '2024-08-21'],
      ['T-2d', '2024-09-30'],
    ]);
    expect(mornings('2024-07-10', '2024-10-01')[1]).toEqual(['half-way', '2024-08-20']);
    expect(mornings('2024-07-10', '2024-07-10').map(([, day]) => day)).toEqual([
      ...['2024-07-10', '2024-07-10', '2024-07-08'],
    ]);
  });

  it('goes out on the working day before where its day is not worked', () => {
    // Sunday 1 December; the middle, Wednesday 25 December; Sunday 19 January less two days is a Friday.
    expect(mornings('2024-12-01', '2025-01-19')).toEqual([
      ['open', '2024-11-29'],
      ['half-way', '2024-12-24'],
      ['T-2d', '2025-01-17'],
    ]);
  });

  it('is without the steps of a window where the first day is not known, and guesses none', () => {
    expect(ladderOf({ dueOn: '2024-10-02' }, steps, calendar).rungs.map(({ rung }) => rung)).toEqual(['T-2d']);
  });
});
