import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CALENDAR_NAMES, type CalendarName, type Jurisdiction } from '#calendar';
import { type JsonObject, type RecordedFact } from '#kernel';
import { type Deadline, isOpen } from '../deadlines/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { RecordCorrection } from '../matter-commands.js';
import { planSubject } from '../plan.js';
import { deadlinesAsAt } from '../minute-book/deadlines-as-at.js';
import { timersAfter } from './arm-timers-on-deadlines.js';
import { clocks, clockworks, termsAfter } from './clocks.js';
import { PLAN, PlanInLog, SETTINGS } from './testing/plan-in-log.js';

const TUESDAY = '2026-11-17';
const WEDNESDAY = '2026-11-18';
const ST_ANDREW = "2026-11-30 St Andrew's Day";
const THANKSGIVING = '2026-11-24 Day of thanksgiving';

/** Adopted while its council counted as in Scotland: the copy is due on Wednesday 2 December 2026, St Andrew’s Day being skipped. */
const scottish = (): PlanInLog => {
  const story = new PlanInLog().settle({ calendar: 'scotland' }, '2026-11-16').adopt(TUESDAY);
  story.kept(TUESDAY);
  return story;
};

/** Counted as in England and Wales from Wednesday on, where Tuesday the 24th is a holiday and St Andrew’s Day is none. */
const english = (): PlanInLog =>
  scottish().proclaim('2026-11-24', 'england-and-wales', WEDNESDAY).settle({}, WEDNESDAY);

const holidaysIn = ({ receipt }: Pick<Deadline, 'receipt'>): readonly string[] =>
  (receipt['skipped'] as readonly { readonly day: string; readonly name?: string }[]).flatMap(({ day, name }) =>
    name === undefined ? [] : [`${day} ${name}`],
  );

describe('a deadline that another calendar counts to the same day', () => {
  it('names the days of that calendar from then on, by a fact that says why', () => {
    const story = english();
    expect(holidaysIn(story.deadline('R30'))).toEqual([ST_ANDREW]);
    const recorded = story.kept(WEDNESDAY);
    const told = recorded.find(({ data }) => (data as { key: string }).key === 'R30');
    expect(told).toMatchObject({
      type: 'DeadlineRecounted',
      data: {
        ...{ occurredOn: WEDNESDAY, key: 'R30', version: 1 },
        cause: 'the authority settled on Wednesday 18 November 2026 that it counts by the calendar england-and-wales',
        receipt: { calendar: { name: 'england-and-wales', version: 2 }, result: '2026-12-02' },
        explained: expect.stringContaining('24 November is a bank holiday (Day of thanksgiving)'),
      },
      metadata: { causationId: story.of(SETTINGS).at(-1)?.id },
    });
    expect(holidaysIn(story.deadline('R30'))).toEqual([THANKSGIVING]);
    expect(story.kept(WEDNESDAY)).toEqual([]);
  });

  it('tells what changed, and why its date stays', () => {
    const story = english();
    story.kept(WEDNESDAY);
    expect(story.deadline('R30')).toMatchObject({
      ...{ dueOn: '2026-12-02', version: 1, status: 'running', moves: [] },
      changes: [
        {
          ...{ of: 'count', version: 1 },
          cause: 'the authority settled on Wednesday 18 November 2026 that it counts by the calendar england-and-wales',
          explained:
            "counted by the calendar england-and-wales instead of scotland; Monday 30 November 2026 (St Andrew's Day) counts now; " +
            '24 November is a bank holiday (Day of thanksgiving); as many days are skipped as before, so the date stays Wednesday 2 December 2026',
        },
      ],
    });
  });

  it('is not counted again where every day counts, whatever the calendar', () => {
    const story = english();
    const recounted = story.kept(WEDNESDAY).filter(({ type }) => type === 'DeadlineRecounted');
    expect(recounted.map(keyOf)).toEqual(['R30', 'R31']);
    expect(story.deadline('R32/P3M/1')).toMatchObject({ changes: [], receipt: { calendar: { name: 'scotland' } } });
  });

  it('keeps its reminders and its timers', () => {
    const story = english();
    const { rungs, reminders } = story.deadline('R30');
    const facts = story.kept(WEDNESDAY).filter(({ data }) => (data as { key: string }).key === 'R30');
    expect(facts.flatMap(timersAfter)).toEqual([]);
    expect(story.deadline('R30')).toMatchObject({ rungs, reminders });
  });

  it('is read on each day with the days by which it was counted then', () => {
    const story = english();
    story.kept(WEDNESDAY);
    const on = (asOf: Parameters<typeof deadlinesAsAt>[2]): readonly string[] =>
      holidaysIn(deadlinesAsAt(clockworks.plan, story.books(), asOf)!.find(({ key }) => key === 'R30')!);
    expect(on({ asAt: TUESDAY })).toEqual([ST_ANDREW]);
    expect(on({ asAt: WEDNESDAY })).toEqual([THANKSGIVING]);
    expect(on({ asAt: '2027-01-04' })).toEqual([THANKSGIVING]);
    expect(on({ knownAt: `${TUESDAY}T23:59:59.999Z` })).toEqual([ST_ANDREW]);
    expect(on({ knownAt: '2026-11-19T00:00:00.000Z' })).toEqual([THANKSGIVING]);
  });

  it('is read on a day before with the days of that day, though the adoption was corrected since', () => {
    const story = english();
    story.kept(WEDNESDAY);
    const [adopted] = story.of(PLAN);
    const corrected = {
      ...{ occurredOn: '2026-11-19', fact: adopted!.id, authority: 'Council', reason: 'A slip.' },
      mistakeIn: 'record',
      changes: [{ pointer: '/occurredOn', asRecorded: TUESDAY, asCorrected: '2026-11-16' }],
    } satisfies Omit<RecordCorrection, 'kind'>;
    story.tell(planSubject, PLAN, commandOf(RecordCorrection, corrected), '2026-11-19');
    expect(story.keep('2026-11-19')).toEqual(['DeadlineMoved R30 2026-12-01']);
    const past = deadlinesAsAt(clockworks.plan, story.books(), { asAt: TUESDAY })!.find(({ key }) => key === 'R30')!;
    expect(past).toMatchObject({ dueOn: '2026-12-01', receipt: { calendar: { name: 'scotland' } } });
    expect(holidaysIn(past)).toEqual([ST_ANDREW]);
  });

  it('stays as it was counted once its day has gone by, whether or not its passing is recorded', () => {
    const late = '2026-12-03';
    const settled = (story: PlanInLog): PlanInLog =>
      story.proclaim('2026-11-24', 'england-and-wales', late).settle({}, late);
    for (const story of [settled(scottish()), settled(scottish().pass('R30', 1, late))]) {
      expect(story.keep(late)).toEqual([]);
      expect(holidaysIn(story.deadline('R30'))).toEqual([ST_ANDREW]);
      const read = deadlinesAsAt(clockworks.plan, story.books(), { asAt: late })!.find(({ key }) => key === 'R30')!;
      expect(holidaysIn(read)).toEqual([ST_ANDREW]);
    }
  });
});

describe('a holiday far away', () => {
  it('records nothing, though the version of the calendar rises', () => {
    const story = new PlanInLog().adopt(TUESDAY);
    story.kept(TUESDAY);
    story.proclaim('2031-06-02', 'england-and-wales', WEDNESDAY);
    expect(story.kept(WEDNESDAY)).toEqual([]);
    expect(story.deadline('R30').receipt).toMatchObject({ calendar: { version: 1 } });
  });
});

// ── Whatever becomes of the calendar

/** Days that are worked everywhere unless proclaimed, near the two adoptions, and one that is far from every date of theirs. */
const DAYS = ['2026-11-24', '2026-11-25', '2026-12-17', '2026-12-24', '2026-12-29', '2031-06-02'] as const;
const FAR = '2031-06-02';

type Change =
  { readonly settled: CalendarName } | { readonly day: (typeof DAYS)[number]; readonly jurisdiction: Jurisdiction };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ settled: fc.constantFrom(...CALENDAR_NAMES) }),
  fc.record({
    day: fc.constantFrom(...DAYS),
    jurisdiction: fc.constantFrom<Jurisdiction>('england-and-wales', 'scotland', 'northern-ireland'),
  }),
);

/** Makes each change, and brings the deadlines in line after it: what is proclaimed twice is withdrawn the second time. */
const changed = (
  adoptedOn: string,
  changes: readonly Change[],
  then: (story: PlanInLog, made: Change, before: readonly Deadline[], facts: readonly RecordedFact[]) => void,
): void => {
  const story = new PlanInLog().adopt(adoptedOn);
  story.kept(adoptedOn);
  const proclaimed = new Set<string>();
  for (const made of changes) {
    const before = story.deadlines();
    if ('settled' in made) story.settle({ calendar: made.settled }, adoptedOn);
    else {
      const name = `${made.jurisdiction} ${made.day}`;
      const isWithdrawn = proclaimed.delete(name);
      if (!isWithdrawn) proclaimed.add(name);
      story[isWithdrawn ? 'withdraw' : 'proclaim'](made.day, made.jurisdiction, adoptedOn);
    }
    then(story, made, before, story.kept(adoptedOn));
  }
};

/** What a receipt says of the days of its count: by which calendar, where that says which are worked. */
const daysOf = ({ convention, calendar, skipped }: JsonObject) => ({
  ...{ convention, skipped },
  ...(convention === 'AFTER_W' ? { calendar: (calendar as { readonly name: string }).name } : {}),
});

const keyOf = ({ data }: RecordedFact): string => (data as { readonly key: string }).key;

const adoptions = fc.constantFrom(TUESDAY, '2026-12-15');
const changes = fc.array(change, { minLength: 1, maxLength: 6 });

/** It says of its days what a count from the beginning says, and nothing is left to record. */
const requireFresh = (story: PlanInLog, on: string): void => {
  const { subject, calendar, settings } = story.books();
  const fresh = clocks['plan']!(subject, termsAfter(calendar, settings));
  const open = story.deadlines().filter(isOpen);
  expect(open).toHaveLength(fresh.length);
  for (const { key, dueOn, receipt, explained } of open) {
    const now = fresh.find((derived) => derived.key === key)!;
    expect([key, dueOn, explained, daysOf(receipt)]).toEqual([key, now.dueOn, now.explained, daysOf(now.receipt)]);
  }
  expect(story.kept(on)).toEqual([]);
};

/** Told once, of other days; neither its version nor its reminders change. */
const requireRecounted = (was: Deadline, is: Deadline, facts: readonly RecordedFact[]): void => {
  expect(facts.filter((fact) => keyOf(fact) === is.key)).toHaveLength(1);
  expect(daysOf(is.receipt)).not.toEqual(daysOf(was.receipt));
  const { version, dueAt, rungs, reminders, setAt, moves } = was;
  expect(is).toMatchObject({ version, dueAt, rungs, reminders, setAt, moves });
};

describe('after whatever becomes of the calendar', () => {
  it('each open deadline says of its days what a fresh count says, and no more is recorded than that asks', () => {
    let holidays = 0;
    fc.assert(
      fc.property(adoptions, changes, (adoptedOn, made) => {
        changed(adoptedOn, made, (story, latest, before, facts) => {
          const recounted = facts.filter(({ type }) => type === 'DeadlineRecounted');
          for (const fact of recounted) {
            const was = before.find(({ key }) => key === keyOf(fact))!;
            requireRecounted(was, story.deadline(was.key), facts);
            holidays += holidaysIn(was).length;
          }
          requireFresh(story, adoptedOn);
          if (!('day' in latest) || latest.day !== FAR) return;
          expect(recounted).toEqual([]);
          expect(facts.map(keyOf)).not.toContain('R30');
        });
      }),
      { numRuns: 14, examples: [['2026-12-15', [{ settled: 'northern-ireland' }]]] },
    );
    expect(holidays).toBeGreaterThan(0);
  });
});
