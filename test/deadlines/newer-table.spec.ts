import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type HolidayTable } from '#calendar/bank-holidays/holiday-table';
import { type RecordedFact, streamName } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, type OfficeParts } from '../support/deadline-office.js';
import { minutebookCalendar } from '../support/minutebook-calendar.js';

/** Three releases are loaded one after the other, each with all its modules. */
jest.setTimeout(240_000);

const TABLE = '#calendar/bank-holidays/england-and-wales';
const { englandAndWales: first } = await import('#calendar/bank-holidays/england-and-wales');

const MENDED = '2026-11-24';
const PROCLAIMED = '2026-11-25';

/** Lists a day that the first left out, another that an operator has proclaimed meanwhile, and two years more. */
const second: HolidayTable = {
  ...first,
  version: 2,
  years: { first: 2015, last: 2034 },
  rows: [
    ...first.rows.filter(([day]) => day < MENDED),
    [MENDED, 'Day left out at first', 'one-off'],
    [PROCLAIMED, 'Day of joy', 'one-off'],
    ...first.rows.filter(([day]) => day > PROCLAIMED),
  ],
  former: first,
};

/** The modules of a release that ships a table. */
const release = async (table: HolidayTable) => {
  jest.resetModules();
  jest.unstable_mockModule(TABLE, () => ({ englandAndWales: table }));
  const { openDeadlineOffice } = await import('../support/deadline-office.js');
  const { RecordPlanAdopted } = await import('#governance/plans/index');
  const { LogUnavailable: Unavailable } = await import('#platform/event-log/event-log');
  return { openDeadlineOffice, RecordPlanAdopted, Unavailable };
};

const TUESDAY = '2026-11-17';
const AUTHORITIES = ['coventry', 'melton', 'moray'] as const;
const PLANS_OF_EACH = 6;
const clock = handMovedClock(`${TUESDAY}T09:00:00.000Z`);
const STREAM = 'calendar-englandandwales-proclamations';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let parts: OfficeParts;
const plans: { readonly authority: string; readonly id: string }[] = [];
let far: { readonly authority: string; readonly id: string };

const deadlinesIn = (office: DeadlineOffice, category: string, { authority, id }: (typeof plans)[number]) =>
  office.log.readStream(streamName({ category: 'deadlines', authority, id: `${category}-${id}` }));

const r30 = (facts: readonly RecordedFact[]) =>
  facts.flatMap(({ type, data, metadata }) => {
    const { key, dueOn, to } = data as { key: string; dueOn?: string; to?: { dueOn: string } };
    const date = dueOn ?? to?.dueOn;
    return key === 'R30' && date !== undefined ? [{ told: `${type} ${date}`, cause: metadata.causationId }] : [];
  });

/** How many plans have followed to the new table. */
const moved = async (office: DeadlineOffice): Promise<readonly string[]> => {
  const told = await Promise.all(plans.map(async (plan) => r30(await deadlinesIn(office, 'plan', plan)).at(-1)?.told));
  return told.filter((last) => last === 'DeadlineMoved 2026-12-03').map(String);
};

beforeAll(async () => {
  database = await freshDatabase();
  parts = { databaseUrl: database.url, clock };
  const { openDeadlineOffice, RecordPlanAdopted } = await release(first);
  const office = await openDeadlineOffice(parts);
  await office.post('/settings/settle-calendar', { calendar: 'scotland' }, 'moray');
  await office.post('/settings/settle-rule-terms', { rule: 'R49', ladder: [{ at: '-P7D', offices: ['clerk'] }] });
  for (const authority of AUTHORITIES)
    for (let at = 0; at < PLANS_OF_EACH; at += 1) {
      const plan = { authority, id: randomUUID() };
      await office.tell({ ...plan, category: 'plan' }, RecordPlanAdopted, {
        ...{ occurredOn: TUESDAY, by: 'Council', title: `Plan ${at}`, obligations: [] },
        ...{ firstDay: '2027-01-01', lastDay: '2029-12-31', countedYears: 3 },
      });
      plans.push(plan);
    }
  const opened = await office.post('/matters', {
    ...{ occurredOn: TUESDAY, title: 'A plan', planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  far = { authority: 'coventry', id: String(opened.json['matter']) };
  await office.post(`/matters/${far.id}/record-request-made`, {
    ...{ occurredOn: TUESDAY, by: 'Cabinet', text: 'a long-term report', subject: 'net zero', dueOn: '2034-01-31' },
  });
  await minutebookCalendar(database.url, 'proclaim', PROCLAIMED, 'Day of joy', '--basis', 'a proclamation');
  await office.rest();
  await office.close();
});
afterAll(async () => {
  await database.drop();
});

describe('a release that ships a newer table of holidays', () => {
  it('is counted by from its start on, though it is killed in the middle: by one of two workers, each date once', async () => {
    const { openDeadlineOffice, Unavailable } = await release(second);
    // Some have followed when the log goes away for good, as it does for a process that is killed.
    let left = 5;
    const killed = await openDeadlineOffice({
      ...parts,
      wrap: (log) =>
        new Proxy(log, {
          get: (of, name) => {
            const known: unknown = Reflect.get(of, name);
            if (typeof known !== 'function') return known;
            if (name !== 'append') return known.bind(of) as unknown;
            return (stream: string, ...more: unknown[]) => {
              if (stream.startsWith('deadlines-') && (left -= 1) < 0) throw new Unavailable('nothing written');
              return (known as (...words: unknown[]) => unknown).call(of, stream, ...more);
            };
          },
        }),
    });
    const some = await eventually('some have followed', async () => left < 0 && (await moved(killed)));
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(2 * PLANS_OF_EACH);
    await killed.close();

    const workers = await Promise.all([openDeadlineOffice(parts), openDeadlineOffice(parts)]);
    const [office] = workers;
    await eventually('all have followed', async () => (await moved(office)).length === 2 * PLANS_OF_EACH);
    await Promise.all(workers.map((worker) => worker.rest()));
    await requireFollowed(office);
    await Promise.all(workers.map((worker) => worker.close()));
  });

  it('records nothing but what is told, from its next start on', async () => {
    const { openDeadlineOffice } = await release(second);
    const office = await openDeadlineOffice(parts);
    const after = await office.log.head();
    await office.post(`/matters/${far.id}/record-request-made`, {
      ...{ occurredOn: TUESDAY, by: 'Cabinet', text: 'another report', subject: 'flooding', dueOn: '2034-02-28' },
    });
    const come: string[] = [];
    await eventually('its deadline is set', async () => {
      come.length = 0;
      const since = office.log.readAll(after === undefined ? {} : { after });
      for await (const { facts } of since) come.push(...facts.map(({ type }) => type));
      return come.includes('DeadlineSet');
    });
    expect(come).toEqual(['RequestMade', 'DeadlineSet']);
    await office.close();
  });

  it('is left to do its work by a release that ships the one before', async () => {
    const { openDeadlineOffice } = await release(first);
    const office = await openDeadlineOffice(parts);
    const [plan] = plans;
    await office.post('/settings/settle-rule-terms', { rule: 'R30', owner: 'clerk' });
    await eventually('it says so', async () =>
      (await office.health())['processes']?.detail.includes('keep-deadlines cannot go on'),
    );
    expect(r30(await deadlinesIn(office, 'plan', plan!)).at(-1)?.told).toBe('DeadlineMoved 2026-12-03');
    expect(await office.read(`/plans/${plan!.id}/deadlines?asAt=${TUESDAY}`)).toMatchObject({ notComputable: [] });
    await office.close();

    const again = await (await release(second)).openDeadlineOffice(parts);
    await again.rest();
    const facts = await deadlinesIn(again, 'plan', plan!);
    expect(facts.at(-1)).toMatchObject({ type: 'DeadlineReassigned', data: { key: 'R30', to: 'clerk' } });
    await again.close();
  });
});

/** Each plan that counts as in England and Wales has moved once by it, those of Scotland have not, and the far step has its morning. */
const requireFollowed = async (office: DeadlineOffice): Promise<void> => {
  const [proclaimed, renewed, ...others] = await office.log.readStream(STREAM);
  expect(others).toEqual([]);
  expect(renewed).toMatchObject({ type: 'HolidayTableRenewed', data: { table: 2, lastYear: 2034 } });
  expect(await minutebookCalendar(database.url, 'list')).toContain(
    `${TUESDAY}  table       version 2, up to the end of 2034, came with a new release\n`,
  );
  for (const plan of plans)
    expect(r30(await deadlinesIn(office, 'plan', plan))).toEqual(
      plan.authority === 'moray'
        ? [{ told: 'DeadlineSet 2026-12-02', cause: expect.anything() }]
        : [
            { told: 'DeadlineSet 2026-12-01', cause: expect.anything() },
            { told: 'DeadlineMoved 2026-12-02', cause: proclaimed?.id },
            { told: 'DeadlineMoved 2026-12-03', cause: renewed?.id },
          ],
    );
  const ladder = (await deadlinesIn(office, 'matter', far)).filter(({ type }) => type === 'DeadlineLadderChanged');
  expect(ladder).toMatchObject([{ data: { rungs: [{ rung: 'T-7d' }] }, metadata: { causationId: renewed?.id } }]);
  expect(await office.read(`/matters/${far.id}/deadlines`)).toMatchObject({ notComputable: [] });
  await eventually('the board tells of nothing that is left open', async () => {
    const { notComputable } = await office.read<{ notComputable: { total: number } }>('/deadlines');
    return notComputable.total === 0;
  });
};
