import { type DecisionContext, malformed, type OccurredOn, refuse } from '#kernel';
import { requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type BodyName, type ResolutionPartRef } from '../vocabulary/references.js';
import { stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type ActionTaken, type RecordActionTaken, type TakenAction } from './action.js';
import { type Decisions } from './resolution.js';
import { type Meaning } from './resolution-commands.js';

/** What a body resolved to have done. */
export interface RequestedAction extends Readonly<ResolutionPartRef> {
  /** Id of the fact that tells of the resolution. */
  readonly fact: string;
  readonly askedBy: BodyName;
  readonly askedOn: OccurredOn;
  /** The words of the part, verbatim. */
  readonly text: string;
  /** By when, a day or a month, where the part says so. */
  readonly dueOn?: string;
  /** Left out while it is not done. */
  readonly taken?: Pick<TakenAction, 'fact' | 'takenOn' | 'how'>;
}

/** The meaning of a part that asks for something to be done, other than to report. */
export const REQUESTS: Meaning = 'requests an action';

/** What resolutions asked to be done, and what became of it. */
export const requestedActions = ({ passed, taken }: Decisions): readonly RequestedAction[] =>
  passed.flatMap(({ resolution, fact, body, passedOn, parts }) =>
    parts
      .filter(({ meaning }) => meaning === REQUESTS)
      .map(({ part, text, dueOn }) => {
        const done = taken.find((known) => known.resolution === resolution && known.part === part);
        const told = { resolution, part, fact, askedBy: body, askedOn: passedOn, text };
        return stated({
          ...{ ...told, dueOn },
          taken: done === undefined ? undefined : { fact: done.fact, takenOn: done.takenOn, how: done.how },
        });
      }),
  );

/** An action is taken once; another day, or another account of it, contradicts the first. */
export const recordActionTaken = (
  { occurredOn, resolution, part, how }: RecordActionTaken,
  decisions: Decisions,
  context: DecisionContext,
): readonly ActionTaken[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const { askedOn, taken } = actionOf(decisions, { resolution, part });
  requireNotBefore('/occurredOn', occurredOn, 'the resolution', askedOn);
  if (taken === undefined) return [{ type: 'ActionTaken', data: { occurredOn, resolution, part, how } }];
  if (taken.takenOn === occurredOn && taken.how === how) return [];
  return refuse({
    reason: `the action was recorded as taken ${occurredInWords(taken.takenOn)} already: ${taken.how}`,
    rule: 'decisions/action-taken-once',
    satisfiedBy: 'a correction of that record, if its date, or what was done, is wrong',
    pointer: taken.takenOn === occurredOn ? '/how' : '/occurredOn',
  });
};

const actionOf = (decisions: Decisions, { resolution, part }: ResolutionPartRef): RequestedAction => {
  if (!decisions.passed.some((known) => known.resolution === resolution))
    unknownToMatter('/resolution', 'a resolution');
  const action = requestedActions(decisions).find((known) => known.resolution === resolution && known.part === part);
  return action ?? malformed('/part', `must be a part of that resolution that ${REQUESTS}`);
};
