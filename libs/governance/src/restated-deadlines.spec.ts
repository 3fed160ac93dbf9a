import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { type Fact, foldAll, type RecordedFact } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { inFeed } from './feeds/testing/in-feed.js';
import { goldenDeadlines } from './testing/golden-deadlines.js';
import { type DeadlineRule, type DerivedDeadline } from './vocabulary/deadline.js';
import { onDay } from './vocabulary/deadline-terms.js';
import { type Deadline } from './deadlines/deadline.js';
import { PassDeadline, ResumeDeadline, SuspendDeadline } from './deadlines/deadline-commands.js';
import { deadlinesSubject } from './deadlines/deadlines-subject.js';
import { nextReminderAt } from './deadlines/due-reminders.js';
import { lengthened } from './deadlines/lengthened.js';
import { judgedOn } from './deadlines/standing.js';
import { recordOfDeadlines } from './deadlines/testing/record-of-deadlines.js';

const KEY = 'R16/one';
const LADDER = ['-P4W', '-P1W', 'P1D'].map((at) => ({ at, offices: ['director'] }));
const terms = { calendar: calendarNamed('england-and-wales'), rules: { R16: { owner: 'director', ladder: LADDER } } };
const TARGET: DeadlineRule = { id: 'R16', version: 1, basis: 'practice', citation: 'no notice', hardness: 'target' };
const HARD: DeadlineRule = { ...TARGET, basis: 'statute', citation: 's.9FE', hardness: 'hard' };

const answer = (dueOn: string, more: Partial<DerivedDeadline> = {}): DerivedDeadline => ({
  ...{ key: KEY, title: 'Cabinet responds to Scrutiny', body: 'Scrutiny', owner: 'director', rule: TARGET },
  ...onDay('R16', { dueOn }, terms),
  ...{ receipt: { convention: 'BEGIN_M', result: dueOn }, explained: `by ${dueOn}`, startedBy: 'fact-1' },
  ...more,
});
const MET = { on: '2024-08-20', by: 'the answer' };

/** The record of one deadline; set on 26 June 2024 for 25 August. */
const story = () => {
  const record = recordOfDeadlines();
  const bring = (now: DerivedDeadline, on: string): readonly string[] =>
    record
      .bring(lengthened([now], record.deadlines(), terms), on)
      .map(({ type, data }) =>
        [type, (data as { readonly rung?: string }).rung].filter((word) => word !== undefined).join(' '),
      );
  bring(answer('2024-08-25'), '2024-06-26');
  return { ...record, bring, last: (): RecordedFact => record.facts().at(-1)! };
};

describe('a rule that is cited in other words now than when its deadline was set', () => {
  const cited = (citation: string): DeadlineRule => ({
    ...{ id: 'R36', version: 1, basis: 'practice', hardness: 'soft', citation },
  });
  const formerly = cited('SI 2007/1830 (strategic assessments), and how often the authority has settled to make one');
  const now = cited('SI 2007/1830 (strategic assessments); yearly unless the authority has settled otherwise');
  const setUnder = (rule: DeadlineRule) => {
    const record = recordOfDeadlines();
    const set = { ...answer('2024-08-25', { rule }), occurredOn: '2024-06-26', version: 1 };
    record.keep([{ type: 'DeadlineSet', data: set }], '2024-06-26');
    return record;
  };

  it('is shown in those words, and nothing is told anew for them', () => {
    const { bring, deadline, facts } = setUnder(formerly);
    expect(deadline().rule).toEqual(now);
    expect(inFeed(deadline()).description).toContain(`Basis: ${now.citation}`);
    expect(bring([answer('2024-08-25', { rule: now })], '2024-07-01')).toEqual([]);
    expect(facts().map(({ data }) => data)).toMatchObject([{ rule: formerly }]);
  });

  it('is shown in them, too, where it was told anew in the former', () => {
    const { keep, deadline } = setUnder(TARGET);
    const { title, body } = answer('2024-08-25');
    const restated = { occurredOn: '2024-07-01', key: KEY, version: 1, title, body, rule: formerly, cause: 'a slip' };
    keep([{ type: 'DeadlineRestated', data: restated }], '2024-07-01');
    expect(deadline()).toMatchObject({ rule: now, changes: [{ from: { rule: TARGET }, to: { rule: now } }] });
  });
});

describe('what is told of a deadline, while its date stays', () => {
  it('keeps of what was done the rule by which its date was counted, and follows in its names', () => {
    const { bring, deadline } = story();
    bring(answer('2024-08-25', { met: MET }), '2024-08-20');
    expect(bring(answer('2024-08-31', { met: MET, rule: HARD }), '2024-09-02')).toEqual([]);
    expect(deadline()).toMatchObject({ dueOn: '2024-08-25', rule: TARGET, status: 'met' });
    expect(bring(answer('2024-08-31', { met: MET, rule: HARD, body: 'Health' }), '2024-09-03')).toEqual([
      'DeadlineRestated',
    ]);
    expect(deadline()).toMatchObject({ rule: TARGET, body: 'Health' });
    expect(bring(answer('2024-08-31', { rule: HARD, body: 'Health' }), '2024-09-04')[0]).toBe('DeadlineMoved');
    expect(deadline()).toMatchObject({ dueOn: '2024-08-31', rule: HARD });
  });

  it.each([
    ['its title', { title: 'Council responds to Scrutiny' }],
    ['its body', { body: 'Health Scrutiny Board' }],
    ['its bodies', { body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] }],
    ['its rule', { rule: HARD }],
  ])('follows the facts by a fact, once: %s', (_, changed) => {
    const { bring, deadline, last } = story();
    const before = inFeed(deadline());
    expect(bring(answer('2024-08-25', changed), '2024-07-01')).toEqual(['DeadlineRestated']);
    expect(bring(answer('2024-08-25', changed), '2024-07-02')).toEqual([]);
    expect(deadline()).toMatchObject({ ...changed, version: 1, dueOn: '2024-08-25', status: 'running' });
    const { title, body, rule } = answer('2024-08-25');
    expect(deadline().changes).toEqual([
      {
        ...{ of: 'statement', from: { title, body, rule }, to: { title, body, rule, ...changed } },
        cause: 'the record was corrected',
      },
    ]);
    expect(last().data).toMatchObject({ ...changed, key: KEY, version: 1, cause: 'the record was corrected' });
    expect(inFeed(deadline()).sequence).toBeGreaterThan(before.sequence);
  });

  it('is owed to one body again where the other asks no more', () => {
    const { bring, deadline } = story();
    bring(answer('2024-08-25', { body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] }), '2024-07-01');
    bring(answer('2024-08-25'), '2024-07-02');
    expect(deadline()).toMatchObject({ body: 'Scrutiny' });
    expect(deadline()).not.toHaveProperty('bodies');
  });

  it('follows them beside a date that moves, under the version that the date has then', () => {
    const { bring, deadline } = story();
    expect(bring(answer('2024-09-07', { rule: HARD }), '2024-07-08')).toEqual([
      ...['ReminderSuperseded T-4w', 'ReminderSuperseded T-1w', 'ReminderSuperseded T+1d'],
      ...['DeadlineMoved', 'DeadlineRestated'],
    ]);
    expect(deadline()).toMatchObject({ version: 2, dueOn: '2024-09-07', rule: HARD, status: 'running' });
  });

  it('follows them whatever became of it, and judges it by the rule that holds', () => {
    const { bring, tell, deadline } = story();
    tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 }), '2024-08-27');
    const late = { met: { on: '2024-08-30', by: 'the answer' } };
    bring(answer('2024-08-25', late), '2024-08-30');
    const breached = () =>
      judgedOn(
        {
          ...{ ...deadline(), rule: 'R16', hardness: deadline().rule.hardness },
          ...{ becomes: null, metOn: deadline().met!.on, metKnown: null, inTime: 'no' },
        },
        '2024-09-01',
      ).isBreach;
    expect(breached()).toBe(false);
    expect(bring(answer('2024-08-25', { ...late, rule: HARD }), '2024-09-01')).toEqual(['DeadlineRestated']);
    expect([deadline().status, breached()]).toEqual(['met', true]);
  });

  it('lets a clock run that was stopped before the law had started it, and counts no day of its ledger', () => {
    const { bring, tell, deadline } = story();
    const by = { key: KEY, by: 'Cabinet', capacity: 'body', reason: 'an election' };
    tell(Object.assign(new SuspendDeadline(), { ...by, from: '2024-06-27' }), '2024-06-27');
    tell(Object.assign(new ResumeDeadline(), { ...by, on: '2024-07-04' }), '2024-07-04');
    bring(answer('2024-08-25'), '2024-07-04');
    expect(deadline().dueOn).toBe('2024-09-01');
    tell(Object.assign(new SuspendDeadline(), { ...by, from: '2024-07-05' }), '2024-07-05');
    expect(bring(answer('2024-08-25', { rule: HARD }), '2024-07-08')).toContain('DeadlineRestated');
    expect(deadline()).toMatchObject({ status: 'running', dueOn: '2024-08-25', suspensions: [{}, {}] });
    expect(bring(answer('2024-08-25', { rule: HARD }), '2024-07-09')).toEqual([]);
  });
});

describe('a deadline that was met', () => {
  it('is open again, once, when nothing meets it any more and its date is the same; the steps to come are owed again', () => {
    const { bring, deadline } = story();
    bring(answer('2024-08-25', { met: { on: '2024-07-15', by: 'the answer' } }), '2024-07-15');
    const done = inFeed(deadline());
    expect([deadline().status, nextReminderAt(deadline())]).toEqual(['met', undefined]);
    expect(bring(answer('2024-08-25'), '2024-07-30')).toEqual(['DeadlineReopened']);
    expect(bring(answer('2024-08-25'), '2024-07-30')).toEqual([]);
    expect(deadline()).toMatchObject({ status: 'running', version: 1, changes: [{ of: 'reopening', version: 1 }] });
    expect(deadline()).not.toHaveProperty('met');
    // The step of 26 July was withdrawn while it was met, and its time is over.
    expect(deadline().reminders).toMatchObject([{ rung: 'T-4w', status: 'superseded' }]);
    expect(nextReminderAt(deadline())).toBe('2024-08-16T08:00:00.000Z');
    expect(inFeed(deadline()).sequence).toBeGreaterThan(done.sequence);
    expect(inFeed(deadline()).description).toContain('Still to be done, after all: the record was corrected');
    expect(bring(answer('2024-08-25', { met: MET }), '2024-08-20')).toContain('DeadlineMet');
    expect(inFeed(deadline()).sequence).toBeGreaterThan(done.sequence + 2);
  });

  it('has gone by again where it had before it was met, and goes by where its day has come meanwhile', () => {
    const late = story();
    late.tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 }), '2024-08-27');
    late.bring(answer('2024-08-25', { met: { on: '2024-08-30', by: 'the answer' } }), '2024-08-30');
    expect(late.bring(answer('2024-08-25'), '2024-09-02')).toEqual(['DeadlineReopened']);
    expect(late.deadline().status).toBe('passed');
    const over = story();
    over.bring(answer('2024-08-25', { met: MET }), '2024-08-20');
    over.bring(answer('2024-08-25'), '2024-09-02');
    expect(over.deadline().status).toBe('running');
    const passing = Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 });
    expect(over.tell(passing, '2024-09-02')).toMatchObject([{ type: 'DeadlinePassed' }]);
  });

  it('has what was settled while it was done, and stands still where its clock had been stopped', () => {
    const { bring, tell, deadline } = story();
    const suspension = { key: KEY, from: '2024-07-01', by: 'Cabinet', capacity: 'body', reason: 'an election' };
    tell(Object.assign(new SuspendDeadline(), suspension), '2024-07-01');
    bring(answer('2024-08-25', { met: { on: '2024-07-15', by: 'the answer' } }), '2024-07-15');
    const settled = answer('2024-08-25', { owner: 'chief-executive', title: 'Cabinet answers Scrutiny' });
    expect(bring(settled, '2024-07-30')).toEqual(['DeadlineReopened', 'DeadlineRestated', 'DeadlineReassigned']);
    expect(deadline()).toMatchObject({ status: 'suspended', owner: 'chief-executive' });
  });
});

describe('the golden facts of what is told', () => {
  it('are read as they were written', () => {
    const { DeadlineSet: set, DeadlineRestated: told, DeadlineReopened: open } = goldenDeadlines;
    const after = (...facts: readonly Fact[]): Deadline => foldAll(deadlinesSubject, recorded(facts))[0]!;
    const [first, second] = [1, 2].map((at) => ({ type: 'DeadlineSet', data: set[at as 1 | 2] }));
    expect(after(first!)).toMatchObject({ body: 'Cabinet', status: 'running', dueOn: '2025-06-30' });
    expect(after(second!)).toMatchObject({ bodies: ['Cabinet', 'Council'] });
    const met = { type: 'DeadlineMet', data: { key: set[1].key, version: 1, on: '2025-06-02', by: 'a report' } };
    const [restated, reopened] = [
      { type: 'DeadlineRestated', data: told[1] },
      { type: 'DeadlineReopened', data: open[1] },
    ];
    expect(after(first!, met, restated)).toMatchObject({ bodies: ['Cabinet', 'Council'], status: 'met' });
    expect(after(first!, met, reopened)).toMatchObject({ status: 'running', changes: [{ cause: open[1].cause }] });
  });
});
