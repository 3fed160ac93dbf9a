import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { requestedActions, REQUESTS } from './action-rules.js';
import { type Decisions } from './resolution.js';

/** What was done was asked for, and before. */
export const contradictionsInActions = (decisions: Decisions): readonly Contradiction[] => {
  const actions = requestedActions(decisions);
  return decisions.taken.flatMap(({ fact, resolution, part, takenOn }) => {
    const action = actions.find((known) => known.resolution === resolution && known.part === part);
    if (action === undefined)
      return [
        {
          ...{ rule: 'decisions/action-that-was-requested', about: fact },
          reason: `what was done ${occurredInWords(takenOn)} would have been asked for by a part that no longer ${REQUESTS}`,
        },
      ];
    return cameTooEarly({
      ...{ rule: 'decisions/action-after-resolution', about: fact },
      ...{ what: 'the action would have been taken', on: takenOn },
      ...{ since: 'the resolution was passed', sinceOn: action.askedOn },
    });
  });
};
