import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { type Command, type Fact, foldAll, type RecordedFact, Refusal } from '#kernel';
import { contextOn, decide, recorded } from '#kernel/testing/given';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { onDay } from '../vocabulary/deadline-terms.js';
import { WAIVED_BY } from '../vocabulary/rule-waivers.js';
import { RULES } from '../vocabulary/usual-terms.js';
import { type Deadline, missed } from './deadline.js';
import { PassDeadline, ReconcileDeadlines, SuspendDeadline, WaiveDeadline } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { remindersDue } from './due-reminders.js';

const KEY = 'R22/round-1';
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
  const tell = (command: Command, on: string): readonly string[] => {
    const given: readonly Fact[] = decide(deadlinesSubject, facts, command, contextOn(on));
    facts = [...facts, ...recorded(given, { at: contextOn(on).now })];
    return given.map(({ type }) => type);
  };
  const bring = (now: readonly DerivedDeadline[], on: string): readonly string[] =>
    tell(Object.assign(new ReconcileDeadlines(), { derived: now, cause: 'the close was corrected' }), on);
  bring([derived], '2024-10-03');
  return { tell, bring, deadline: (): Deadline => foldAll(deadlinesSubject, facts)[0]! };
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
    expect(missed(deadline(), '2025-01-01')).toBe(false);
    expect(() => tell(waiving({ key: 'R99' }), '2024-11-01')).toThrow('names no deadline');
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
        `this date is the subject’s own, and becomes ${command}: nobody owes it, and without it that would never happen`,
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
        ...{ reason: `${id} knows no waiver`, rule: 'deadlines/never-waived', citation: 'the Act', pointer: '/key' },
        satisfiedBy: expect.stringContaining(instead),
      });
  });

  it.each(['R21', 'R32', 'R33', 'R34', 'R44', 'R48', 'R49'])('is the body to which it is owed, of %s', (id) => {
    const { tell } = story(of(id, 'promised'));
    expect(blockerOf(() => tell(waiving(), '2024-11-01'))).toMatchObject({
      ...{ rule: 'deadlines/waived-by-whom-it-is-owed-to', satisfiedBy: 'a waiver by Scrutiny', pointer: '/by' },
    });
    expect(tell(waiving({ by: 'Scrutiny' }), '2024-11-01')[0]).toBe('DeadlineWaived');
  });

  it('is said of every rule that has deadlines, but of those whose date becomes a command', () => {
    expect(RULES.filter((rule) => WAIVED_BY[rule] === undefined)).toEqual(['R19', 'R29', 'R38']);
  });
});
