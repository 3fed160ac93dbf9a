import { type DecisionContext, malformed, refuse } from '#kernel';
import { type DeadlineRule } from '../vocabulary/deadline.js';
import { requireHappened } from '../vocabulary/happened.js';
import { leavesBeneath, type Numbered } from '../vocabulary/numbered.js';
import { type BodyName, type LeafRef, type ResolutionPartRef } from '../vocabulary/references.js';
import { isSameBody } from '../vocabulary/same-body.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type Waiver } from '../vocabulary/waiver.js';
import { type ConsultationFact, type Consultations, type Questionnaire } from './consultation.js';
import { type RecordQuestionnaireReady } from './consultation-commands.js';

/** What scrutiny asked for and was given must be in the questionnaire before anybody answers it. */
export const QUESTIONNAIRE: DeadlineRule = {
  id: 'R21',
  version: 1,
  basis: 'resolution',
  citation: 'the resolution that accepted the recommendations and authorised the consultation',
  hardness: 'promised',
};

type Asks = readonly Readonly<LeafRef>[];

/** What was accepted with a consultation, and the body that authorised it. */
export interface AcceptedWith {
  readonly body: BodyName;
  readonly accepted: Asks;
}

/** What a questionnaire needs to know of the recommendations of the matter. */
export interface QuestionnaireView {
  readonly recommendations: readonly {
    readonly recommendations: string;
    readonly by: BodyName;
    readonly items: readonly Numbered[];
  }[];
}

/** The asks that no questionnaire carries out yet, nor says to be carried out elsewhere. */
const notYetIn = (asks: Asks, questionnaires: readonly Questionnaire[]): Asks =>
  asks.filter((ask) => !questionnaires.some((questionnaire) => settledBy(questionnaire).some(isThe(ask))));

const settledBy = ({ carriesOut, carriedOutElsewhere = [] }: Questionnaire): Asks => [
  ...carriesOut,
  ...carriedOutElsewhere,
];

const isThe =
  ({ recommendations, leaf }: Readonly<LeafRef>) =>
  (other: Readonly<LeafRef>): boolean =>
    other.recommendations === recommendations && other.leaf === leaf;

/** The key of the deadline by which the questionnaire of a consultation is to be ready. */
export const questionnaireKey = ({ resolution, part }: Readonly<ResolutionPartRef>): string =>
  `${QUESTIONNAIRE.id}/${resolution}/${part}`;

/** Whether a deadline, by its key, is that of a questionnaire. */
export const isOfQuestionnaire = (deadline: string): boolean => deadline.startsWith(`${QUESTIONNAIRE.id}/`);

/** What a questionnaire still has to carry out, by the council's labels and by the key of its deadline. */
export const missingInQuestionnaires = (
  authorised: readonly (AcceptedWith & Readonly<ResolutionPartRef>)[],
  { questionnaires }: Consultations,
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    authorised.map((one) => [questionnaireKey(one), notYetIn(one.accepted, questionnaires).map(({ leaf }) => leaf)]),
  );

/** The questionnaire with which the last of the asks was carried out; nothing while one is not. */
export const readyWith = (asks: Asks, questionnaires: readonly Questionnaire[]): Questionnaire | undefined =>
  questionnaires.find((_, at) => notYetIn(asks, questionnaires.slice(0, at + 1)).length === 0);

/** Refuses an opening with the old form, unless the body that authorised the consultation lets it through. */
export const requireReady = (
  waiver: Readonly<Waiver> | undefined,
  promise: AcceptedWith | undefined,
  { questionnaires }: Consultations,
  view: QuestionnaireView,
): void => {
  const missing = promise === undefined ? [] : notYetIn(promise.accepted, questionnaires);
  if (promise === undefined || missing.length === 0) {
    if (waiver !== undefined) malformed('/waiver', 'must be left out: nothing that was accepted is outstanding');
    return;
  }
  const { id: rule, citation } = QUESTIONNAIRE;
  const { body } = promise;
  if (waiver === undefined)
    refuse({
      ...{ rule, citation },
      reason: `${body} accepted what is not in the questionnaire yet: ${labelled(missing, view)}`,
      satisfiedBy: `recording the questionnaire ready with those asks (carriesOut), or that they ask nothing of it (carriedOutElsewhere); or a waiver by ${body}`,
    });
  else if (!isSameBody(waiver.by, body))
    refuse({
      ...{ rule, citation },
      reason: `${body} authorised the consultation, and only ${body} lets it open without what was accepted`,
      satisfiedBy: `a waiver by ${body}`,
      pointer: '/waiver/by',
    });
};

/** By the council's own labels: `2)b)i) and 2)b)ii) of Scrutiny Co-ordination Committee`. */
const labelled = (asks: Asks, { recommendations }: QuestionnaireView): string =>
  recommendations
    .flatMap(({ recommendations: id, by }) => {
      const leaves = asks.filter((ask) => ask.recommendations === id).map(({ leaf }) => leaf);
      return leaves.length === 0 ? [] : [`${leaves.join(', ').replace(/, (?=[^,]*$)/, ' and ')} of ${by}`];
    })
    .join('; ');

export const recordQuestionnaireReady = (
  { occurredOn, questionnaire, ...named }: RecordQuestionnaireReady,
  { questionnaires }: Consultations,
  context: DecisionContext,
  view: QuestionnaireView,
): readonly ConsultationFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const carriesOut = leavesOfAll('/carriesOut', named.carriesOut ?? [], view);
  const carriedOutElsewhere =
    named.carriedOutElsewhere && leavesOfAll('/carriedOutElsewhere', named.carriedOutElsewhere, view, carriesOut);
  const data = stated({ occurredOn, questionnaire, carriesOut, carriedOutElsewhere });
  const known = questionnaires.some(({ fact: _fact, readyOn, ...told }) =>
    saysTheSame({ ...told, occurredOn: readyOn }, data),
  );
  return known ? [] : [{ type: 'QuestionnaireReady', data }];
};

/**
 * What is said of an ask that holds several is said of each of them, once.
 * @throws Malformed for what is no ask of this matter, and for one of those that are carried out otherwise
 */
const leavesOfAll = (
  pointer: string,
  asks: Asks,
  { recommendations: trees }: QuestionnaireView,
  otherwise: Asks = [],
): Asks => {
  const leaves = asks.flatMap(({ recommendations, leaf }, at) => {
    const tree =
      trees.find((known) => known.recommendations === recommendations) ??
      unknownToMatter(`${pointer}/${at}/recommendations`, 'recommendations');
    const beneath = leavesBeneath(`${pointer}/${at}/leaf`, tree.items, leaf);
    const named = beneath.map(({ path }) => ({ recommendations, leaf: path }));
    if (named.some((ask) => otherwise.some(isThe(ask))))
      malformed(`${pointer}/${at}`, 'must not be carried out in the questionnaire too');
    return named;
  });
  return leaves.filter((ask, at) => leaves.findIndex(isThe(ask)) === at);
};
