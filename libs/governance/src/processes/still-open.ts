import { listed } from '#calendar';
import { foldAll, type RecordedFact } from '#kernel';
import { isOfQuestionnaire, missingInQuestionnaires } from '../consultations/index.js';
import { authorisedConsultations, responsesTo } from '../decisions/index.js';
import { matterSubject, matterTold } from '../matter.js';
import { isResponse, unanswered } from '../scrutiny/index.js';

/** How many labels a sentence names. */
const MOST = 12;

/**
 * What is still open of a deadline that is met part by part, by a subject's facts: `2)a) and 2)b) have no answer yet`.
 * Nothing of one that is met at once.
 */
export const stillOpen = (category: string, facts: readonly RecordedFact[], deadline: string): string | undefined => {
  // Asked of every reminder that is due: only what is met part by part is worth reading the matter for.
  if (category !== 'matter' || !(isResponse(deadline) || isOfQuestionnaire(deadline))) return undefined;
  const { scrutiny, decisions, consultations } = matterTold(foldAll(matterSubject, facts).entries).matter;
  if (isResponse(deadline)) {
    const labels = unanswered(scrutiny, (leaf) => responsesTo(decisions, leaf)).get(deadline);
    return saidOf(labels, { one: 'has no answer yet', several: 'have no answer yet' });
  }
  const labels = missingInQuestionnaires(authorisedConsultations(decisions), consultations).get(deadline);
  const nor = 'not in the questionnaire yet, nor said to be carried out elsewhere';
  return saidOf(labels, { one: `is ${nor}`, several: `are ${nor}` });
};

const saidOf = (
  labels: readonly string[] = [],
  words: { readonly one: string; readonly several: string },
): string | undefined =>
  labels.length === 0 ? undefined : `${listed(named(labels))} ${labels.length === 1 ? words.one : words.several}`;

const named = (labels: readonly string[]): readonly string[] =>
  labels.length > MOST ? [...labels.slice(0, MOST), `${labels.length - MOST} more`] : labels;
