import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RecordedFact, streamName } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { CABINET_OF_18_MARCH, COUNCIL_OF_25_MARCH, councilResolves } from '../support/council-of-2025.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, openDeadlineOffice } from '../support/deadline-office.js';
import { AFTER_COUNCIL, type DeadlineRow, daysOf, deadlinesOf, planFacts, told } from '../support/plan-story.js';
import { appoint } from '../support/reminder-office.js';

/** One plan from its adoption into its first summer, in two councils: each test goes on where the one before it ended. */
jest.setTimeout(240_000);

const [COVENTRY, MELTON] = ['coventry', 'melton'];
const LADDER = [
  { at: '-P45D', offices: ['clerk'] },
  { at: '-P10D', offices: ['clerk'] },
];

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const plans: Record<string, string> = {};
beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock(AFTER_COUNCIL) });
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

const settle = async (authority: string, name: string, body: object): Promise<string | undefined> => {
  const { facts } = await told(office, `/settings/${name}`, body, authority);
  await office.rest();
  return (facts as readonly { readonly id: string }[])[0]?.id;
};
const planOf = (authority: string): string => plans[authority] ?? '';
const adopt = async (authority: string): Promise<void> => {
  const opened = await told(office, '/matters', MATTER, authority);
  const matter = String(opened['matter']);
  for (const resolution of [CABINET_OF_18_MARCH, councilResolves(COUNCIL_OF_25_MARCH)])
    await told(office, `/matters/${matter}/record-resolution-passed`, resolution, authority);
  await office.rest();
  plans[authority] = matter;
};
const MATTER = { occurredOn: '2024-06-26', title: 'A plan', planKind: 'community safety partnership plan' };

const factsOf = (authority: string): Promise<readonly RecordedFact[]> =>
  office.log.readStream(streamName({ category: 'deadlines', authority, id: `plan-${planOf(authority)}` }));
/** What followed from a fact, about one rule: `DeadlineSet R37/P6M/1`. */
const followed = async (authority: string, cause: string | undefined, rule: string): Promise<readonly string[]> =>
  (await factsOf(authority))
    .filter(({ metadata }) => metadata.causationId === cause)
    .map(({ type, data }) => `${type} ${(data as { key: string }).key}`)
    .filter((fact) => fact.startsWith('Deadline') && fact.includes(` ${rule}/`));
const rowsWhen = (authority: string, holds: (rows: readonly DeadlineRow[]) => boolean) =>
  eventually('the board has it', async () => {
    const rows = await deadlinesOf(office, planOf(authority), { authority });
    return rows.length > 0 && holds(rows) && rows;
  });
const standing = (rows: readonly DeadlineRow[]) => rows.filter(({ status }) => status !== 'superseded');
const remindersSent = async (authority: string): Promise<readonly string[]> =>
  (await factsOf(authority))
    .filter(({ type }) => type === 'ReminderSent')
    .map(({ data }) => data as { key: string; rung: string; recipient: string })
    .map(({ key, rung, recipient }) => `${key} ${rung} ${recipient}`);

describe('what an authority has settled for its plans', () => {
  it('is the term of a plan whose last day nobody states, as it was settled when the adoption was recorded', async () => {
    await settle(MELTON, 'settle-plan-cadences', { termYears: 4 });
    for (const authority of [COVENTRY, MELTON]) await adopt(authority);
    const term = async (authority: string) => (await planFacts(office, planOf(authority), authority))[0]?.data;
    expect(await term(COVENTRY)).toMatchObject({ lastDay: '2028-03-31', countedYears: 3 });
    expect(await term(MELTON)).toMatchObject({ lastDay: '2029-03-31', countedYears: 4 });
    await settle(MELTON, 'settle-plan-cadences', { termYears: 5 });
    const later = { askedOn: '2025-03-25', askedBy: 'Cabinet', kind: 'review', every: 'P1Y' };
    await told(office, `/matters/${planOf(MELTON)}/record-resolution-passed`, asking(later), MELTON);
    await office.rest();
    expect(daysOf(await rowsWhen(MELTON, (rows) => daysOf(rows, 'R34').length === 3), 'R38')).toEqual(['2029-03-31']);
  });

  it('moves no other authority’s dates; its own follow by facts that cite what was settled', async () => {
    const before = await factsOf(COVENTRY);
    const settled = await settle(MELTON, 'settle-plan-cadences', { termYears: 4, refreshEvery: 'P6M', copyWithin: 20 });
    expect(await followed(MELTON, settled, 'R37')).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => `DeadlineSet R37/P6M/${number}`),
      ...[1, 2, 3].map((number) => `DeadlineSuperseded R37/P1Y/${number}`),
    ]);
    const moved = (await factsOf(MELTON)).filter(({ type }) => type === 'DeadlineMoved');
    expect(moved.map(({ data, metadata }) => ({ ...data, causedBy: metadata.causationId }))).toMatchObject([
      {
        ...{ key: 'R30', causedBy: settled, from: { dueOn: '2025-04-08' }, to: { dueOn: '2025-04-24' } },
        cause: 'the authority settled the cadences of its plans on Wednesday 26 March 2025',
      },
    ]);
    expect(await factsOf(COVENTRY)).toEqual(before);
    const rows = await rowsWhen(MELTON, (found) => daysOf(standing(found), 'R37').length === 7);
    expect(daysOf(standing(rows), 'R37')).toEqual([
      ...['2025-09-30', '2026-03-31', '2026-09-30', '2027-03-31', '2027-09-30', '2028-03-31', '2028-09-30'],
    ]);
    expect(await settle(MELTON, 'settle-plan-cadences', { termYears: 4, refreshEvery: 'P6M', copyWithin: 20 })).toBe(
      undefined,
    );
  });

  it('gives open deadlines their ladder and their owner, and leaves those of others alone', async () => {
    const before = await factsOf(COVENTRY);
    await appoint(office, 'clerk', ['clerk@melton.example'], { authority: MELTON });
    const settled = await settle(MELTON, 'settle-rule-terms', { rule: 'R32', owner: 'clerk', ladder: LADDER });
    const caused = await followed(MELTON, settled, 'R32');
    const quarters = Array.from({ length: 16 }, (_, at) => `R32/P3M/${at + 1}`);
    expect(caused).toEqual(quarters.flatMap((key) => [`DeadlineLadderChanged ${key}`, `DeadlineReassigned ${key}`]));
    expect(await factsOf(COVENTRY)).toEqual(before);
    const cause = 'the authority settled on Wednesday 26 March 2025 who owes what R32 asks, and when whom it reminds';
    const rows = await rowsWhen(MELTON, (found) => found.some(({ owner }) => owner === 'clerk'));
    expect(rows.find(({ key }) => key === 'R32/P3M/1')).toMatchObject({
      ...{ owner: 'clerk', dueOn: '2025-06-30', version: 1, moves: [], status: 'running' },
      changes: [
        { of: 'ladder', cause },
        { of: 'owner', from: 'community-safety', to: 'clerk', cause },
      ],
      rungs: [
        { rung: 'T-45d', sendAt: '2025-05-16T08:00:00.000Z', offices: ['clerk'] },
        { rung: 'T-10d', sendAt: '2025-06-20T08:00:00.000Z', offices: ['clerk'] },
      ],
    });
    const [other] = await deadlinesOf(office, planOf(COVENTRY)).then((all) => all.filter(({ rule }) => rule === 'R32'));
    expect(other).toMatchObject({ owner: 'community-safety', changes: [] });
  });

  it('is what is reminded by: the new steps go out, and the old ones do not', async () => {
    office.clock.set('2025-05-16T08:00:10.000Z');
    await eventually('the clerk is told', async () => {
      await office.sweep();
      return (await remindersSent(MELTON)).includes('R32/P3M/1 T-45d clerk');
    });
    office.clock.set('2025-05-30T08:00:10.000Z');
    await appoint(office, 'community-safety', ['safety@coventry.example']);
    await eventually('Coventry is told', async () => {
      await office.sweep();
      return (await remindersSent(COVENTRY)).includes('R32/P3M/1 T-30d community-safety');
    });
    expect((await remindersSent(MELTON)).filter((sent) => sent.startsWith('R32/'))).toEqual(['R32/P3M/1 T-45d clerk']);
  });

  it('is as usual again when it says no more than the rule, and nothing is told twice or too late', async () => {
    const settled = await settle(MELTON, 'settle-rule-terms', { rule: 'R32' });
    const caused = (await factsOf(MELTON))
      .filter(({ metadata }) => metadata.causationId === settled)
      .map(({ type, data }) => ({ type, ...(data as { key: string; rung?: string; recipient?: string }) }))
      .filter(({ key }) => key === 'R32/P3M/1')
      .map(({ type, rung = '', recipient = '' }) => [type, rung, recipient].join(' ').trim());
    // The step of thirty days before was withdrawn, and its morning has gone by: it stays withdrawn.
    expect(caused).toEqual(['ReminderSuperseded T-10d clerk', 'DeadlineLadderChanged', 'DeadlineReassigned']);
    await appoint(office, 'community-safety', ['safety@melton.example'], { authority: MELTON });
    office.clock.set('2025-06-16T08:00:10.000Z');
    await eventually('the usual office is told', async () => {
      await office.sweep();
      return (await remindersSent(MELTON)).includes('R32/P3M/1 T-14d community-safety');
    });
    expect((await remindersSent(MELTON)).filter((sent) => sent.startsWith('R32/P3M/1 ')).sort()).toEqual([
      ...['R32/P3M/1 T-14d community-safety', 'R32/P3M/1 T-45d clerk'],
    ]);
  });

  it('takes nothing away from what fell due before it was settled', async () => {
    office.clock.set('2025-10-06T09:00:00.000Z');
    await office.sweep();
    await eventually('the first half-year has gone by', async () =>
      (await factsOf(MELTON)).some(
        ({ type, data }) => type === 'DeadlinePassed' && (data as { key: string }).key === 'R37/P6M/1',
      ),
    );
    const settled = await settle(MELTON, 'settle-plan-cadences', {});
    expect(await followed(MELTON, settled, 'R37')).toEqual([
      ...[1, 2, 3].map((number) => `DeadlineSet R37/P1Y/${number}`),
      ...[2, 3, 4, 5, 6, 7].map((number) => `DeadlineSuperseded R37/P6M/${number}`),
    ]);
    const rows = await rowsWhen(MELTON, (found) => daysOf(standing(found), 'R37').length === 4);
    expect(standing(rows).find(({ key }) => key === 'R37/P6M/1')).toMatchObject({ status: 'passed', missed: true });
    expect(rows.find(({ key }) => key === 'R30')).toMatchObject({ dueOn: '2025-04-24', status: 'passed' });
    expect((await office.health())['processes']).toMatchObject({ ok: true, detail: 'go on' });
  });
});

const asking = ({ askedOn, askedBy, kind, every }: Readonly<Record<string, string>>) => ({
  ...{ occurredOn: askedOn, body: askedBy },
  parts: [
    {
      ...{ verb: 'Request', text: 'Request a yearly review', meaning: 'sets an obligation' },
      obligation: { kind, every },
    },
  ],
});
