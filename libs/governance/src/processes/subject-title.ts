import { foldAll, type RecordedFact } from '#kernel';
import { matterAfter, matterSubject } from '../matter.js';
import { planAfter, planSubject } from '../plan.js';
import { inOrderOfEvents } from '../vocabulary/chronicle.js';

const TITLES: Readonly<Record<string, (facts: readonly RecordedFact[]) => string>> = {
  matter: (facts) => matterAfter(inOrderOfEvents(foldAll(matterSubject, facts).entries)).heading.title,
  plan: (facts) => planAfter(inOrderOfEvents(foldAll(planSubject, facts).entries)).plan.title,
};

/** What a subject of deadlines is called, by its facts. */
export const titleOf = (category: string, facts: readonly RecordedFact[]): string =>
  TITLES[category]?.(facts) ?? category;
