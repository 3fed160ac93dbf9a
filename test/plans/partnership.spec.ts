import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type DeadlineOffice, eventually } from '../support/deadline-office.js';
import { daysOf, type DeadlineRow, deadlinesOf, freshPlanOffice, pageOf, told } from '../support/plan-story.js';

/** Half a year goes by: on a busy machine, all that falls due in it takes its time. */
jest.setTimeout(240_000);

let office: DeadlineOffice;
let plan: string;
const stage = freshPlanOffice();
beforeEach(() => {
  ({ office, plan } = stage.opened());
});

const meetings = async (): Promise<readonly DeadlineRow[]> =>
  (await deadlinesOf(office, plan)).filter(({ rule }) => rule === 'R35');
const meetsEachQuarter = { partnershipMeeting: { every: 'P3M', from: '04-01' } };

describe('the quarterly meetings of the partnership', () => {
  it('are owed once the authority has settled them, met by being recorded, and missed without a breach', async () => {
    expect(await meetings()).toEqual([]);
    await told(office, '/settings/settle-plan-cadences', meetsEachQuarter);
    const owed = await eventually('its meetings', async () => {
      const rows = await meetings();
      return rows.length === 12 && rows;
    });
    expect(daysOf(owed, 'R35').slice(0, 4)).toEqual(['2025-06-30', '2025-09-30', '2025-12-31', '2026-03-31']);
    office.clock.set('2025-07-02T09:00:00.000Z');
    const meeting = { metOn: '2025-07-01', where: 'the Council House', minutes: 'Minutes of 1 July 2025' };
    await told(office, `/plans/${plan}/record-partnership-met`, meeting);
    await eventually('it is met', async () => (await meetings())[1]?.['status'] === 'met');
    const [first, second, third] = await meetings();
    const target = { hardness: 'target', isBreach: false };
    expect(first).toMatchObject({ ...target, standing: 'missed', missed: true, metOn: null });
    expect(second).toMatchObject({ ...target, standing: 'met', missed: false, metOn: '2025-07-01' });
    expect(third).toMatchObject({ ...target, standing: 'due', dueOn: '2025-12-31' });
    const { life } = await pageOf(office, plan);
    expect(life.find(({ type }) => type === 'PartnershipMet')).toMatchObject({
      occurredOn: '2025-07-01',
      told: { where: 'the Council House', minutes: 'Minutes of 1 July 2025' },
    });
    // Recorded late, it was in time all the same.
    await told(office, `/plans/${plan}/record-partnership-met`, { metOn: '2025-06-30' });
    await eventually('it is met', async () => (await meetings())[0]?.['metOn'] === '2025-06-30');
    expect((await meetings())[0]).toMatchObject({ standing: 'met', missed: false });
  });

  it('lie in the past', async () => {
    const { status, json } = await office.post(`/plans/${plan}/record-partnership-met`, { metOn: '2025-03-27' });
    expect([status, json['errors']]).toMatchObject([400, [{ pointer: '/metOn' }]]);
  });

  it('are owed no more once the authority has taken them back', async () => {
    await told(office, '/settings/settle-plan-cadences', meetsEachQuarter);
    await eventually('its meetings', async () => (await meetings()).length === 12);
    await told(office, '/settings/settle-plan-cadences', {});
    await eventually('none is owed', async () => (await meetings()).every(({ status }) => status === 'superseded'));
    expect((await office.health())['processes']).toMatchObject({ ok: true });
  });
});
