import { describe, expect, it } from '@jest/globals';
import { type Fact } from '#kernel';
import { recorded, rulesOf } from '#kernel/testing/given';
import { deadlinesFold } from './deadlines-fold.js';
import { deadlineBoard } from './deadline-board.js';
import { ClaimReminder, SendReminderAgain } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { nextReminderAt, remindersDue } from './due-reminders.js';
import { remindersOf } from './told-reminders.js';

const KEY = 'R22/round-1';
const ONE = { key: KEY, version: 1, rung: 'T-7d', recipient: 'report-author' } as const;
const OF = { ...ONE, occurredOn: '2024-09-25' } as const;
const MESSAGE = { messageId: '5f0c3f0e-0c63-5d61-9d5b-1b0c8f1a6f10@council.example' } as const;
const SEND_AT = '2024-09-25T08:00:00.000Z';
const DATE = { dueOn: '2024-10-02', dueAt: '2024-10-02T23:00:00.000Z' };
const RUNGS = [{ rung: 'T-7d', sendAt: SEND_AT, offices: ['report-author'] }];

const SET: Fact = {
  type: 'DeadlineSet',
  data: {
    ...{ occurredOn: '2024-09-01', key: KEY, version: 1, title: 'The results are published', body: 'Cabinet', ...DATE },
    ...{ rule: { id: 'R22' }, rungs: RUNGS },
  },
};
const CLAIMED: Fact = { type: 'ReminderClaimed', data: { ...OF, ...MESSAGE } };
const FAILED: Fact = { type: 'ReminderFailed', data: { ...OF, ...MESSAGE, reason: '550', escalatesTo: 'director' } };
const RELEASED: Fact = { type: 'ReminderReleased', data: { ...OF, ...MESSAGE } };
const SENT: Fact = {
  type: 'ReminderSent',
  data: { ...OF, ...MESSAGE, address: 'author@council.example', resent: true, late: true },
};
const MOVED: Fact = {
  type: 'DeadlineMoved',
  data: { key: KEY, version: 2, from: DATE, to: { dueOn: '2024-10-16', dueAt: '2024-10-16T23:00:00.000Z' }, rungs: [] },
};
const of = (type: string, more: object = {}): Fact => ({ type, data: { key: KEY, version: 1, ...more } });

const again = (more: object = {}): SendReminderAgain => Object.assign(new SendReminderAgain(), { ...ONE, ...more });
const { given } = rulesOf(deadlinesSubject);
const after = (...facts: readonly Fact[]) => {
  const [deadline] = recorded([SET, ...facts]).reduce(deadlinesFold.evolve, deadlinesFold.initial);
  if (deadline === undefined) throw new Error('no deadline was set');
  return deadline;
};

describe('to ask for a reminder again', () => {
  it('releases one that was given up, under the id that its mail had', () => {
    given(SET, CLAIMED, FAILED)
      .when(again(), { on: '2024-09-26' })
      .then({ type: 'ReminderReleased', data: { ...RELEASED.data, occurredOn: '2024-09-26' } });
    given(SET, CLAIMED, FAILED, of('DeadlinePassed', { subjectRevision: 3 }))
      .when(again(), { on: '2024-09-25' })
      .then(RELEASED);
  });

  it('twice gives nothing new until it has come to an end; if it fails again, it can be asked for again', () => {
    given(SET, CLAIMED, FAILED, RELEASED).when(again(), { on: '2024-09-25' }).thenNothing();
    given(SET, CLAIMED, FAILED, RELEASED, CLAIMED).when(again(), { on: '2024-09-25' }).thenNothing();
    given(SET, CLAIMED, FAILED, RELEASED, CLAIMED, FAILED).when(again(), { on: '2024-09-25' }).then(RELEASED);
  });

  it.each<readonly [string, readonly Fact[]]>([
    ['claimed', [CLAIMED]],
    ['sent', [CLAIMED, SENT]],
    ['historic', [{ type: 'ReminderHistoric', data: OF }]],
    ['superseded', [{ type: 'ReminderSuperseded', data: { ...OF, reason: 'done' } }]],
  ])('is refused of one that is %s', (status, facts) => {
    given(SET, ...facts)
      .when(again(), { on: '2024-09-25' })
      .thenRefused(`the reminder is ${status}, not failed`, 'deadlines/sent-again-once-failed');
  });

  it('is refused once the date has moved', () => {
    given(SET, CLAIMED, FAILED, MOVED)
      .when(again(), { on: '2024-09-26' })
      .thenRefused('the date has moved since, to Wednesday 16 October 2024', 'deadlines/sent-again-while-in-force');
  });

  it('is refused once the ladder does not tell that office any more, unless another escalated to it', () => {
    const changed = (offices: readonly string[], rung = 'T-7d'): Fact =>
      of('DeadlineLadderChanged', { rungs: [{ rung, sendAt: SEND_AT, offices }], cause: 'settled' });
    for (const fact of [changed(['community-safety']), changed(['report-author'], 'T-2d')])
      given(SET, CLAIMED, FAILED, fact)
        .when(again(), { on: '2024-09-26' })
        .thenRefused('report-author is no longer reminded 7 days before', 'deadlines/sent-again-while-on-the-ladder');
    given(SET, CLAIMED, FAILED, changed(['report-author', 'scrutiny']))
      .when(again(), { on: '2024-09-25' })
      .then(RELEASED);
    const ofDirector = { ...OF, recipient: 'director', messageId: 'other@council.example' };
    given(
      SET,
      CLAIMED,
      FAILED,
      of('ReminderClaimed', ofDirector),
      of('ReminderFailed', { ...ofDirector, reason: '550' }),
    )
      .when(again({ recipient: 'director' }), { on: '2024-09-25' })
      .then({ type: 'ReminderReleased', data: ofDirector });
  });

  it.each<readonly [string, Fact]>([
    ['met', of('DeadlineMet', { on: '2024-09-25', by: 'fact-9' })],
    ['waived', of('DeadlineWaived', { by: 'Cabinet', capacity: 'body', reason: 'x' })],
    ['superseded', of('DeadlineSuperseded', { reason: 'corrected' })],
    ['suspended', of('DeadlineSuspended', { from: '2024-09-25', by: 'Cabinet', capacity: 'body', reason: 'x' })],
  ])('is refused while the deadline is %s', (status, fact) => {
    given(SET, CLAIMED, FAILED, fact)
      .when(again(), { on: '2024-09-26' })
      .thenRefused(`the deadline is ${status}: nobody is reminded of it`, 'deadlines/sent-again-while-reminding');
  });

  it('names a deadline, and a reminder of it that was to be sent', () => {
    const asked = given(SET, CLAIMED, FAILED);
    asked
      .when(again({ key: 'R19' }), { on: '2024-09-26' })
      .thenMalformed('/key', 'There is no deadline with this key here: copy it from the list of deadlines.');
    for (const other of [{ recipient: 'scrutiny' }, { rung: 'T' }, { version: 2 }])
      asked.when(again(other), { on: '2024-09-26' }).thenMalformed('/recipient', 'was never sent a reminder');
  });
});

describe('a reminder that was asked for again', () => {
  it('is due at once and for one taker, under its former id', () => {
    expect(remindersDue(after(CLAIMED, FAILED), SEND_AT)).toMatchObject([{ recipient: 'director' }]);
    const released = after(CLAIMED, FAILED, RELEASED);
    expect(nextReminderAt(released)).toBe(SEND_AT);
    expect(remindersDue(released, SEND_AT)).toContainEqual(
      expect.objectContaining({
        recipient: 'report-author',
        isReleased: true,
        releases: 1,
        claimed: expect.anything(),
      }),
    );
    const taking = Object.assign(new ClaimReminder(), { ...ONE, ...MESSAGE });
    given(SET, CLAIMED, FAILED).when(taking, { on: '2024-09-25' }).thenNothing();
    given(SET, CLAIMED, FAILED, RELEASED).when(taking, { on: '2024-09-25' }).then(CLAIMED);
    given(SET, CLAIMED, FAILED, RELEASED, CLAIMED).when(taking, { on: '2024-09-25' }).thenNothing();
  });

  it('is told as such, once, and counts as undelivered until it has gone out', () => {
    const undelivered = (...facts: readonly Fact[]): unknown => {
      const { deadlines = [] } = deadlineBoard.rows([after(...facts)], {
        ...{ category: 'deadlines', authority: 'coventry', id: 'matter-1' },
      });
      return deadlines[0]?.['undelivered'];
    };
    const ofAuthor = (...facts: readonly Fact[]) =>
      remindersOf(after(...facts)).filter(({ office }) => office === 'report-author');
    expect(ofAuthor(CLAIMED, FAILED, RELEASED)).toMatchObject([{ status: 'released', releases: 1 }]);
    expect(undelivered(CLAIMED)).toBe(0);
    expect(undelivered(CLAIMED, FAILED)).toBe(1);
    expect(undelivered(CLAIMED, FAILED, RELEASED)).toBe(1);
    expect(undelivered(CLAIMED, FAILED, RELEASED, CLAIMED)).toBe(1);
    expect(undelivered(CLAIMED, FAILED, RELEASED, CLAIMED, SENT)).toBe(0);
  });

  it('does not go out any more once its date moves', () => {
    expect(remindersDue(after(CLAIMED, FAILED, RELEASED, MOVED), '2025-01-01T00:00:00.000Z')).toEqual([]);
  });
});
