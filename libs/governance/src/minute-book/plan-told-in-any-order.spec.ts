import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Command, foldAll, Malformed, type PlainDateText, type RecordedFact, Refusal } from '#kernel';
import { contextOn, decide, idOf, recorded } from '#kernel/testing/given';
import { planChronicle, planSubject, planTold } from '../plan.js';
import {
  AdoptPlan,
  planDeadlines,
  RecordPartnershipMet,
  RecordPlanAdopted,
  RecordPlanCommenced,
  RecordPlanExtended,
  RecordPlanMonitored,
  RecordPlanObligationAdded,
  RecordPlanPublished,
  RecordPlanRefreshed,
  RecordPlanRenewalOpened,
  RecordPlanRenewed,
  RecordPlanSuperseded,
} from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { planAsAt } from './plan-as-at.js';
import { type PlanPage } from './plan-page.js';
import { planRegister } from './plan-register.js';

const TODAY = '2035-11-22';
const TERM = { firstDay: '2025-04-01', lastDay: '2028-03-31' };
const NEXT = idOf('the next plan');
const OTHER = idOf('another plan');

/** A plan as officers tell it, command by command, all on one day long after it happened. */
class PlanStory {
  #facts: readonly RecordedFact[] = [];

  constructor(...commands: readonly Command[]) {
    for (const command of commands) this.tell(command);
  }

  get facts(): readonly RecordedFact[] {
    return this.#facts;
  }

  /** How many facts the command gave; throws what the rules throw, and then nothing is told. */
  tell(command: Command): number {
    const newId = (purpose: string): string => idOf('new', purpose, String(this.#facts.length));
    const given = decide(planSubject, this.#facts, command, { ...contextOn(TODAY), newId });
    this.#facts = recorded([...this.#facts, ...given], { at: `${TODAY}T11:30:00.000Z` });
    return given.length;
  }

  page(asAt?: PlainDateText): PlanPage | undefined {
    return planAsAt(this.#facts, { today: TODAY, ...(asAt === undefined ? {} : { asAt }) });
  }

  get plan() {
    return planTold(foldAll(planChronicle, this.#facts).entries).plan;
  }

  /** What reads the same whatever the order of telling: all but the ids of facts. */
  said(asAt?: PlainDateText): unknown {
    return withoutIds(this.page(asAt));
  }

  get deadlines(): unknown {
    const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: {} };
    return withoutIds(planDeadlines(this.plan, terms, [{ cadences: USUAL_CADENCES }]));
  }

  get row(): unknown {
    const { plans = [] } = planRegister.rows(foldAll(planChronicle, this.#facts), PLAN);
    return plans.map(({ searchable: _words, ...row }) => row);
  }
}

const PLAN = { category: 'plan', authority: 'coventry', id: 'p' } as const;
const IDS = new Set(['fact', 'startedBy', 'by']);
const isFactId = (name: string, value: unknown): boolean => IDS.has(name) && FACT_IDS.has(String(value));
const FACT_IDS = new Set(recorded(Array.from({ length: 40 }, () => ({ type: '', data: {} }))).map(({ id }) => id));
const withoutIds = (told: unknown): unknown =>
  JSON.parse(JSON.stringify(told ?? null, (name, value: unknown) => (isFactId(name, value) ? 'a fact' : value)));

const adopt = (occurredOn: string, changes: object = {}): Command =>
  commandOf(RecordPlanAdopted, { occurredOn, by: 'Council', title: 'The Plan', ...TERM, ...changes });
const adoptAgain = (occurredOn: string, title: string, term: typeof TERM = TERM): Command =>
  commandOf(AdoptPlan, {
    ...{ occurredOn, by: 'Council', title, ...term, obligations: [] },
    adoptedIn: { matter: idOf('matter'), resolution: idOf(occurredOn, title), part: 1 },
  });
const extend = (occurredOn: string, lastDay: string): Command =>
  commandOf(RecordPlanExtended, { occurredOn, by: 'Council', lastDay, reason: 'The next one takes longer.' });
const renew = (occurredOn: string, firstDay: string, byPlan = NEXT): Command =>
  commandOf(RecordPlanRenewed, { occurredOn, byPlan, firstDay });
const supersede = (supersededOn: string, byPlan = OTHER): Command =>
  commandOf(RecordPlanSuperseded, { supersededOn, byPlan, reason: 'One plan for all.' });
const monitor = (occurredOn: string, periodEndsOn: string): Command =>
  commandOf(RecordPlanMonitored, { occurredOn, periodEndsOn, by: 'Cabinet' });
const ask = (askedOn: string, kind: 'monitoring' | 'review', askedBy: string): Command =>
  commandOf(RecordPlanObligationAdded, { obligation: { kind, every: 'P3M', askedOn, askedBy } });

describe('what is told late of a plan', () => {
  it('takes its place among the extensions, none of which shortens the plan', () => {
    const story = new PlanStory(adopt('2025-03-25'), extend('2028-02-15', '2029-03-31'));
    expect(() => story.tell(extend('2028-01-10', '2029-06-30'))).toThrow(/earlier than 2029-03-31.*on 2028-02-15/);
    expect(() => story.tell(extend('2028-03-01', '2028-09-30'))).toThrow('later than 2029-03-31');
    expect(() => story.tell(extend('2028-01-10', '2028-03-31'))).toThrow('later than 2028-03-31');
    expect(story.tell(extend('2028-01-10', '2028-09-30'))).toBe(1);
    expect(story.plan.extensions).toMatchObject([
      { occurredOn: '2028-01-10', previousLastDay: '2028-03-31', lastDay: '2028-09-30' },
      { occurredOn: '2028-02-15', previousLastDay: '2028-09-30', lastDay: '2029-03-31' },
    ]);
    const lines = story.page()?.life.filter(({ type }) => type === 'PlanExtended');
    expect(lines).toMatchObject([
      { told: { previousLastDay: '2028-03-31' } },
      { told: { previousLastDay: '2028-09-30' } },
    ]);
    expect(story.page('2028-01-31')).toMatchObject({ lastDay: '2028-09-30' });
    expect(story.page()).toMatchObject({ lastDay: '2029-03-31' });
    expect(story.tell(extend('2028-01-10', '2028-09-30'))).toBe(0);
  });

  it('is judged by the plan as it stood then: renewed in time, whatever took its place afterwards', () => {
    const story = new PlanStory(adopt('2025-03-25'), supersede('2028-03-10'));
    expect(story.tell(renew('2028-02-29', '2028-04-01'))).toBe(1);
    expect(() => story.tell(renew('2028-03-20', '2028-04-02'))).toThrow(
      'another plan took its place on Friday 10 March 2028',
    );
  });

  it('is judged by the plan as it stood then: monitored for a quarter that was to come, or renewed for the day after its end', () => {
    const story = new PlanStory(adopt('2025-03-25'), ask('2025-03-18', 'monitoring', 'Cabinet'));
    for (const command of [supersede('2027-04-01'), monitor('2027-03-20', '2027-06-30')])
      expect(story.tell(command)).toBe(1);
    expect(() => story.tell(monitor('2027-05-20', '2027-06-30'))).toThrow('monitoring is due');
    const extended = new PlanStory(adopt('2025-03-25'), extend('2028-03-10', '2029-03-31'));
    expect(extended.tell(renew('2028-02-29', '2028-04-01'))).toBe(1);
    expect(() => extended.tell(renew('2028-03-20', '2028-04-02'))).toThrow('later than 2029-03-31');
  });

  it('governs as its day lets it: of two adoptions the later one, and an extension between them of the earlier', () => {
    const [first, second] = [
      adoptAgain('2025-03-25', 'A'),
      adoptAgain('2026-03-25', 'B', { ...TERM, lastDay: '2030-03-31' }),
    ];
    const between = extend('2025-09-01', '2029-03-31');
    const stories = [
      [first, second, between],
      [second, first, between],
      [first, between, second],
    ].map((commands) => new PlanStory(...commands));
    for (const story of stories) {
      expect(story.page()).toMatchObject({ title: 'B', lastDay: '2030-03-31' });
      expect(story.page('2025-10-01')).toMatchObject({ title: 'A', lastDay: '2029-03-31' });
      expect(story.page()?.life.map(({ type }) => type)).toEqual(['PlanAdopted', 'PlanExtended', 'PlanAdopted']);
    }
  });

  it('lets the days of a renewal stand that were told last, whatever they are', () => {
    const story = new PlanStory(adopt('2025-03-25'), renew('2028-02-29', '2028-04-01'));
    expect(story.tell(renew('2028-02-20', '2028-04-01'))).toBe(1);
    expect(story.tell(renew('2028-02-20', '2028-04-01'))).toBe(0);
    expect(story.plan.renewed).toMatchObject({ occurredOn: '2028-02-20' });
  });
});

// ── Told in any order, the page, the row and the deadlines say the same

const day = fc.integer({ min: 0, max: 1_500 }).map((after) => addDays('2025-01-01', after));
const quarter = fc
  .integer({ min: 1, max: 20 })
  .map((number) => addDays(`${2025 + Math.floor(number / 4)}-${['04', '07', '10', '01'][number % 4]}-01`, -1));
const lastDay = fc.integer({ min: 1, max: 2_000 }).map((after) => addDays('2028-03-31', after));

/** What an officer tells that happened on a day. */
type Telling = (occurredOn: string) => Command;
const of = (value: fc.Arbitrary<string>, say: (occurredOn: string, value: string) => Command): fc.Arbitrary<Telling> =>
  value.map((held) => (occurredOn) => say(occurredOn, held));

const telling: fc.Arbitrary<Telling> = fc.oneof(
  of(lastDay, extend),
  of(quarter, monitor),
  of(lastDay, (on, firstDay) => renew(on, firstDay, idOf(on))),
  of(fc.constantFrom(NEXT, OTHER), supersede),
  of(fc.constantFrom('monitoring', 'review'), (on, kind) => ask(on, kind as 'monitoring' | 'review', 'Cabinet')),
  of(fc.constantFrom('A', 'B', 'C'), adoptAgain),
  of(quarter, (occurredOn, forYearOf) => commandOf(RecordPlanRefreshed, { occurredOn, forYearOf })),
  of(fc.constantFrom('the library', 'online'), (occurredOn, where) =>
    commandOf(RecordPlanPublished, { occurredOn, where }),
  ),
  of(fc.constant(''), (metOn) => commandOf(RecordPartnershipMet, { metOn })),
  of(fc.constant(''), (commencedOn) => commandOf(RecordPlanCommenced, { commencedOn })),
  of(fc.constantFrom('A', 'B'), (occurredOn, title) =>
    commandOf(RecordPlanRenewalOpened, { occurredOn, matter: NEXT, title }),
  ),
);

/** Whether it was taken. */
const isTaken = (story: PlanStory, say: () => Command): boolean => {
  try {
    const command = say();
    const given = story.tell(command);
    expect(story.tell(command)).toBe(0);
    return given > 0;
  } catch (refused) {
    if (!(refused instanceof Malformed || refused instanceof Refusal)) throw refused;
    return false;
  }
};

/** Tells all of them, and those that had to wait for what they rest on again. */
const tellAll = (story: PlanStory, commands: readonly Command[]): readonly Command[] => {
  const waiting = commands.filter((command) => !isTaken(story, () => command));
  return waiting.length === commands.length ? waiting : tellAll(story, waiting);
};

const dated = fc.uniqueArray(fc.tuple(day, telling), { minLength: 2, maxLength: 9, selector: ([on]) => on });
const byDay = (one: readonly [string, unknown], other: readonly [string, unknown]): number =>
  one[0] < other[0] ? -1 : 1;

describe('a story of a plan, told in any order', () => {
  it('is on the page, in the register and among the deadlines as if each thing had been told when it happened', () => {
    fc.assert(
      fc.property(day, dated, fc.array(fc.nat()), day, (adoptedOn, story, order, asAt) => {
        const inTime = new PlanStory(adopt(adoptedOn));
        const taken = story.toSorted(byDay).flatMap(([on, say]) => (isTaken(inTime, () => say(on)) ? [say(on)] : []));
        const shuffled = taken
          .map((command, at) => [order[at] ?? 0, command] as const)
          .toSorted(([one], [other]) => one - other)
          .map(([, command]) => command);
        const late = new PlanStory(adopt(adoptedOn));
        expect(tellAll(late, shuffled)).toEqual([]);
        expect(late.said()).toEqual(inTime.said());
        expect(late.said(asAt)).toEqual(inTime.said(asAt));
        expect(late.row).toEqual(inTime.row);
        expect(late.deadlines).toEqual(inTime.deadlines);
      }),
      { numRuns: 120 },
    );
  });
});

const occurrence = fc.oneof(
  { weight: 3, arbitrary: day },
  day.map((text) => text.slice(0, 7)),
  fc.constant('unknown'),
);

describe('a story of a plan, told in any order and precision', () => {
  it('is on the page with all that was accepted, in order, and never shortened', () => {
    fc.assert(
      fc.property(occurrence, fc.array(fc.tuple(occurrence, telling), { maxLength: 10 }), (adoptedOn, tellings) => {
        const story = new PlanStory(adopt(adoptedOn));
        for (const [on, say] of tellings) isTaken(story, () => say(on));
        const page = story.page();
        expect(page?.life).toHaveLength(story.facts.length);
        const beginning = page?.life.find(({ type }) => type === 'PlanAdopted');
        const days = (page?.life ?? []).flatMap((line) => (line === beginning ? [] : [line.occurredOn]));
        const reversed = days.filter((on, at) => days.slice(0, at).some((before) => certainlyBefore(on, before)));
        expect({ days, reversed }).toEqual({ days, reversed: [] });
        for (const extension of story.plan.extensions) expect(extension.lastDay > extension.previousLastDay).toBe(true);
      }),
      { numRuns: 120 },
    );
  });
});
