import { randomUUID } from 'node:crypto';
import { addDays } from '#calendar';
import { ResumeDeadline, SuspendDeadline, WaiveDeadline } from '#governance/deadlines/index';
import { OpenMatter, RecordConsultationOpened, RecordRecommendationsMade } from '#governance/matter-commands';
import { RecordPlanAdopted, RecordPlanCopySent } from '#governance/plans/index';
import { type DeadlineOffice, type MatterOf } from './deadline-office.js';

/** Three authorities, each with plans and matters under way in June 2027. Their names stand in their titles. */
export const THREE_AUTHORITIES = ['coventry', 'melton', 'spelthorne'] as const;

/** A Friday. */
export const WHEN_TOLD = '2027-06-04T09:00:00.000Z';
/** The Monday after. */
export const WHEN_RESUMED = '2027-06-07T09:00:00.000Z';

const MATTERS = 25;
const CAPACITY = { by: 'Council', capacity: 'adopting body', reason: 'the policing body is between two holders' };

/** What is done about the clocks of a plan before any holiday is proclaimed. */
type Story = 'left alone' | 'copied and suspended' | 'waived and resumed';

/** A copy is owed, and publication, ten working days after adoption. */
const PLANS: readonly { readonly adoptedOn: string; readonly firstDay: string; readonly story: Story }[] = [
  { adoptedOn: '2027-05-20', firstDay: '2027-07-01', story: 'left alone' },
  { adoptedOn: '2027-05-25', firstDay: '2027-06-16', story: 'left alone' },
  { adoptedOn: '2027-06-01', firstDay: '2027-03-03', story: 'copied and suspended' },
  { adoptedOn: '2027-06-03', firstDay: '2027-04-01', story: 'waived and resumed' },
];

/** Opens some five hundred and ninety deadlines by commands, each of which a decider takes; some are met, waived, suspended or resumed. */
export const tellMany = async (office: DeadlineOffice): Promise<void> => {
  office.clock.set(WHEN_TOLD);
  const plans = (await Promise.all(THREE_AUTHORITIES.map((authority) => tellOf(authority, office)))).flat();
  await office.rest();
  for (const { plan, story } of plans) await beforeTheWeekend(plan, story, office);
  office.clock.set(WHEN_RESUMED);
  for (const { plan, story } of plans)
    if (story === 'waived and resumed') {
      const resumed = { key: 'R31', on: '2027-06-07', ...CAPACITY };
      await office.tell(deadlinesOf(plan), ResumeDeadline, resumed);
    }
  await office.rest();
};

interface ToldPlan {
  readonly plan: MatterOf;
  readonly story: Story;
}

const tellOf = async (authority: string, office: DeadlineOffice): Promise<readonly ToldPlan[]> => {
  for (let nth = 0; nth < MATTERS; nth += 1) await tellMatter(authority, nth, office);
  const told: ToldPlan[] = [];
  for (const { adoptedOn, firstDay, story } of PLANS)
    told.push({ plan: await tellPlan({ authority, adoptedOn, firstDay }, office), story });
  return told;
};

/** A consultation that closes on one of the ten days after 8 June, and recommendations to be answered within two months. */
const tellMatter = async (authority: string, nth: number, office: DeadlineOffice): Promise<void> => {
  const matter = { authority, id: randomUUID() };
  const [madeOn, closesOn] = [addDays('2027-04-10', 2 * nth), addDays('2027-06-09', nth % 10)];
  const planPeriod = { label: '2027-2030' };
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: madeOn, title: `Matter ${nth} of ${authority}`, planKind: 'plan', planPeriod },
  });
  await office.tell(matter, RecordRecommendationsMade, {
    ...{ occurredOn: madeOn, by: `Scrutiny of ${authority}`, to: `Cabinet of ${authority}`, noticeGivenOn: madeOn },
    items: [{ label: '1)', text: 'consult widely' }],
  });
  const window = { opensOn: '2027-06-01', closesOn };
  await office.tell(matter, RecordConsultationOpened, { ...window, describedAs: 'a consultation' });
};

const tellPlan = async (
  told: { readonly authority: string; readonly adoptedOn: string; readonly firstDay: string },
  office: DeadlineOffice,
): Promise<MatterOf> => {
  const { authority, adoptedOn, firstDay } = told;
  const plan = { category: 'plan', authority, id: randomUUID() };
  const asked = { askedOn: adoptedOn, askedBy: `Council of ${authority}` };
  await office.tell(plan, RecordPlanAdopted, {
    ...{ occurredOn: adoptedOn, by: `Council of ${authority}`, title: `Plan of ${authority} from ${firstDay}` },
    ...{ firstDay, lastDay: addDays(`2030${firstDay.slice(4)}`, -1), countedYears: 3 },
    obligations: [
      { ...asked, kind: 'monitoring', every: 'P3M' },
      { ...asked, kind: 'progress report', every: 'P1Y' },
      { ...asked, kind: 'review', every: 'P6M' },
    ],
  });
  return plan;
};

const beforeTheWeekend = async (plan: MatterOf, story: Story, office: DeadlineOffice): Promise<void> => {
  if (story === 'left alone') return;
  const suspended = { key: 'R31', from: '2027-06-04', ...CAPACITY };
  await office.tell(deadlinesOf(plan), SuspendDeadline, suspended);
  if (story === 'waived and resumed')
    await office.tell(deadlinesOf(plan), WaiveDeadline, { key: 'R37/P1Y/1', ...CAPACITY });
  else
    await office.tell(plan, RecordPlanCopySent, {
      occurredOn: '2027-06-04',
      recipient: 'Police and Crime Commissioner',
    });
};

/** The subject under which the deadlines of a plan are kept. */
const deadlinesOf = ({ authority, id }: MatterOf): MatterOf => ({
  ...{ category: 'deadlines', authority, id: `plan-${id}` },
});
