import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type DeadlineOffice, eventually } from '../support/deadline-office.js';
import { deadlinesOf, factOf, freshPlanOffice, pageOf, planFacts, told } from '../support/plan-story.js';

jest.setTimeout(240_000);

let office: DeadlineOffice;
let plan: string;
const stage = freshPlanOffice();
beforeEach(() => {
  ({ office, plan } = stage.opened());
});

const commencement = async () => (await deadlinesOf(office, plan)).find(({ key }) => key === 'R29');
const correct = (fact: string, change: object) =>
  office.post(`/plans/${plan}/record-correction`, {
    ...{ occurredOn: '2025-04-02', fact, mistakeIn: 'record', changes: [change] },
    ...{ authority: 'Monitoring Officer', reason: 'As the minutes say.' },
  });

describe('a plan that commenced by itself on a first day that was wrong', () => {
  it('has not commenced by then, and does on the day that is right', async () => {
    office.clock.set('2025-04-01T09:00:00.000Z');
    await office.sweep();
    await eventually('it is met', async () => (await commencement())?.['status'] === 'met');
    office.clock.set('2025-04-02T09:00:00.000Z');
    const { id: adoption } = await factOf(office, plan, 'PlanAdopted');
    const firstDay = { pointer: '/firstDay', asRecorded: '2025-04-01', asCorrected: '2025-06-01' };
    expect((await correct(adoption, firstDay)).status).toBe(200);
    await eventually('its clock runs again', async () => (await commencement())?.['status'] === 'running');
    expect(await commencement()).toMatchObject({ dueOn: '2025-06-01', metOn: null });
    const lines = async () => {
      const { standing, life } = await pageOf(office, plan);
      return [standing, ...life.filter(({ type }) => type === 'PlanCommenced')];
    };
    const before = { type: 'PlanCommenced', occurredOn: '2025-04-01', stands: false };
    await eventually('the page follows', async () => (await pageOf(office, plan))['firstDay'] === '2025-06-01');
    expect(await lines()).toMatchObject(['adopted', before]);

    office.clock.set('2025-06-01T09:00:00.000Z');
    await office.sweep();
    await eventually('it is met', async () => (await commencement())?.['status'] === 'met');
    expect((await planFacts(office, plan)).filter(({ type }) => type === 'PlanCommenced')).toHaveLength(2);
    await eventually('the page follows', async () => (await lines()).length === 3);
    const [standing, first, second] = await lines();
    expect([standing, first]).toMatchObject(['in force', before]);
    expect(second).toMatchObject({ occurredOn: '2025-06-01' });
    expect(second).not.toHaveProperty('stands');
  });

  it('is not marked where what stands says the same', async () => {
    office.clock.set('2025-04-01T09:00:00.000Z');
    await office.sweep();
    await factOf(office, plan, 'PlanCommenced');
    await told(office, `/plans/${plan}/record-plan-commenced`, { commencedOn: '2025-04-01' });
    expect(JSON.stringify((await pageOf(office, plan)).life)).not.toContain('"stands"');
  });
});
