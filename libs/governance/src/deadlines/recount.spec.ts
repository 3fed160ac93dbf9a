import { describe, expect, it } from '@jest/globals';
import { afterHolidayFacts, type Calendar, calendarNamed, count } from '#calendar';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { counted, deadlineOn } from '../vocabulary/deadline-terms.js';
import { countedFrom, startOn } from '../vocabulary/start-of-clock.js';
import { PassDeadline, SuspendDeadline, WaiveDeadline } from './deadline-commands.js';
import { recountInWords } from './recount.js';
import { recordOfDeadlines, typesOf } from './testing/record-of-deadlines.js';

const KEY = 'R31';
const RULE = { id: KEY, version: 1, basis: 'statute', citation: 'the regulations', hardness: 'soft' } as const;
const SCOTLAND = calendarNamed('scotland');
/** With a holiday of its own in the span of the count, so that the date is the same as in Scotland. */
const ENGLAND = afterHolidayFacts(calendarNamed('england-and-wales'), [
  { type: 'HolidayProclaimed', data: { day: '2026-11-24', name: 'Day of thanksgiving', basis: 'a proclamation' } },
]);

/** A copy that is due ten working days after Tuesday 17 November 2026, by a calendar: Wednesday 2 December. */
const copyBy = (calendar: Calendar, more: Partial<DerivedDeadline> = {}, offices = ['clerk']): DerivedDeadline => {
  const told = { key: KEY, title: 'A copy', body: 'Policing body', startedBy: 'the adoption' };
  const date = counted(count({ convention: 'AFTER_W', amount: 10, anchor: '2026-11-17' }, calendar));
  const rules = { [KEY]: { owner: 'clerk', ladder: [{ at: '-P7D', offices }] } };
  return { ...deadlineOn(RULE, told, date, { calendar, rules }), ...more };
};

/** The record of one deadline that was set by the calendar of Scotland. */
const story = () => {
  const record = recordOfDeadlines();
  const bring = (now: DerivedDeadline, on: string): readonly string[] => typesOf(record.bring([now], on));
  bring(copyBy(SCOTLAND), '2026-11-17');
  return { ...record, bring };
};

/** Two months from what is known of a day. */
const responseAfter = (known: string, calendar: Calendar = SCOTLAND) =>
  countedFrom(startOn(known)!, (anchor) => count({ convention: 'BEGIN_M', amount: 2, anchor }, calendar));

const WAIVER = { key: KEY, by: 'Cabinet', capacity: 'asking body', reason: 'an election' };

describe('a deadline whose date stays when it is counted again', () => {
  it('records the new receipt under the version that it has, once', () => {
    const { bring, deadline } = story();
    expect(bring(copyBy(ENGLAND), '2026-11-18')).toEqual(['DeadlineRecounted']);
    expect(bring(copyBy(ENGLAND), '2026-11-19')).toEqual([]);
    const { receipt, explained } = copyBy(ENGLAND);
    expect(deadline()).toMatchObject({ receipt, explained, version: 1, dueOn: '2026-12-02', reminders: [] });
    expect(deadline()).toMatchObject({ setAt: '2026-11-17T11:30:00.000Z', changedAt: '2026-11-18T11:30:00.000Z' });
  });

  it('records nothing where only the version of the calendar is another one', () => {
    const { bring } = story();
    expect(bring(copyBy({ ...SCOTLAND, version: 9 }), '2026-11-18')).toEqual([]);
  });

  it('records nothing where only the calendar is another one, and every day counts', () => {
    const { bring, deadline } = story();
    bring(copyBy(SCOTLAND, responseAfter('2026-11-01')), '2026-11-18');
    expect(bring(copyBy(ENGLAND, responseAfter('2026-11-01', ENGLAND)), '2026-11-19')).toEqual([]);
    expect(deadline().receipt).toMatchObject({ calendar: { name: 'scotland' } });
  });

  it('records it where the day is known now from which it was counted, and was assumed', () => {
    const { bring, deadline } = story();
    bring(copyBy(SCOTLAND, responseAfter('2026-11')), '2026-11-18');
    expect(bring(copyBy(SCOTLAND, responseAfter('2026-11-01')), '2026-11-19')).toEqual(['DeadlineRecounted']);
    expect(deadline().explained).not.toContain('assumed');
  });

  it('has the ladder that is settled with it', () => {
    const { bring, deadline } = story();
    expect(bring(copyBy(ENGLAND, { owner: 'keeper' }, ['keeper']), '2026-11-18')).toEqual([
      ...['DeadlineRecounted', 'ReminderSuperseded', 'DeadlineLadderChanged', 'DeadlineReassigned'],
    ]);
    expect(deadline().changes.map(({ of }) => of)).toEqual(['count', 'ladder', 'owner']);
  });

  it('is told its days also while its clock stands still', () => {
    const { tell, bring, deadline } = story();
    tell(Object.assign(new SuspendDeadline(), { ...WAIVER, from: '2026-11-18' }), '2026-11-18');
    expect(bring(copyBy(ENGLAND), '2026-11-19')).toEqual(['DeadlineRecounted']);
    expect(deadline()).toMatchObject({ status: 'suspended', changes: [{ of: 'count' }] });
  });

  it('keeps the count that it had once it is done, waived or gone by', () => {
    const done = story();
    const met = { on: '2026-11-18', by: 'the copy was sent' };
    expect(done.bring(copyBy(ENGLAND, { met }), '2026-11-18')).toEqual(['DeadlineMet', 'ReminderSuperseded']);
    expect(done.bring(copyBy(ENGLAND, { met }), '2026-11-19')).toEqual([]);
    const waived = story();
    waived.tell(Object.assign(new WaiveDeadline(), WAIVER), '2026-11-18');
    expect(waived.bring(copyBy(ENGLAND), '2026-11-19')).toEqual([]);
    const over = story();
    expect(over.bring(copyBy(ENGLAND), '2026-12-03')).toEqual([]);
    over.tell(Object.assign(new PassDeadline(), { key: KEY, version: 1, subjectRevision: 0 }), '2026-12-03');
    expect(over.bring(copyBy(ENGLAND), '2026-12-03')).toEqual([]);
    for (const { deadline } of [done, waived, over]) expect(deadline().receipt).toEqual(copyBy(SCOTLAND).receipt);
  });
});

describe('a count that gives the same date', () => {
  const skipped = (...days: readonly (readonly [day: string, name: string])[]) => ({
    ...{ convention: 'AFTER_W', calendar: { name: 'scotland', version: 1 } },
    skipped: days.map(([day, name]) => ({ day, name, reason: 'bank holiday' })),
  });
  const ANDREW = ['2026-11-30', 'St Andrew'] as const;

  it('says that the same days are skipped where only their names are others', () => {
    expect(recountInWords(skipped(ANDREW), skipped(['2026-11-30', 'Andermas']), '2026-12-02')).toBe(
      '30 November is a bank holiday (Andermas); the same days are skipped as before, so the date stays Wednesday 2 December 2026',
    );
  });

  it('says that the day from which it is counted is known now, where it was assumed', () => {
    const [month, day] = ['2026-06', '2026-06-01'].map((known) => responseAfter(known));
    expect(day!.dueOn).toBe(month!.dueOn);
    expect(recountInWords(month!.receipt, day!.receipt, day!.dueOn)).toBe(
      'the day from which it is counted was assumed, and is known now; no day is skipped, as before, so the date stays Friday 31 July 2026',
    );
    expect(recountInWords(day!.receipt, month!.receipt, day!.dueOn)).toContain('is assumed: only June 2026 is known;');
    const unknown = { ...day!.receipt, assumed: { known: 'unknown', from: '2026-06-01' } };
    expect(recountInWords(day!.receipt, unknown, day!.dueOn)).toContain('from which it is counted is not known;');
  });

  it('says by which convention it was counted, where that is another one', () => {
    const civil = { convention: 'AFTER_C', calendar: { name: 'scotland', version: 1 }, skipped: [] };
    expect(recountInWords(skipped(ANDREW), civil, '2026-12-02')).toBe(
      'counted by the convention AFTER_C instead of AFTER_W; Monday 30 November 2026 (St Andrew) counts now; it comes out the same, so the date stays Wednesday 2 December 2026',
    );
  });
});
