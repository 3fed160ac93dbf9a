import { foldAll, type RecordedFact } from '#kernel';
import { authoritySubject, ruleTermsInForce, spellsOf } from '../authorities/index.js';
import { matterSubject, matterTold } from '../matter.js';
import { matterClocks, matterDeadlines } from '../matter-deadlines.js';
import { planSubject, planTold } from '../plan.js';
import { planClocks, planDeadlines } from '../plans/index.js';
import { type Chronicle, daysOf } from '../vocabulary/chronicle.js';
import { undatedBy } from '../vocabulary/computable.js';
import { type DerivedDeadline, type NotComputable } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';
import { type Entry } from '../vocabulary/facet.js';
import { learnedBy } from '../vocabulary/met.js';
import { type CadenceSpell } from '../vocabulary/plan-cadences.js';
import { calendarAsSettled } from './settled-calendar.js';

/** All that deadlines depend on beside the subject's facts. */
export interface SettledTerms extends DeadlineTerms {
  /** The cadences of the authority's plans over time. */
  readonly cadences: readonly CadenceSpell[];
}

/** What the facts of a subject have set running. Pure. */
export type Derive = (facts: readonly RecordedFact[], terms: SettledTerms) => readonly DerivedDeadline[];

/** How a subject with deadlines is read: its facts as they stand now, and what some of them have set running. Pure. */
export interface Clockwork {
  /** In stream order, each with what later facts corrected in it or supplied. */
  readonly chronicleOf: (facts: readonly RecordedFact[]) => Chronicle;
  readonly running: (entries: readonly Entry[], terms: SettledTerms) => readonly DerivedDeadline[];
  /** What they would have set running, but for a date that cannot be computed. */
  readonly undated: (entries: readonly Entry[], terms: SettledTerms) => readonly NotComputable[];
}

/**
 * Says of what was met by which day that had certainly happened, and where that which sets it running as it runs now, such
 * as an extension, had certainly happened only later.
 */
const sayingWhenMet = (entries: readonly Entry[], derived: readonly DerivedDeadline[]): readonly DerivedDeadline[] => {
  if (!derived.some(({ met }) => met !== undefined)) return derived;
  const days = daysOf(entries);
  return derived.map(({ met, ...deadline }) => {
    if (met === undefined) return deadline;
    const known = learnedBy(met, days.get(met.by));
    const isBeforeStart = (days.get(deadline.startedBy) ?? '') > known.on;
    return { ...deadline, met: isBeforeStart ? { ...known, isBeforeStart } : known };
  });
};

const ofMatter: Clockwork = {
  chronicleOf: (facts) => foldAll(matterSubject, facts),
  running: (entries, terms) => sayingWhenMet(entries, matterDeadlines(matterTold(entries).matter, terms)),
  undated: (entries, terms) => undatedBy(matterClocks(matterTold(entries).matter, terms)),
};

const ofPlan: Clockwork = {
  chronicleOf: (facts) => foldAll(planSubject, facts),
  running: (entries, terms) => sayingWhenMet(entries, planDeadlines(planTold(entries).plan, terms, terms.cadences)),
  undated: (entries, terms) => undatedBy(planClocks(planTold(entries).plan, terms, terms.cadences)),
};

/** The subjects that have deadlines, by category. */
export const clockworks = { matter: ofMatter, plan: ofPlan } as const;

/** How the subjects of a category are read; nothing where they have no deadlines. */
export const clockworkOf = (category: string): Clockwork | undefined =>
  (clockworks as Readonly<Record<string, Clockwork>>)[category];

const deriveBy =
  ({ chronicleOf, running }: Clockwork): Derive =>
  (facts, terms) =>
    running(chronicleOf(facts).entries, terms);

/** What derives the deadlines of a subject, by its category. */
export const clocks: Readonly<Record<string, Derive>> = { matter: deriveBy(ofMatter), plan: deriveBy(ofPlan) };

/** The terms under which deadlines are derived after these proclamations, of whatever jurisdiction, and facts of the settings of their authority. */
export const termsAfter = (
  proclamations: readonly RecordedFact[],
  settingsFacts: readonly RecordedFact[],
): SettledTerms => {
  const { cadences, ruleTerms } = foldAll(authoritySubject, settingsFacts);
  return {
    calendar: calendarAsSettled(proclamations, settingsFacts),
    rules: ruleTermsInForce(ruleTerms),
    cadences: spellsOf(cadences),
  };
};
