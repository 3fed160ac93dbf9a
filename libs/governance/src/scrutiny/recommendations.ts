import { type DecisionContext, type Fact, malformed, type OccurredOn, type PlainDateText, refuse } from '#kernel';
import { type EntryOf, facet, type FactDefinitions } from '../vocabulary/facet.js';
import { requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { leavesOf, type Numbered, requireDistinctLabels, requireNumbering } from '../vocabulary/numbered.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type BodyName, type Commission, type LeafRef } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { noticeFacts, type NoticeGiven, type NoticeTold } from './notice.js';
import { type RecordRecommendationImplemented, type RecordRecommendationsMade } from './recommendation-commands.js';

// ── Events

/** What a body kept for itself to do, apart from what it recommends to another. */
interface FollowUpTold {
  readonly label?: string;
  readonly text: string;
  /** The report that it agreed to receive, if that is what the follow-up is. */
  readonly awaitsReport?: string;
  /** By when it asked for the report, a day or a month. @factVersion 2 */
  readonly dueOn?: string;
}

export type RecommendationsMade = Fact<
  'RecommendationsMade',
  {
    readonly occurredOn: OccurredOn;
    readonly recommendations: string;
    readonly by: BodyName;
    readonly to: BodyName;
    readonly preamble?: string;
    /** The council's own numbering. A leaf is one ask; what has items beneath it only holds them together. */
    readonly items: readonly Numbered[];
    readonly followUps: readonly FollowUpTold[];
    /** How they reached the body to which they are addressed: `Briefing Note attached to the report`. */
    readonly deliveredBy?: string;
    /** The day on which the executive was given notice in writing to respond (Local Government Act 2000 s.9FE). */
    readonly noticeGivenOn?: PlainDateText;
  }
>;

export type RecommendationImplemented = Fact<
  'RecommendationImplemented',
  { readonly occurredOn: OccurredOn; readonly recommendations: string; readonly leaf: string; readonly how: string }
>;

export type ScrutinyFact = RecommendationsMade | NoticeGiven | RecommendationImplemented;

const isDueWithoutReport = ({ awaitsReport, dueOn }: Pick<FollowUpTold, 'awaitsReport' | 'dueOn'>): boolean =>
  dueOn !== undefined && awaitsReport === undefined;

export const scrutinyFacts: FactDefinitions<ScrutinyFact> = {
  RecommendationsMade: {
    version: 2,
    personalData: ['/preamble', '/items', '/followUps/*/text', '/followUps/*/awaitsReport', '/deliveredBy'],
    correctable: {
      '/occurredOn': 'occurrence',
      '/by': 'name',
      '/to': 'name',
      '/preamble': 'text',
      '/items/**/text': 'text',
      '/followUps/*/text': 'text',
      '/followUps/*/awaitsReport': 'text',
      '/followUps/*/dueOn': 'month or day',
      '/deliveredBy': 'title',
      '/noticeGivenOn': 'day',
    },
    happened: ['/noticeGivenOn'],
    disagreement: ({ followUps }) =>
      followUps.some(isDueWithoutReport) ? 'only a report that the body awaits is due by a day' : undefined,
  },
  ...noticeFacts,
  RecommendationImplemented: {
    version: 1,
    personalData: ['/how'],
    correctable: { '/occurredOn': 'occurrence', '/how': 'reason' },
  },
};

// ── State (the commands are in recommendation-commands.ts)

export interface FollowUp extends FollowUpTold {
  /** Its place, counted from 1. */
  readonly item: number;
}

export type MadeRecommendations = Omit<RecommendationsMade['data'], 'occurredOn' | 'followUps'> & {
  /** Id of the fact that tells of them. */
  readonly fact: string;
  readonly madeOn: OccurredOn;
  readonly followUps: readonly FollowUp[];
};

export interface Implementation extends Readonly<LeafRef> {
  readonly implementedOn: OccurredOn;
  readonly how: string;
}

export interface Scrutiny {
  readonly made: readonly MadeRecommendations[];
  readonly implemented: readonly Implementation[];
  /** Notices in writing to respond, apart from those told with the recommendations themselves. */
  readonly notices: readonly NoticeTold[];
}

const evolve = (scrutiny: Scrutiny, { id, type, data }: EntryOf<ScrutinyFact>): Scrutiny => {
  switch (type) {
    case 'RecommendationsMade': {
      const { occurredOn, followUps, ...told } = data;
      const numbered = followUps.map((followUp, at) => ({ item: at + 1, ...followUp }));
      return { ...scrutiny, made: [...scrutiny.made, { fact: id, madeOn: occurredOn, followUps: numbered, ...told }] };
    }
    case 'NoticeGiven': {
      const { occurredOn, ...told } = data;
      return { ...scrutiny, notices: [...scrutiny.notices, { fact: id, givenOn: occurredOn, ...told }] };
    }
    case 'RecommendationImplemented': {
      const { occurredOn, ...told } = data;
      return { ...scrutiny, implemented: [...scrutiny.implemented, { implementedOn: occurredOn, ...told }] };
    }
  }
};

export const scrutinyFacet = facet(scrutinyFacts, { made: [], implemented: [], notices: [] }, evolve);

/** The reports that scrutiny bodies agreed to receive. */
export const commissionsOfScrutiny = ({ made }: Scrutiny): readonly Commission[] =>
  made.flatMap(({ recommendations, fact, by, followUps }) =>
    followUps.flatMap(({ item, awaitsReport: report, dueOn }) =>
      report === undefined ? [] : [stated({ fact, madeIn: recommendations, item, askedBy: by, report, dueOn })],
    ),
  );

// ── Rules

export const recordRecommendationsMade = (
  command: RecordRecommendationsMade,
  { made }: Scrutiny,
  context: DecisionContext,
): readonly ScrutinyFact[] => {
  const { kind: _kind, items = [], followUps = [], ...told } = command;
  requireHappened('/occurredOn', command.occurredOn, context);
  if (command.noticeGivenOn !== undefined) requireHappened('/noticeGivenOn', command.noticeGivenOn, context);
  requireSomething(items, followUps);
  requireReportsDue(followUps);
  const labels = followUps.flatMap(({ label }) => (label === undefined ? [] : [label]));
  requireDistinctLabels('/followUps', followUps);
  requireNumbering('/items', items, labels);
  const data = stated({ ...told, items, followUps, recommendations: context.newId('recommendations') });
  return made.some((known) => tellsOf(known, data)) ? [] : [{ type: 'RecommendationsMade', data }];
};

const requireSomething = (items: readonly unknown[], followUps: readonly unknown[]): void => {
  if (items.length === 0 && followUps.length === 0)
    malformed('/items', 'must hold a recommendation, unless the body kept a follow-up for itself');
};

const requireReportsDue = (followUps: readonly FollowUpTold[]): void => {
  const wrong = followUps.findIndex(isDueWithoutReport);
  if (wrong >= 0)
    malformed(`/followUps/${wrong}/dueOn`, 'must be left out, unless it is a report that the body awaits');
};

const tellsOf = (
  { fact: _fact, madeOn, followUps, ...known }: MadeRecommendations,
  data: RecommendationsMade['data'],
): boolean => {
  const told = followUps.map(({ item: _item, ...followUp }) => followUp);
  const before = { ...known, followUps: told, occurredOn: madeOn, recommendations: '' };
  return saysTheSame(before, { ...data, recommendations: '' });
};

export const recordRecommendationImplemented = (
  { occurredOn, recommendations, leaf, how }: RecordRecommendationImplemented,
  { made, implemented }: Scrutiny,
  context: DecisionContext,
): readonly ScrutinyFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const source = made.find((known) => known.recommendations === recommendations);
  if (source === undefined) return unknownToMatter('/recommendations', 'recommendations');
  if (!leavesOf(source.items).some(({ path }) => path === leaf))
    malformed(
      '/leaf',
      `must be one of: ${leavesOf(source.items)
        .map(({ path }) => path)
        .join(', ')}`,
    );
  requireNotBefore('/occurredOn', occurredOn, 'the recommendation was made', source.madeOn);
  const before = implemented.find((known) => known.recommendations === recommendations && known.leaf === leaf);
  if (before === undefined)
    return [{ type: 'RecommendationImplemented', data: { occurredOn, recommendations, leaf, how } }];
  if (before.implementedOn === occurredOn && before.how === how) return [];
  return refuse({
    reason: `${leaf} was recorded as implemented ${occurredInWords(before.implementedOn)} already`,
    rule: 'scrutiny/implemented-once',
    satisfiedBy: 'a correction of that record, if its date, or how it was done, is wrong',
    pointer: before.implementedOn === occurredOn ? '/how' : '/occurredOn',
  });
};
