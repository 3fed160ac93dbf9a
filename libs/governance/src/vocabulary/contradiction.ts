import { type OccurredOn } from '#kernel';
import { certainlyBefore } from './happened.js';
import { occurredAtInWords } from './occurred-in-words.js';

/** What cannot both be so of one subject, in whatever order it was told. */
export interface Contradiction {
  /** Id of the rule, as commands cite it. */
  readonly rule: string;
  /** What it is about, to tell it from others under the same rule: the id of a fact, mostly. */
  readonly about: string;
  /** What contradicts what, in the words of the council chamber. */
  readonly reason: string;
  /** It is held against a change of the fact that it is about, and not against one of what that fact is judged by. */
  readonly ownFault?: boolean;
}

/** The contradictions that there are after a change of facts, and were not before it. */
export const arisen = (
  before: readonly Contradiction[],
  after: readonly Contradiction[],
  changed: readonly string[],
): readonly Contradiction[] =>
  after.filter(
    ({ rule, about, ownFault = false }) =>
      (!ownFault || changed.includes(about)) && !before.some((known) => known.rule === rule && known.about === about),
  );

/** What came, and what it presupposes. */
interface Sequence {
  readonly rule: string;
  readonly about: string;
  /** As a sentence begins: `the request would have been sent`. */
  readonly what: string;
  readonly on: OccurredOn | undefined;
  /** As it goes on: `it was made`. */
  readonly since: string;
  readonly sinceOn: OccurredOn;
}

/** The contradiction of what certainly came before what it presupposes. */
export const cameTooEarly = ({ rule, about, what, on, since, sinceOn }: Sequence): readonly Contradiction[] =>
  on !== undefined && certainlyBefore(on, sinceOn)
    ? [{ rule, about, reason: `${what} ${occurredAtInWords(on)}, before ${since}, ${occurredAtInWords(sinceOn)}` }]
    : [];
