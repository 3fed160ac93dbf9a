import { type DeadlineRule } from './deadline.js';

/** On what the cadences of a plan stand, of which the usual one holds where the authority has settled none. By the rule's id. */
export const CADENCE_CITATIONS = {
  R36: 'SI 2007/1830 (strategic assessments); yearly unless the authority has settled otherwise',
  R37: 'SI 2007/1830 (the plan is brought up to date); yearly unless the authority has settled otherwise',
} as const;

/** What facts cite for them that were recorded when every cadence was said to be settled. */
const FORMER: ReadonlyMap<string, string> = new Map([
  ['SI 2007/1830 (strategic assessments), and how often the authority has settled to make one', CADENCE_CITATIONS.R36],
  [
    'SI 2007/1830 (the plan is brought up to date), and how often the authority has settled to do so',
    CADENCE_CITATIONS.R37,
  ],
]);

/** A rule that a fact cites, as it is cited now. The fact keeps its words, and nothing is told anew for them. */
export const citedNow = (rule: DeadlineRule): DeadlineRule => ({
  ...rule,
  citation: FORMER.get(rule.citation) ?? rule.citation,
});
