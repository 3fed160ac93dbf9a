import { describe, expect, it, jest } from '@jest/globals';
import { type HolidayTable } from '#calendar/bank-holidays/holiday-table';
import { type PlanInLog as Story } from './testing/plan-in-log.js';

const TABLE = '#calendar/bank-holidays/england-and-wales';
const { englandAndWales } = await import('#calendar/bank-holidays/england-and-wales');

const MENDED = '2026-11-24';
const MENDED_NAME = 'Day left out at first';

/** The first version ended with 2026; the second goes on, and has a day of that year which the first left out. */
const first: HolidayTable = {
  ...englandAndWales,
  years: { first: 2015, last: 2026 },
  rows: englandAndWales.rows.filter(([day]) => day < '2027'),
};
const [before, after] = [
  first.rows.filter(([day]) => day < MENDED),
  englandAndWales.rows.filter(([day]) => day > MENDED),
];
const second: HolidayTable = {
  ...englandAndWales,
  version: 2,
  rows: [...before, [MENDED, MENDED_NAME, 'one-off'], ...after],
  former: first,
};
jest.unstable_mockModule(TABLE, () => ({ englandAndWales: second }));

// What reads the table is loaded with it.
const { calendarNamed, count } = await import('#calendar');
const { proclamationsStreamOf } = await import('../calendars/index.js');
const { deadlinesAsAt, notComputableAsAt } = await import('../minute-book/deadlines-as-at.js');
const { clockworks } = await import('./clocks.js');
const { renewHolidayTables, requireTablesShipped } = await import('./holiday-tables.js');
const { DEADLINES, PlanInLog } = await import('./testing/plan-in-log.js');

const TUESDAY = '2026-11-17';
const WEDNESDAY = '2026-11-18';
const HERE = 'england-and-wales';
const renewed = (story: Story, on = WEDNESDAY): Story => story.renew(2, 2032, HERE, on);

const skipped = (story: Story, key: string) =>
  (story.deadline(key).receipt['skipped'] as readonly { readonly day: string; readonly name?: string }[])
    .filter(({ name }) => name !== undefined)
    .map(({ day, name }) => `${day} ${name}`);

const undated = (story: Story, asOf = {}): readonly string[] =>
  notComputableAsAt(clockworks.plan, story.books(), asOf).flatMap(({ key, rung }) => (rung === undefined ? [key] : []));

describe('a newer table of holidays', () => {
  it('counts nothing before it is on record that it counts', () => {
    const story = new PlanInLog().adopt(TUESDAY);
    expect(story.keep(TUESDAY)).toEqual(['DeadlineSet R30 2026-12-01']);
    expect(story.deadline('R30').receipt).toMatchObject({ calendar: { name: HERE, version: 1 } });
    expect(calendarNamed(HERE)).toMatchObject({ version: 2, knows: { last: '2032-12-31' } });
    expect(count({ convention: 'AFTER_W', amount: 10, anchor: TUESDAY }, calendarNamed(HERE)).result).toBe(
      '2026-12-02',
    );
  });

  it('moves what is open, by a fact that says why and by which calendar, once', () => {
    const story = new PlanInLog().adopt(TUESDAY);
    story.kept(TUESDAY);
    const facts = renewed(story).kept(WEDNESDAY);
    expect(
      facts.find(({ type, data }) => type === 'DeadlineMoved' && (data as { key: string }).key === 'R30'),
    ).toMatchObject({
      data: {
        ...{ from: { dueOn: '2026-12-01' }, to: { dueOn: '2026-12-02' } },
        cause:
          'version 2 of the table of bank holidays, which reaches to the end of 2032, counts since Wednesday 18 November 2026: version 2 of the calendar england-and-wales',
        receipt: { calendar: { name: HERE, version: 2 } },
      },
      metadata: { causationId: story.of(proclamationsStreamOf(HERE))[0]?.id },
    });
    expect(skipped(story, 'R30')).toEqual([`${MENDED} ${MENDED_NAME}`]);
    expect(story.kept(WEDNESDAY)).toEqual([]);
  });

  it('gives a date to what could not be computed, and a morning to each step that had none', () => {
    const story = new PlanInLog().adopt('2026-12-21');
    story.kept('2026-12-21');
    expect(undated(story)).toEqual(expect.arrayContaining(['R30', 'R31']));
    expect(story.deadlines().filter(({ rungs }) => rungs.length > 0)).toEqual([]);
    const facts = renewed(story, '2026-12-22').kept('2026-12-22');
    expect(facts.some(({ type }) => type === 'DeadlineLadderChanged')).toBe(true);
    expect(story.deadline('R30')).toMatchObject({ dueOn: '2027-01-07', status: 'running' });
    expect(story.deadline('R32/P3M/1').rungs.length).toBeGreaterThan(0);
    expect(undated(story)).toEqual([]);
    expect(notComputableAsAt(clockworks.plan, story.books(), {})).toEqual([]);
  });

  it('leaves each day before it as it was read then', () => {
    const story = new PlanInLog().adopt('2026-12-21');
    story.kept('2026-12-21');
    renewed(story, '2026-12-22').kept('2026-12-22');
    const keys = (asOf: Parameters<typeof deadlinesAsAt>[2]) =>
      deadlinesAsAt(clockworks.plan, story.books(), asOf)!.map(({ key }) => key);
    for (const asOf of [{ asAt: '2026-12-21' }, { knownAt: '2026-12-21T23:59:59.999Z' }]) {
      expect(keys(asOf)).not.toContain('R30');
      expect(undated(story, asOf)).toContain('R30');
    }
    expect(keys({ asAt: '2026-12-22' })).toContain('R30');
  });

  it('is not the cause of what a fact before it moves, though both are told late', () => {
    const story = new PlanInLog().adopt(TUESDAY);
    story.kept(TUESDAY);
    story.proclaim('2026-11-25', HERE, WEDNESDAY);
    renewed(story);
    expect(story.keep(WEDNESDAY)).toEqual(['DeadlineMoved R30 2026-12-02', 'DeadlineMoved R30 2026-12-03']);
    expect(
      story
        .of(DEADLINES)
        .filter(({ type }) => type === 'DeadlineMoved')
        .map(({ data }) => (data as { cause: string }).cause),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Wednesday 25 November 2026 was proclaimed .* version 2 of the calendar england-and-wales$/,
        ),
        expect.stringMatching(/^version 2 of the table .* version 3 of the calendar england-and-wales$/),
      ]),
    );
  });

  it('keeps on top of it what an operator has told, and skips no day twice', () => {
    const story = new PlanInLog().adopt(TUESDAY);
    story.proclaim(MENDED, HERE, TUESDAY).proclaim('2026-11-25', HERE, TUESDAY).withdraw('2026-12-25', HERE, TUESDAY);
    story.kept(TUESDAY);
    const was = story.deadline('R30');
    expect(was.dueOn).toBe('2026-12-03');
    renewed(story);
    expect(story.keep(WEDNESDAY)).toEqual([]);
    expect(skipped(story, 'R30')).toEqual([`${MENDED} Day of thanksgiving`, '2026-11-25 Day of thanksgiving']);
    expect(story.proclaim('2026-12-25', HERE, WEDNESDAY).of(proclamationsStreamOf(HERE))).toHaveLength(5);
  });

  it('concerns an authority of another jurisdiction once it counts by that one, and not before', () => {
    const story = new PlanInLog().settle({ calendar: 'scotland' }, '2026-11-16').adopt(TUESDAY);
    story.kept(TUESDAY);
    expect(renewed(story).kept(WEDNESDAY)).toEqual([]);
    story.settle({}, '2026-11-19');
    story.kept('2026-11-19');
    expect(skipped(story, 'R30')).toEqual([`${MENDED} ${MENDED_NAME}`]);
  });
});

describe('that a newer table counts', () => {
  const clock = { now: () => `${WEDNESDAY}T09:00:00.000Z` };
  const actor = { office: 'automation:deadlines', role: 'automation' } as const;

  /** What is sent where these facts of each jurisdiction are on record. */
  const sentAfter = async (story: Story): Promise<readonly object[]> => {
    const sent: object[] = [];
    const desk = { send: async (one: object) => (sent.push(one), { outcome: 'done', revision: 0 } as const) };
    const records = { readStreams: async (streams: readonly string[]) => streams.map((stream) => story.of(stream)) };
    await renewHolidayTables({ records, desk, clock, actor });
    return sent;
  };

  it('is recorded where an older one counts, and under one id whoever does it', async () => {
    const [sent, ...others] = await sentAfter(new PlanInLog());
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      ...{ category: 'calendar', command: { table: 2, lastYear: 2032 } },
      envelope: { authority: 'englandandwales', subject: 'proclamations', actor },
    });
    expect(await sentAfter(new PlanInLog().proclaim('2026-11-25', HERE, TUESDAY))).toEqual([sent]);
  });

  it('is not recorded where it counts, or a newer one', async () => {
    expect(await sentAfter(renewed(new PlanInLog()))).toEqual([]);
    expect(await sentAfter(new PlanInLog().renew(3, 2040, HERE, TUESDAY))).toEqual([]);
    const story = renewed(renewed(new PlanInLog()).renew(1, 2026, HERE, WEDNESDAY));
    expect(story.of(proclamationsStreamOf(HERE))).toHaveLength(1);
  });

  it('keeps a release that ships an older one from counting', () => {
    expect(() => {
      requireTablesShipped(renewed(new PlanInLog()).books().calendar);
    }).not.toThrow();
    expect(() => {
      requireTablesShipped(new PlanInLog().renew(3, 2040, HERE, TUESDAY).books().calendar);
    }).toThrow('counted by version 3 of the bank holidays of england-and-wales, and this release ships version 2');
  });
});
