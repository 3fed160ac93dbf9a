import { type ReadModel } from '#kernel';
import { decisionFacet } from '../decisions/index.js';
import { headingFacet } from '../matters/index.js';
import { matterAfter, type Matter } from '../matter.js';
import { type MadeRecommendations, scrutinyFacet } from '../scrutiny/index.js';
import { type Chronicle, chronicleOf, inOrderOfEvents } from '../vocabulary/chronicle.js';
import { leavesOf, type PlacedItem } from '../vocabulary/numbered.js';
import { dayOf, type LeafOutcome, outcomeOf } from './matter-page.js';

/** One row for each leaf: which body asked what of which, and what became of it. */
export const recommendationTracker: ReadModel<Chronicle> = {
  name: 'recommendation_tracker',
  version: 1,
  category: 'matter',
  ...chronicleOf([headingFacet, scrutinyFacet, decisionFacet].flatMap(({ facts }) => Object.keys(facts))),
  rows: ({ entries }, { authority, id }) => {
    const matter = matterAfter(inOrderOfEvents(entries));
    const key = { authority, matter: id, title: matter.heading.title };
    return {
      leaves: matter.scrutiny.made.flatMap((made) =>
        leavesOf(made.items).map((leaf, at) => ({
          ...key,
          place: at + 1,
          ...askOf(made, leaf),
          ...gainOf(made, leaf, matter),
        })),
      ),
    };
  },
};

const askOf = ({ recommendations, by, to, madeOn }: MadeRecommendations, { path, text }: PlacedItem) => ({
  recommendations,
  leaf: path,
  asked_by: by,
  addressed_to: to,
  text,
  made_on: madeOn,
  made_day: dayOf(madeOn) ?? null,
});

const gainOf = (made: MadeRecommendations, { path }: PlacedItem, matter: Matter) => {
  const { answer, daysToAnswer, implementation } = outcomeOf(path, made, matter);
  return {
    ...answerColumns(answer),
    days_to_answer: daysToAnswer ?? null,
    implemented_on: implementation?.implementedOn ?? null,
  };
};

const answerColumns = (answer: LeafOutcome['answer']) =>
  answer === undefined
    ? {}
    : {
        answer: answer.answer,
        answer_reason: answer.reason ?? null,
        answered_by: answer.answeredBy,
        answered_on: answer.answeredOn,
        answered_day: dayOf(answer.answeredOn) ?? null,
        resolution: answer.resolution,
        resolution_part: answer.part,
        resolution_part_label: answer.partLabel ?? null,
      };
