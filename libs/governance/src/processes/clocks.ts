import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { foldAll, type RecordedFact } from '#kernel';
import { calendarAfter } from '../calendars/index.js';
import { defaultRuleTerms } from '../deadlines/index.js';
import { matterAfter, matterSubject } from '../matter.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { planAfter, planSubject } from '../plan.js';
import { DEFAULT_CADENCES, PLAN_RULE_TERMS, planDeadlines } from '../plans/index.js';
import { inOrderOfEvents } from '../vocabulary/chronicle.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type DeadlineTerms } from '../vocabulary/deadline-terms.js';

/** What the facts of a subject have set running. Pure. */
export type Derive = (facts: readonly RecordedFact[], terms: DeadlineTerms) => readonly DerivedDeadline[];

/** The subjects that have deadlines, by category. */
export const clocks: Readonly<Record<string, Derive>> = {
  matter: (facts, terms) => matterDeadlines(matterAfter(inOrderOfEvents(foldAll(matterSubject, facts).entries)), terms),
  plan: (facts, terms) =>
    planDeadlines(planAfter(inOrderOfEvents(foldAll(planSubject, facts).entries)).plan, terms, DEFAULT_CADENCES),
};

/** The terms under which deadlines are derived after these facts about the calendar: the same for every authority. */
export const termsAfter = (calendarFacts: readonly RecordedFact[]): DeadlineTerms => ({
  calendar: calendarAfter(calendarNamed(DEFAULT_CALENDAR), calendarFacts),
  rules: { ...defaultRuleTerms, ...PLAN_RULE_TERMS },
});
