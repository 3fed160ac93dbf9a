import { describe, expect, it } from '@jest/globals';
import { calendarNamed, withLocalDays } from '#calendar';
import { deadlineOn } from '../vocabulary/deadline-terms.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { ClaimReminder, RecordReminderOutcome } from './deadline-commands.js';
import { remindersDue } from './due-reminders.js';
import { recordOfDeadlines } from './testing/record-of-deadlines.js';

const KEY = 'R49/1';
const rule = { id: 'R49', version: 1, basis: 'resolution', citation: 'a request', hardness: 'promised' } as const;
const rules = { R49: { owner: 'author', ladder: ['-P7D', 'P1D'].map((at) => ({ at, offices: ['author', 'clerk'] })) } };

/** Due on Thursday 28 January 2027, so that offices are told on the 21st, unless they are closed from a day to Friday. */
const closedFrom = (first?: string): DerivedDeadline => {
  const closures = first === undefined ? [] : [{ first, last: '2027-01-22', name: 'Snow' }];
  const terms = { calendar: withLocalDays(calendarNamed('england-and-wales'), { closures }), rules };
  const told = { key: KEY, title: 'A report', body: 'Cabinet', startedBy: 'fact' };
  return deadlineOn(
    rule,
    told,
    { dueOn: '2027-01-28', receipt: {}, explained: 'the body asked for it by then' },
    terms,
  );
};

const story = () => {
  const { tell, bring, deadline } = recordOfDeadlines();
  const of = (recipient: string, version = 1) => ({ key: KEY, version, rung: 'T-7d', recipient });
  return {
    settle: (derived: DerivedDeadline, on: string) => bring([derived], on),
    send: (recipient: string, on: string) => {
      tell(Object.assign(new ClaimReminder(), { ...of(recipient), messageId: recipient }), on);
      const outcome = { sent: true, address: 'a@b.example', resent: false, late: false };
      return tell(Object.assign(new RecordReminderOutcome(), { ...of(recipient), outcome }), on);
    },
    due: (at: string) => remindersDue(deadline(), at).map(({ rung, recipient }) => `${rung} ${recipient}`),
  };
};

describe('a step whose morning becomes another one', () => {
  it('goes out late where its new morning is over and it was not sent yet', () => {
    const { settle, due } = story();
    settle(closedFrom(), '2027-01-04');
    settle(closedFrom('2027-01-20'), '2027-01-20');
    expect(due('2027-01-20T12:00:00.000Z')).toEqual(['T-7d author', 'T-7d clerk']);
    expect(settle(closedFrom('2027-01-20'), '2027-01-20')).toEqual([]);
  });

  it('does not go out again to whom it was sent', () => {
    const { settle, send, due } = story();
    settle(closedFrom('2027-01-20'), '2027-01-04');
    send('author', '2027-01-19');
    settle(closedFrom(), '2027-01-19');
    expect(due('2027-01-21T12:00:00.000Z')).toEqual(['T-7d clerk']);
  });

  it('was history, and is no more than that', () => {
    const { settle, due } = story();
    settle(closedFrom('2027-01-20'), '2027-01-20');
    settle(closedFrom('2027-01-19'), '2027-01-20');
    expect(due('2027-01-27T12:00:00.000Z')).toEqual([]);
  });
});
