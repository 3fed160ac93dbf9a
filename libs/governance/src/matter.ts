import {
  type Blocker,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  rememberedOf,
  type Subject,
} from '#kernel';
import {
  consultationCommands,
  consultationFacet,
  type ConsultationFact,
  type Consultations,
  contradictionsInConsultations,
} from './consultations/index.js';
import {
  correctionCommands,
  correctionFacet,
  type Corrections,
  type CorrectableFact,
  inTheWay,
  requireBeginning,
} from './corrections/index.js';
import {
  authorisedConsultations,
  commissionsOfDecisions,
  contradictionsInActions,
  contradictionsInAnswers,
  decisionCommands,
  decisionFacet,
  type DecisionFact,
  type Decisions,
  partAt,
} from './decisions/index.js';
import {
  contradictionsInForecasts,
  forecastCommands,
  forecastFacet,
  type ForecastFact,
  type Forecasts,
} from './forecasts/index.js';
import { type Heading, headingCommands, headingFacet, type HeadingFact } from './matters/index.js';
import { reportCommands, reportFacet, type ReportFact, type Reports } from './reports/index.js';
import {
  contradictionsInRequests,
  requestCommands,
  requestFacet,
  type RequestFact,
  type Requests,
} from './requests/index.js';
import {
  commissionsOfScrutiny,
  contradictionsInScrutiny,
  type Scrutiny,
  scrutinyCommands,
  scrutinyFacet,
  type ScrutinyFact,
} from './scrutiny/index.js';
import { amend, type Amending, type Amendment } from './vocabulary/amendment.js';
import {
  type Bonds,
  type Chronicle,
  chronicleOf,
  inOrderOfEvents,
  readBefore,
  toldNow,
} from './vocabulary/chronicle.js';
import { arisen } from './vocabulary/contradiction.js';
import { type Entry, type FacetCommand, type FactDefinition, versionsOf } from './vocabulary/facet.js';
import { type Commission, type ResolutionPartRef } from './vocabulary/references.js';

/** One question on its way through the bodies: the facets of its stream, each as its feature folds it. */
export interface Matter {
  readonly heading: Heading;
  readonly reports: Reports;
  readonly scrutiny: Scrutiny;
  readonly decisions: Decisions;
  readonly consultations: Consultations;
  readonly requests: Requests;
  readonly forecasts: Forecasts;
  readonly corrections: Corrections;
}

/** The matter after the entries, in the order in which they are given. */
export const matterAfter = (entries: readonly Entry[]): Matter => ({
  heading: headingFacet.after(entries),
  reports: reportFacet.after(entries),
  scrutiny: scrutinyFacet.after(entries),
  decisions: decisionFacet.after(entries),
  consultations: consultationFacet.after(entries),
  requests: requestFacet.after(entries),
  forecasts: forecastFacet.after(entries),
  corrections: correctionFacet.after(entries),
});

/** A matter as its entries tell it. */
export interface MatterTelling {
  /** In the order in which things happened. */
  readonly ordered: readonly Entry[];
  readonly matter: Matter;
}

/** A matter as it stands; told once for each list of entries, whoever asks. */
export const matterTold: (entries: readonly Entry[]) => MatterTelling = rememberedOf((entries) => {
  const ordered = inOrderOfEvents(entries);
  return { ordered, matter: matterAfter(ordered) };
});

/** Whether there is such a matter: what opened it was not struck out of the record. */
export const isOpened = (entries: readonly Entry[]): boolean => entries.some(({ type }) => type === 'MatterOpened');

/** The facts that a matter's stream may hold. */
export type MatterFact =
  HeadingFact | ReportFact | ScrutinyFact | DecisionFact | ConsultationFact | RequestFact | ForecastFact | Amendment;

/** Every type of fact that a matter's stream may hold, with what is said of it. */
export const matterFacts: Readonly<Record<string, FactDefinition>> = {
  ...headingFacet.facts,
  ...reportFacet.facts,
  ...scrutinyFacet.facts,
  ...decisionFacet.facts,
  ...consultationFacet.facts,
  ...requestFacet.facts,
  ...forecastFacet.facts,
  ...correctionFacet.facts,
};

/** How a matter's facts refer to one another. */
const bonds: Bonds = {
  begun: {
    ReportSubmitted: 'report',
    RecommendationsMade: 'recommendations',
    ResolutionPassed: 'resolution',
    RequestMade: 'request',
    ForecastMade: 'forecast',
    ConsultationOpened: 'round',
  },
  namedIn: ['report', 'recommendations', 'resolution', 'request', 'forecast', 'round', 'madeIn', 'replaces'],
  mayPrecede: [],
};

/** The fold of a matter's stream: its facts, as they now stand. */
export const matterChronicle = chronicleOf(matterFacts, bonds);

/** The matter as it is read up to a fact, were that told now. */
const matterBefore = (entries: readonly Entry[], fact: Fact, context: DecisionContext): Matter =>
  matterAfter(readBefore(entries, toldNow(bonds, entries, fact, context)));

/** The reports that bodies asked for, in resolutions and for themselves. */
export const commissionsOf = ({ decisions, scrutiny }: Matter): readonly Commission[] => [
  ...commissionsOfDecisions(decisions),
  ...commissionsOfScrutiny(scrutiny),
];

/** When what facts of a matter cite came about; nothing of what it does not have. */
const daysIn = ({ reports, scrutiny, decisions }: Matter) => {
  const submittedOn = (report: string) => reports.submitted.find((known) => known.report === report)?.submittedOn;
  const passed = (resolution: string) => decisions.passed.find((known) => known.resolution === resolution);
  const askedOn = (madeIn: string) =>
    passed(madeIn)?.passedOn ?? scrutiny.made.find((known) => known.recommendations === madeIn)?.madeOn;
  return { submittedOn, passed, askedOn };
};

/** What in a matter cannot both be so. */
const contradictionsIn = (matter: Matter) => {
  const { scrutiny, decisions, consultations, requests, forecasts } = matter;
  return [
    ...contradictionsInScrutiny(scrutiny),
    ...contradictionsInAnswers(decisions, scrutiny.made),
    ...contradictionsInActions(decisions),
    ...contradictionsInConsultations(consultations, (ref) => partAt(decisions, ref)?.meaning),
    ...contradictionsInRequests(requests, daysIn(matter)),
    ...contradictionsInForecasts(forecasts, daysIn(matter)),
  ];
};

/** What the facets may see of one another. */
const viewOf = (matter: Matter, { entries, struckOut }: Chronicle, context: DecisionContext) => ({
  before: (fact: Fact) => matterBefore(entries, fact, context),
  struckOut,
  recommendations: matter.scrutiny.made,
  commissions: commissionsOf(matter),
  part: (ref: Readonly<ResolutionPartRef>) => partAt(matter.decisions, ref),
  acceptedWith: ({ resolution, part }: Readonly<ResolutionPartRef>) =>
    authorisedConsultations(matter.decisions).find((one) => one.resolution === resolution && one.part === part),
  ...daysIn(matter),
  contradictions: (amendments: readonly Amending[]) =>
    arisen(
      contradictionsIn(matter),
      contradictionsIn(matterTold(amendments.reduce(amend, entries)).matter),
      amendments.map(({ data }) => data.fact),
    ),
  inTheWay: (struck: readonly Entry[]) => inTheWay(struck, entries, bonds),
  fact: (id: string): CorrectableFact | undefined => {
    const entry = entries.find((known) => known.id === id);
    const definition = entry === undefined ? undefined : matterFacts[entry.type];
    return entry === undefined || definition === undefined ? undefined : { entry, definition };
  },
});

type View = ReturnType<typeof viewOf>;

const onFacet = <State, FacetView>(
  commands: readonly FacetCommand<State, FacetView>[],
  stateOf: (matter: Matter) => State,
  facetView: (view: View) => FacetView,
): readonly CommandHandling<Chronicle>[] =>
  commands.map(({ decide, ...line }) => ({
    ...line,
    decide: (command, chronicle: Chronicle, context: DecisionContext) => {
      const { matter } = matterTold(chronicle.entries);
      return decide(command, stateOf(matter), context, facetView(viewOf(matter, chronicle, context)));
    },
  }));

const whole = (view: View): View => view;

const OPENED: Blocker = {
  rule: 'matters/opened',
  reason: 'all of the matter was struck out of the record, and nothing happens to a matter that was not opened',
  satisfiedBy: 'another matter: open one',
};

const onceOpened = ({ decide, ...line }: CommandHandling<Chronicle>): CommandHandling<Chronicle> => ({
  ...line,
  decide: (command, chronicle, context) => {
    requireBeginning(isOpened(chronicle.entries), matterTold(chronicle.entries).matter.corrections, OPENED);
    return decide(command, chronicle, context);
  },
});

/** The matter: one stream, one writer, and the commands of all its facets. Its state is its facts, as they now stand. */
export const matterSubject: Subject<Chronicle> = {
  category: 'matter',
  ...matterChronicle,
  facts: versionsOf(matterFacts),
  commands: [
    ...[
      ...onFacet(headingCommands, ({ heading }) => heading, whole),
      ...onFacet(reportCommands, ({ reports }) => reports, whole),
      ...onFacet(scrutinyCommands, ({ scrutiny }) => scrutiny, whole),
      ...onFacet(decisionCommands, ({ decisions }) => decisions, whole),
      ...onFacet(consultationCommands, ({ consultations }) => consultations, whole),
      ...onFacet(requestCommands, ({ requests }) => requests, whole),
      ...onFacet(forecastCommands, ({ forecasts }) => forecasts, whole),
    ].map(onceOpened),
    ...onFacet(correctionCommands, ({ corrections }) => corrections, whole),
  ],
  read: ({ entries }) => matterTold(entries).matter,
  stands: ({ entries }) => isOpened(entries),
};
