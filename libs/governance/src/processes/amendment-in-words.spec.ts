import { describe, expect, it } from '@jest/globals';
import { type Fact } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { matterFacts } from '../matter.js';
import { RecordCorrection, RecordOccurrenceSupplied } from '../matter-commands.js';
import { planStreamFacts, planSubject } from '../plan.js';
import { commandOf } from '../vocabulary/command-of.js';
import { isAmendment, type RecordCorrected } from '../vocabulary/amendment.js';
import { amendmentInWords } from './amendment-in-words.js';
import { PLAN, PlanInLog } from './testing/plan-in-log.js';

type Change = RecordCorrected['data']['changes'][number];

const WORDS = { authority: 'Council', reason: 'A slip of the pen by the clerk.' };

const told = (amended: Fact, ...changes: readonly Change[]): string => {
  const data = { occurredOn: '2025-07-09', fact: 'a', mistakeIn: 'record', changes, ...WORDS };
  const [fact] = recorded([{ type: 'RecordCorrected', data }]);
  if (fact === undefined || !isAmendment(fact)) throw new Error('it is an amendment');
  return amendmentInWords(fact, amended);
};

const OPENED: Fact = { type: 'ConsultationOpened', data: { occurredOn: '2024-07-10' } };
const PASSED: Fact = { type: 'ResolutionPassed', data: { occurredOn: '2024-07', parts: [{ part: 1 }, { part: 2 }] } };

describe('what a correction says', () => {
  it.each([
    [
      ...[OPENED, '/window/closesOn', '2024-10-02', '2024-10-16'],
      'the consultation was opened on Wednesday 10 July 2024; the last day is Wednesday 16 October 2024, not Wednesday 2 October 2024',
    ],
    [
      ...[OPENED, '/window/closesAt', undefined, '17:00'],
      'the consultation was opened on Wednesday 10 July 2024; the closing time is 17:00, where none was recorded',
    ],
    [
      ...[PASSED, '/parts/1/dueOn', '2024-12', '2025-01-31'],
      'a resolution was passed in July 2024; in part 2 the day by which it is due is Friday 31 January 2025, not December 2024',
    ],
    [
      ...[PASSED, '/parts/0/meaning', 'noted', 'commissions a report'],
      'a resolution was passed in July 2024; in part 1 the meaning is “commissions a report”, not “noted”',
    ],
    [
      ...[PASSED, '/parts/0/report', 'on the clerk', 'on the clerks'],
      'a resolution was passed in July 2024; in part 1 the report was corrected',
    ],
    [
      ...[PASSED, '/parts/1/obligation/every', 'P3M', 'P6M'],
      'a resolution was passed in July 2024; in part 2 the pace is “P6M”, not “P3M”',
    ],
    [
      ...[PASSED, '/parts/1/obligation/kind', 'monitoring', 'review'],
      'a resolution was passed in July 2024; in part 2 what is asked for is “review”, not “monitoring”',
    ],
    [
      ...[OPENED, '/occurredOn', '2024-07-09', '2024-07-10'],
      'the consultation was opened on Wednesday 10 July 2024, not on Tuesday 9 July 2024',
    ],
    [
      ...[OPENED, '/occurredOn', '2024-07-10T09:00+01:00', '2024-07-10'],
      'the consultation was opened on Wednesday 10 July 2024, at another time of the day',
    ],
  ] as const)('is told: of %j at %s', (amended, pointer, asRecorded, asCorrected, words) => {
    const change = { pointer, asCorrected, ...(asRecorded === undefined ? {} : { asRecorded }) };
    expect(told(amended, change)).toBe(words);
  });

  it('is told in no more words than a cause can bear', () => {
    const long = { pointer: '/parts/0/verb', asRecorded: 'x'.repeat(4_000), asCorrected: 'y'.repeat(4_000) };
    const words = told(PASSED, long, long, long, long, long);
    expect(words).toContain('y…”, not “x');
    expect(words).toMatch(/; 2 more places were corrected$/);
    expect(words.length).toBeLessThan(800);
    expect(told(PASSED, long, long, long, long)).toMatch(/; 1 more place was corrected$/);
  });

  const places = Object.entries({ ...matterFacts, ...planStreamFacts }).flatMap(([type, { correctable }]) =>
    Object.keys(correctable).map((pattern) => [type, pattern] as const),
  );
  it.each(places)('is told in English: of %s at %s', (type, pattern) => {
    const pointer = pattern.replaceAll(/\*+/g, '0');
    const words = told({ type, data: { parts: [{ part: 1 }] } }, { pointer, asRecorded: 'A', asCorrected: 'B' });
    expect(words).not.toMatch(/[a-z][A-Z]|undefined|\/|the (because|before|by|how|of|to|where) (is|was) /);
  });
});

describe('the cause of a date that moves', () => {
  const ADOPTED = '2026-11-17';
  const story = (occurredOn: string) => {
    const log = new PlanInLog().adopt(occurredOn, ADOPTED);
    log.kept(ADOPTED);
    return { log, fact: log.of(PLAN)[0]!.id };
  };
  const causeIn = (log: PlanInLog, on: string) =>
    log
      .kept(on)
      .flatMap(({ type, data }) => (type === 'DeadlineMoved' ? [(data as { readonly cause: string }).cause] : []))[0];

  it('says what was corrected in which fact, as it stood then', () => {
    const { log, fact } = story(ADOPTED);
    const correct = (asRecorded: string, asCorrected: string, on: string): void => {
      const changes = [{ pointer: '/occurredOn', asRecorded, asCorrected }];
      const command = commandOf(RecordCorrection, { occurredOn: on, fact, mistakeIn: 'record', changes, ...WORDS });
      log.tell(planSubject, PLAN, command, on);
    };
    correct(ADOPTED, '2026-11-16', '2026-11-18');
    expect(causeIn(log, '2026-11-18')).toBe(
      'the record was corrected on Wednesday 18 November 2026: the plan was adopted on Monday 16 November 2026, not on Tuesday 17 November 2026',
    );
    correct('2026-11-16', '2026-11-12', '2026-11-19');
    correct('2026-11-12', '2026-11-13', '2026-11-20');
    expect(causeIn(log, '2026-11-20')).toContain(
      'adopted on Thursday 12 November 2026, not on Monday 16 November 2026',
    );
  });

  it('says of which fact a date was added, and what was known before', () => {
    const { log, fact } = story('2026-11');
    const supplied = { occurredOn: '2026-11-18', fact, happenedOn: ADOPTED, source: 'The minutes' };
    log.tell(planSubject, PLAN, commandOf(RecordOccurrenceSupplied, supplied), '2026-11-18');
    expect(causeIn(log, '2026-11-18')).toBe(
      'a date that was not on record was added on Wednesday 18 November 2026: the plan was adopted on Tuesday 17 November 2026, where only November 2026 was known',
    );
  });
});
