import { type Fact, type OccurredOn, type PlainDateText } from '#kernel';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { type BodyName } from '../vocabulary/references.js';

// ── Events (the command is in recommendation-commands.ts, its rules in notice-rules.ts)

/** Notice in writing to respond was given to the executive; the recommendations may have been made long before. */
export type NoticeGiven = Fact<
  'NoticeGiven',
  {
    /** The day on which it was given. */
    readonly occurredOn: OccurredOn;
    readonly recommendations: string;
    /** The body that gave it: the one that made the recommendations. */
    readonly by: BodyName;
    /** The document that is the notice. */
    readonly document?: string;
  }
>;

export const noticeFacts: FactDefinitions<NoticeGiven> = {
  NoticeGiven: {
    version: 1,
    personalData: ['/document'],
    correctable: { '/occurredOn': 'occurrence', '/by': 'name', '/document': 'title' },
  },
};

// ── State

/** Notice to respond to some recommendations, as far as it was told. */
export interface Notice {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly givenOn: OccurredOn;
  /** Left out where it was told with the recommendations themselves. */
  readonly by?: BodyName;
  readonly document?: string;
}

/** A notice that was told by itself. */
export interface NoticeTold extends Notice {
  readonly recommendations: string;
}

/** Recommendations, as far as a notice to respond to them is concerned. */
interface Noticed {
  readonly recommendations: string;
  readonly fact: string;
  readonly noticeGivenOn?: PlainDateText;
}

/** The notice that recommendations came with, or that was given after them; nothing where there was none. */
export const noticeOf = (
  { recommendations, fact, noticeGivenOn }: Noticed,
  notices: readonly NoticeTold[],
): Notice | undefined => {
  const told = notices.findLast((known) => known.recommendations === recommendations);
  if (told === undefined) return noticeGivenOn === undefined ? undefined : { fact, givenOn: noticeGivenOn };
  const { recommendations: _recommendations, ...notice } = told;
  return notice;
};
