import { type BodyName, type LeafRef } from '../vocabulary/references.js';
import { type Window } from '../vocabulary/window.js';
import { answersTo, type Decisions, type Resolution } from './resolution.js';

/** A consultation that a resolution authorised, with the recommendations that it accepted. */
export interface AuthorisedConsultation {
  readonly resolution: string;
  readonly part: number;
  /** The body that authorised it. */
  readonly body: BodyName;
  /** Id of the fact that tells of the resolution. */
  readonly fact: string;
  /** Left out where the resolution gives no dates. */
  readonly window?: Window;
  /** What the same resolution accepted, and no later one answered otherwise: what its questionnaire has to wait for (R21). */
  readonly accepted: readonly Readonly<LeafRef>[];
}

export const authorisedConsultations = (decisions: Decisions): readonly AuthorisedConsultation[] =>
  decisions.passed.flatMap((passed) => {
    const accepted = acceptedIn(passed, decisions);
    const { resolution, body, fact, parts } = passed;
    return parts
      .filter(({ meaning }) => meaning === 'authorises a consultation')
      .map(({ part, window }) => ({
        ...{ resolution, part, body, fact, accepted },
        ...(window === undefined ? {} : { window }),
      }));
  });

/** Answers stand in the order of events: an earlier one changes nothing, however late it was recorded. */
const acceptedIn = ({ parts }: Resolution, decisions: Decisions): readonly Readonly<LeafRef>[] =>
  parts
    .flatMap(({ answers }) => answers)
    .filter(({ answer }) => isAcceptance(answer))
    .map(({ recommendations, leaf }) => ({ recommendations, leaf }))
    .filter((leaf) => isAcceptance(answersTo(decisions, leaf).at(-1)?.answer));

const isAcceptance = (answer: string | undefined): boolean => answer?.startsWith('accepted') === true;
