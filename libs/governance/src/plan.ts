import { type Blocker, type CommandHandling, type DecisionContext, handles, rememberedOf, type Subject } from '#kernel';
import {
  correctionCommands,
  correctionFacet,
  type Corrections,
  type CorrectionView,
  inTheWay,
  requireBeginning,
} from './corrections/index.js';
import {
  AdoptPlan,
  adoptPlan,
  contradictionsInPlan,
  type Plan,
  planCommands,
  planFacet,
  type PlanView,
} from './plans/index.js';
import { amend } from './vocabulary/amendment.js';
import {
  type Bonds,
  type Chronicle,
  chronicleOf,
  inOrderOfEvents,
  readBefore,
  toldNow,
} from './vocabulary/chronicle.js';
import { arisen, type Contradiction } from './vocabulary/contradiction.js';
import { type Entry, type FactDefinition, isInferred, versionsOf } from './vocabulary/facet.js';
import { standingOn } from './vocabulary/standing-on.js';

/** A plan on record: its life, and what was corrected in the record of it. */
export interface PlanOnRecord {
  readonly plan: Plan;
  readonly corrections: Corrections;
}

/** The plan after the entries, in the order in which they are given. */
export const planAfter = (entries: readonly Entry[]): PlanOnRecord => ({
  plan: planFacet.after(entries),
  corrections: correctionFacet.after(entries),
});

/** A plan as its entries tell it. */
export interface PlanTelling extends PlanOnRecord {
  /** In the order in which things happened. */
  readonly ordered: readonly Entry[];
}

/** A plan as it stands; told once for each list of entries, whoever asks. */
export const planTold: (entries: readonly Entry[]) => PlanTelling = rememberedOf((entries) => {
  const ordered = inOrderOfEvents(entries);
  return { ordered, ...planAfter(ordered) };
});

/** Every type of fact that a plan's stream may hold, with what is said of it. */
export const planStreamFacts: Readonly<Record<string, FactDefinition>> = {
  ...planFacet.facts,
  ...correctionFacet.facts,
};

/** A plan is one thing, begun by its first adoption; what a body asked for may be older than that. */
const bonds: Bonds = { begun: {}, namedIn: [], mayPrecede: ['PlanObligationAdded'], mayBegin: ['PlanAdopted'] };

/** What would be left in a plan without what it refers to, were some of its entries struck out. */
export const standingOnInPlan = (struck: readonly Entry[], entries: readonly Entry[]): readonly Entry[] =>
  standingOn(struck, entries, bonds);

/** The fold of a plan's stream: its facts, as they now stand. */
export const planChronicle = chronicleOf(planStreamFacts, bonds);

const lifeIn = (entries: readonly Entry[]): Plan => planTold(entries).plan;

const isAdopted = (entries: readonly Entry[]): boolean => lifeIn(entries).adoptions.length > 0;

/** What an office has struck out of a plan, as it was told: no automation tells that again. */
export const struckByOffices = ({ entries, struckOut }: Chronicle): Plan => {
  const inferred = new Set(entries.filter(isInferred).map(({ id }) => id));
  return planFacet.after(struckOut.filter(({ struckOutBy }) => !inferred.has(struckOutBy)));
};

/** What would contradict something in a plan, and does not now, once entries are told or amended. */
const arisenInPlan = (
  before: readonly Entry[],
  after: readonly Entry[],
  { changed, plan }: { readonly changed: readonly string[]; readonly plan: string },
): readonly Contradiction[] =>
  arisen(contradictionsInPlan(lifeIn(before), plan), contradictionsInPlan(lifeIn(after), plan), changed);

/** Whether a plan would contradict itself, were some of its entries struck out. */
export const contradictsItselfWithout = (
  struck: readonly Entry[],
  entries: readonly Entry[],
  plan: string,
): boolean => {
  const left = entries.filter((entry) => !struck.includes(entry));
  return arisenInPlan(entries, left, { changed: struck.map(({ id }) => id), plan }).length > 0;
};

/** What the commands may ask beside how the plan stands. */
const viewOf = (entries: readonly Entry[], context: DecisionContext): PlanView => ({
  before: (fact) => planFacet.after(readBefore(entries, toldNow(bonds, entries, fact, context))),
  contradictions: (fact) => {
    const told = toldNow(bonds, entries, fact, context);
    return arisenInPlan(entries, [...entries, told], { changed: [told.id], plan: context.subject });
  },
});

const correctionsIn = ({ entries, struckOut }: Chronicle, { subject: plan }: DecisionContext): CorrectionView => ({
  struckOut,
  contradictions: (amendments) =>
    arisenInPlan(entries, amendments.reduce(amend, entries), {
      changed: amendments.map(({ data }) => data.fact),
      plan,
    }),
  inTheWay: (struck) => inTheWay(struck, entries, bonds),
  fact: (id) => {
    const entry = entries.find((known) => known.id === id);
    const definition = entry === undefined ? undefined : planStreamFacts[entry.type];
    return entry === undefined || definition === undefined ? undefined : { entry, definition };
  },
});

const ofLife = planCommands.map(({ decide, ...line }): CommandHandling<Chronicle> => ({
  ...line,
  decide: (command, { entries }, context: DecisionContext) => {
    const { plan, corrections } = planTold(entries);
    requireBeginning(isAdopted(entries), corrections, ADOPTED);
    return decide(command, plan, context, viewOf(entries, context));
  },
}));

/** A plan whose adoption was struck out is none, until it is adopted again. */
const ADOPTED: Blocker = {
  rule: 'plans/adopted',
  reason: 'the adoption of the plan was struck out of the record, and nothing happens to a plan that was not adopted',
  satisfiedBy: 'a resolution of its matter that adopts it; where no matter led to it, a new record of the plan',
};

const ofCorrections = correctionCommands.map(({ decide, ...line }): CommandHandling<Chronicle> => ({
  ...line,
  decide: (command, chronicle, context: DecisionContext) =>
    decide(command, planTold(chronicle.entries).corrections, context, correctionsIn(chronicle, context)),
}));

/** A plan: one stream, under the id of the matter that led to it, or under its own where none did. */
export const planSubject: Subject<Chronicle> = {
  category: 'plan',
  ...planChronicle,
  facts: versionsOf(planStreamFacts),
  commands: [
    ...ofLife,
    ...ofCorrections,
    handles({
      command: AdoptPlan,
      may: [],
      on: 'any subject',
      summary: 'Open the plan that a resolution of a matter adopted, with what was asked for',
      decide: (command: AdoptPlan, chronicle: Chronicle, context) =>
        adoptPlan(command, lifeIn(chronicle.entries), struckByOffices(chronicle), context),
    }),
  ],
  read: ({ entries }) => planTold(entries),
  stands: ({ entries }) => isAdopted(entries),
};
