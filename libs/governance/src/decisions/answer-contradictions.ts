import { type OccurredOn } from '#kernel';
import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { type Decisions } from './resolution.js';

interface Made {
  readonly recommendations: string;
  readonly madeOn: OccurredOn;
}

/** What is answered was recommended before. */
export const contradictionsInAnswers = ({ passed }: Decisions, made: readonly Made[]): readonly Contradiction[] =>
  passed.flatMap(({ fact, passedOn, parts }) => {
    const answered = new Set(parts.flatMap(({ answers }) => answers.map(({ recommendations }) => recommendations)));
    return made
      .filter(({ recommendations }) => answered.has(recommendations))
      .flatMap(({ recommendations, madeOn }) =>
        cameTooEarly({
          ...{ rule: 'decisions/answered-after-recommended', about: `${fact} ${recommendations}` },
          ...{ what: 'the recommendations would have been answered', on: passedOn },
          ...{ since: 'they were made', sinceOn: madeOn },
        }),
      );
  });
