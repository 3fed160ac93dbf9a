import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, openDeadlineOffice } from '../support/deadline-office.js';
import { councilAdopts, daysOf, deadlinesOf, openMatter, pageOf, planFacts, told } from '../support/plan-story.js';

/** Years go by in each: on a busy machine, all that falls due in them takes its time. */
jest.setTimeout(240_000);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
beforeEach(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock('2024-09-25T09:00:00.000Z') });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

const SPELTHORNE = 'spelthorne';
const committee = { askedOn: '2024-09-24', askedBy: 'Committee' };

describe('a plan that no matter here led to', () => {
  /**
   * FIXTURE. The report asks a committee to approve the plan of 2024-2026, to be implemented on 1 October 2024 and
   * reviewed every six months. That the committee did, and that the plan lasts to the end of 2026, is assumed here.
   */
  const adopt = async (): Promise<string> => {
    const { plan } = await told(
      office,
      '/plans',
      {
        ...{ occurredOn: '2024-09-24', by: 'Committee', firstDay: '2024-10-01', lastDay: '2026-12-31' },
        title: 'Community Safety Partnership Plan & Priorities 2024-2026',
        obligations: [{ kind: 'review', every: 'P6M', ...committee }],
      },
      SPELTHORNE,
    );
    return String(plan);
  };
  const rowsOf = (plan: string) => deadlinesOf(office, plan, { authority: SPELTHORNE });

  it('is reviewed every six months from its first day, whenever a review takes place', async () => {
    const plan = await adopt();
    await eventually('its deadlines', async () => (await rowsOf(plan)).length > 0);
    const dates = ['2025-04-01', '2025-10-01', '2026-04-01', '2026-10-01'];
    expect(daysOf(await rowsOf(plan), 'R34')).toEqual(dates);
    office.clock.set('2025-06-02T09:00:00.000Z');
    const review = { occurredOn: '2025-05-20', dueOn: '2025-04-01', by: 'Committee' };
    await told(office, `/plans/${plan}/record-plan-reviewed`, { ...review, outcome: 'unchanged' }, SPELTHORNE);
    await eventually('it is met', async () => (await rowsOf(plan)).some(({ metOn }) => metOn === '2025-05-20'));
    const reviews = (await rowsOf(plan)).filter(({ rule }) => rule === 'R34');
    expect(reviews.map(({ dueOn }) => dueOn)).toEqual(dates);
    expect(reviews.map(({ standing }) => standing)).toEqual(['met', 'due', 'due', 'due']);
    expect(reviews[0]).toMatchObject({ missed: true, owner: 'community-safety', body: 'Committee' });
    const early = { occurredOn: '2025-06-02', by: 'Committee', outcome: 'changes', changes: 'A priority was added.' };
    await told(office, `/plans/${plan}/record-plan-reviewed`, early, SPELTHORNE);
    const { json } = await office.post(
      `/plans/${plan}/record-plan-reviewed`,
      { ...early, changes: undefined },
      SPELTHORNE,
    );
    expect(json['errors']).toMatchObject([{ pointer: '/changes' }]);
  });

  it('has a deadline waived by its key, and is reminded of it no more', async () => {
    const plan = await adopt();
    await eventually('its deadlines', async () => (await rowsOf(plan)).length > 0);
    const waiver = { by: 'Committee', capacity: 'adopting body', reason: 'An election is called.' };
    await told(office, `/plans/${plan}/waive-deadline`, { key: 'R34/P6M/1', ...waiver }, SPELTHORNE);
    const row = await eventually('it is waived', async () =>
      (await rowsOf(plan)).find(({ key, status }) => key === 'R34/P6M/1' && status === 'waived'),
    );
    expect(row).toMatchObject({ waived: waiver, nextReminderAt: null, missed: false });
  });

  it('that reaches beyond what the calendar knows has the dates that no working day decides, says what it lacks, and blocks nothing', async () => {
    office.clock.set('2031-03-26T09:00:00.000Z');
    const { plan } = await told(office, '/plans', {
      ...{
        occurredOn: '2031-03-25',
        by: 'Council',
        title: 'A long plan',
        firstDay: '2031-04-01',
        lastDay: '2045-03-31',
      },
      obligations: [{ kind: 'monitoring', every: 'P3M', ...committee }],
    });
    const rows = await eventually('its deadlines', async () => {
      const known = await deadlinesOf(office, String(plan));
      return known.length > 0 && known;
    });
    const quarters = Array.from({ length: 15 }, (_, year) =>
      ['03-31', '06-30', '09-30', '12-31'].map((day) => `${2031 + year}-${day}`),
    ).flat();
    expect(daysOf(rows, 'R32')).toEqual(quarters.filter((day) => day > '2031-04-01' && day <= '2045-03-31'));
    const { notComputable } = await office.read<{ readonly notComputable: readonly object[] }>(
      `/plans/${String(plan)}/deadlines`,
    );
    expect(notComputable).toContainEqual(
      expect.objectContaining({ rule: 'R38', reason: expect.stringContaining('this count needs') }),
    );
    office.clock.set('2031-03-31T23:00:00.000Z');
    await office.sweep();
    await eventually('it commences', async () => (await pageOf(office, String(plan)))['standing'] === 'in force');
    await told(office, `/plans/${String(plan)}/record-plan-published`, {
      occurredOn: '2031-03-28',
      where: 'the library',
    });
    await eventually('it is kept up', async () =>
      (await deadlinesOf(office, String(plan))).some(({ rule, status }) => rule === 'R31' && status === 'met'),
    );
    expect((await office.health())['processes']).toMatchObject({ ok: true, detail: 'go on' });
  });

  it('is refused with the day that is wrong, where its term is', async () => {
    const plan = { occurredOn: '2024-09-24', by: 'Council', title: 'A plan' };
    for (const [firstDay, lastDay, pointer] of [
      ['2024-10-01', '2024-09-30', '/lastDay'],
      ['2024-10-01', '2054-10-01', '/lastDay'],
      ['9998-01-01', '9999-12-31', '/firstDay'],
      ['0001-01-01', '0002-12-31', '/firstDay'],
    ] as const) {
      const { status, json } = await office.post('/plans', { ...plan, firstDay, lastDay });
      expect([status, json['errors']]).toMatchObject([400, [{ pointer }]]);
      const matter = await openMatter(office, { occurredOn: '2024-06-26', title: 'A plan' });
      const resolved = await office.post(`/matters/${matter}/record-resolution-passed`, {
        ...{ occurredOn: '2024-09-24', body: 'Council' },
        parts: [
          { verb: 'approve', text: 'approve', meaning: 'adopts a plan', plan: { title: 'A plan', firstDay, lastDay } },
        ],
      });
      expect([resolved.status, resolved.json['errors']]).toMatchObject([400, [{ pointer: `/parts/0/plan${pointer}` }]]);
    }
  });

  it('ends on the last day that a document states, and else after the usual three years', async () => {
    const matter = await openMatter(office, { occurredOn: '2024-06-26', title: 'A plan' });
    await councilAdopts(office, matter, { occurredOn: '2024-09-24', title: 'A plan', firstDay: '2024-02-29' });
    const [adopted] = await eventually('it is adopted', async () => {
      const facts = await office.log.readStream(`plan-coventry-${matter}`);
      return facts.length > 0 && facts;
    });
    expect(adopted?.data).toMatchObject({ firstDay: '2024-02-29', lastDay: '2027-02-27', countedYears: 3 });
    expect((await planFacts(office, matter)).length).toBeGreaterThan(0);
  });

  it('is governed by the later of two adoptions, whichever was recorded first', async () => {
    const matter = await openMatter(office, { occurredOn: '2024-06-26', title: 'A plan' });
    const adoption = { title: 'As amended', firstDay: '2024-10-01' };
    await councilAdopts(office, matter, { ...adoption, occurredOn: '2024-09-24' });
    await councilAdopts(office, matter, { ...adoption, occurredOn: '2024-07-09', title: 'As first adopted' });
    const page = await eventually('both are told', async () => {
      const known = (await planFacts(office, matter)).length === 2 ? await pageOf(office, matter) : undefined;
      return known?.['revision'] === 1 && known;
    });
    expect(page).toMatchObject({
      ...{ title: 'As amended', adoption: { occurredOn: '2024-09-24' } },
      life: [{ told: { title: 'As first adopted' } }, { told: { title: 'As amended' } }],
    });
    expect(await pageOf(office, matter, '?asAt=2024-07-31')).toMatchObject({ title: 'As first adopted' });
  });

  it('that cannot be opened is parked and told of, holds up no other, and is opened once the resolution is corrected', async () => {
    const matter = await openMatter(office, { occurredOn: '2024-06-26', title: 'A plan' });
    const asked = { kind: 'monitoring', every: 'P3M', countedFrom: '1990-01-01' };
    const { facts } = await told(office, `/matters/${matter}/record-resolution-passed`, {
      ...{ occurredOn: '2024-09-17', body: 'Cabinet' },
      parts: [{ verb: 'Request', text: 'Request monitoring', meaning: 'sets an obligation', obligation: asked }],
    });
    const adoption = { occurredOn: '2024-09-24', title: 'A plan', firstDay: '2025-04-01' };
    await councilAdopts(office, matter, adoption);
    const detail = async () => (await office.health())['processes']?.detail;
    await eventually('it is told', async () => (await detail()) === 'open-plan-on-adoption has parked streams');
    const other = await openMatter(office, { occurredOn: '2024-06-26', title: 'Another plan' });
    await councilAdopts(office, other, adoption);
    await eventually('another is opened', async () => (await planFacts(office, other)).length > 0);
    await told(office, `/matters/${matter}/record-correction`, {
      ...{ occurredOn: '2024-09-25', fact: (facts as { id: string }[])[0]?.id, mistakeIn: 'record' },
      changes: [{ pointer: '/parts/0/obligation/countedFrom', asRecorded: '1990-01-01', asCorrected: '2025-04-01' }],
      ...{ authority: 'Monitoring Officer', reason: 'A slip of the pen.' },
    });
    await office.close();
    office = await openDeadlineOffice({ databaseUrl: database.url, clock: office.clock });
    await eventually('it is opened', async () => (await planFacts(office, matter)).length > 0);
    expect(await planFacts(office, matter)).toMatchObject([
      { type: 'PlanAdopted', data: { obligations: [] } },
      { type: 'PlanObligationAdded', data: { countedFrom: '2025-04-01' } },
    ]);
    await eventually('nothing is parked', async () => (await detail()) === 'go on');
  });
});
