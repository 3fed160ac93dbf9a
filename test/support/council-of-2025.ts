export const PLAN_2025 = 'Coventry Community Safety Partnership Plan 2025-2028';
export const PLAN_2028 = 'Coventry Community Safety Partnership Plan 2028-2031';

/**
 * FIXTURE. The report of March 2025 proves what Cabinet and Council were recommended to resolve, in these words; that
 * Cabinet did so on 18 March, and Council on 25 March 2025, is assumed.
 */
export const CABINET_OF_18_MARCH = {
  ...{ occurredOn: '2025-03-18', body: 'Cabinet' },
  parts: [
    {
      ...{ label: '(1)', verb: 'recommend', meaning: 'recommends upward', recommendsTo: 'Council' },
      text: 'recommend that Council approve the proposed Coventry Community Safety Partnership Plan',
    },
    {
      ...{ label: '(2)', verb: 'Request', meaning: 'sets an obligation' },
      text: 'Request quarterly monitoring of the Plan by the Coventry Community Safety Partnership',
      obligation: { kind: 'monitoring', every: 'P3M' },
    },
    {
      ...{ label: '(3)', verb: 'Request', meaning: 'sets an obligation' },
      text: 'Request a yearly report to update on the progress of the Coventry Community Safety Partnership Plan',
      obligation: { kind: 'progress report', every: 'P1Y' },
    },
  ],
} as const;

export interface Adopted {
  readonly occurredOn: string;
  readonly title: string;
  readonly firstDay: string;
}

export const COUNCIL_OF_25_MARCH: Adopted = { occurredOn: '2025-03-25', title: PLAN_2025, firstDay: '2025-04-01' };

/** What Council resolves: the plan of a title from a first day on, for the usual term of three years. */
export const councilResolves = ({ occurredOn, title, firstDay }: Adopted) => ({
  ...{ occurredOn, body: 'Council' },
  parts: [
    {
      ...{ label: '(1)', verb: 'approve', meaning: 'adopts a plan' },
      text: `approve the proposed ${title}`,
      plan: { title, firstDay, document: 'Appendix 6 to the report' },
    },
  ],
});
