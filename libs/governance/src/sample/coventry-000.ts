import { v5 as uuidv5 } from 'uuid';
import { type Command } from '#kernel';
import {
  OpenMatter,
  RecordConsultationOpened,
  RecordForecastMade,
  RecordRecommendationsMade,
  RecordReportSubmitted,
  RecordRequestMade,
  RecordResolutionPassed,
} from '../matter-commands.js';
import { commandOf } from '../vocabulary/command-of.js';

/** A command as an office would have sent it. Its id is fixed, so that loading the sample again adds nothing. */
export interface SampleCommand {
  readonly commandId: string;
  readonly category: 'matter' | 'authority';
  /** Id of the matter, or of the settings, within its authority. */
  readonly subject: string;
  readonly command: Command;
  /** The office that sends it, as `Actor.office`. */
  readonly office: string;
}

export const COVENTRY = 'coventry';

/** The matter of the minute "Proposed Consultation for the Community Safety Partnership Plan 2024-2027". */
export const COVENTRY_MATTER = '89998002-3302-4b9a-955b-23d3be672599';

const IDS = {
  opened: '5ce972e8-a560-43d4-b3cf-25eac875bba0',
  report: '8cf63530-86fe-4792-b7bb-9ba15a0831fc',
  recommendations: 'efee0a22-fd82-415e-9943-547c87f78720',
  request: 'cc0eae39-b8c9-441f-84c9-bb8a16699ba0',
  resolution: '25b581a6-ecd5-4b76-a203-fa70d417dded',
  consultation: '4065aa13-d4da-4689-bb95-c6e38ee23b36',
  forecast: 'fe24c9c8-1d15-4b00-b737-8f9b7b86c997',
} as const;

const told = (commandId: string, command: Command): SampleCommand => ({
  ...{ commandId, category: 'matter', subject: COVENTRY_MATTER, command },
  office: 'office:democratic-services',
});

/** The id that a command gives to the new thing that it makes: the same as in the pipeline. */
const newId = (commandId: string, purpose: string): string => uuidv5(purpose, commandId);

const CABINET = 'Cabinet';
const SCRUTINY = 'Scrutiny Co-ordination Committee';
const REPORT_OWNER = 'Director of Law and Governance';
const TITLE = 'Proposed Consultation for the Community Safety Partnership Plan 2024-2027';
const FUTURE_REPORT =
  'a future report setting out the responses received, and the proposed Community Safety Partnership Plan 2024-2027.';

const scrutinyOn26June = commandOf(RecordRecommendationsMade, {
  occurredOn: '2024-06-26',
  by: SCRUTINY,
  to: CABINET,
  preamble:
    'Having considered the requirements of the Crime and Disorder Act 1998 and the need to create a Community Safety Partnership Plan, Scrutiny Co-ordination Committee:',
  followUps: [{ label: '1)', text: `Agreed to receive ${FUTURE_REPORT}`, awaitsReport: FUTURE_REPORT }],
  items: [
    {
      label: '2)',
      text: 'Identified the following additional recommendations for Cabinet:',
      items: [
        {
          label: 'a)',
          text: 'That the Cabinet request officers to use all of the Council’s partners’ communication channels, including faith groups and housing providers, to ensure as wide consultation as possible.',
        },
        {
          label: 'b)',
          text: 'That additional bullet points be added to Question 5 of the questionnaire (relating to main priorities for the Community Safety Partnership to focus on) identifying.',
          items: [
            { label: 'i)', text: 'environmental ASB – e.g. fly-tipping and dog fouling, and' },
            { label: 'ii)', text: 'off-road e-bikes' },
          ],
        },
      ],
    },
  ],
  deliveredBy: 'Briefing Note attached to the report',
});

const recommendations = newId(IDS.recommendations, 'recommendations');
const resolution = newId(IDS.resolution, 'resolution');

const cabinetOn9July = commandOf(RecordResolutionPassed, {
  occurredOn: '2024-07-09',
  body: CABINET,
  preamble:
    'RESOLVED that the Cabinet, having considered the requirements of the Crime and Disorder Act 1998 and the need to create a Community Safety Partnership Plan:',
  parts: [
    {
      label: '1)',
      verb: 'Approves',
      text: 'Approves the recommendations from the Scrutiny Co-ordination Committee.',
      meaning: 'answers recommendations',
      answers: [{ recommendations, answer: 'accepted' }],
    },
    {
      label: '2)',
      verb: 'Authorises',
      text: 'Authorises a citywide 12-week consultation beginning 10th July to 2nd October 2024.',
      meaning: 'authorises a consultation',
      window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
    },
    {
      label: '3)',
      verb: 'Requests',
      text: `Requests ${FUTURE_REPORT}`,
      meaning: 'commissions a report',
      report: FUTURE_REPORT,
    },
  ],
});

/** The last day of which the sample tells: sooner it cannot be told. */
export const SAMPLE_LAST_DAY = '2024-07-10';

/** What the officers of Coventry would have sent, in order. The minute does not give the date of the Cabinet: 9 July 2024 is from the report that came back. */
export const coventrySample: readonly SampleCommand[] = [
  told(
    IDS.opened,
    commandOf(OpenMatter, {
      occurredOn: '2024-06-26',
      title: TITLE,
      planKind: 'Community Safety Partnership Plan',
      planPeriod: { label: '2024-2027' },
    }),
  ),
  told(
    IDS.report,
    commandOf(RecordReportSubmitted, {
      occurredOn: '2024-06-26',
      title: TITLE,
      owner: REPORT_OWNER,
      submittedTo: [SCRUTINY, CABINET],
      appendices: [{ title: 'Briefing Note' }],
    }),
  ),
  told(IDS.recommendations, scrutinyOn26June),
  told(
    IDS.request,
    commandOf(RecordRequestMade, {
      occurredOn: '2024-07-09',
      by: CABINET,
      text: 'The Cabinet requested that a letter be sent to the Community Safety Partnership requesting that the speed of traffic be considered as part of the Community Safety Plan.',
      subject: 'the speed of traffic',
      addressee: 'Community Safety Partnership',
    }),
  ),
  told(IDS.resolution, cabinetOn9July),
  told(
    IDS.forecast,
    commandOf(RecordForecastMade, {
      occurredOn: '2024-07-09',
      of: FUTURE_REPORT,
      expected: '2025-01-07',
      before: CABINET,
      meets: [
        { madeIn: resolution, item: 3 },
        { madeIn: recommendations, item: 1 },
      ],
      words:
        'When completed the draft Plan would be brought back to Cabinet for approval, anticipated to be submitted to 7th January 2025 meeting.',
    }),
  ),
  told(
    IDS.consultation,
    commandOf(RecordConsultationOpened, {
      opensOn: '2024-07-10',
      closesOn: '2024-10-02',
      describedAs: '12-week consultation',
      scope: 'citywide',
      authorisedBy: { resolution, part: 2 },
    }),
  ),
];
