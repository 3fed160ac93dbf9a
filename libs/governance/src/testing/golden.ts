import { type Fact } from '#kernel';
import { type MatterFact } from '../matter.js';
import { GOLDEN_IDS } from './golden-ids.js';
import { goldenResolutions } from './golden-resolutions.js';

type DataOf<Type extends MatterFact['type']> = Extract<MatterFact, { type: Type }>['data'];

const { RECOMMENDATIONS, RESOLUTION, REPORT, REQUEST, FORECAST, PLAN, A_FACT } = GOLDEN_IDS;

/** An example of every type and version of fact, with every field that it may have. The log may hold the like for ever: none of them is edited or removed. */
export const golden = {
  MatterOpened: {
    1: {
      occurredOn: '2024-06-26',
      title: 'Community Safety Partnership Plan',
      reference: 'CSP/24',
      planKind: 'community safety partnership plan',
      planPeriod: { label: '2024-2027', firstDay: '2024-04-01', lastDay: '2027-03-31' },
    },
    2: {
      occurredOn: '2024-06-26',
      title: 'Community Safety Partnership Plan',
      reference: 'CSP/24',
      planKind: 'community safety partnership plan',
      planPeriod: { label: '2024-2027', firstDay: '2024-04-01', lastDay: '2027-03-31' },
      succeedsPlan: PLAN,
    },
  },
  MatterRetitled: {
    1: {
      occurredOn: '2025-03',
      title: 'Coventry Community Safety Partnership Plan',
      previously: 'Community Safety Partnership Plan',
      reason: 'The report names it so.',
    },
  },
  PlanPeriodChanged: {
    1: {
      occurredOn: 'unknown',
      planPeriod: { label: '2025-2028', firstDay: '2025-04-01', lastDay: '2028-03-31' },
      previously: { label: '2024-2027', firstDay: '2024-04-01', lastDay: '2027-03-31' },
      reason: 'It starts a year later.',
    },
  },
  ReportSubmitted: {
    1: {
      occurredOn: '2024-06-26',
      report: REPORT,
      title: 'The plan',
      owner: 'Director of Law and Governance',
      submittedTo: ['Cabinet', 'Council'],
      recommendations: [
        { to: 'Cabinet', items: [{ label: '(1)', text: 'Approve:', items: [{ label: 'a)', text: 'the plan' }] }] },
      ],
      appendices: [{ label: '1', title: 'Plan on a page' }],
      backgroundPapers: ['The strategic assessment'],
      templateFields: [{ name: 'Is this a key decision?', value: 'No' }],
    },
  },
  RecommendationsMade: {
    1: {
      occurredOn: '2024-06-26',
      recommendations: RECOMMENDATIONS,
      by: 'Scrutiny Co-ordination Committee',
      to: 'Cabinet',
      preamble: 'Having considered the report:',
      items: [
        {
          label: '2)',
          text: 'Recommends:',
          items: [
            { label: 'a)', text: 'that all channels be used' },
            {
              label: 'b)',
              text: 'that the questionnaire ask about',
              items: [
                { label: 'i)', text: 'fly-tipping' },
                { label: 'ii)', text: 'off-road e-bikes' },
              ],
            },
          ],
        },
      ],
      followUps: [{ label: '1)', text: 'Agreed to receive a report.', awaitsReport: 'the responses' }],
      deliveredBy: 'Briefing note',
      noticeGivenOn: '2024-06-27',
    },
    2: {
      occurredOn: '2024-06-26',
      recommendations: RECOMMENDATIONS,
      by: 'Scrutiny Co-ordination Committee',
      to: 'Cabinet',
      preamble: 'Having considered the report:',
      items: [
        {
          label: '2)',
          text: 'Recommends:',
          items: [
            { label: 'a)', text: 'that all channels be used' },
            {
              label: 'b)',
              text: 'that the questionnaire ask about',
              items: [
                { label: 'i)', text: 'fly-tipping' },
                { label: 'ii)', text: 'off-road e-bikes' },
              ],
            },
          ],
        },
      ],
      followUps: [
        { label: '1)', text: 'Agreed to receive a report.', awaitsReport: 'the responses', dueOn: '2025-01' },
      ],
      deliveredBy: 'Briefing note',
      noticeGivenOn: '2024-06-27',
    },
  },
  NoticeGiven: {
    1: {
      occurredOn: '2024-07-01',
      recommendations: RECOMMENDATIONS,
      by: 'Scrutiny Co-ordination Committee',
      document: 'Notice of 1 July 2024',
    },
  },
  RecommendationImplemented: {
    1: {
      occurredOn: '2024-07-09T16:30+01:00',
      recommendations: RECOMMENDATIONS,
      leaf: '2)b)i)',
      how: 'Question 5 has the bullet point.',
    },
  },
  ResolutionPassed: goldenResolutions,
  ActionTaken: {
    1: { occurredOn: '2024-10-15', resolution: RESOLUTION, part: 7, how: 'The Director wrote on 15 October 2024.' },
  },
  ConsultationOpened: {
    1: {
      occurredOn: '2024-07-10',
      round: 1,
      window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
      describedAs: '12-week consultation',
      scope: 'citywide',
      audience: 'residents',
      authorisedBy: { resolution: RESOLUTION, part: 2 },
    },
    2: {
      occurredOn: '2024-07-10',
      round: 1,
      window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
      describedAs: '12-week consultation',
      scope: 'citywide',
      audience: 'residents',
      authorisedBy: { resolution: RESOLUTION, part: 2 },
      waiver: {
        by: 'Cabinet',
        capacity: 'authorising body',
        reason: 'The printed forms had gone out.',
        document: 'minute 14 of 9 July 2024',
      },
    },
    3: {
      occurredOn: '2024-07-10',
      round: 1,
      window: { opensOn: '2024-07-10', closesOn: '2024-10-02', closesAt: '17:00' },
      describedAs: '12-week consultation',
      scope: 'citywide',
      audience: 'residents',
      authorisedBy: { resolution: RESOLUTION, part: 2 },
      waiver: {
        by: 'Cabinet',
        capacity: 'authorising body',
        reason: 'The printed forms had gone out.',
        document: 'minute 14 of 9 July 2024',
      },
    },
  },
  ConsultationExtended: {
    1: {
      occurredOn: '2024-09-30',
      round: 1,
      closesOn: '2024-10-16',
      previouslyClosesOn: '2024-10-02',
      authority: 'Cabinet',
      authorisedBy: { resolution: RESOLUTION, part: 2 },
      reason: 'The site was down.',
    },
    2: {
      occurredOn: '2024-09-30',
      round: 1,
      closesOn: '2024-10-16',
      closesAt: '17:00',
      previouslyClosesOn: '2024-10-02',
      authority: 'Cabinet',
      authorisedBy: { resolution: RESOLUTION, part: 2 },
      reason: 'The site was down.',
    },
  },
  ConsultationClosed: {
    1: { occurredOn: '2024-10-16', round: 1 },
    2: { occurredOn: '2024-10-16', round: 1, closedAt: '2024-10-16T16:00:00.000Z' },
  },
  ResponsesCounted: {
    1: {
      occurredOn: '2024-10-20',
      round: 1,
      count: 696,
      method: 'paper and online, duplicates removed',
      asOf: '2024-10-16',
      replaces: A_FACT,
      reason: 'Four were counted twice.',
    },
  },
  ConsultationResultsPublished: { 1: { occurredOn: '2024-12-18', round: 1, where: 'Appendix 3 to the report' } },
  QuestionnaireReady: {
    1: {
      occurredOn: '2024-07-09',
      questionnaire: 'version 2',
      carriesOut: [{ recommendations: RECOMMENDATIONS, leaf: '2)b)ii)' }],
    },
    2: {
      occurredOn: '2024-07-09',
      questionnaire: 'version 2',
      carriesOut: [{ recommendations: RECOMMENDATIONS, leaf: '2)b)ii)' }],
      carriedOutElsewhere: [{ recommendations: RECOMMENDATIONS, leaf: '2)a)' }],
    },
  },
  RequestMade: {
    1: {
      occurredOn: '2024-07-09',
      request: REQUEST,
      by: 'Cabinet',
      text: 'requested that a letter be sent',
      subject: 'the speed of traffic',
      addressee: 'Community Safety Partnership',
      owner: 'Director of Law and Governance',
      dueOn: '2024-09',
    },
  },
  RequestSent: { 1: { occurredOn: '2024-07-20', request: REQUEST, reference: 'L/1' } },
  RequestReplied: { 1: { occurredOn: '2024-08-20', request: REQUEST, summary: 'It will be considered.' } },
  CommissionFulfilled: {
    1: {
      occurredOn: '2025-03-18',
      commissions: [{ madeIn: RESOLUTION, item: 3 }],
      report: REPORT,
      because: 'It sets out the responses.',
    },
  },
  ForecastMade: {
    1: {
      occurredOn: '2024-07-09',
      forecast: FORECAST,
      of: 'the draft plan',
      expected: '2025-01-07',
      before: 'Cabinet',
      meets: [
        { madeIn: RESOLUTION, item: 3 },
        { madeIn: RECOMMENDATIONS, item: 1 },
      ],
      words: 'anticipated to be submitted to 7th January 2025 meeting',
    },
  },
  ForecastRestated: {
    1: {
      occurredOn: '2024-12-18',
      forecast: FORECAST,
      expected: '2025-03',
      previously: '2025-01-07',
      cause: 'The workshops took longer.',
    },
  },
  ForecastFulfilled: {
    1: {
      occurredOn: '2025-03-18',
      forecast: FORECAST,
      report: REPORT,
      because: 'It is the plan of 2025-2028 that was forecast as that of 2024-2027.',
    },
    2: {
      occurredOn: '2025-03-25',
      forecast: FORECAST,
      resolution: RESOLUTION,
      because: 'Council approved the plan.',
    },
  },
  RecordCorrected: {
    1: {
      occurredOn: '2025-04-01',
      fact: A_FACT,
      mistakeIn: 'document',
      changes: [
        {
          pointer: '/parts/0/text',
          asRecorded: 'Crime and Disorder Act 1999',
          asCorrected: 'Crime and Disorder Act 1998',
        },
      ],
      authority: 'Monitoring Officer',
      reason: 'There is no such Act of 1999.',
    },
    2: {
      ...{ occurredOn: '2025-04-01', fact: A_FACT, mistakeIn: 'record' },
      changes: [
        { pointer: '/parts/2/dueOn', asCorrected: '2025-01' },
        { pointer: '/parts/2/report', asRecorded: 'the outcome', asCorrected: 'the outcome of the consultation' },
      ],
      authority: 'Monitoring Officer',
      reason: 'The minute says by when.',
    },
  },
  OccurrenceSupplied: {
    1: {
      occurredOn: '2025-04-01',
      fact: A_FACT,
      previously: 'unknown',
      happenedOn: '2024-07-09',
      source: 'The report that came back.',
    },
  },
  EntryStruckOut: {
    1: {
      occurredOn: '2025-04-01',
      fact: A_FACT,
      factType: 'RequestMade',
      authority: 'Monitoring Officer',
      reason: 'It was made in another matter.',
    },
  },
} as const satisfies { readonly [Type in MatterFact['type']]: Readonly<Record<number, DataOf<Type>>> };

export const IDS = { RECOMMENDATIONS, RESOLUTION, REPORT, REQUEST, FORECAST } as const;

const examples: Readonly<Record<string, Readonly<Record<string, object>>>> = golden;

/** A fact like the golden example of its type, with other values where a test needs them. */
export const told = <Type extends MatterFact['type']>(type: Type, changes: Partial<DataOf<Type>> = {}): Fact<Type> => {
  const other: object = changes;
  return { type, data: { ...examples[type]?.['1'], ...other } };
};

/** The same without a field that it need not have. */
export const toldWithout = <Type extends MatterFact['type']>(
  field: string,
  type: Type,
  changes: Partial<DataOf<Type>> = {},
): Fact<Type> => ({
  type,
  data: Object.fromEntries(Object.entries(told(type, changes).data).filter(([name]) => name !== field)),
});

/** Every golden example as a fact. */
export const goldenFacts: readonly Fact[] = Object.entries(examples).flatMap(([type, versions]) =>
  Object.values(versions).map((data) => ({ type, data })),
);
