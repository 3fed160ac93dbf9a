import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { type Scrutiny } from './recommendations.js';

/** What is carried out, or required to be answered, was recommended before. */
export const contradictionsInScrutiny = ({ made, implemented, notices }: Scrutiny): readonly Contradiction[] =>
  made.flatMap(({ recommendations, madeOn }) => [
    ...notices
      .filter((notice) => notice.recommendations === recommendations)
      .flatMap(({ fact, givenOn }) =>
        cameTooEarly({
          ...{ rule: 'scrutiny/notice-after-recommended', about: fact },
          ...{ what: 'notice to respond would have been given', on: givenOn },
          ...{ since: 'the recommendations were made', sinceOn: madeOn },
        }),
      ),
    ...implemented
      .filter((implementation) => implementation.recommendations === recommendations)
      .flatMap(({ leaf, implementedOn }) =>
        cameTooEarly({
          ...{ rule: 'scrutiny/implemented-after-recommended', about: `${recommendations} ${leaf}` },
          ...{ what: `${leaf} would have been implemented`, on: implementedOn },
          ...{ since: 'it was recommended', sinceOn: madeOn },
        }),
      ),
  ]);
