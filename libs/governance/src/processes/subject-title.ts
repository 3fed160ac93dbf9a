import { foldAll, type RecordedFact } from '#kernel';
import { matterSubject, matterTold } from '../matter.js';
import { planSubject, planTold } from '../plan.js';

const TITLES: Readonly<Record<string, (facts: readonly RecordedFact[]) => string>> = {
  matter: (facts) => matterTold(foldAll(matterSubject, facts).entries).matter.heading.title,
  plan: (facts) => planTold(foldAll(planSubject, facts).entries).plan.title,
};

/** What a subject of deadlines is called, by its facts. */
export const titleOf = (category: string, facts: readonly RecordedFact[]): string =>
  TITLES[category]?.(facts) ?? category;
