import { type Blocker } from '#kernel';
import { type Decisions } from './resolution.js';

/** Why resolutions cannot be struck out: the plan that another resolution adopted has taken over what they asked for. */
export const owedUnderPlan = (all: Decisions, left: Decisions): readonly Blocker[] => {
  if (!left.passed.some(({ parts }) => parts.some(({ plan }) => plan !== undefined))) return [];
  return all.passed
    .filter(({ resolution }) => !left.passed.some((known) => known.resolution === resolution))
    .flatMap(({ body, parts }) => parts.map((part) => ({ body, ...part })))
    .filter(({ obligation }) => obligation !== undefined)
    .map(({ body, part }) => ({
      rule: 'decisions/owed-under-the-plan',
      reason: `what part ${part} of the resolution of ${body} asks for is owed under the plan that the matter led to`,
      pointer: '/facts',
      satisfiedBy:
        'striking out the resolution that adopted the plan as well, or a correction of what is wrong in the part',
    }));
};
