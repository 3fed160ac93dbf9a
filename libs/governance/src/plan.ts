import { type CommandHandling, type DecisionContext, handles, type Subject } from '#kernel';
import { correctionCommands, correctionFacet, type Corrections, type CorrectionView } from './corrections/index.js';
import {
  AdoptPlan,
  adoptPlan,
  contradictionsInPlan,
  type Plan,
  planCommands,
  planFacet,
  type PlanView,
} from './plans/index.js';
import {
  amend,
  type Bonds,
  type Chronicle,
  chronicleOf,
  inOrderOfEvents,
  readBefore,
  toldNow,
} from './vocabulary/chronicle.js';
import { arisen } from './vocabulary/contradiction.js';
import { type Entry, type FactDefinition, versionsOf } from './vocabulary/facet.js';

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

/** Every type of fact that a plan's stream may hold, with what is said of it. */
export const planStreamFacts: Readonly<Record<string, FactDefinition>> = {
  ...planFacet.facts,
  ...correctionFacet.facts,
};

/** A plan is one thing, begun by its first adoption; what a body asked for may be older than that. */
const bonds: Bonds = { begun: {}, namedIn: [], mayPrecede: ['PlanObligationAdded'], mayBegin: ['PlanAdopted'] };

/** The fold of a plan's stream: its facts, as they now stand. */
export const planChronicle = chronicleOf(planStreamFacts, bonds);

const lifeIn = (entries: readonly Entry[]): Plan => planFacet.after(inOrderOfEvents(entries));

/** What the commands may ask beside how the plan stands. */
const viewOf = (entries: readonly Entry[], context: DecisionContext): PlanView => ({
  before: (fact) => planFacet.after(readBefore(entries, toldNow(bonds, entries, fact, context))),
  contradictions: (fact) => {
    const told = toldNow(bonds, entries, fact, context);
    return arisen(
      contradictionsInPlan(lifeIn(entries), context.subject),
      contradictionsInPlan(lifeIn([...entries, told]), context.subject),
      told.id,
    );
  },
});

const correctionsIn = (entries: readonly Entry[], { subject }: DecisionContext): CorrectionView => ({
  contradictions: (amendment) =>
    arisen(
      contradictionsInPlan(lifeIn(entries), subject),
      contradictionsInPlan(lifeIn(amend(entries, amendment)), subject),
      amendment.data.fact,
    ),
  fact: (id) => {
    const entry = entries.find((known) => known.id === id);
    const definition = entry === undefined ? undefined : planStreamFacts[entry.type];
    return entry === undefined || definition === undefined ? undefined : { entry, definition };
  },
});

const ofLife = planCommands.map(({ decide, ...line }): CommandHandling<Chronicle> => ({
  ...line,
  decide: (command, { entries }, context: DecisionContext) =>
    decide(command, lifeIn(entries), context, viewOf(entries, context)),
}));

const ofCorrections = correctionCommands.map(({ decide, ...line }): CommandHandling<Chronicle> => ({
  ...line,
  decide: (command, { entries }, context: DecisionContext) =>
    decide(command, correctionFacet.after(entries), context, correctionsIn(entries, context)),
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
      decide: (command: AdoptPlan, { entries }: Chronicle, context) => adoptPlan(command, lifeIn(entries), context),
    }),
  ],
  read: ({ entries }) => planAfter(inOrderOfEvents(entries)),
};
