import { type DecisionContext, type Fact, type OccurredOn } from '#kernel';
import { type EntryOf, facet, type FactDefinitions } from '../vocabulary/facet.js';
import { requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { type Numbered, requireDistinctLabels } from '../vocabulary/numbered.js';
import { OBLIGATIONS, PERIODS, type PlanObligation } from '../vocabulary/plan-obligation.js';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { type BodyName, type Commission, type ResolutionPartRef } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { faultInWindow, type Window } from '../vocabulary/window.js';
import { actionFacts, type ActionTaken, type TakenAction } from './action.js';
import { answeredLeaves, type LeafAnswer } from './answered-leaves.js';
import { faultInMeaning, requireMeaning, requireOnePlan } from './part-meaning.js';
import {
  ANSWERS,
  type Meaning,
  MEANINGS,
  type RecordResolutionPassed,
  type ResolutionPart,
  type ResolvedPlan,
} from './resolution-commands.js';

// ── Events

export type ResolutionPassed = Fact<
  'ResolutionPassed',
  {
    readonly occurredOn: OccurredOn;
    readonly resolution: string;
    readonly body: BodyName;
    readonly preamble?: string;
    readonly parts: readonly ResolvedPart[];
  }
>;

export interface ResolvedPart {
  /** Its place as written, counted from 1. */
  readonly part: number;
  readonly label?: string;
  /** The verb as written; what it does is the meaning. */
  readonly verb: string;
  readonly text: string;
  readonly meaning: Meaning;
  /** One for each leaf, however the resolution put it. */
  readonly answers: readonly LeafAnswer[];
  /** @factVersion 4 for a closing time */
  readonly window?: Window;
  readonly report?: string;
  readonly recommendsTo?: BodyName;
  /** @factVersion 2 */
  readonly plan?: Readonly<ResolvedPlan>;
  /** @factVersion 2 */
  readonly obligation?: Readonly<PlanObligation>;
  /** By when the report or the action is asked for, a day or a month. @factVersion 3, 5 for an action */
  readonly dueOn?: string;
}

export type DecisionFact = ResolutionPassed | ActionTaken;

const wrongWindow = (parts: readonly ResolvedPart[]): string | undefined => {
  const faults = parts.flatMap(({ window }, at) => {
    const fault = window === undefined ? undefined : faultInWindow(window);
    return fault === undefined ? [] : [`/parts/${at}/window/${fault.field} ${fault.reason}`];
  });
  return faults[0];
};

/** What a part states beside its words belongs to its meaning, corrected or not. */
const wronglyMeant = (parts: readonly ResolvedPart[]): string | undefined => {
  const faults = parts.flatMap(({ answers, ...part }, at) => {
    const fault = faultInMeaning(answers.length === 0 ? part : { answers, ...part });
    return fault === undefined ? [] : [`/parts/${at}/${fault.field} ${fault.reason}`];
  });
  return faults[0];
};

export const decisionFacts: FactDefinitions<DecisionFact> = {
  ResolutionPassed: {
    version: 5,
    personalData: ['/preamble', '/parts/*/text', '/parts/*/report', '/parts/*/answers/*/reason'],
    correctable: {
      '/occurredOn': 'occurrence',
      '/body': 'name',
      '/preamble': 'text',
      '/parts/*/verb': 'name',
      '/parts/*/text': 'text',
      '/parts/*/meaning': MEANINGS,
      '/parts/*/report': 'text',
      '/parts/*/dueOn': 'month or day',
      '/parts/*/recommendsTo': 'name',
      '/parts/*/answers/*/answer': ANSWERS,
      '/parts/*/answers/*/reason': 'reason',
      '/parts/*/window/opensOn': 'day',
      '/parts/*/window/closesOn': 'day',
      '/parts/*/window/closesAt': 'time of day',
      '/parts/*/plan/title': 'title',
      '/parts/*/plan/firstDay': 'day',
      '/parts/*/plan/lastDay': 'day',
      '/parts/*/plan/document': 'title',
      '/parts/*/obligation/kind': OBLIGATIONS,
      '/parts/*/obligation/every': PERIODS,
      '/parts/*/obligation/countedFrom': 'day',
    },
    disagreement: ({ parts }) => {
      if (parts.some(({ plan }) => plan !== undefined && faultInTerm(plan.firstDay, plan.lastDay) !== undefined))
        return 'the plan would end before it begins, or long after anybody could have meant';
      return wrongWindow(parts) ?? wronglyMeant(parts);
    },
  },
  ...actionFacts,
};

// ── State (the commands are in resolution-commands.ts)

export type Resolution = Omit<ResolutionPassed['data'], 'occurredOn'> & {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly passedOn: OccurredOn;
};

export interface Decisions {
  readonly passed: readonly Resolution[];
  /** What was done of what they asked for. */
  readonly taken: readonly TakenAction[];
}

const evolve = (decisions: Decisions, { id, type, data }: EntryOf<DecisionFact>): Decisions => {
  switch (type) {
    case 'ResolutionPassed': {
      const { occurredOn, ...resolution } = data;
      return { ...decisions, passed: [...decisions.passed, { fact: id, passedOn: occurredOn, ...resolution }] };
    }
    case 'ActionTaken': {
      const { occurredOn, ...action } = data;
      return { ...decisions, taken: [...decisions.taken, { fact: id, takenOn: occurredOn, ...action }] };
    }
  }
};

export const decisionFacet = facet(decisionFacts, { passed: [], taken: [] }, evolve);

/** The answer that stands for a leaf: the latest in the order in which the resolutions are told. */
export interface StandingAnswer extends LeafAnswer {
  readonly answeredOn: OccurredOn;
  readonly answeredBy: BodyName;
  /** Id of the fact that tells of the resolution. */
  readonly fact: string;
  readonly resolution: string;
  readonly part: number;
  readonly partLabel?: string;
}

/** Every answer given to a leaf, the one that stands last. */
export const answersTo = (
  { passed }: Decisions,
  leaf: { readonly recommendations: string; readonly leaf: string },
): readonly StandingAnswer[] =>
  passed.flatMap((resolution) =>
    resolution.parts.flatMap((part) =>
      part.answers
        .filter((answer) => answer.leaf === leaf.leaf && answer.recommendations === leaf.recommendations)
        .map((answer) => standingAnswer(answer, part, resolution)),
    ),
  );

const standingAnswer = (
  answer: LeafAnswer,
  { part, label }: ResolvedPart,
  { resolution, fact, body, passedOn }: Resolution,
): StandingAnswer =>
  label === undefined
    ? { answeredOn: passedOn, answeredBy: body, fact, resolution, part, ...answer }
    : { answeredOn: passedOn, answeredBy: body, fact, resolution, part, partLabel: label, ...answer };

/** A part of a resolution that the matter has, with the body that passed it. */
export const partAt = (
  { passed }: Decisions,
  { resolution, part }: Readonly<ResolutionPartRef>,
): (ResolvedPart & { readonly body: BodyName }) | undefined => {
  const source = passed.find((known) => known.resolution === resolution);
  const found = source?.parts.find((known) => known.part === part);
  return source === undefined || found === undefined ? undefined : { ...found, body: source.body };
};

/** The reports that resolutions commissioned. */
export const commissionsOfDecisions = ({ passed }: Decisions): readonly Commission[] =>
  passed.flatMap(({ resolution, fact, body, parts }) =>
    parts.flatMap(({ part, report, dueOn }) =>
      report === undefined ? [] : [stated({ fact, madeIn: resolution, item: part, askedBy: body, report, dueOn })],
    ),
  );

// ── Rules

/** What a resolution needs to know of the rest of the matter. */
export interface DecisionView {
  readonly recommendations: readonly AnsweredTree[];
}

interface AnsweredTree {
  readonly recommendations: string;
  readonly madeOn: OccurredOn;
  readonly items: readonly Numbered[];
}

/** What has been resolved is recorded as it was, in power or not; only what contradicts itself is refused. */
export const recordResolutionPassed = (
  command: RecordResolutionPassed,
  { passed }: Decisions,
  context: DecisionContext,
  { recommendations }: DecisionView,
): readonly DecisionFact[] => {
  const { occurredOn, body, preamble } = command;
  requireHappened('/occurredOn', occurredOn, context);
  requireDistinctLabels('/parts', command.parts);
  for (const [at, part] of command.parts.entries()) requireMeaning(`/parts/${at}`, part);
  requireOnePlan(command.parts);
  const answers = answeredLeaves(command.parts, recommendations);
  requireMadeBefore(occurredOn, answers.flat(), recommendations);
  const parts = command.parts.map((part, at) => resolvedPart(part, at, answers[at] ?? []));
  const data = stated({ occurredOn, resolution: context.newId('resolution'), body, preamble, parts });
  return passed.some((known) => tellsOf(known, data)) ? [] : [{ type: 'ResolutionPassed', data }];
};

/** What is answered was recommended before. */
const requireMadeBefore = (
  occurredOn: OccurredOn,
  answers: readonly LeafAnswer[],
  trees: readonly AnsweredTree[],
): void => {
  for (const { recommendations, madeOn } of trees)
    if (answers.some((answer) => answer.recommendations === recommendations))
      requireNotBefore('/occurredOn', occurredOn, 'the recommendations that it answers were made', madeOn);
};

const resolvedPart = (part: ResolutionPart, at: number, answers: readonly LeafAnswer[]): ResolvedPart => {
  const { label, verb, text, meaning, window, report, dueOn, recommendsTo, plan, obligation } = part;
  return stated({
    ...{ part: at + 1, label, verb, text, meaning, answers },
    ...{ window, report, dueOn, recommendsTo, plan, obligation },
  });
};

const tellsOf = ({ fact: _fact, passedOn, ...known }: Resolution, data: ResolutionPassed['data']): boolean =>
  saysTheSame({ ...known, occurredOn: passedOn, resolution: '' }, { ...data, resolution: '' });
