import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing/given';
import { goldenReminders } from '../testing/golden-reminders.js';
import { valueAt } from '../vocabulary/data-pointer.js';
import { type Deadline } from './deadline.js';
import { deadlinesFold } from './deadlines-fold.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { open, unsent } from './owed-reminders.js';
import { type Reminder, type ReminderFact, reminderFacts, type ReminderStatus } from './reminder.js';

const types = Object.keys(reminderFacts) as readonly ReminderFact['type'][];
const AT = '2024-09-25T08:00:01.000Z';

const set = {
  type: 'DeadlineSet',
  data: {
    ...{ occurredOn: '2024-09-01', key: 'R22/round-1', version: 1, title: 'The results are published' },
    ...{ dueOn: '2024-10-02', dueAt: '2024-10-02T23:00:00.000Z' },
    rule: { id: 'R22', version: 1, basis: 'practice', citation: 'principle J', hardness: 'target' },
    rungs: [{ rung: 'T-7d', sendAt: '2024-09-25T08:00:00.000Z', offices: ['report-author'] }],
  },
};

const after = (...given: readonly (keyof typeof goldenReminders)[]): Deadline => {
  const told = given.map((type) => ({ type, data: goldenReminders[type][1] }));
  const [deadline] = recorded([set, ...told], { at: AT }).reduce(deadlinesFold.evolve, deadlinesFold.initial);
  if (deadline === undefined) throw new Error('no deadline was set');
  return deadline;
};
const reminderAfter = (...given: readonly (keyof typeof goldenReminders)[]): Reminder | undefined =>
  after(...given).reminders[0];

describe('the facts about reminders', () => {
  it.each(types)('have a golden example of %s that says truly what may be personal data', (type) => {
    const { version, personalData } = reminderFacts[type];
    expect(deadlinesSubject.facts[type]).toBe(version);
    for (const pointer of personalData) expect(valueAt(goldenReminders[type][1], pointer)).toBeDefined();
  });

  it.each<readonly [ReminderStatus, readonly (keyof typeof goldenReminders)[], Partial<Reminder>]>([
    ['claimed', ['ReminderClaimed'], { claimedAt: AT, escalatesTo: 'director' }],
    ['sent', ['ReminderClaimed', 'ReminderSent'], { claimedAt: AT, late: true, resent: true, escalatesTo: 'director' }],
    ['failed', ['ReminderClaimed', 'ReminderFailed'], { reason: 'the mail server refused it: 550 no such mailbox' }],
    ['released', ['ReminderClaimed', 'ReminderFailed', 'ReminderReleased'], { claimedAt: AT, releases: 1 }],
    ['sent', ['ReminderFailed', 'ReminderReleased', 'ReminderClaimed', 'ReminderSent'], { releases: 1, resent: true }],
    ['superseded', ['ReminderSuperseded'], { reason: goldenReminders.ReminderSuperseded[1].reason }],
    ['historic', ['ReminderHistoric'], {}],
  ])('are read for ever: a reminder that is %s', (status, facts, more) => {
    expect(reminderAfter(...facts)).toMatchObject({ status, at: AT, recipient: 'report-author', ...more });
  });

  it('keep no address in what is read of a deadline', () => {
    expect(JSON.stringify(after('ReminderClaimed', 'ReminderSent'))).not.toContain('community-safety@');
  });
});

describe('what is left to send', () => {
  it('is each step for each office, until it is claimed; and then still open until its outcome is recorded', () => {
    expect(unsent(after())).toEqual([{ rung: 'T-7d', recipient: 'report-author' }]);
    expect(open(after('ReminderHistoric'))).toEqual([]);
    const escalated = { rung: 'T-7d', recipient: 'director' };
    expect(unsent(after('ReminderClaimed'))).toEqual([escalated]);
    expect(open(after('ReminderClaimed'))).toEqual([escalated, { rung: 'T-7d', recipient: 'report-author' }]);
    expect(open(after('ReminderClaimed', 'ReminderSent'))).toEqual([escalated]);
    expect(open(after('ReminderClaimed', 'ReminderFailed'))).toEqual([escalated]);
    const again = [escalated, { rung: 'T-7d', recipient: 'report-author' }];
    expect(open(after('ReminderClaimed', 'ReminderFailed', 'ReminderReleased'))).toEqual(again);
  });

  it('is the next office once one was told in vain', () => {
    expect(unsent(after('ReminderFailed'))).toEqual([{ rung: 'T-7d', recipient: 'director' }]);
  });
});
