import { listed } from '#calendar';
import { foldAll, type RecordedFact } from '#kernel';
import { responsesTo } from '../decisions/index.js';
import { matterAfter, matterSubject } from '../matter.js';
import { isResponse, unanswered } from '../scrutiny/index.js';
import { inOrderOfEvents } from '../vocabulary/chronicle.js';

/** How many labels a sentence names. */
const MOST = 12;

/**
 * What is still open of a deadline that is met part by part, by a subject's facts: `2)a) and 2)b) have no answer yet`.
 * Nothing of one that is met at once.
 */
export const stillOpen = (category: string, facts: readonly RecordedFact[], deadline: string): string | undefined => {
  // Asked of every reminder that is due: only the answer to scrutiny is met part by part, and worth reading the matter for.
  if (category !== 'matter' || !isResponse(deadline)) return undefined;
  const { scrutiny, decisions } = matterAfter(inOrderOfEvents(foldAll(matterSubject, facts).entries));
  const labels = unanswered(scrutiny, (leaf) => responsesTo(decisions, leaf)).get(deadline) ?? [];
  return labels.length === 0
    ? undefined
    : `${listed(named(labels))} ${labels.length === 1 ? 'has' : 'have'} no answer yet`;
};

const named = (labels: readonly string[]): readonly string[] =>
  labels.length > MOST ? [...labels.slice(0, MOST), `${labels.length - MOST} more`] : labels;
