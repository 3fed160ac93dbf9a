import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { type Command, type Fact, foldAll, type RecordedFact, Refusal } from '#kernel';
import { contextOn, decide, recorded } from '#kernel/testing/given';
import { goldenDeadlines } from '../testing/golden-deadlines.js';
import { byItself } from '../vocabulary/by-itself.js';
import { valueAt } from '../vocabulary/data-pointer.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { onDay } from '../vocabulary/deadline-terms.js';
import { RULE_IDS, RULES } from '../vocabulary/rules.js';
import { type Deadline } from './deadline.js';
import {
  PassDeadline,
  ReconcileDeadlines,
  SuspendDeadline,
  WaiveDeadline,
  WithdrawWaiver,
} from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { nextReminderAt, remindersDue } from './due-reminders.js';
import { explainedOn } from './explained-deadline.js';
import { withdrawalFacts } from './reopening.js';

const KEY = 'R22/round-1';
const MATTER = { category: 'matter', id: 'm' };
const LADDER = ['-P4W', '-P1W'].map((at) => ({ at, offices: ['report-author'] }));
const terms = {
  calendar: calendarNamed('england-and-wales'),
  rules: { R22: { owner: 'report-author', ladder: LADDER } },
};

const results = (dueOn: string, more: Partial<DerivedDeadline> = {}): DerivedDeadline => ({
  ...{ key: KEY, title: 'Results of consultation round 1 are published', body: 'Cabinet', owner: 'report-author' },
  rule: { id: 'R22', version: 1, basis: 'practice', citation: 'principle J', hardness: 'target' },
  ...onDay('R22', { dueOn }, terms),
  ...{ receipt: { convention: 'AFTER_C', result: dueOn }, explained: `by ${dueOn}`, startedBy: 'fact-1' },
  ...more,
});

const WAIVER = { key: KEY, by: 'Cabinet', capacity: 'authorising body', reason: 'a general election' };
const waiving = (more: object = {}): WaiveDeadline => Object.assign(new WaiveDeadline(), { ...WAIVER, ...more });

/** The record of one deadline, told day by day at half past eleven; set on 3 October 2024. */
const story = (derived: DerivedDeadline = results('2024-12-25')) => {
  let facts: readonly RecordedFact[] = [];
  const keep = (told: readonly Fact[], on: string): void => {
    facts = [...facts, ...recorded([...facts, ...told], { at: contextOn(on).now }).slice(facts.length)];
  };
  const tell = (command: Command, on: string): readonly string[] => {
    const given: readonly Fact[] = decide(deadlinesSubject, facts, command, contextOn(on));
    keep(given, on);
    return given.map(({ type }) => type);
  };
  const bring = (now: readonly DerivedDeadline[], on: string): readonly string[] =>
    tell(Object.assign(new ReconcileDeadlines(), { derived: now, cause: 'the close was corrected' }), on);
  bring([derived], '2024-10-03');
  /** Puts into the record what no command gives any more. */
  const plant = (type: string, data: object, on: string): void => {
    keep([{ type, data }], on);
  };
  return { tell, bring, plant, deadline: (): Deadline => foldAll(deadlinesSubject, facts)[0]!, last: () => facts };
};

const blockerOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error.blockers[0];
    throw error;
  }
  return undefined;
};

describe('a deadline that is waived', () => {
  it('keeps its row, with who and why, and reminds no more', () => {
    const { tell, deadline } = story();
    expect(tell(waiving(), '2024-11-01')).toEqual(['DeadlineWaived', 'ReminderSuperseded', 'ReminderSuperseded']);
    expect(tell(waiving(), '2024-11-01')).toEqual([]);
    for (const other of [{ by: 'Council' }, { capacity: 'chair' }, { reason: 'x' }, { document: 'minute 4' }])
      expect(() => tell(waiving(other), '2024-11-02')).toThrow('waived by Cabinet already: a general election');
    const { key: _, ...held } = WAIVER;
    expect(deadline().waived).toEqual(held);
    expect(explainedOn(deadline(), MATTER, '2025-01-01').missed).toBe(false);
    expect(() => tell(waiving({ key: 'R99' }), '2024-11-01')).toThrow('There is no deadline with this key');
  });

  it('cannot be waived once what started it no longer stands', () => {
    const { tell, bring } = story();
    expect(bring([], '2024-10-04')).toContain('DeadlineSuperseded');
    expect(() => tell(waiving(), '2024-10-05')).toThrow('the deadline is superseded');
  });

  it('moves with what moves its date, by a fact, and stays waived', () => {
    const { tell, bring, deadline } = story();
    tell(waiving(), '2024-11-01');
    expect(bring([results('2025-01-08')], '2024-12-30')).toEqual(['DeadlineMoved']);
    expect(bring([results('2025-01-08')], '2024-12-30')).toEqual([]);
    expect(deadline()).toMatchObject({ status: 'waived', dueOn: '2025-01-08', version: 2, waived: { by: 'Cabinet' } });
    expect(deadline().moves).toMatchObject([{ from: { dueOn: '2024-12-25' }, cause: 'the close was corrected' }]);
    expect(remindersDue(deadline(), '2025-02-01T09:00:00.000Z')).toEqual([]);
    const passing = Object.assign(new PassDeadline(), { key: KEY, version: 2, subjectRevision: 3 });
    expect(tell(passing, '2025-02-01')).toEqual([]);
  });
});

describe('a waiver', () => {
  it.each(['CloseConsultation', 'CommencePlan', 'LapsePlan'])(
    'is refused of a date that becomes %s, for that would not happen then',
    (command) => {
      const { tell } = story(results('2024-12-25', { becomes: { command, fields: {} } }));
      expect(() => tell(waiving(), '2024-11-01')).toThrow(
        `${byItself(command).what} by itself on this day: nobody owes it, and without the day it would never happen`,
      );
    },
  );

  it('is refused once the day has gone by, whether or not anybody has recorded that', () => {
    const { tell, deadline } = story();
    expect(() => tell(waiving(), '2024-12-26')).toThrow('its day, Wednesday 25 December 2024, has gone by');
    tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 3 }), '2024-12-26');
    expect(() => tell(waiving(), '2024-12-26')).toThrow('the deadline is passed');
    expect(deadline().waived).toBeUndefined();
  });

  it('counts while the clock stands still, whatever the day', () => {
    const { tell, deadline } = story();
    tell(Object.assign(new SuspendDeadline(), { ...WAIVER, from: '2024-11-01' }), '2024-11-01');
    expect(tell(waiving(), '2025-01-06')[0]).toBe('DeadlineWaived');
    expect(deadline().status).toBe('waived');
  });
});

const of = (id: string, hardness: DerivedDeadline['rule']['hardness'], body = 'Scrutiny'): DerivedDeadline =>
  results('2024-12-25', { body, rule: { id, version: 1, basis: 'statute', citation: 'the Act', hardness } });

/** Owed to both for one and the same thing. */
const toBoth = results('2024-12-25', {
  ...{ body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] },
  rule: { id: 'R32', version: 1, basis: 'resolution', citation: 'the resolution', hardness: 'promised' },
});

describe('what is owed to several bodies', () => {
  it('stands waived once each has waived it, and is to be done until then', () => {
    const { tell, deadline } = story(toBoth);
    expect(tell(waiving(), '2024-11-01')).toEqual(['DeadlineWaived']);
    const { key: _, ...byCabinet } = WAIVER;
    expect(deadline().changes).toMatchObject([{ of: 'waiver', ...byCabinet, stillOwedTo: ['Council'] }]);
    expect(deadline()).toMatchObject({ status: 'running' });
    expect(tell(waiving({ by: 'Council' }), '2024-11-05')).toContain('ReminderSuperseded');
    expect(deadline()).toMatchObject({ status: 'waived', waived: { by: 'Council' } });
    for (const by of ['Cabinet', 'Council']) expect(tell(waiving({ by }), '2024-11-06')).toEqual([]);
  });

  it('is waived by each of them once, and by nobody under both names', () => {
    const { tell } = story(toBoth);
    tell(waiving(), '2024-11-01');
    expect(tell(waiving(), '2024-11-01')).toEqual([]);
    expect(() => tell(waiving({ reason: 'x' }), '2024-11-02')).toThrow('waived by Cabinet already: a general election');
    for (const by of ['Cabinet, Council', 'Scrutiny'])
      expect(blockerOf(() => tell(waiving({ by }), '2024-11-02'))).toMatchObject({
        ...{ rule: 'deadlines/waived-by-whom-it-is-owed-to', pointer: '/by' },
        satisfiedBy: 'a waiver by Cabinet, and one by Council',
      });
  });

  it('can be waived by the one that is left, where the others ask for it no more', () => {
    const { tell, bring, deadline } = story(toBoth);
    tell(waiving(), '2024-11-01');
    const { bodies: _, ...one } = toBoth;
    bring([{ ...one, body: 'Cabinet' }], '2024-11-02');
    expect(tell(waiving(), '2024-11-03')[0]).toBe('DeadlineWaived');
    expect(deadline().status).toBe('waived');
  });

  it('is to be done again where another body joins those that waived it, for that one alone', () => {
    const { bodies: _, ...one } = toBoth;
    const { tell, bring, deadline, last } = story({ ...one, body: 'Cabinet' });
    tell(waiving(), '2024-11-01');
    expect(deadline().status).toBe('waived');
    expect(bring([toBoth], '2024-11-02')).toEqual(['DeadlineReopened', 'DeadlineRestated']);
    expect(last().at(-2)?.data).toMatchObject({ stillOwedTo: ['Council'] });
    expect(bring([toBoth], '2024-11-03')).toEqual([]);
    const { key: _key, ...byCabinet } = WAIVER;
    expect(deadline()).toMatchObject({ status: 'running', bodies: ['Cabinet', 'Council'] });
    expect(deadline().changes[0]).toMatchObject({ of: 'waiver', ...byCabinet, stillOwedTo: ['Council'] });
    expect(remindersDue(deadline(), '2024-12-18T09:00:00.000Z').length).toBeGreaterThan(0);
    expect(tell(waiving(), '2024-11-04')).toEqual([]);
    expect(tell(waiving({ by: 'Council' }), '2024-11-05')[0]).toBe('DeadlineWaived');
    expect(deadline()).toMatchObject({ status: 'waived', waived: { by: 'Council' } });
    expect(bring([toBoth], '2024-11-06')).toEqual([]);
  });

  it('stays waived where only the name of a body is corrected, and where its rule lets anybody waive all of it', () => {
    const { bodies: _, ...one } = toBoth;
    const named = story({ ...one, body: 'Cabinet' });
    named.tell(waiving(), '2024-11-01');
    expect(named.bring([{ ...one, body: 'The Cabinet' }], '2024-11-02')).toEqual(['DeadlineRestated']);
    const anybody = { ...toBoth.rule, id: 'R22', hardness: 'target' } as const;
    const target = story({ ...one, body: 'Cabinet', rule: anybody });
    target.tell(waiving({ by: 'Director' }), '2024-11-01');
    expect(target.bring([{ ...toBoth, rule: anybody }], '2024-11-02')).toEqual(['DeadlineRestated']);
    for (const { deadline } of [named, target]) expect(deadline().status).toBe('waived');
  });

  it('has been waived by nobody where it is owed anew', () => {
    const { tell, bring, deadline } = story(toBoth);
    tell(waiving(), '2024-11-01');
    bring([], '2024-11-02');
    bring([toBoth], '2024-11-03');
    expect(deadline().changes.map(({ of }) => of)).toEqual(['supersession']);
    expect(tell(waiving(), '2024-11-04')).toEqual(['DeadlineWaived']);
  });
});

describe('who may waive', () => {
  it.each([
    ['R16', 'hard', 'an interim reply is recorded'],
    ['R16', 'target', 'an interim reply is recorded'],
    ['R30', 'target', 'the copy itself'],
    ['R36', 'soft', 'the assessment itself'],
  ] as const)('is nobody where the rule says so: %s, %s', (id, hardness, instead) => {
    const { tell } = story(of(id, hardness));
    for (const by of ['Cabinet', 'Scrutiny'])
      expect(blockerOf(() => tell(waiving({ by }), '2024-11-01'))).toMatchObject({
        ...{ reason: `${id} cannot be waived`, rule: 'deadlines/never-waived', citation: 'the Act', pointer: '/key' },
        satisfiedBy: expect.stringContaining(instead),
      });
  });

  it.each(['R19', 'R21', 'R32', 'R33', 'R34', 'R44', 'R48', 'R49'])('is the body to which it is owed, of %s', (id) => {
    const { tell } = story(of(id, 'promised'));
    expect(blockerOf(() => tell(waiving(), '2024-11-01'))).toMatchObject({
      ...{ rule: 'deadlines/waived-by-whom-it-is-owed-to', satisfiedBy: 'a waiver by Scrutiny', pointer: '/by' },
    });
    expect(tell(waiving({ by: 'Scrutiny' }), '2024-11-01')[0]).toBe('DeadlineWaived');
  });

  it('is said of every rule that has deadlines, but of those whose date becomes a command', () => {
    expect(RULE_IDS.filter((rule) => RULES[rule]?.waivedBy === undefined)).toEqual(['R29', 'R38']);
  });
});

const WITHDRAWAL = { by: 'Monitoring Officer', capacity: 'keeper of the record', reason: 'It was another round.' };
const withdrawing = (more: object = {}): WithdrawWaiver =>
  Object.assign(new WithdrawWaiver(), { key: KEY, ...WITHDRAWAL, ...more });
const { key: _key, ...WAIVED } = WAIVER;

describe('a waiver that was a mistake', () => {
  it('is withdrawn with who and why, citing it, and the deadline is open again', () => {
    const { tell, deadline, last } = story();
    tell(waiving(), '2024-11-01');
    const waiver = last().find(({ type }) => type === 'DeadlineWaived');
    expect(tell(withdrawing({ document: 'note 7' }), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(last().at(-1)?.data).toEqual({
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
    const { plant, tell, deadline } = story(of(rule, 'promised'));
    plant('DeadlineWaived', { occurredOn: '2024-11-01', key: KEY, version: 1, ...WAIVED }, '2024-11-01');
    expect(deadline().status).toBe('waived');
    expect(tell(withdrawing(), '2024-11-07')).toEqual(['DeadlineWaiverWithdrawn']);
    expect(deadline().status).toBe('running');
  });

  it('is withdrawn of a date that becomes a command, as it was waived once: it becomes that after all', () => {
    const { plant, tell } = story(results('2024-12-25', { becomes: { command: 'CloseConsultation', fields: {} } }));
    plant('DeadlineWaived', { occurredOn: '2024-11-01', key: KEY, version: 1, ...WAIVED }, '2024-11-01');
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
  });
});
