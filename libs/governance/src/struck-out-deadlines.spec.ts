import { describe, expect, it } from '@jest/globals';
import { type Command, type Fact, foldAll } from '#kernel';
import { contextOn, idOf, recorded } from '#kernel/testing/given';
import {
  type Deadline,
  deadlinesSubject,
  lengthened,
  thatWere,
  ResumeDeadline,
  SuspendDeadline,
  WaiveDeadline,
} from './deadlines/index.js';
import { nextReminderAt } from './deadlines/due-reminders.js';
import { recordOfDeadlines, typesOf } from './deadlines/testing/record-of-deadlines.js';
import { blockerOf, KEY, results, termsWith, toBoth, WAIVER } from './deadlines/testing/results.js';
import { inFeed } from './feeds/testing/in-feed.js';
import { RecordEntriesStruckOut } from './matter-commands.js';
import { deadlinesAsAt } from './minute-book/deadlines-as-at.js';
import { planSubject } from './plan.js';
import {
  AdoptPlan,
  RecordPlanExtended,
  RecordPlanMonitored,
  RecordPlanObligationAdded,
  RecordPlanSuperseded,
} from './plans/index.js';
import { clockworks } from './processes/clocks.js';
import { DEADLINES, PLAN, PlanInLog } from './processes/testing/plan-in-log.js';
import { goldenDeadlines } from './testing/golden-deadlines.js';
import { commandOf } from './vocabulary/command-of.js';
import { type DerivedDeadline } from './vocabulary/deadline.js';

const CABINET = { by: 'Cabinet', capacity: 'authorising body' } as const;
const suspending = (from: string, key = KEY): SuspendDeadline =>
  commandOf(SuspendDeadline, { key, from, ...CABINET, reason: 'an election was called' });
const resuming = (on: string, key = KEY): ResumeDeadline =>
  commandOf(ResumeDeadline, { key, on, ...CABINET, reason: 'the election is over' });

const terms = termsWith('-P4W', '-P1W');
const FIRST = results('2024-12-25');
const SECOND = results('2024-12-31', { startedBy: 'fact-2' });

/** The record of one deadline, set on 3 October 2024, and every sequence under which a feed has told it. */
const story = (first = FIRST) => {
  const record = recordOfDeadlines();
  const sequences: number[] = [];
  const told = (facts: readonly Fact[]): readonly string[] => {
    sequences.push(inFeed(record.deadline()).sequence);
    return typesOf(facts);
  };
  const bring = (derived: readonly DerivedDeadline[], on: string, struckOut: readonly string[] = []) =>
    told(
      record.bring(
        lengthened(derived, thatWere(record.deadlines(), record.deadlines(), struckOut), terms),
        on,
        'told',
        struckOut,
      ),
    );
  bring([first], '2024-10-03');
  return {
    ...{ deadline: record.deadline, bring, sequences },
    tell: (command: Parameters<typeof record.tell>[0], on: string) => told(record.tell(command, on)),
  };
};

const rising = (sequences: readonly number[]): readonly number[] => [...new Set(sequences)].sort((a, b) => a - b);

describe('a deadline that is set where what had started the one of its key was struck out', () => {
  it('has none of the days that the one before stood still, and was not on record before', () => {
    const { tell, bring, deadline } = story();
    tell(suspending('2024-12-02'), '2024-12-02');
    tell(resuming('2024-12-16'), '2024-12-16');
    bring([FIRST], '2024-12-16');
    bring([], '2024-12-18', ['fact-1']);
    expect(bring([SECOND], '2024-12-19', ['fact-1'])).toContain('DeadlineSet');
    expect(deadline()).toMatchObject({
      ...{ status: 'running', dueOn: '2024-12-31', explained: 'by 2024-12-31', version: 3 },
      ...{ recordedOn: '2024-12-19', suspensions: [], moves: [] },
      changes: [{ of: 'supersession' }, { of: 'start', suspensions: [{ from: '2024-12-02', days: 14 }] }],
    });
    expect(deadline()).not.toHaveProperty('anew');
    expect(bring([SECOND], '2024-12-20', ['fact-1'])).toEqual([]);
    expect(blockerOf(() => tell(suspending('2024-12-17'), '2024-12-20'))).toMatchObject({
      reason: 'the deadline has only been on record since Thursday 19 December 2024',
    });
  });

  it('runs and reminds, though the clock of the one before stood still', () => {
    const { tell, bring, deadline } = story();
    tell(suspending('2024-12-02'), '2024-12-02');
    bring([], '2024-12-18', ['fact-1']);
    bring([SECOND], '2024-12-19', ['fact-1']);
    expect(deadline().status).toBe('running');
    expect(nextReminderAt(deadline())).toBe('2024-12-24T09:00:00.000Z');
  });

  it('has nothing of it either where that was struck out only after it no longer applied', () => {
    const { tell, bring, deadline } = story();
    tell(suspending('2024-12-02'), '2024-12-02');
    bring([], '2024-12-17');
    bring([], '2024-12-18', ['fact-1']);
    bring([SECOND], '2024-12-19', ['fact-1']);
    expect(deadline()).toMatchObject({ status: 'running', suspensions: [], recordedOn: '2024-12-19' });
  });

  it('keeps the ledger where another entry was struck out', () => {
    const { tell, bring, deadline } = story();
    tell(suspending('2024-12-02'), '2024-12-02');
    bring([], '2024-12-18', ['fact-9']);
    bring([SECOND], '2024-12-19', ['fact-9']);
    expect(deadline()).toMatchObject({ status: 'suspended', suspensions: [{}], recordedOn: '2024-10-03' });
  });

  it('has been waived by nobody, and keeps what was told of the one before in its story', () => {
    const { tell, bring, deadline } = story(toBoth);
    const waiving = commandOf(WaiveDeadline, WAIVER);
    tell(waiving, '2024-11-01');
    bring([], '2024-11-02', ['fact-1']);
    bring([{ ...toBoth, startedBy: 'fact-2' }], '2024-11-03', ['fact-1']);
    expect(deadline().changes.map(({ of }) => of)).toEqual(['waiver', 'supersession', 'start']);
    expect(tell(waiving, '2024-11-04')).toEqual(['DeadlineWaived']);
  });

  it('is told by feeds under a higher sequence than ever before', () => {
    const { tell, bring, sequences } = story();
    for (const day of ['2024-11-04', '2024-11-06', '2024-11-08']) {
      tell(suspending(day), day);
      tell(resuming(day), day);
    }
    tell(suspending('2024-11-10'), '2024-11-10');
    bring([], '2024-12-18', ['fact-1']);
    bring([SECOND], '2024-12-19', ['fact-1']);
    expect(sequences).toHaveLength(10);
    expect(sequences).toEqual(rising(sequences));
  });

  it.each([[['fact-1']], [[]]])(
    'is so, too, where bodies had waived the one before, with %j struck out',
    (struckOut) => {
      const bodies = ['Cabinet', 'Council', 'Scrutiny', 'Audit'];
      const toAll = { ...toBoth, body: bodies.join(', '), bodies };
      const { tell, bring, sequences } = story(toAll);
      for (const by of bodies.slice(0, 3)) tell(commandOf(WaiveDeadline, { ...WAIVER, by }), '2024-11-01');
      bring([], '2024-11-02', struckOut);
      bring([{ ...toAll, startedBy: 'fact-2' }], '2024-11-03', struckOut);
      expect(sequences).toEqual(rising(sequences));
    },
  );

  it('is read as it was written', () => {
    const { DeadlineSet: set } = goldenDeadlines;
    const [before, after] = [set[1], set[3]].map((data) => ({ type: 'DeadlineSet', data }));
    expect(foldAll(deadlinesSubject, recorded([before!, after!]))).toMatchObject([
      { version: 2, status: 'running', changes: [{ of: 'start', suspensions: [] }] },
    ]);
  });
});

const [ADOPTED, STOPPED, RESUMED, STRUCK] = ['2026-11-17', '2026-11-20', '2026-11-30', '2026-12-07'] as const;
const OPTIONS = 'R39/options';
/** In the same words each time, by a resolution of its own. */
const adopt = (plan: PlanInLog, on: string, resolution = 'the second'): PlanInLog => {
  const command = commandOf(AdoptPlan, {
    ...{ occurredOn: ADOPTED, by: 'Council', title: 'The Plan', firstDay: '2027-04-01', lastDay: '2030-03-31' },
    adoptedIn: { matter: idOf('the matter'), resolution: idOf(resolution), part: 1 },
  });
  return plan.tell(planSubject, PLAN, command, on);
};

const OF_PLAN = { authority: 'Monitoring Officer', reason: 'It was another plan.' };

/** A plan whose options stood still for ten days, and which was struck out then. */
const struckOut = ({ follows }: { readonly follows: boolean }): PlanInLog => {
  const plan = adopt(new PlanInLog(), ADOPTED, 'the first');
  plan.kept(ADOPTED);
  plan.tell(deadlinesSubject, DEADLINES, suspending(STOPPED, OPTIONS), STOPPED);
  plan.tell(deadlinesSubject, DEADLINES, resuming(RESUMED, OPTIONS), RESUMED).kept(RESUMED);
  const facts = plan.of(PLAN).map(({ id }) => id);
  plan.tell(planSubject, PLAN, commandOf(RecordEntriesStruckOut, { occurredOn: STRUCK, facts, ...OF_PLAN }), STRUCK);
  if (follows) plan.kept(STRUCK);
  return plan;
};

describe('a plan that was struck out and adopted again', () => {
  const asRead = ({ key, dueOn, status, explained, suspensions, recordedOn }: Deadline) => ({
    ...{ key, dueOn, status, explained, suspensions, recordedOn },
  });
  const byKey = (deadlines: readonly Deadline[]) =>
    new Map(deadlines.map((deadline) => [deadline.key, asRead(deadline)]));
  const readOn = (plan: PlanInLog, asOf: Parameters<typeof deadlinesAsAt>[2]) =>
    byKey(deadlinesAsAt(clockworks.plan, plan.books(), asOf)!);

  it.each([{ follows: true }, { follows: false }])(
    'has the deadlines that it would have, had it never been adopted before; the record follows at once: $follows',
    (how) => {
      const fresh = adopt(new PlanInLog(), STRUCK);
      fresh.kept(STRUCK);
      const plan = struckOut(how);
      const told = byKey(fresh.deadlines());
      adopt(plan, STRUCK);
      expect(told.get(OPTIONS)?.dueOn).toBe('2029-04-01');
      if (!how.follows) expect(readOn(plan, { asAt: STRUCK })).toEqual(told);
      plan.kept(STRUCK);
      expect(byKey(plan.deadlines())).toEqual(told);
      expect(readOn(plan, { asAt: STRUCK })).toEqual(told);
      expect(readOn(plan, { knownAt: contextOn(STRUCK).now })).toEqual(told);
      expect(plan.kept(STRUCK)).toEqual([]);
    },
  );
});

describe('what one command strikes out', () => {
  it('is gone at once, in whatever order it is named', () => {
    const plan = new PlanInLog().adopt(ADOPTED);
    plan.kept(ADOPTED);
    const facts = plan.of(PLAN).map(({ id }) => id);
    const command = commandOf(RecordEntriesStruckOut, { occurredOn: STRUCK, facts: facts.reverse(), ...OF_PLAN });
    const told = plan.tell(planSubject, PLAN, command, STRUCK).kept(STRUCK);
    const reasons = new Set(told.map(({ data }) => (data as { readonly reason: string }).reason));
    const [day, of] = ['on Monday 7 December 2026', 'on Tuesday 17 November 2026'];
    expect([...reasons]).toEqual([
      `it no longer applies: entries were struck out of the record ${day}: something more was asked for under the plan ${of}; the plan was adopted ${of}`,
    ]);
    expect(plan.deadlines().map(({ status }) => status)).toEqual(plan.deadlines().map(() => 'superseded'));
  });
});

describe('a deadline that another entry has started as well', () => {
  const [FIRST_QUARTER, SECOND_QUARTER, ASKED] = ['R32/P3M/1', 'R32/P3M/2', '2026-11-18'];
  const read = (deadlines: readonly Deadline[], key: string) => {
    const { dueOn, status, suspensions, waived, bodies, moves, changes } = deadlines.find((one) => one.key === key)!;
    return { dueOn, status, suspensions, waived, bodies, moves, stories: changes.map(({ of }) => of) };
  };
  const asAt = (plan: PlanInLog, day: string) => deadlinesAsAt(clockworks.plan, plan.books(), { asAt: day })!;
  const strike = (plan: PlanInLog, at: number, on: string = STRUCK): PlanInLog => {
    const facts = [plan.of(PLAN)[at]!.id];
    return plan.tell(planSubject, PLAN, commandOf(RecordEntriesStruckOut, { occurredOn: on, facts, ...OF_PLAN }), on);
  };
  const tell = (plan: PlanInLog, command: Command, on: string): void => {
    plan.tell(planSubject, PLAN, command, on).kept(on);
  };

  /** Cabinet asks for monitoring, and so does Council; the first quarter stood still for ten days, and the second was waived. */
  const askedTwice = (): PlanInLog => {
    const plan = new PlanInLog().adopt(ADOPTED);
    plan.kept(ADOPTED);
    const obligation = { kind: 'monitoring', every: 'P3M', askedOn: ASKED, askedBy: 'Council' } as const;
    tell(plan, commandOf(RecordPlanObligationAdded, { obligation }), ASKED);
    plan.tell(deadlinesSubject, DEADLINES, suspending(STOPPED, FIRST_QUARTER), STOPPED);
    plan.tell(deadlinesSubject, DEADLINES, resuming(RESUMED, FIRST_QUARTER), RESUMED).kept(RESUMED);
    for (const by of ['Cabinet', 'Council'])
      plan.tell(deadlinesSubject, DEADLINES, commandOf(WaiveDeadline, { ...WAIVER, key: SECOND_QUARTER, by }), RESUMED);
    return plan;
  };

  it('keeps its ledger and its waiver, now and as at any day since they were told', () => {
    const plan = strike(askedTwice(), 1);
    plan.kept(STRUCK);
    expect(plan.kept(STRUCK)).toEqual([]);
    expect(read(plan.deadlines(), FIRST_QUARTER)).toMatchObject({
      dueOn: '2027-07-10',
      status: 'running',
      suspensions: [{}],
    });
    expect(read(plan.deadlines(), SECOND_QUARTER)).toMatchObject({ status: 'waived', waived: { by: 'Council' } });
    for (const key of [FIRST_QUARTER, SECOND_QUARTER]) {
      expect(read(asAt(plan, STRUCK), key)).toEqual(read(plan.deadlines(), key));
      const { status, dueOn, suspensions } = read(plan.deadlines(), key);
      expect(read(asAt(plan, '2026-12-01'), key)).toMatchObject({ status, dueOn, suspensions });
    }
  });

  it('stays met by what the other entry was done for, whatever ends the plan', () => {
    const plan = strike(askedTwice(), 1);
    plan.kept(STRUCK);
    const [ENDED, TOLD] = ['2027-06-20', '2027-07-12'];
    const done = { occurredOn: '2027-06-18', periodEndsOn: '2027-06-30', by: 'Partnership' };
    tell(plan, commandOf(RecordPlanMonitored, done), '2027-06-18');
    const replaced = { supersededOn: ENDED, byPlan: idOf('another plan'), reason: 'One plan for all.' };
    tell(plan, commandOf(RecordPlanSuperseded, replaced), TOLD);
    expect(read(plan.deadlines(), FIRST_QUARTER).status).toBe('met');
    expect(read(asAt(plan, TOLD), FIRST_QUARTER).status).toBe('met');
  });

  it('is met no more by what is struck out, also where it has come to be owed by nobody', () => {
    const plan = askedTwice();
    const [ENDED, TOLD] = ['2027-06-20', '2027-07-12'];
    const done = { occurredOn: '2027-06-18', periodEndsOn: '2027-06-30', by: 'Partnership' };
    const at = plan.of(PLAN).length;
    tell(plan, commandOf(RecordPlanMonitored, done), '2027-06-18');
    const replaced = { supersededOn: ENDED, byPlan: idOf('another plan'), reason: 'One plan for all.' };
    tell(plan, commandOf(RecordPlanSuperseded, replaced), TOLD);
    strike(plan, at, TOLD).kept(TOLD);
    expect(plan.deadlines().find(({ key }) => key === FIRST_QUARTER)).toMatchObject({ status: 'superseded' });
    expect(plan.deadlines().find(({ key }) => key === FIRST_QUARTER)).not.toHaveProperty('met');
    expect(read(asAt(plan, TOLD), FIRST_QUARTER).status).toBe('superseded');
  });

  it('tells of a move and of its undoing alike, now and as at the day on which it was undone', () => {
    const plan = new PlanInLog().adopt(ADOPTED);
    plan.kept(ADOPTED);
    const extended = { occurredOn: ASKED, by: 'Council', lastDay: '2031-03-31', reason: 'The county is reorganised.' };
    tell(plan, commandOf(RecordPlanExtended, extended), ASKED);
    strike(plan, 2).kept(STRUCK);
    expect(read(plan.deadlines(), 'R38')).toMatchObject({ dueOn: '2030-03-31', moves: [{}, {}] });
    expect(read(asAt(plan, STRUCK), 'R38')).toEqual(read(plan.deadlines(), 'R38'));
    for (const day of [ADOPTED, RESUMED])
      expect(read(asAt(plan, day), 'R38')).toMatchObject({ dueOn: '2030-03-31', moves: [] });
  });
});
