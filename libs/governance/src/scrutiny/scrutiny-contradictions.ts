import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { type Scrutiny } from './recommendations.js';

/** What is carried out was recommended before. */
export const contradictionsInScrutiny = ({ made, implemented }: Scrutiny): readonly Contradiction[] =>
  made.flatMap(({ recommendations, madeOn }) =>
    implemented
      .filter((implementation) => implementation.recommendations === recommendations)
      .flatMap(({ leaf, implementedOn }) =>
        cameTooEarly({
          ...{ rule: 'scrutiny/implemented-after-recommended', about: `${recommendations} ${leaf}` },
          ...{ what: `${leaf} would have been implemented`, on: implementedOn },
          ...{ since: 'it was recommended', sinceOn: madeOn },
        }),
      ),
  );
