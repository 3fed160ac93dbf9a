import { describe, expect, it } from '@jest/globals';
import { byItself } from '../vocabulary/by-itself.js';
import { RULE_IDS, RULES } from '../vocabulary/rules.js';
import { PassDeadline, SuspendDeadline } from './deadline-commands.js';
import { remindersDue } from './due-reminders.js';
import { explainedOn } from './explained-deadline.js';
import { blockerOf, dueUnder, KEY, MATTER, results, story, toBoth, WAIVER, waiving } from './testing/results.js';

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

  it('is waived by each as it writes its name, and by none twice under two ways of writing it', () => {
    const { tell, deadline } = story(toBoth);
    expect(tell(waiving({ by: 'CABINET' }), '2024-11-01')).toEqual(['DeadlineWaived']);
    expect(deadline().changes).toMatchObject([{ of: 'waiver', by: 'CABINET', stillOwedTo: ['Council'] }]);
    expect(() => tell(waiving(), '2024-11-02')).toThrow('waived by CABINET already');
    expect(tell(waiving({ by: 'council' }), '2024-11-05')[0]).toBe('DeadlineWaived');
    expect(deadline()).toMatchObject({ status: 'waived', waived: { by: 'council' } });
    const { bodies: _, ...one } = toBoth;
    const joined = story({ ...one, body: 'Cabinet' });
    joined.tell(waiving({ by: 'cabinet' }), '2024-11-01');
    expect(joined.bring([{ ...toBoth, bodies: ['cabinet', 'Council'] }], '2024-11-02')[0]).toBe('DeadlineReopened');
    expect(joined.facts().at(-2)?.data).toMatchObject({ stillOwedTo: ['Council'] });
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
    const { tell, bring, deadline, facts } = story({ ...one, body: 'Cabinet' });
    tell(waiving(), '2024-11-01');
    expect(deadline().status).toBe('waived');
    expect(bring([toBoth], '2024-11-02')).toEqual(['DeadlineReopened', 'DeadlineRestated']);
    expect(facts().at(-2)?.data).toMatchObject({ stillOwedTo: ['Council'] });
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
    expect(deadline().changes.map(({ of }) => of)).toEqual(['waiver', 'supersession']);
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
    const { tell } = story(dueUnder(id, hardness));
    for (const by of ['Cabinet', 'Scrutiny'])
      expect(blockerOf(() => tell(waiving({ by }), '2024-11-01'))).toMatchObject({
        ...{ reason: `${id} cannot be waived`, rule: 'deadlines/never-waived', citation: 'the Act', pointer: '/key' },
        satisfiedBy: expect.stringContaining(instead),
      });
  });

  it.each(['R19', 'R21', 'R32', 'R33', 'R34', 'R44', 'R48', 'R49'])('is the body to which it is owed, of %s', (id) => {
    const { tell } = story(dueUnder(id, 'promised'));
    expect(blockerOf(() => tell(waiving(), '2024-11-01'))).toMatchObject({
      ...{ rule: 'deadlines/waived-by-whom-it-is-owed-to', satisfiedBy: 'a waiver by Scrutiny', pointer: '/by' },
    });
    expect(tell(waiving({ by: 'Scrutiny' }), '2024-11-01')[0]).toBe('DeadlineWaived');
  });

  it('is said of every rule that has deadlines, but of those whose date becomes a command', () => {
    expect(RULE_IDS.filter((rule) => RULES[rule]?.waivedBy === undefined)).toEqual(['R29', 'R38']);
  });
});
