import { type Fact } from '#kernel';
import { type PlanFact } from '../plan-facts.js';

const MATTER = '20000000-0000-4000-8000-000000000011';

/**
 * FIXTURE. The document of 18 March 2025 is a report: it proves what Cabinet and Council were recommended to resolve,
 * and neither that Cabinet did nor that Council approved the plan on 25 March 2025. That they did is assumed here.
 * First and last day are the plan's years, 2025-2028; no document states them.
 */
export const coventryAdopted: Extract<PlanFact, { type: 'PlanAdopted' }> = {
  type: 'PlanAdopted',
  data: {
    occurredOn: '2025-03-25',
    by: 'Council',
    title: 'Coventry Community Safety Partnership Plan 2025-2028',
    firstDay: '2025-04-01',
    lastDay: '2028-03-31',
    countedYears: 3,
    document: 'Appendix 6 to the report',
    adoptedIn: { matter: MATTER, resolution: '20000000-0000-4000-8000-000000000012', part: 1 },
    obligations: (['monitoring', 'progress report'] as const).map((kind, at) => ({
      kind,
      every: kind === 'monitoring' ? 'P3M' : 'P1Y',
      askedOn: '2025-03-18',
      askedBy: 'Cabinet',
      askedIn: { matter: MATTER, resolution: '20000000-0000-4000-8000-000000000013', part: at + 2 },
    })),
  },
};

/**
 * FIXTURE. The report asks a committee to approve the plan of 2024-2026, to be implemented on 1 October 2024 and reviewed
 * every six months. That the committee did, and that the plan lasts to the end of 2026, is assumed here.
 */
export const spelthorneAdopted: Fact = {
  type: 'PlanAdopted',
  data: {
    occurredOn: '2024-09-24',
    by: 'Committee',
    title: 'Community Safety Partnership Plan & Priorities 2024-2026',
    firstDay: '2024-10-01',
    lastDay: '2026-12-31',
    obligations: [
      {
        kind: 'review',
        every: 'P6M',
        askedOn: '2024-09-24',
        askedBy: 'Committee',
      },
    ],
  },
};
