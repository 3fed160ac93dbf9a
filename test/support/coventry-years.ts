import { CABINET_OF_18_MARCH, COUNCIL_OF_25_MARCH, councilResolves, PLAN_2025, PLAN_2028 } from './council-of-2025.js';
import { tellStory } from './coventry-story.js';
import { type Journey, askOf } from './journey.js';

const PARTNERSHIP = 'Community Safety Partnership';
const CABINET = 'Cabinet';

/** The offices of the council, each with the one that is told where it was told in vain. */
export const OFFICES = [
  { office: 'monitoring-officer', title: 'Monitoring Officer' },
  { office: 'director', title: 'Director of Public Health', escalatesTo: 'monitoring-officer' },
  { office: 'report-author', title: 'Community Safety Manager', escalatesTo: 'director' },
  { office: 'community-safety', title: 'Community Safety Team', escalatesTo: 'director' },
  { office: 'scrutiny', title: 'Scrutiny Co-ordinator', escalatesTo: 'director' },
  { office: 'democratic-services', title: 'Democratic Services', escalatesTo: 'director' },
] as const;

export const addressOf = (office: string): string => `${office}@coventry.example`;

export const appointOffices = async ({ tell }: Journey): Promise<void> => {
  for (const office of OFFICES)
    await tell('/offices/appoint-office', { ...office, addresses: [addressOf(office.office)] });
};

/** June and July 2024: scrutiny asks, Cabinet resolves, the consultation opens. Gives the id of the matter. */
export const openTheConsultation = async (journey: Journey): Promise<string> => {
  const { matter } = await tellStory(askOf(journey), await journey.demo.token(), async (place, path) => {
    if (place > 0) await journey.settle();
    if (place === 3) await journey.until('2024-07-09');
    if (place !== 6) return;
    await questionnaireReady(journey, path.slice(path.indexOf('/matters')));
    await journey.until('2024-07-10', '09:00');
  });
  await journey.settle();
  return matter;
};

/** Question 5 asks what scrutiny wanted it to ask; through which channels people are told of it, is not the form's business. */
const questionnaireReady = async ({ tell, read }: Journey, path: string): Promise<void> => {
  const [made] = (await read<MatterPage>(path)).recommendations;
  const ask = (leaf: string) => ({ recommendations: made?.recommendations, leaf });
  await tell(`${path}/record-questionnaire-ready`, {
    ...{ occurredOn: '2024-07-09', questionnaire: 'with question 5 as scrutiny asked' },
    ...{ carriesOut: [ask('2)b)i)'), ask('2)b)ii)')], carriedOutElsewhere: [ask('2)a)')] },
  });
};

interface MatterPage {
  readonly requests: readonly { readonly request: string }[];
  readonly resolutions: readonly { readonly resolution: string }[];
  readonly recommendations: readonly { readonly recommendations: string }[];
  readonly reports: readonly { readonly report: string }[];
  readonly forecasts: readonly { readonly forecast: string }[];
}

/** July 2024 to January 2025: the letter goes out, the consultation closes, its results are published. */
export const publishTheResults = async ({ until, tell, read }: Journey, matter: string): Promise<void> => {
  const path = `/matters/${matter}`;
  const { requests } = await read<MatterPage>(path);
  await until('2024-07-12');
  await tell(`${path}/record-request-sent`, { occurredOn: '2024-07-12', request: requests[0]?.request });
  await until('2024-10-14');
  await tell(`${path}/record-responses-counted`, {
    ...{ occurredOn: '2024-10-14', round: 1, count: 696, method: 'online and on paper', asOf: '2024-10-02' },
  });
  await until('2024-12-18');
  await tell(`${path}/record-consultation-results-published`, {
    ...{ occurredOn: '2024-12-18', round: 1, where: 'the report to the Scrutiny Co-ordination Committee' },
  });
};

/** January 2025: the report did not come on the day on which it was expected, and is expected later. */
export const expectTheReportLater = async ({ until, tell, read }: Journey, matter: string): Promise<void> => {
  const { forecasts } = await read<MatterPage>(`/matters/${matter}`);
  await until('2025-01-15');
  await tell(`/matters/${matter}/record-forecast-restated`, {
    ...{ occurredOn: '2025-01-15', forecast: forecasts[0]?.forecast, expected: '2025-03-18' },
    cause: 'The plan goes to Cabinet with the results of the consultation.',
  });
};

/** March 2025, which is a fixture: the report comes, Cabinet recommends the plan, and Council adopts it. */
export const adoptThePlan = async ({ until, tell, read }: Journey, matter: string): Promise<void> => {
  const path = `/matters/${matter}`;
  await until('2025-03-18');
  const report = { title: PLAN_2025, owner: 'Director of Public Health', submittedTo: [CABINET, 'Council'] };
  await tell(`${path}/record-report-submitted`, { occurredOn: '2025-03-18', ...report });
  await tell(`${path}/record-resolution-passed`, CABINET_OF_18_MARCH);
  const { reports, resolutions, recommendations } = await read<MatterPage>(path);
  await tell(`${path}/record-commission-fulfilled`, {
    ...{ occurredOn: '2025-03-18', report: reports.at(-1)?.report },
    commissions: [
      { madeIn: resolutions[0]?.resolution, item: 3 },
      { madeIn: recommendations[0]?.recommendations, item: 1 },
    ],
    because: 'It sets out the responses received, and the proposed plan.',
  });
  await until('2025-03-25');
  await tell(`${path}/record-resolution-passed`, councilResolves(COUNCIL_OF_25_MARCH));
};

/** What officers do over the three years: the day on which they do it, the command, and what they tell beside the day. */
const UPKEEP: readonly (readonly [day: string, command: string, told: object])[] = [
  ['2025-04-02', 'record-plan-copy-sent', { recipient: 'Police and Crime Commissioner' }],
  ['2025-04-03', 'record-plan-published', { where: 'the council’s website' }],
  ['2025-06-30', 'record-plan-monitored', { periodEndsOn: '2025-06-30', by: PARTNERSHIP }],
  ['2025-09-24', 'record-strategic-assessment-prepared', { dataTo: '2025-08-31' }],
  // A fortnight late.
  ['2025-10-14', 'record-plan-monitored', { periodEndsOn: '2025-09-30', by: PARTNERSHIP }],
  ['2025-12-31', 'record-plan-monitored', { periodEndsOn: '2025-12-31', by: PARTNERSHIP }],
  ['2026-03-24', 'record-plan-refreshed', { forYearOf: '2026-04-01' }],
  ['2026-03-31', 'record-plan-monitored', { periodEndsOn: '2026-03-31', by: PARTNERSHIP }],
  ['2026-03-31', 'record-plan-progress-reported', { yearEndsOn: '2026-03-31', to: CABINET }],
  ['2026-06-30', 'record-plan-monitored', { periodEndsOn: '2026-06-30', by: PARTNERSHIP }],
  ['2026-09-23', 'record-strategic-assessment-prepared', { dataTo: '2026-08-31' }],
  ['2026-09-30', 'record-plan-monitored', { periodEndsOn: '2026-09-30', by: PARTNERSHIP }],
  ['2026-12-16', 'record-renewal-step-taken', { step: 'assessment', words: 'An assessment for the next plan.' }],
  ['2026-12-31', 'record-plan-monitored', { periodEndsOn: '2026-12-31', by: PARTNERSHIP }],
  ['2027-01-11', 'open-plan-renewal', { title: PLAN_2028 }],
  ['2027-03-23', 'record-plan-refreshed', { forYearOf: '2027-04-01' }],
  ['2027-03-24', 'record-renewal-step-taken', { step: 'options', words: 'The options went to the Partnership.' }],
  ['2027-03-31', 'record-plan-monitored', { periodEndsOn: '2027-03-31', by: PARTNERSHIP }],
  ['2027-03-31', 'record-plan-progress-reported', { yearEndsOn: '2027-03-31', to: CABINET }],
  ['2027-06-29', 'record-renewal-step-taken', { step: 'consultation authorised', words: 'Cabinet authorised it.' }],
  ['2027-06-30', 'record-plan-monitored', { periodEndsOn: '2027-06-30', by: PARTNERSHIP }],
  ['2027-09-22', 'record-strategic-assessment-prepared', { dataTo: '2027-08-31' }],
  ['2027-09-30', 'record-plan-monitored', { periodEndsOn: '2027-09-30', by: PARTNERSHIP }],
  // Four days late: a target that slips breaches nothing.
  [
    '2027-10-05',
    'record-renewal-step-taken',
    { step: 'consultation closed', words: 'Responses were taken until then.' },
  ],
  ['2027-11-24', 'record-renewal-step-taken', { step: 'scrutiny', words: 'The committee considered the draft.' }],
  ['2027-12-31', 'record-plan-monitored', { periodEndsOn: '2027-12-31', by: PARTNERSHIP }],
  ['2028-01-25', 'record-renewal-step-taken', { step: 'Cabinet', words: 'Cabinet recommended it to Council.' }],
];

/** April 2025 to January 2028: what the plan asks for is done, on its last day or late. */
export const keepThePlan = async ({ until, tell }: Journey, plan: string): Promise<void> => {
  for (const [day, command, told] of UPKEEP) {
    await until(day);
    await tell(`/plans/${plan}/${command}`, command.startsWith('record') ? { occurredOn: day, ...told } : told);
  }
};

/** February and March 2028: Council adopts the plan that follows, and the last of the first one's duties are done. */
export const renewThePlan = async ({ until, tell, read }: Journey, plan: string): Promise<string> => {
  const { lineage } = await read<{ lineage: { matterAfter: string } }>(`/plans/${plan}`);
  await until('2028-02-29');
  const adopted = { occurredOn: '2028-02-29', title: PLAN_2028, firstDay: '2028-04-01' };
  await tell(`/matters/${lineage.matterAfter}/record-resolution-passed`, councilResolves(adopted));
  await until('2028-03-31');
  const monitored = { occurredOn: '2028-03-31', periodEndsOn: '2028-03-31', by: PARTNERSHIP };
  await tell(`/plans/${plan}/record-plan-monitored`, monitored);
  const reported = { occurredOn: '2028-03-31', yearEndsOn: '2028-03-31', to: CABINET };
  await tell(`/plans/${plan}/record-plan-progress-reported`, reported);
  return lineage.matterAfter;
};
