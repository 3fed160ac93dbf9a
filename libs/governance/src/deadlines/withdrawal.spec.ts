import { describe, expect, it } from '@jest/globals';
import { type Command, foldAll } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { goldenDeadlines } from '../testing/golden-deadlines.js';
import { valueAt } from '../vocabulary/data-pointer.js';
import { RULE_IDS } from '../vocabulary/rules.js';
import { PassDeadline, SuspendDeadline, WithdrawWaiver } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { nextReminderAt, remindersDue } from './due-reminders.js';
import { explainedOn } from './explained-deadline.js';
import { withdrawalFacts } from './reopening.js';
import { blockerOf, dueUnder, KEY, MATTER, results, story, toBoth, WAIVER, waiving } from './testing/results.js';

const WITHDRAWAL = { by: 'Monitoring Officer', capacity: 'keeper of the record', reason: 'It was another round.' };
const withdrawing = (more: object = {}): WithdrawWaiver =>
  Object.assign(new WithdrawWaiver(), { key: KEY, ...WITHDRAWAL, ...more });
const { key: _key, ...WAIVED } = WAIVER;

const PLAINLY_WAIVED = {
  type: 'DeadlineWaived',
  data: { occurredOn: '2024-11-01', key: KEY, version: 1, ...WAIVED },
};

describe('a waiver that was a mistake', () => {
  it('is withdrawn with who and why, citing it, and the deadline is open again', () => {
    const { tell, deadline, facts } = story();
    tell(waiving(), '2024-11-01');
    const waiver = facts().find(({ type }) => type === 'DeadlineWaived');
    expect(tell(withdrawing({ document: 'note 7' }), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(facts().at(-1)?.data).toEqual({
      ...{ occurredOn: '2024-11-07', key: KEY, version: 1, waiver: waiver?.id, ...WITHDRAWAL, document: 'note 7' },
    });
    expect(deadline()).toMatchObject({ status: 'running', dueOn: '2024-12-25', version: 1 });
    expect(deadline()).not.toHaveProperty('waived');
    expect(deadline().changes).toEqual([
      {
        ...{ of: 'reopening', version: 1, withdrawn: { ...WITHDRAWAL, document: 'note 7', waiver: WAIVED } },
        cause:
          'its waiver was withdrawn on Thursday 7 November 2024 by Monitoring Officer (keeper of the record): It was another round.',
      },
    ]);
    expect(explainedOn(deadline(), MATTER, '2025-01-01').missed).toBe(true);
  });

  it('is withdrawn once, and can be given and withdrawn again', () => {
    const { tell } = story();
    const refusedBy = (command: Command): unknown => blockerOf(() => tell(command, '2024-11-07'));
    expect(refusedBy(withdrawing())).toMatchObject({
      ...{ reason: 'the deadline is running, not waived', rule: 'deadlines/withdrawn-while-waived' },
    });
    tell(waiving(), '2024-11-01');
    tell(withdrawing(), '2024-11-07');
    expect(tell(withdrawing(), '2024-11-08')).toEqual([]);
    expect(refusedBy(withdrawing({ reason: 'another' }))).toMatchObject({ rule: 'deadlines/withdrawn-while-waived' });
    expect(tell(waiving(), '2024-11-09')[0]).toBe('DeadlineWaived');
    expect(tell(withdrawing(), '2024-11-09')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(() => tell(withdrawing({ key: 'R99' }), '2024-11-09')).toThrow('There is no deadline with this key');
  });

  it('of one of several bodies is withdrawn by its name, and the others’ stand', () => {
    const { tell, deadline } = story(toBoth);
    const both = (): void => {
      for (const by of ['Cabinet', 'Council']) tell(waiving({ by }), '2024-11-01');
    };
    both();
    expect(() => tell(withdrawing(), '2024-11-07')).toThrow(
      '/waivedBy: must say whose waiver is withdrawn: Cabinet or Council',
    );
    expect(blockerOf(() => tell(withdrawing({ waivedBy: 'Scrutiny' }), '2024-11-07'))).toMatchObject({
      reason: 'no waiver by Scrutiny stands on it, but one by Cabinet and one by Council',
    });
    for (const [waivedBy, other] of [
      ['Cabinet', 'Council'],
      ['Council', 'Cabinet'],
    ]) {
      expect(tell(withdrawing({ waivedBy }), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
      expect(tell(withdrawing({ waivedBy }), '2024-11-07')).toEqual([]);
      expect(deadline()).toMatchObject({ status: 'running' });
      expect(deadline().changes.filter(({ of: what }) => what === 'waiver')).toMatchObject([
        { by: other, stillOwedTo: [waivedBy] },
      ]);
      expect(tell(waiving({ by: waivedBy }), '2024-11-08')[0]).toBe('DeadlineWaived');
      expect(deadline()).toMatchObject({ status: 'waived', waived: { by: waivedBy } });
    }
  });

  it('of one of several bodies is withdrawn in whichever way its name is written', () => {
    const { tell } = story(toBoth);
    for (const by of ['Cabinet', 'Council']) tell(waiving({ by }), '2024-11-01');
    expect(tell(withdrawing({ waivedBy: 'cabinet' }), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(tell(withdrawing({ waivedBy: 'CABINET' }), '2024-11-07')).toEqual([]);
    tell(waiving({ by: 'cabinet' }), '2024-11-08');
    expect(tell(withdrawing({ waivedBy: 'Cabinet' }), '2024-11-09')).toEqual(['DeadlineWaiverWithdrawn']);
  });

  it('of each of several bodies is withdrawn, one after the other in the same words', () => {
    const { tell, deadline } = story(toBoth);
    for (const by of ['Cabinet', 'Council']) tell(waiving({ by }), '2024-11-01');
    for (const waivedBy of ['Cabinet', 'Council'])
      expect(tell(withdrawing({ waivedBy }), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(deadline().changes.filter(({ of: what }) => what === 'waiver')).toEqual([]);
  });

  it('of one of several bodies is withdrawn while the others have given none', () => {
    const { tell, deadline } = story(toBoth);
    tell(waiving(), '2024-11-01');
    expect(tell(withdrawing(), '2024-12-01')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(tell(withdrawing(), '2024-12-01')).toEqual([]);
    expect(deadline()).toMatchObject({
      ...{ status: 'running', changes: [{ of: 'reopening', withdrawn: { waiver: { by: 'Cabinet' } } }] },
    });
    expect(remindersDue(deadline(), '2024-12-01T11:30:00.000Z')).toHaveLength(1);
    expect(tell(waiving({ by: 'Council' }), '2024-12-02')).toEqual(['DeadlineWaived']);
    expect(deadline()).toMatchObject({ status: 'running' });
  });

  it('gives back the reminders that are still to come, and none that went by', () => {
    const { tell, deadline } = story();
    tell(waiving(), '2024-11-01');
    tell(withdrawing(), '2024-12-01');
    expect(nextReminderAt(deadline())).toBe('2024-12-18T09:00:00.000Z');
    expect(remindersDue(deadline(), '2024-12-18T09:00:00.000Z').map(({ rung }) => rung)).toEqual(['T-1w']);
  });

  it('reminds of a date to which it moved meanwhile by the steps that are to come', () => {
    const { tell, bring, deadline } = story();
    tell(waiving(), '2024-11-01');
    bring([results('2025-01-08')], '2024-11-15');
    expect(tell(withdrawing(), '2024-12-20')).toEqual(['DeadlineWaiverWithdrawn', 'ReminderHistoric']);
    expect(deadline()).toMatchObject({ status: 'running', dueOn: '2025-01-08', version: 2 });
    expect(remindersDue(deadline(), '2025-01-08T09:00:00.000Z')).toMatchObject([
      { rung: 'T-1w', sendAt: '2024-12-31T09:00:00.000Z' },
    ]);
  });

  it('lets the day go by after all, where it went by meanwhile, and what was done meanwhile meet it', () => {
    const { tell, bring, deadline } = story();
    tell(waiving(), '2024-11-01');
    const passing = Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 3 });
    expect(tell(passing, '2024-12-27')).toEqual([]);
    tell(withdrawing(), '2025-01-06');
    expect(tell(passing, '2025-01-06')).toEqual(['DeadlinePassed']);
    expect(bring([results('2024-12-25', { met: { on: '2024-12-20', by: 'fact-2' } })], '2025-01-06')).toContain(
      'DeadlineMet',
    );
    expect(deadline()).toMatchObject({ status: 'met', met: { on: '2024-12-20' } });
  });

  it('leaves a clock that stood still as it stood', () => {
    const { tell, deadline } = story();
    tell(Object.assign(new SuspendDeadline(), { ...WAIVER, from: '2024-11-01' }), '2024-11-01');
    tell(waiving(), '2024-11-05');
    tell(withdrawing(), '2024-11-07');
    expect(deadline()).toMatchObject({ status: 'suspended', suspensions: [{ from: '2024-11-01', days: 0 }] });
  });

  it.each(RULE_IDS)('is withdrawn of %s, whoever may waive it now', (rule) => {
    const { keep, tell, deadline } = story(dueUnder(rule, 'promised'));
    keep([PLAINLY_WAIVED], '2024-11-01');
    expect(deadline().status).toBe('waived');
    expect(tell(withdrawing(), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(deadline().status).toBe('running');
  });

  it('is withdrawn of a date that becomes a command, as it was waived once: it becomes that after all', () => {
    const { keep, tell } = story(results('2024-12-25', { becomes: { command: 'CloseConsultation', fields: {} } }));
    keep([PLAINLY_WAIVED], '2024-11-01');
    const passing = Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 3 });
    tell(withdrawing(), '2025-01-06');
    expect(tell(passing, '2025-01-06')).toEqual(['DeadlinePassed']);
  });

  it('that a fact of the subject holds is corrected there', () => {
    const waivedBy = { ...WAIVED, on: '2024-11-01', fact: 'opening' };
    const { tell, bring } = story(results('2024-12-25', { waivedBy }));
    expect(blockerOf(() => tell(withdrawing(), '2024-11-07'))).toMatchObject({
      ...{ reason: 'it is waived by a fact of its subject, by Cabinet: a general election', pointer: '/key' },
      ...{ rule: 'deadlines/waiver-withdrawn-where-it-was-given' },
      satisfiedBy: 'a correction of that fact, opening: where it waives nothing any more, the deadline is open again',
    });
    expect(bring([results('2024-12-25')], '2024-11-08')).toEqual(['DeadlineReopened']);
  });

  it('is withdrawn by a fact that is read as it was written, and says truly what may be personal data', () => {
    const { DeadlineSet: set, DeadlineWaived: waived, DeadlineWaiverWithdrawn: withdrawn } = goldenDeadlines;
    const [held] = foldAll(
      deadlinesSubject,
      recorded([
        { type: 'DeadlineSet', data: set[1] },
        { type: 'DeadlineWaived', data: waived[1] },
        { type: 'DeadlineWaiverWithdrawn', data: withdrawn[1] },
      ]),
    );
    const { by, capacity, reason, document } = withdrawn[1];
    expect(held).toMatchObject({
      status: 'running',
      changes: [{ withdrawn: { by, capacity, reason, document, waiver: { by: waived[1].by } } }],
    });
    for (const pointer of withdrawalFacts.DeadlineWaiverWithdrawn.personalData)
      expect(valueAt(withdrawn[1], pointer)).toBeDefined();
    for (const [type, { version }] of Object.entries(withdrawalFacts))
      expect(deadlinesSubject.facts[type]).toBe(version);
  });
});
