import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { proclamationsStreamOf } from '#governance/calendars/index';
import { RecordPlanAdopted } from '#governance/plans/index';
import { type Jurisdiction } from '#calendar';
import { type Position, type RecordedFact } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, openConsultation, openDeadlineOffice } from '../support/deadline-office.js';
import { minutebookCalendar } from '../support/minutebook-calendar.js';
import { type DeadlineRow, deadlinesOf, told } from '../support/plan-story.js';
import { bankHolidaysOf, type DaysOff } from '../support/slow-dates.js';
import {
  type Held,
  heldBefore,
  isOpen,
  movesAfter,
  movesExpected,
  namesDaysOf,
  recountedAfter,
  standsAlike,
  type TellingOfDeadline,
  tellings,
} from './standing-on-holidays.js';

/** Three councils in one November; each test goes on where the one before it ended. */
jest.setTimeout(240_000);

/** Moray has counted as in Scotland from the beginning; Highland settles it while its deadlines are open. */
const [COVENTRY, HIGHLAND, MORAY] = ['coventry', 'highland', 'moray'] as const;
const AUTHORITIES = [COVENTRY, HIGHLAND, MORAY];

const TUESDAY = '2026-11-17';
const ENGLISH = bankHolidaysOf(2026, 2031);
const SCOTTISH = bankHolidaysOf(2026, 2031, 'SCT');
const NORTHERN_IRISH = bankHolidaysOf(2026, 2031, 'NIR');
const off = (holidays: DaysOff, ...proclaimed: readonly string[]): DaysOff => new Set([...holidays, ...proclaimed]);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const plans: Record<string, string> = {};

const settle = async (authority: string, body: object): Promise<RecordedFact | undefined> => {
  const { facts } = await told(office, '/settings/settle-calendar', body, authority);
  await office.rest();
  const [{ id } = { id: '' }] = facts as readonly { readonly id: string }[];
  const settings = await office.log.readStream(`authority-${authority}-settings`);
  return settings.find((fact) => fact.id === id);
};
const proclaim = async (day: string, jurisdiction: Jurisdiction): Promise<RecordedFact> => {
  const words = ['proclaim', day, 'Day of thanksgiving', '--basis', 'a proclamation', '--jurisdiction', jurisdiction];
  expect(await minutebookCalendar(database.url, ...words)).toContain(`${day} is a bank holiday, Day of thanksgiving`);
  await office.rest();
  const proclaimed = (await office.log.readStream(proclamationsStreamOf(jurisdiction))).at(-1);
  if (proclaimed === undefined) throw new Error('it is not recorded');
  return proclaimed;
};

/** A consultation of which one is reminded on St Andrew's Day, and a plan whose copy is due after it. */
const begin = async (authority: string): Promise<void> => {
  await openConsultation(office, authority, { opensOn: TUESDAY, closesOn: '2026-12-07' });
  const plan = { category: 'plan', authority, id: randomUUID() };
  const asked = { askedOn: TUESDAY, askedBy: `Council of ${authority}` };
  await office.tell(plan, RecordPlanAdopted, {
    ...{ occurredOn: TUESDAY, by: `Council of ${authority}`, title: `Plan of ${authority}` },
    ...{ firstDay: '2027-01-01', lastDay: '2029-12-31', countedYears: 3 },
    obligations: [{ ...asked, kind: 'monitoring', every: 'P3M' }],
  });
  plans[authority] = plan.id;
};

const heldAt = async (position?: Position): Promise<readonly Held[]> =>
  heldBefore(await tellings(office.log), position);
const of = (authorities: readonly string[], held: readonly Held[]): readonly Held[] =>
  held.filter(({ authority }) => authorities.includes(authority));

/** Holds what followed from a fact against a count of the test's own. Gives the deadlines that it moved. */
const requireMoved = async (
  cause: RecordedFact | undefined,
  authorities: readonly string[],
  [before, after]: readonly [DaysOff, DaysOff],
  stays: (held: Held) => boolean = () => false,
): Promise<readonly Held[]> => {
  if (cause === undefined) throw new Error('nothing was recorded');
  const facts = await tellings(office.log);
  const open = of(authorities, heldBefore(facts, cause.position)).filter(({ deadline }) => isOpen(deadline));
  // A count that did not agree before would prove nothing after.
  expect(open.filter((held) => !stays(held) && !standsAlike(held.deadline, before))).toEqual([]);
  const touched = open.filter((held) => !stays(held) && !standsAlike(held.deadline, after));
  expect(movesAfter(cause.position, facts)).toEqual(movesExpected(touched, after));
  requireCited(cause, facts);
  return touched;
};

/** All that followed cites the fact, stands among its own authority's, and is about dates that moved or were counted again. */
const requireCited = (cause: RecordedFact, facts: readonly TellingOfDeadline[]): void => {
  // Reminders that were due before may go out meanwhile.
  const followed = facts.filter(
    ({ position, metadata }) => position > cause.position && metadata.actor !== 'automation:reminders',
  );
  expect(followed.filter(({ metadata }) => metadata.causationId !== cause.id)).toEqual([]);
  for (const { stream, metadata } of followed) expect(stream.startsWith(`deadlines-${metadata.authority}-`)).toBe(true);
  const told = ['DeadlineMoved', 'DeadlineRecounted'];
  expect(followed.filter(({ type }) => !told.includes(type) && !type.startsWith('Reminder'))).toEqual([]);
  const again = recountedAfter(cause.position, facts);
  const others = followed.filter(({ type }) => type !== 'DeadlineRecounted');
  expect(others.map(({ stream, data }) => `${stream} ${data.key}`).filter((name) => again.includes(name))).toEqual([]);
};

const isIn =
  (spans: readonly { readonly first: string; readonly last: string }[]) =>
  (day: string): boolean =>
    spans.some(({ first, last }) => first <= day && day <= last);

const keysOf = (held: readonly Held[]): readonly string[] =>
  held.map(({ authority, deadline }) => `${authority} ${deadline.key}`).sort();
const rowsOf = (authority: string): Promise<readonly DeadlineRow[]> =>
  deadlinesOf(office, plans[authority] ?? '', { authority });

beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock(`${TUESDAY}T09:00:00.000Z`) });
  await settle(MORAY, { calendar: 'scotland' });
  for (const authority of AUTHORITIES) await begin(authority);
  await office.rest();
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

describe('the calendar that an authority has settled', () => {
  it('is that of its own deadlines from the beginning, and of no others', async () => {
    const held = await heldAt();
    for (const authority of AUTHORITIES) expect(of([authority], held).length).toBeGreaterThan(15);
    expect(of([MORAY], held).filter(({ deadline }) => !standsAlike(deadline, SCOTTISH))).toEqual([]);
    expect(of([COVENTRY, HIGHLAND], held).filter(({ deadline }) => !standsAlike(deadline, ENGLISH))).toEqual([]);
    const due = (authority: string) =>
      of([authority], held).find(({ deadline }) => deadline.key === 'R30')?.deadline.dueOn;
    expect(AUTHORITIES.map(due)).toEqual(['2026-12-01', '2026-12-01', '2026-12-02']);
  });

  it('moves exactly those of its own open deadlines that it touches when it is settled, and says why', async () => {
    const settled = await settle(HIGHLAND, { calendar: 'scotland' });
    const touched = await requireMoved(settled, [HIGHLAND], [ENGLISH, SCOTTISH]);
    expect(keysOf(touched)).toEqual(expect.arrayContaining(['highland R19/round-1', 'highland R30', 'highland R31']));
    expect(touched.length).toBeLessThan(of([HIGHLAND], await heldAt()).length);
    const rows = await eventually('the board follows', async () => {
      const found = await rowsOf(HIGHLAND);
      return found.some(({ key, dueOn }) => key === 'R30' && dueOn === '2026-12-02') && found;
    });
    expect(rows.find(({ key }) => key === 'R30')).toMatchObject({
      version: 2,
      moves: [
        {
          ...{ from: { dueOn: '2026-12-01' }, to: { dueOn: '2026-12-02' } },
          cause: 'the authority settled on Tuesday 17 November 2026 that it counts by the calendar scotland',
        },
      ],
    });
    expect((await rowsOf(COVENTRY)).filter(({ moves }) => (moves as readonly unknown[]).length > 0)).toEqual([]);
  });

  it('is what the receipts name of all that is open and counted in working days', async () => {
    const open = (authority: string, held: readonly Held[]) =>
      of([authority], held).filter(({ deadline }) => isOpen(deadline));
    const held = await heldAt();
    const untrue = (authority: string, calendar: string, days: DaysOff) =>
      open(authority, held).filter(({ deadline }) => !namesDaysOf(calendar, days, deadline));
    expect(untrue(HIGHLAND, 'scotland', SCOTTISH)).toEqual([]);
    expect(untrue(MORAY, 'scotland', SCOTTISH)).toEqual([]);
    expect(untrue(COVENTRY, 'england-and-wales', ENGLISH)).toEqual([]);
    expect(untrue(COVENTRY, 'scotland', SCOTTISH)).not.toEqual([]);
  });

  it('that only adds days of its own moves no date, and keeps reminders out of its closures', async () => {
    const week = [{ first: '2026-11-23', last: '2026-11-27', name: 'A week' }];
    const recesses = [{ first: '2026-11-30', last: '2026-12-04', name: 'A recess' }];
    const mornings = async (): Promise<readonly string[]> =>
      heldBefore(await tellings(office.log)).flatMap(({ authority, deadline: { rungs } }) =>
        authority === HIGHLAND ? rungs.map(({ sendAt }) => sendAt.slice(0, 10)) : [],
      );
    const before = await mornings();
    expect(before.filter(isIn(week)).length).toBeGreaterThan(0);
    const settled = await settle(HIGHLAND, { calendar: 'scotland', closures: week, recesses });
    expect(settled?.data).toMatchObject({ closures: week });
    const moves = (await tellings(office.log)).filter(({ position }) => position > settled!.position);
    for (const fact of moves) if (fact.type === 'DeadlineMoved') expect(fact.data.to).toEqual(fact.data.from);
    expect((await mornings()).filter(isIn(week))).toEqual([]);
    expect((await mornings()).filter(isIn(recesses))).toEqual(before.filter(isIn(recesses)));
    expect(await settle(HIGHLAND, { calendar: 'scotland', closures: week, recesses })).toBe(undefined);
    await settle(HIGHLAND, { calendar: 'scotland' });
    expect(await mornings()).toEqual(before);
  });

  it('is moved by the holidays of its jurisdiction, and by no others', async () => {
    const scottish = await proclaim('2026-11-25', 'scotland');
    const touched = await requireMoved(scottish, [HIGHLAND, MORAY], [SCOTTISH, off(SCOTTISH, '2026-11-25')]);
    expect(keysOf(touched)).toEqual(['highland R30', 'highland R31', 'moray R30', 'moray R31']);
    const english = await proclaim('2026-11-26', 'england-and-wales');
    const others = await requireMoved(english, [COVENTRY], [ENGLISH, off(ENGLISH, '2026-11-26')]);
    expect(keysOf(others)).toEqual(['coventry R30', 'coventry R31']);
    const [moved] = (await rowsOf(MORAY)).find(({ key }) => key === 'R30')?.['moves'] as readonly unknown[];
    expect(moved).toMatchObject({
      cause:
        'Wednesday 25 November 2026 was proclaimed a bank holiday, Day of thanksgiving: version 2 of the calendar scotland',
    });
  });

  it('has a date that stays tell its days anew, and leaves its version and its reminders', async () => {
    for (const day of ['2026-11-24', '2026-11-27']) await proclaim(day, 'northern-ireland');
    office.clock.set('2026-11-18T09:00:00.000Z');
    const was = of([MORAY], await heldAt()).find(({ deadline }) => deadline.key === 'R30');
    const settled = await settle(MORAY, { calendar: 'northern-ireland' });
    const days = off(NORTHERN_IRISH, '2026-11-24', '2026-11-27');
    const touched = await requireMoved(settled, [MORAY], [off(SCOTTISH, '2026-11-25'), days]);
    expect(keysOf(touched)).not.toContain('moray R30');
    const facts = await tellings(office.log);
    const again = recountedAfter(settled!.position, facts);
    expect(again.toSorted()).toEqual([`${was!.stream} R30`, `${was!.stream} R31`]);
    const held = of([MORAY], heldBefore(facts)).filter(({ deadline }) => isOpen(deadline));
    expect(held.filter(({ deadline }) => !namesDaysOf('northern-ireland', days, deadline))).toEqual([]);
    const { version, reminders, rungs } = was!.deadline;
    expect(held.find(({ deadline }) => deadline.key === 'R30')?.deadline).toMatchObject({ version, reminders, rungs });
  });

  it('is told with what changed and why the date stays, and on the day before as it was then', async () => {
    const row = async (key: string, query = ''): Promise<DeadlineRow | undefined> => {
      const path = `/plans/${plans[MORAY] ?? ''}/deadlines${query}`;
      const { deadlines } = await office.read<{ deadlines: readonly DeadlineRow[] }>(path, MORAY);
      return deadlines.find((found) => found.key === key);
    };
    const told = await eventually('the board follows', async () => {
      const found = await row('R30');
      return (found?.['changes'] as readonly unknown[] | undefined)?.length === 1 && found;
    });
    expect(told).toMatchObject({
      dueOn: '2026-12-03',
      changes: [
        {
          ...{ of: 'count', version: 2 },
          cause: 'the authority settled on Wednesday 18 November 2026 that it counts by the calendar northern-ireland',
          explained: expect.stringMatching(
            /^counted by the calendar northern-ireland instead of scotland; .* \(St Andrew's Day\) counts now; .*, so the date stays Thursday 3 December 2026$/,
          ),
        },
      ],
    });
    const { deadlines } = await office.read<{ deadlines: readonly DeadlineRow[] }>('/deadlines?limit=200', MORAY);
    const { changes, explained } = told;
    expect(deadlines).toContainEqual(expect.objectContaining({ key: 'R30', changes, explained }));
    const named = async (query: string): Promise<unknown> =>
      ((await row('R30', query))?.['receipt'] as { readonly calendar: object }).calendar;
    expect(await named('?asAt=2026-11-17')).toMatchObject({ name: 'scotland' });
    expect(await named('?knownAt=2026-11-17')).toMatchObject({ name: 'scotland' });
    expect(await named('?asAt=2026-11-18')).toMatchObject({ name: 'northern-ireland' });
    expect(await named('?knownAt=2026-11-18')).toMatchObject({ name: 'northern-ireland' });
  });

  it('leaves what had gone by when it is settled where it was, and moves what is still to come', async () => {
    office.clock.set('2026-12-03T09:00:00.000Z');
    await office.sweep();
    const passed = ({ deadline: { key } }: Held): boolean => key === 'R30' || key === 'R31';
    await eventually('both have passed', async () => {
      const missed = of([COVENTRY], await heldAt()).filter(passed);
      return missed.length === 2 && missed.every(({ deadline }) => deadline.status === 'passed');
    });
    await office.rest();
    const settled = await settle(COVENTRY, { calendar: 'scotland' });
    const now = off(SCOTTISH, '2026-11-25');
    const touched = await requireMoved(settled, [COVENTRY], [off(ENGLISH, '2026-11-26'), now], passed);
    expect(touched.length).toBeGreaterThan(0);
    expect((await rowsOf(COVENTRY)).find(({ key }) => key === 'R30')).toMatchObject({
      ...{ dueOn: '2026-12-02', status: 'passed', missed: true },
    });
    expect((await office.health())['processes']).toMatchObject({ ok: true, detail: 'go on' });
  });
});
