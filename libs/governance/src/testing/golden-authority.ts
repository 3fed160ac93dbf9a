import { type Fact } from '#kernel';

/** An example of every type and version of fact of an authority's settings, with every field that it may have. None of them is edited or removed. */
export const goldenAuthority = {
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
} as const satisfies Readonly<Record<string, Readonly<Record<number, object>>>>;

/** The same as facts, in an order in which they could have been recorded. */
export const goldenAuthorityFacts: readonly Fact[] = [
  { type: 'OfficeAppointed', data: goldenAuthority.OfficeAppointed[1] },
  { type: 'OfficeRetired', data: goldenAuthority.OfficeRetired[1] },
];
