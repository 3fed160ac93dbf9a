import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#calendar';
import { type Command, type Fact, type RecordedFact } from '#kernel';
import { contextOn, decide, recorded, rulesOf } from '#kernel/testing/given';
import { goldenSuspensions } from '../testing/golden-suspensions.js';
import { valueAt } from '../vocabulary/data-pointer.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Deadline, type DeadlineSet } from './deadline.js';
import { deadlinesFold } from './deadlines-fold.js';
import { ReconcileDeadlines, ResumeDeadline, SuspendDeadline, WaiveDeadline } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { nextReminderAt, remindersDue } from './due-reminders.js';
import { lengthened } from './lengthened.js';
import { judgedOn } from './standing.js';
import { daysIn, type SuspensionFact, suspensionFacts } from './suspension.js';
import { KEY, results as resultsBy, termsWith } from './testing/results.js';

const terms = termsWith('-P4W', '-P1W', 'P1D');
const results = (dueOn: string, more: Partial<DerivedDeadline> = {}): DerivedDeadline => resultsBy(dueOn, more, terms);

const setFor = (dueOn: string, more: Partial<DerivedDeadline> = {}): DeadlineSet => ({
  type: 'DeadlineSet',
  data: { ...results(dueOn, more), occurredOn: '2024-06-26', version: 1 },
});
const SET = setFor('2024-12-25');
const CABINET = { by: 'Cabinet', capacity: 'authorising body' } as const;
const OVER = { ...CABINET, reason: 'the election is over' } as const;

const suspending = (from: string, more: object = {}): SuspendDeadline =>
  Object.assign(new SuspendDeadline(), { key: KEY, from, ...CABINET, reason: 'an election was called', ...more });
const resuming = (on: string, more: object = {}): ResumeDeadline =>
  Object.assign(new ResumeDeadline(), { key: KEY, on, ...OVER, ...more });
const suspended = (from: string): SuspensionFact => ({
  type: 'DeadlineSuspended',
  data: { occurredOn: from, key: KEY, version: 1, from, ...CABINET, reason: 'an election was called' },
});
const resumed = (from: string, on: string, days: number): SuspensionFact => ({
  type: 'DeadlineResumed',
  data: { occurredOn: on, key: KEY, version: 1, from, on, days, ...OVER },
});
const moved = (to: string): Fact => ({
  type: 'DeadlineMoved',
  data: { ...results(to), occurredOn: '2024-12-16', version: 2, from: SET.data, to: results(to), cause: 'resumed' },
});
const PASSED: Fact = {
  type: 'DeadlinePassed',
  data: { key: KEY, version: 1, dueAt: SET.data.dueAt, subjectRevision: 3 },
};

const { given } = rulesOf(deadlinesSubject);

describe('to suspend a deadline', () => {
  it('stops its clock from today, or from an earlier day', () => {
    given(SET).when(suspending('2024-12-02'), { on: '2024-12-02' }).then(suspended('2024-12-02'));
    const data = { ...suspended('2024-12-02').data, occurredOn: '2024-12-05', document: 'minute 61' };
    given(SET)
      .when(suspending('2024-12-02', { document: 'minute 61' }), { on: '2024-12-05' })
      .then({ type: 'DeadlineSuspended', data });
  });

  it('never begins tomorrow, nor before the deadline was on record, nor on a day that is counted already', () => {
    given(SET)
      .when(suspending('2024-12-03'), { on: '2024-12-02' })
      .thenMalformed('/from', 'must not lie in the future');
    given(SET)
      .when(suspending('2024-06-25'), { on: '2024-12-02' })
      .thenRefused('only been on record since Wednesday 26 June 2024', 'deadlines/suspended-since-a-free-day');
    given(SET, suspended('2024-12-02'), resumed('2024-12-02', '2024-12-16', 14), moved('2025-01-08'))
      .when(suspending('2024-12-15'), { on: '2024-12-20' })
      .thenRefused('its days until Monday 16 December 2024 are counted', 'deadlines/suspended-since-a-free-day');
  });

  it('twice in the same words gives nothing new, and in others is refused', () => {
    given(SET, suspended('2024-12-02')).when(suspending('2024-12-02'), { on: '2024-12-04' }).thenNothing();
    given(SET, suspended('2024-12-02'))
      .when(suspending('2024-12-03'), { on: '2024-12-04' })
      .thenRefused('the deadline is suspended', 'deadlines/suspended-while-running');
  });

  it.each<readonly [string, Fact]>([
    ['met', { type: 'DeadlineMet', data: { key: KEY, version: 1, on: '2024-12-01', by: 'fact-9' } }],
    ['passed', PASSED],
    ['waived', { type: 'DeadlineWaived', data: { key: KEY, version: 1, ...OVER } }],
    ['superseded', { type: 'DeadlineSuperseded', data: { key: KEY, version: 1, reason: 'corrected' } }],
  ])('is refused where it is %s', (status, fact) => {
    given(SET, fact)
      .when(suspending('2024-12-02'), { on: '2024-12-02' })
      .thenRefused(`the deadline is ${status}`, 'deadlines/suspended-while-running');
  });

  it('is refused once its day has gone by, though nobody has recorded its passing yet', () => {
    given(SET)
      .when(suspending('2024-12-24'), { on: '2024-12-25' })
      .then({
        type: 'DeadlineSuspended',
        data: { ...suspended('2024-12-24').data, occurredOn: '2024-12-25' },
      });
    given(SET)
      .when(suspending('2024-12-24'), { on: '2024-12-26' })
      .thenRefused('its day, Wednesday 25 December 2024, has gone by', 'deadlines/suspended-while-running');
  });

  it('is refused where the law fixes the date, and where the date is the subject’s own', () => {
    const hard = { ...SET.data.rule, hardness: 'hard' } as const;
    given(setFor('2024-12-25', { rule: hard }))
      .when(suspending('2024-12-02'), { on: '2024-12-02' })
      .thenRefused('the law fixes this date', 'deadlines/hard-never-suspended');
    given(setFor('2024-12-25', { becomes: { command: 'CloseConsultation', fields: { round: 1 } } }))
      .when(suspending('2024-12-02'), { on: '2024-12-02' })
      .thenRefused('The consultation closes by itself on this day', 'deadlines/own-date-moved-by-its-subject');
  });

  it('needs a deadline of that key', () => {
    given(SET)
      .when(suspending('2024-12-02', { key: 'R99' }), { on: '2024-12-02' })
      .thenMalformed('/key', 'no deadline with this key');
  });
});

describe('to resume a deadline', () => {
  const stopped = given(SET, suspended('2024-12-02'));

  it('says how many days did not count', () => {
    stopped.when(resuming('2024-12-16'), { on: '2024-12-16' }).then(resumed('2024-12-02', '2024-12-16', 14));
  });

  it('is not on a day to come, nor before it was suspended', () => {
    stopped.when(resuming('2024-12-17'), { on: '2024-12-16' }).thenMalformed('/on', 'must not lie in the future');
    stopped.when(resuming('2024-12-01'), { on: '2024-12-16' }).thenMalformed('/on', 'must not lie before 2024-12-02');
  });

  it('is refused where it is not suspended, and quiet in the same words', () => {
    given(SET)
      .when(resuming('2024-12-16'), { on: '2024-12-16' })
      .thenRefused('the deadline is running, not suspended', 'deadlines/resumed-while-suspended');
    const runs = given(SET, suspended('2024-12-02'), resumed('2024-12-02', '2024-12-16', 14));
    runs.when(resuming('2024-12-16'), { on: '2024-12-18' }).thenNothing();
    runs.when(resuming('2024-12-17'), { on: '2024-12-18' }).thenRefused('is running, not suspended');
  });
});

/** The facts of one subject's deadlines, each told on a day. */
const story = () => {
  let facts: readonly RecordedFact[] = [];
  const held = () => facts.reduce(deadlinesFold.evolve, deadlinesFold.initial);
  const tell = (command: Command, on: string): readonly string[] => {
    const told = decide(deadlinesSubject, facts, command, contextOn(on));
    facts = [...facts, ...recorded(told, { at: contextOn(on).now })];
    return told.map(({ type }) => type);
  };
  return {
    tell,
    deadline: (): Deadline => held()[0]!,
    /** Brings the deadline in line with what its rule gives, the ledger's days being added. */
    derive: (derived: readonly DerivedDeadline[], cause: string, on: string) =>
      tell(Object.assign(new ReconcileDeadlines(), { derived: lengthened(derived, held(), terms), cause }), on),
  };
};

describe('a deadline', () => {
  it('that is suspended is not missed, reminds nobody, and can be met all the same', () => {
    const { tell, derive, deadline } = story();
    derive([results('2024-12-25')], 'closed', '2024-10-03');
    expect(nextReminderAt(deadline())).toBe('2024-11-27T09:00:00.000Z');
    tell(suspending('2024-11-20'), '2024-11-20');
    expect(deadline()).toMatchObject({ status: 'suspended', suspensions: [{ from: '2024-11-20', days: 0 }] });
    expect([nextReminderAt(deadline()), remindersDue(deadline(), '2025-02-01T09:00:00.000Z')]).toEqual([undefined, []]);
    const notDone = { becomes: null, metOn: null, metKnown: null, inTime: null };
    const judged = judgedOn({ ...deadline(), rule: 'R22', hardness: 'promised', ...notDone }, '2025-02-01');
    expect(judged).toMatchObject({ standing: 'suspended', missed: false, isBreach: false, breach: null });
    const met = results('2024-12-25', { met: { on: '2024-12-05', by: 'fact-9' } });
    expect(derive([met], 'published', '2024-12-05')).toContain('DeadlineMet');
  });

  it('that is suspended may be waived', () => {
    const types = decide(
      deadlinesSubject,
      recorded([SET, suspended('2024-12-02')]),
      Object.assign(new WaiveDeadline(), { key: KEY, ...OVER }),
      contextOn('2024-12-05'),
    ).map(({ type }) => type);
    expect(types[0]).toBe('DeadlineWaived');
  });

  it('moves by the days that it stood still, with a ladder of its own, and says why', () => {
    const { tell, derive, deadline } = story();
    derive([results('2024-12-25')], 'closed', '2024-10-03');
    tell(suspending('2024-12-02'), '2024-12-02');
    tell(resuming('2024-12-16'), '2024-12-16');
    expect(derive([results('2024-12-25')], 'it ran again', '2024-12-16')).toContain('DeadlineMoved');
    const { dueOn, dueAt, status, version, rungs, receipt, explained, moves } = deadline();
    expect({ dueOn, dueAt, status, version }).toEqual({
      ...{ dueOn: '2025-01-08', dueAt: '2025-01-09T00:00:00.000Z', status: 'running', version: 2 },
    });
    // A week before is 1 January, a bank holiday: told on the working day before.
    expect(rungs.map(({ sendAt }) => sendAt.slice(0, 10))).toEqual(['2024-12-11', '2024-12-31', '2025-01-09']);
    expect(explained).toBe(
      'by 2024-12-25; then 14 days more: suspended from Monday 2 December 2024 to Sunday 15 December 2024 (14 days), because an election was called; so by Wednesday 8 January 2025',
    );
    expect(receipt).toMatchObject({ result: '2025-01-08', suspended: { resultBefore: '2024-12-25', days: 14 } });
    expect(moves).toMatchObject([
      { from: { dueOn: '2024-12-25' }, to: { dueOn: '2025-01-08' }, cause: 'it ran again' },
    ]);
  });

  it('says nothing of a suspension that ended on the day on which it began', () => {
    const { tell, derive, deadline } = story();
    derive([results('2024-12-25')], 'closed', '2024-10-03');
    tell(suspending('2024-11-20'), '2024-11-20');
    tell(resuming('2024-11-20'), '2024-11-20');
    tell(suspending('2024-12-02'), '2024-12-02');
    tell(resuming('2024-12-16'), '2024-12-16');
    derive([results('2024-12-25')], 'it ran again', '2024-12-16');
    const { explained, receipt } = deadline();
    expect(explained).toMatch(/; then 14 days more: suspended from Monday 2 December 2024 to [^;]+; so by [^;]+$/);
    expect(receipt).toMatchObject({ suspended: { counted: [{ from: '2024-12-02', days: 14 }] } });
  });

  it('keeps its ledger whatever moves its date later, and when it comes back after it no longer stood', () => {
    const { tell, derive, deadline } = story();
    derive([results('2024-12-25')], 'closed', '2024-10-03');
    tell(suspending('2024-12-02'), '2024-12-02');
    expect(derive([results('2024-12-30')], 'corrected', '2024-12-03')).toContain('DeadlineMoved');
    expect(deadline()).toMatchObject({ status: 'suspended', dueOn: '2024-12-30' });
    tell(resuming('2024-12-16'), '2024-12-16');
    derive([results('2024-12-30')], 'it ran again', '2024-12-16');
    expect(deadline().dueOn).toBe('2025-01-13');
    expect(derive([results('2024-12-30')], 'something else', '2024-12-17')).toEqual([]);
    derive([], 'it never closed', '2024-12-18');
    derive([results('2024-12-31')], 'it closed after all', '2024-12-19');
    expect(deadline()).toMatchObject({ status: 'running', dueOn: '2025-01-14', recordedOn: '2024-10-03' });
    expect(deadline().suspensions).toHaveLength(1);
  });
});

const spans = fc.array(fc.record({ gap: fc.nat(20), length: fc.nat(40) }), { maxLength: 6 });

describe('whatever the suspensions', () => {
  it('the date is later by just the days that lie in one of them, and by none for one that ends on its day', () => {
    fc.assert(
      fc.property(spans, (wanted) => {
        const { tell, derive, deadline } = story();
        const derived = [results('2028-06-30')];
        derive(derived, 'closed', '2024-10-03');
        const still = new Set<string>();
        let today = '2024-10-03';
        for (const { gap, length } of wanted) {
          const before = deadline();
          const from = addDays(today, gap);
          tell(suspending(from), from);
          for (let day = 0; day < length; day += 1) still.add(addDays(from, day));
          today = addDays(from, length);
          tell(resuming(today), today);
          const facts = derive(derived, 'it ran again', today);
          if (length > 0) expect(facts).toContain('DeadlineMoved');
          else {
            const { suspensions: _s, changedAt: _c, ...after } = deadline();
            expect(facts).toEqual([]);
            expect(before).toMatchObject(after);
          }
        }
        expect(deadline().dueOn).toBe(addDays('2028-06-30', still.size));
        expect(daysIn(deadline().suspensions)).toBe(still.size);
        expect(derive(derived, 'again', today)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the facts about suspensions', () => {
  const types = Object.keys(suspensionFacts) as readonly SuspensionFact['type'][];
  const GIVEN = Object.entries(goldenSuspensions).map(([type, { 1: data }]) => ({ type, data }));

  it.each(types)('have a golden example of %s that says truly what may be personal data', (type) => {
    const { version, personalData } = suspensionFacts[type];
    expect(deadlinesSubject.facts[type]).toBe(version);
    for (const pointer of personalData) expect(valueAt(goldenSuspensions[type][1], pointer)).toBeDefined();
  });

  it('are read for ever', () => {
    const [deadline] = recorded([SET, ...GIVEN]).reduce(deadlinesFold.evolve, deadlinesFold.initial);
    const document = 'minute 61 of 2 December 2024';
    expect(deadline?.suspensions).toEqual([
      {
        ...{ from: '2024-12-02', until: '2025-01-06', days: 35, ...CABINET, document },
        ...{ reason: 'a general election was called', resumed: { ...OVER, document } },
      },
    ]);
  });
});
