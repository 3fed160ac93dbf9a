import { type Fact, type InstantText, type OccurredOn, type PlainDateText } from '#kernel';
import { type EntryOf, facet, type FactDefinitions, isInferred } from '../vocabulary/facet.js';
import { type LeafRef, type ResolutionPartRef } from '../vocabulary/references.js';
import { type Waiver } from '../vocabulary/waiver.js';
import { endOf, faultInWindow, type Window, windowOf } from '../vocabulary/window.js';

// ── Events (the commands are in consultation-commands.ts, the rules in consultation-rules.ts)

export type ConsultationOpened = Fact<
  'ConsultationOpened',
  {
    /** The first day of the window. */
    readonly occurredOn: OccurredOn;
    /** Counted from 1. A consultation that is taken up again after its close is another round. */
    readonly round: number;
    /** The days on which responses are taken. @factVersion 3 for a closing time */
    readonly window: Window;
    /** What the body called it ("12-week consultation"); never used to compute a date. */
    readonly describedAs: string;
    /** Whom or what it covers, as written: `citywide`. */
    readonly scope?: string;
    /** Who is asked, where that is not everyone: `all Elected Members`. */
    readonly audience?: string;
    readonly authorisedBy?: Readonly<ResolutionPartRef>;
    /** On whose authority it opened without all that was accepted (R21). @factVersion 2 */
    readonly waiver?: Readonly<Waiver>;
  }
>;

export type ConsultationExtended = Fact<
  'ConsultationExtended',
  {
    readonly occurredOn: OccurredOn;
    readonly round: number;
    readonly closesOn: PlainDateText;
    /** The closing time on the new last day, where one was given; that of the old one does not hold for it. @factVersion 2 */
    readonly closesAt?: string;
    readonly previouslyClosesOn: PlainDateText;
    /** The body or office that extended it. */
    readonly authority: string;
    readonly authorisedBy?: Readonly<ResolutionPartRef>;
    readonly reason: string;
  }
>;

export type ConsultationClosed = Fact<
  'ConsultationClosed',
  {
    /** The last day on which responses were taken: the close is at the end of it, whenever it was recorded. */
    readonly occurredOn: PlainDateText;
    readonly round: number;
    /** The instant of the close, where the window had a closing time. @factVersion 2 */
    readonly closedAt?: InstantText;
  }
>;

export type ResponsesCounted = Fact<
  'ResponsesCounted',
  {
    readonly occurredOn: OccurredOn;
    readonly round: number;
    readonly count: number;
    /** How they were counted: online and on paper, duplicates removed. */
    readonly method: string;
    /** Up to when responses are in the count. */
    readonly asOf: OccurredOn;
    /** Id of the fact whose count this one takes the place of, with the reason. */
    readonly replaces?: string;
    readonly reason?: string;
  }
>;

export type ConsultationResultsPublished = Fact<
  'ConsultationResultsPublished',
  {
    readonly occurredOn: OccurredOn;
    readonly round: number;
    /** Where they can be read: an appendix, a page. */
    readonly where: string;
  }
>;

export type QuestionnaireReady = Fact<
  'QuestionnaireReady',
  {
    readonly occurredOn: OccurredOn;
    /** Which questionnaire, in which version. */
    readonly questionnaire: string;
    /** The asks that are carried out in it. */
    readonly carriesOut: readonly Readonly<LeafRef>[];
    /** The asks that ask nothing of it. @factVersion 2 */
    readonly carriedOutElsewhere?: readonly Readonly<LeafRef>[];
  }
>;

export type ConsultationFact =
  | ConsultationOpened
  | ConsultationExtended
  | ConsultationClosed
  | ResponsesCounted
  | ConsultationResultsPublished
  | QuestionnaireReady;

export const consultationFacts: FactDefinitions<ConsultationFact> = {
  ConsultationOpened: {
    version: 3,
    personalData: ['/describedAs', '/audience', '/waiver/by', '/waiver/reason'],
    correctable: {
      '/occurredOn': 'day',
      '/window/opensOn': 'day',
      '/window/closesOn': 'day',
      '/window/closesAt': 'time of day',
      '/describedAs': 'name',
      '/scope': 'name',
      '/audience': 'name',
      ...{ '/waiver/by': 'name', '/waiver/capacity': 'name', '/waiver/reason': 'reason', '/waiver/document': 'title' },
    },
    disagreement: ({ occurredOn, window }) => {
      const fault = faultInWindow(window);
      if (fault !== undefined) return `/window/${fault.field} ${fault.reason}`;
      return occurredOn === window.opensOn ? undefined : 'a consultation opens on the first day of its window';
    },
  },
  ConsultationExtended: {
    version: 2,
    personalData: ['/authority', '/reason'],
    correctable: {
      ...{ '/occurredOn': 'occurrence', '/closesOn': 'day', '/closesAt': 'time of day' },
      ...{ '/authority': 'name', '/reason': 'reason' },
    },
  },
  ConsultationClosed: { version: 2, personalData: [], correctable: { '/occurredOn': 'day' } },
  ResponsesCounted: {
    version: 1,
    personalData: ['/method', '/reason'],
    correctable: { '/occurredOn': 'occurrence', '/asOf': 'occurrence', '/method': 'title', '/reason': 'reason' },
    happened: ['/asOf'],
  },
  ConsultationResultsPublished: {
    version: 1,
    personalData: ['/where'],
    correctable: { '/occurredOn': 'occurrence', '/where': 'title' },
  },
  QuestionnaireReady: {
    version: 2,
    personalData: ['/questionnaire'],
    correctable: { '/occurredOn': 'occurrence', '/questionnaire': 'title' },
  },
};

// ── State

export interface Extension {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly closesOn: PlainDateText;
  /** The last day before it, as the record stands, whatever was on record when it was told. */
  readonly previouslyClosesOn: PlainDateText;
  /** The closing time on the new last day, and that on the day before it, where they were given. */
  readonly closesAt?: string;
  readonly previouslyClosesAt?: string;
  readonly decidedOn: OccurredOn;
  readonly authority: string;
  readonly authorisedBy?: Readonly<ResolutionPartRef>;
  readonly reason: string;
}

export type Responses = Omit<ResponsesCounted['data'], 'occurredOn' | 'round'> & {
  /** Id of the fact that tells of the count. */
  readonly fact: string;
  readonly countedOn: OccurredOn;
};

export interface Close {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  /** The last day on which responses were taken. */
  readonly on: PlainDateText;
  /** The instant, where the window had a closing time when it was closed by it. */
  readonly at?: InstantText;
  /** Nobody told it: it was inferred from the last day of the window, as that was on record then. */
  readonly isInferred: boolean;
}

export type Round = Omit<ConsultationOpened['data'], 'occurredOn'> & {
  /** Id of the fact that tells of its opening. */
  readonly fact: string;
  /** In the order told; the window already has the last day that the latest of them gave it. */
  readonly extensions: readonly Extension[];
  /** Every close on record, in the order told, whether or not it stands. */
  readonly closes: readonly Close[];
  /** The last day on which responses were in fact taken, once a close that stands is recorded. */
  readonly closedOn?: PlainDateText;
  /** Id of the fact that tells first of the close that stands. */
  readonly closedBy?: string;
  readonly resultsPublished?: { readonly fact: string; readonly publishedOn: OccurredOn; readonly where: string };
  readonly responses: readonly Responses[];
};

export type Questionnaire = Omit<QuestionnaireReady['data'], 'occurredOn'> & {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly readyOn: OccurredOn;
};

export interface Consultations {
  readonly rounds: readonly Round[];
  readonly questionnaires: readonly Questionnaire[];
}

const evolve = (consultations: Consultations, entry: EntryOf<ConsultationFact>): Consultations => {
  switch (entry.type) {
    case 'ConsultationOpened': {
      const { occurredOn: _occurredOn, ...told } = entry.data;
      const round = { fact: entry.id, extensions: [], closes: [], responses: [], ...told };
      return { ...consultations, rounds: [...consultations.rounds, round] };
    }
    case 'QuestionnaireReady': {
      const { occurredOn, ...told } = entry.data;
      const ready = { fact: entry.id, readyOn: occurredOn, ...told };
      return { ...consultations, questionnaires: [...consultations.questionnaires, ready] };
    }
    case 'ConsultationExtended':
    case 'ConsultationClosed':
    case 'ResponsesCounted':
    case 'ConsultationResultsPublished':
      return {
        ...consultations,
        rounds: consultations.rounds.map((round) => (round.round === entry.data.round ? inRound(round, entry) : round)),
      };
  }
};

type RoundFact = ConsultationExtended | ConsultationClosed | ResponsesCounted | ConsultationResultsPublished;

const inRound = (round: Round, entry: EntryOf<RoundFact>): Round => {
  const { id, type, data } = entry;
  switch (type) {
    case 'ConsultationExtended': {
      const { occurredOn, round: _round, ...told } = data;
      const { opensOn, closesOn: previouslyClosesOn, closesAt } = round.window;
      const window = windowOf(opensOn, data.closesOn, data.closesAt);
      const previously = { previouslyClosesOn, ...(closesAt === undefined ? {} : { previouslyClosesAt: closesAt }) };
      const extensions = [...round.extensions, { ...told, ...previously, fact: id, decidedOn: occurredOn }];
      return asClosed({ ...round, window, extensions });
    }
    case 'ConsultationClosed': {
      const { occurredOn: on, closedAt } = data;
      const close = {
        fact: id,
        on,
        isInferred: isInferred(entry),
        ...(closedAt === undefined ? {} : { at: closedAt }),
      };
      return asClosed({ ...round, closes: [...round.closes, close] });
    }
    case 'ConsultationResultsPublished':
      return { ...round, resultsPublished: { fact: id, publishedOn: data.occurredOn, where: data.where } };
    case 'ResponsesCounted': {
      const { occurredOn, round: _round, ...told } = data;
      return { ...round, responses: [...round.responses, { ...told, fact: id, countedOn: occurredOn }] };
    }
  }
};

/**
 * An office's close stands. One that was inferred stands for as long as its day is the last of the window, and its instant
 * is that of the closing time.
 */
const asClosed = ({ closedOn: _closedOn, closedBy: _closedBy, ...round }: Round): Round => {
  const { window, closes } = round;
  const told = closeToldIn(round)?.on;
  const on = told ?? window.closesOn;
  const at = window.closesAt === undefined ? undefined : endOf(window);
  const close = closes.find((known) => known.on === on && (told !== undefined || known.at === at));
  return close === undefined ? round : { ...round, closedOn: on, closedBy: close.fact };
};

/** The close that an office told, of which a contradiction is one; an inferred one gives way to what is told later. */
export const closeToldIn = ({ closes }: Pick<Round, 'closes'>): Close | undefined =>
  closes.findLast((close) => !close.isInferred);

const none: Consultations = { rounds: [], questionnaires: [] };

export const consultationFacet = facet(consultationFacts, none, evolve);

/** The counts that stand: those whose place no later count took. */
export const standingResponses = ({ responses }: Round): readonly Responses[] =>
  responses.filter(({ fact }) => !responses.some(({ replaces }) => replaces === fact));

/** The window that the opening announced, before any extension. */
export const firstWindowOf = ({ window, extensions: [first] }: Pick<Round, 'window' | 'extensions'>): Window =>
  first === undefined ? window : windowOf(window.opensOn, first.previouslyClosesOn, first.previouslyClosesAt);

/** The last day that the opening announced, before any extension. */
export const firstLastDayOf = (round: Pick<Round, 'window' | 'extensions'>): PlainDateText =>
  firstWindowOf(round).closesOn;

/** The last day on which responses are, or were, taken: that of the close, or else that of the window. */
export const lastDayOf = ({ window, closedOn }: Pick<Round, 'window' | 'closedOn'>): PlainDateText =>
  closedOn ?? window.closesOn;
