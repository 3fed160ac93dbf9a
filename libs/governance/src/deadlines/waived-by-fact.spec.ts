import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { foldAll } from '#kernel';
import { contextOn, decide, recorded } from '#kernel/testing/given';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { onDay } from '../vocabulary/deadline-terms.js';
import { goldenDeadlines } from '../testing/golden-deadlines.js';
import { PassDeadline, ReconcileDeadlines, WaiveDeadline } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { nextReminderAt } from './due-reminders.js';
import { recordOfDeadlines, typesOf } from './testing/record-of-deadlines.js';

const KEY = 'R21/one/2';
const LADDER = ['-P7D', 'P1D'].map((at) => ({ at, offices: ['report-author'] }));
const terms = {
  calendar: calendarNamed('england-and-wales'),
  rules: { R21: { owner: 'report-author', ladder: LADDER } },
};
const ready = (more: Partial<DerivedDeadline> = {}): DerivedDeadline => ({
  ...{ key: KEY, title: 'The questionnaire is ready', body: 'Cabinet', owner: 'report-author' },
  rule: { id: 'R21', version: 1, basis: 'resolution', citation: 'the resolution', hardness: 'promised' },
  ...onDay('R21', { dueOn: '2024-07-09' }, terms),
  ...{ receipt: {}, explained: 'the day before', startedBy: 'fact-1', ...more },
});
const WAIVER = { by: 'Cabinet', capacity: 'authorising body', reason: 'The forms had gone out.', fact: 'opening' };
const waivedBy = { ...WAIVER, on: '2024-07-10' };

/** The record of one deadline; set on 27 June 2024. */
const story = () => {
  const record = recordOfDeadlines();
  const bring = (now: DerivedDeadline, on: string): readonly string[] =>
    typesOf(record.bring([now], on, 'the opening'));
  bring(ready(), '2024-06-27');
  const pass = () =>
    record.tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 }), '2024-07-10');
  return { ...record, bring, pass };
};

describe('a deadline that a fact of its subject waives', () => {
  it('is waived by it once, with who and why, also where its day has gone by', () => {
    const { bring, pass, deadline, facts } = story();
    pass();
    expect(bring(ready({ waivedBy }), '2024-07-10')).toEqual([
      'DeadlineWaived',
      'ReminderSuperseded',
      'ReminderSuperseded',
    ]);
    expect(bring(ready({ waivedBy }), '2024-07-11')).toEqual([]);
    expect(deadline()).toMatchObject({ status: 'waived', waived: WAIVER });
    expect(facts().find(({ type }) => type === 'DeadlineWaived')?.data).toMatchObject({ occurredOn: '2024-07-10' });
    expect(nextReminderAt(deadline())).toBeUndefined();
  });

  it('is waived at once where all is told together', () => {
    const facts = decide(
      deadlinesSubject,
      [],
      Object.assign(new ReconcileDeadlines(), { derived: [ready({ waivedBy })], cause: 'it was loaded' }),
      contextOn('2026-01-05'),
    );
    expect(facts.map(({ type }) => type).filter((type) => type.startsWith('Deadline'))).toEqual([
      ...['DeadlineSet', 'DeadlineWaived'],
    ]);
  });

  it('has the words that are corrected in the fact, and is open again where the fact waives it no more', () => {
    const { bring, pass, deadline } = story();
    pass();
    bring(ready({ waivedBy }), '2024-07-10');
    const corrected = { ...waivedBy, reason: 'The printer had them.' };
    expect(bring(ready({ waivedBy: corrected }), '2024-07-11')).toEqual(['DeadlineWaived']);
    expect(deadline().waived?.reason).toBe('The printer had them.');
    expect(bring(ready(), '2024-07-12')).toEqual(['DeadlineReopened']);
    expect(deadline()).toMatchObject({ status: 'passed' });
    expect(deadline()).not.toHaveProperty('waived');
    const met = { on: '2024-07-09', by: 'a questionnaire' };
    expect(bring(ready({ met }), '2024-07-15')).toContain('DeadlineMet');
  });

  it('keeps the waiver that an office gave it before', () => {
    const { bring, tell, deadline } = story();
    const { fact: _, ...waiver } = WAIVER;
    const own = { ...waiver, key: KEY, reason: 'A general election was called.' };
    tell(Object.assign(new WaiveDeadline(), own), '2024-07-01');
    expect(bring(ready({ waivedBy }), '2024-07-10')).toEqual([]);
    expect(bring(ready(), '2024-07-11')).toEqual([]);
    expect(deadline().waived?.reason).toBe('A general election was called.');
  });

  it('takes the same waiver by an office for told', () => {
    const { bring, tell } = story();
    bring(ready({ waivedBy }), '2024-07-05');
    const { fact: _, ...waiver } = WAIVER;
    expect(tell(Object.assign(new WaiveDeadline(), { ...waiver, key: KEY }), '2024-07-05')).toEqual([]);
  });
});

describe('the golden facts of waivers', () => {
  it('are read as they were written', () => {
    const { DeadlineSet: set, DeadlineWaived: waived } = goldenDeadlines;
    for (const version of [1, 2] as const) {
      const { by, capacity, reason, document, ...more } = waived[version];
      const facts = recorded([
        { type: 'DeadlineSet', data: set[1] },
        { type: 'DeadlineWaived', data: waived[version] },
      ]);
      const fact = 'fact' in more ? { fact: more.fact } : {};
      expect(foldAll(deadlinesSubject, facts)[0]?.waived).toEqual({ by, capacity, reason, document, ...fact });
    }
  });
});
