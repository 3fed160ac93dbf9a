import { type Fact } from '#kernel';

/** An example of every type and version of fact of an authority's settings, with every field that it may have. None of them is edited or removed. */
export const goldenAuthority = {
  AuthorityNamed: { 1: { occurredOn: '2024-06-25', name: 'Coventry City Council' } },
  OfficeAppointed: {
    1: {
      occurredOn: '2024-06-26',
      office: 'report-author',
      title: 'Community Safety Partnership Manager',
      addresses: ['community-safety@council.example', 'reports@council.example'],
      escalatesTo: 'director',
    },
  },
  OfficeRetired: { 1: { occurredOn: '2025-04-01', office: 'report-author' } },
  PlanCadencesSettled: {
    1: {
      occurredOn: '2024-06-27',
      termYears: 4,
      refreshEvery: 'P6M',
      assessment: { every: 'P2Y', from: '04-01' },
      copyWithin: 5,
      publishWithin: 20,
      renewal: [
        { step: 'assessment', monthsBefore: 18 },
        { step: 'Council', monthsBefore: 2 },
      ],
    },
    2: {
      occurredOn: '2024-07-02',
      termYears: 4,
      refreshEvery: 'P6M',
      assessment: { every: 'P2Y', from: '04-01' },
      partnershipMeeting: { every: 'P3M', from: '04-01' },
      copyWithin: 5,
      publishWithin: 20,
      renewal: [
        { step: 'assessment', monthsBefore: 18 },
        { step: 'Council', monthsBefore: 2 },
      ],
    },
  },
  CalendarSettled: {
    1: {
      occurredOn: '2024-07-01',
      calendar: 'scotland',
      closures: [{ first: '2024-12-25', last: '2025-01-02', name: 'Festive closure' }],
      recesses: [
        { first: '2024-07-08', last: '2024-08-16', name: 'Summer recess' },
        { first: '2024-10-14', last: '2024-10-14', name: 'October holiday' },
      ],
    },
  },
  RuleTermsSettled: {
    1: {
      occurredOn: '2024-06-28',
      rule: 'R19',
      owner: 'report-author',
      ladder: [
        { at: 'open', offices: ['report-author'] },
        { at: 'half-way', offices: ['report-author'] },
        { at: '-P7D', offices: ['report-author', 'director'] },
      ],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<number, object>>>>;

/** The same as facts, in an order in which they could have been recorded. */
export const goldenAuthorityFacts: readonly Fact[] = [
  { type: 'AuthorityNamed', data: goldenAuthority.AuthorityNamed[1] },
  { type: 'OfficeAppointed', data: goldenAuthority.OfficeAppointed[1] },
  { type: 'PlanCadencesSettled', data: goldenAuthority.PlanCadencesSettled[1] },
  { type: 'RuleTermsSettled', data: goldenAuthority.RuleTermsSettled[1] },
  { type: 'CalendarSettled', data: goldenAuthority.CalendarSettled[1] },
  { type: 'PlanCadencesSettled', data: goldenAuthority.PlanCadencesSettled[2] },
  { type: 'OfficeRetired', data: goldenAuthority.OfficeRetired[1] },
];
