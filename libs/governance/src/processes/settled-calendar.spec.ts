import { describe, expect, it } from '@jest/globals';
import { type CalendarName } from '#calendar';
import { contextOn } from '#kernel/testing/given';
import { commandOf } from '../vocabulary/command-of.js';
import { proclamationsStreamOf } from '../calendars/index.js';
import { deadlinesSubject, ResumeDeadline, SuspendDeadline, WaiveDeadline } from '../deadlines/index.js';
import { RecordCorrection } from '../matter-commands.js';
import { planSubject } from '../plan.js';
import { RecordPlanPublished } from '../plans/index.js';
import { clocks } from './clocks.js';
import { pendingReconciliation } from './pending-reconciliation.js';
import { countingBy } from './settled-calendar.js';
import { DEADLINES, PLAN, PlanInLog, SETTINGS } from './testing/plan-in-log.js';

/** Ten working days after the adoption the policing body has its copy. */
const copyDueBy = (calendar: CalendarName, adoptedOn: string): string => {
  const story = new PlanInLog().settle({ calendar }, '2025-01-06').adopt(adoptedOn);
  story.keep(adoptedOn);
  return story.deadline('R30').dueOn;
};

describe('a count of working days', () => {
  it.each<[CalendarName, string, string]>([
    // Monday 30 November 2026 is St Andrew’s Day.
    ['england-and-wales', '2026-11-17', '2026-12-01'],
    ['scotland', '2026-11-17', '2026-12-02'],
    ['northern-ireland', '2026-11-17', '2026-12-01'],
    ['parish', '2026-11-17', '2026-11-28'],
    // Over Christmas: Friday 2 January 2026 is a holiday in Scotland.
    ['england-and-wales', '2025-12-19', '2026-01-07'],
    ['scotland', '2025-12-19', '2026-01-08'],
    ['england-and-wales-without-christmas-eve', '2025-12-19', '2026-01-08'],
    ['parish', '2025-12-19', '2026-01-03'],
    // St Patrick’s Day, Tuesday 17 March 2026.
    ['northern-ireland', '2026-03-09', '2026-03-24'],
    ['england-and-wales', '2026-03-09', '2026-03-23'],
  ])('goes by the calendar %s: adopted on %s, a copy by %s', (calendar, adoptedOn, dueOn) => {
    expect(copyDueBy(calendar, adoptedOn)).toBe(dueOn);
  });

  it('is not altered by closures and recesses', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    const week = [{ first: '2026-11-23', last: '2026-11-27', name: 'A week' }];
    story.settle({ closures: week, recesses: week }, '2026-11-18');
    expect(story.keep('2026-11-18', ['R30', 'R31', 'R38'])).toEqual([]);
  });
});

describe('a calendar that is settled while deadlines are open', () => {
  it('moves those that it touches, by a fact that says why, and no others', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    expect(story.keep('2026-11-17')).toEqual(['DeadlineSet R30 2026-12-01']);
    story.settle({ calendar: 'scotland' }, '2026-11-18');
    expect(story.keep('2026-11-18', ['R29', 'R30', 'R31', 'R32/P3M/1', 'R38'])).toEqual([
      ...['DeadlineMoved R30 2026-12-02', 'DeadlineMoved R31 2026-12-02'],
    ]);
    const [settled] = story.of(SETTINGS);
    const moved = story.of(DEADLINES).find(({ type }) => type === 'DeadlineMoved');
    expect(moved?.metadata.causationId).toBe(settled?.id);
    expect(moved?.data).toMatchObject({
      cause: 'the authority settled on Wednesday 18 November 2026 that it counts by the calendar scotland',
      receipt: { calendar: { name: 'scotland', version: 1 } },
    });
    story.settle({}, '2026-11-19');
    expect(story.keep('2026-11-19')).toEqual(['DeadlineMoved R30 2026-12-01']);
  });

  it('takes each cause in its turn where several came before any was taken', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    story
      .proclaim('2026-11-23', 'england-and-wales', '2026-11-18')
      .proclaim('2026-11-24', 'england-and-wales', '2026-11-18');
    story.settle({ calendar: 'scotland' }, '2026-11-18');
    expect(story.keep('2026-11-18')).toEqual([
      ...['DeadlineMoved R30 2026-12-02', 'DeadlineMoved R30 2026-12-03', 'DeadlineMoved R30 2026-12-02'],
    ]);
  });

  it('says of the last cause that nothing came after it, and of no other', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    const isLast = () =>
      pendingReconciliation(story.books(), clocks['plan']!, undefined, contextOn('2026-11-18'))?.isLast;
    story.settle({ calendar: 'scotland' }, '2026-11-18');
    expect(isLast()).toBe(true);
    story.settle({ calendar: 'parish' }, '2026-11-18');
    expect(isLast()).toBe(false);
  });

  it('leaves where they were the dates that it would put before that day', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    // By the parish calendar it was due on Saturday 28 November: nobody is made late by what is settled afterwards.
    story.settle({ calendar: 'parish' }, '2026-11-30');
    expect(story.keep('2026-11-30')).toEqual([]);
    const sooner = new PlanInLog().adopt('2026-11-17');
    sooner.keep('2026-11-17');
    sooner.settle({ calendar: 'parish' }, '2026-11-24');
    expect(sooner.keep('2026-11-24')).toEqual(['DeadlineMoved R30 2026-11-28']);
  });
});

const WORDS = { by: 'Council', capacity: 'adopting body', reason: 'The printer is on strike.' };

const suspending = (from: string) => commandOf(SuspendDeadline, { key: 'R30', from, ...WORDS });

const stoodStill = (story: PlanInLog, from: string, until: string): PlanInLog =>
  story
    .tell(deadlinesSubject, DEADLINES, suspending(from), from)
    .tell(deadlinesSubject, DEADLINES, commandOf(ResumeDeadline, { key: 'R30', on: until, ...WORDS }), until);

describe('a date that had gone by when a calendar was settled', () => {
  const missed = (): PlanInLog => {
    const story = new PlanInLog().adopt('2026-11-17', '2026-11-20');
    story.keep('2026-11-20');
    return story.pass('R30', 1, '2026-12-02').settle({ calendar: 'scotland' }, '2026-12-02');
  };

  it('stays as it was counted, whatever is told later', () => {
    const story = missed();
    expect(story.keep('2026-12-02')).toEqual([]);
    const published = commandOf(RecordPlanPublished, { occurredOn: '2026-12-03', where: 'the council’s website' });
    story.tell(planSubject, PLAN, published, '2026-12-03');
    expect(story.keep('2026-12-03', ['R30', 'R31'])).toEqual(['DeadlineMet R31']);
    story.settle({ calendar: 'parish' }, '2026-12-04');
    expect(story.keep('2026-12-04')).toEqual([]);
    expect(story.deadline('R30')).toMatchObject({ status: 'passed', dueOn: '2026-12-01', version: 1 });
  });

  it('stays as it was counted where it was waived', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    const waiver = { key: 'R31', by: 'Council', capacity: 'adopting body', reason: 'It is published in the spring.' };
    story.tell(deadlinesSubject, DEADLINES, commandOf(WaiveDeadline, waiver), '2026-11-20');
    story.settle({ calendar: 'scotland' }, '2026-12-02');
    expect(story.keep('2026-12-02', ['R31'])).toEqual([]);
    expect(story.deadline('R31')).toMatchObject({ status: 'waived', dueOn: '2026-12-01' });
  });

  it.each<[string, (story: PlanInLog) => PlanInLog]>([
    ['a holiday', (story) => story.proclaim('2026-11-23', 'england-and-wales', '2026-11-18')],
    ['another calendar', (story) => story.settle({ calendar: 'scotland' }, '2026-11-18')],
    ['the days for which its clock stood still', (story) => stoodStill(story, '2026-11-18', '2026-11-19')],
  ])('stays as it was counted where it had its date by %s', (_what, moved) => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    expect([...moved(story).keep('2026-11-19'), story.deadline('R30').dueOn]).toContain('2026-12-02');
    story.settle({ calendar: 'parish' }, '2026-12-03');
    expect(story.keep('2026-12-03')).toEqual([]);
  });

  it('moves while its clock stands still: it has not been missed', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    story.tell(deadlinesSubject, DEADLINES, suspending('2026-11-18'), '2026-11-18');
    story.settle({ calendar: 'scotland' }, '2026-12-02');
    expect(story.keep('2026-12-02')).toEqual(['DeadlineMoved R30 2026-12-02']);
  });

  it('stays where it had not been recorded yet that it passed', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    story.settle({ calendar: 'scotland' }, '2026-12-02');
    expect(story.keep('2026-12-02')).toEqual([]);
    story.pass('R30', 1, '2026-12-02');
    expect(story.deadline('R30')).toMatchObject({ status: 'passed', dueOn: '2026-12-01' });
  });

  it('moves where a fact moves it, and is then counted by the calendar in force', () => {
    const story = missed();
    story.keep('2026-12-02');
    const [adopted] = story.of(PLAN);
    const corrected = {
      ...{ occurredOn: '2026-12-03', fact: adopted!.id, authority: 'Council', reason: 'A slip.' },
      mistakeIn: 'record',
      changes: [{ pointer: '/occurredOn', asRecorded: '2026-11-17', asCorrected: '2026-11-20' }],
    } satisfies Omit<RecordCorrection, 'kind'>;
    story.tell(planSubject, PLAN, commandOf(RecordCorrection, corrected), '2026-12-03');
    expect(story.keep('2026-12-03')).toEqual(['DeadlineMoved R30 2026-12-07']);
  });

  it('is counted by the calendar in force where it is recorded only afterwards, and stays so', () => {
    const story = new PlanInLog().settle({ calendar: 'scotland' }, '2027-01-04').adopt('2026-11-17', '2027-01-05');
    expect(story.keep('2027-01-05')).toEqual(['DeadlineSet R30 2026-12-02']);
    story.settle({}, '2027-01-06');
    expect(story.keep('2027-01-06')).toEqual([]);
  });
});

describe('a holiday that is proclaimed', () => {
  it('moves what is counted by a calendar of its jurisdiction, and says by which', () => {
    const story = new PlanInLog().settle({ calendar: 'scotland' }, '2026-11-16').adopt('2026-11-17');
    story.keep('2026-11-17');
    story.proclaim('2026-11-24', 'england-and-wales', '2026-11-18');
    expect(story.keep('2026-11-18')).toEqual([]);
    story.proclaim('2026-11-24', 'scotland', '2026-11-18');
    expect(story.keep('2026-11-18')).toEqual(['DeadlineMoved R30 2026-12-03']);
    const moved = story.of(DEADLINES).find(({ type }) => type === 'DeadlineMoved');
    expect(moved?.data).toMatchObject({
      cause:
        'Tuesday 24 November 2026 was proclaimed a bank holiday, Day of thanksgiving: version 2 of the calendar scotland',
      receipt: { calendar: { name: 'scotland', version: 2 } },
    });
  });

  it('counts for a parish as for all of England and Wales', () => {
    const story = new PlanInLog().settle({ calendar: 'parish' }, '2026-11-16').adopt('2026-11-17');
    story.keep('2026-11-17');
    story.proclaim('2026-11-24', 'england-and-wales', '2026-11-18');
    expect(story.keep('2026-11-18')).toEqual(['DeadlineMoved R30 2026-11-30']);
    expect(story.deadline('R30').receipt).toMatchObject({ calendar: { name: 'parish', version: 2 } });
  });

  it('is no cause of anything before its jurisdiction is settled, and counts from then on', () => {
    const story = new PlanInLog().adopt('2026-11-17');
    story.keep('2026-11-17');
    story.proclaim('2026-11-24', 'scotland', '2026-11-18');
    expect(story.keep('2026-11-18')).toEqual([]);
    story.settle({ calendar: 'scotland' }, '2026-11-19');
    expect(story.keep('2026-11-19')).toEqual(['DeadlineMoved R30 2026-12-03']);
    const causes = story.of(DEADLINES).map(({ metadata }) => metadata.causationId);
    expect(causes).not.toContain(story.of(proclamationsStreamOf('scotland'))[0]?.id);
  });

  it('is told to authorities that counted by it when it came, whatever they settle later', () => {
    const story = new PlanInLog().settle({ calendar: 'scotland' }, '2026-11-16');
    story.proclaim('2026-11-24', 'scotland', '2026-11-18').proclaim('2026-11-24', 'england-and-wales', '2026-11-18');
    story.settle({ calendar: 'parish' }, '2026-11-19').proclaim('2026-11-25', 'england-and-wales', '2026-11-20');
    const [scottish] = story.of(proclamationsStreamOf('scotland'));
    const english = story.of(proclamationsStreamOf('england-and-wales'));
    const tells = [scottish!, ...english].map((fact) => countingBy(fact, story.of(SETTINGS)));
    expect(tells.map((isTold) => isTold('coventry'))).toEqual([true, false, true]);
    expect(tells.map((isTold) => isTold('melton'))).toEqual([false, true, true]);
  });
});
