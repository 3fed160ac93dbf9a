import { type ReadModel } from '#kernel';
import { type StandingAnswer } from '../decisions/index.js';
import { type Matter, matterChronicle, matterTold } from '../matter.js';
import { type MadeRecommendations } from '../scrutiny/index.js';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { leavesOf, type PlacedItem } from '../vocabulary/numbered.js';
import { knownAs } from '../vocabulary/same-body.js';
import { dayOf, outcomeOf } from './matter-page.js';

/** One row for each leaf: which body asked what of which, and what became of it. */
export const recommendationTracker: ReadModel<Chronicle> = {
  name: 'recommendation_tracker',
  version: 3,
  category: 'matter',
  ...matterChronicle,
  rows: (chronicle, { authority, id }) => {
    const { matter } = matterTold(chronicle.entries);
    const key = { authority, matter: id, title: matter.heading.title };
    return {
      leaves: matter.scrutiny.made.flatMap((made) =>
        leavesOf(made.items).map((leaf, at) => leafRow(key, made, { ...leaf, place: at + 1 }, matter)),
      ),
    };
  },
};

interface Key {
  readonly authority: string;
  readonly matter: string;
  readonly title: string;
}

/** Written out in one piece, since a catch-up makes a row of every leaf there ever was, and joining objects is slow. */
const leafRow = (key: Key, made: MadeRecommendations, leaf: PlacedItem & { place: number }, matter: Matter) => {
  const { answer, daysToAnswer, implementation } = outcomeOf(leaf.path, made, matter);
  const answered = answer === undefined ? NOT_ANSWERED : answerColumns(answer);
  return {
    authority: key.authority,
    matter: key.matter,
    title: key.title,
    recommendations: made.recommendations,
    leaf: leaf.path,
    place: leaf.place,
    asked_by: made.by,
    addressed_to: made.to,
    asked_by_known_as: knownAs(made.by),
    addressed_to_known_as: knownAs(made.to),
    text: leaf.text,
    made_on: made.madeOn,
    made_day: dayOf(made.madeOn) ?? null,
    answer: answered.answer,
    answer_reason: answered.answer_reason,
    answered_by: answered.answered_by,
    answered_on: answered.answered_on,
    answered_day: answered.answered_day,
    resolution: answered.resolution,
    resolution_part: answered.resolution_part,
    resolution_part_label: answered.resolution_part_label,
    days_to_answer: daysToAnswer ?? null,
    implemented_on: implementation?.implementedOn ?? null,
  };
};

const answerColumns = (answer: StandingAnswer) => ({
  answer: answer.answer,
  answer_reason: answer.reason ?? null,
  answered_by: answer.answeredBy,
  answered_on: answer.answeredOn,
  answered_day: dayOf(answer.answeredOn) ?? null,
  resolution: answer.resolution,
  resolution_part: answer.part,
  resolution_part_label: answer.partLabel ?? null,
});

const NOT_ANSWERED: { readonly [Column in keyof ReturnType<typeof answerColumns>]: null } = {
  answer: null,
  answer_reason: null,
  answered_by: null,
  answered_on: null,
  answered_day: null,
  resolution: null,
  resolution_part: null,
  resolution_part_label: null,
};
