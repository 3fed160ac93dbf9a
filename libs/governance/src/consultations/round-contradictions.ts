import { longDay } from '#calendar';
import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { type ResolutionPartRef } from '../vocabulary/references.js';
import { closeToldIn, type Consultations, type Round, standingResponses } from './consultation.js';
import { AUTHORISES } from './consultation-rules.js';

type MeaningOf = (ref: Readonly<ResolutionPartRef>) => string | undefined;

/** What cannot be so of a round: whatever comes of it before it opened, a count of what had not come, a window that grows shorter, two counts in one. */
export const contradictionsInConsultations = (
  { rounds }: Consultations,
  meaningOf: MeaningOf,
): readonly Contradiction[] =>
  rounds.flatMap((round) => [
    ...beforeItOpened(round),
    ...countedTooEarly(round),
    ...shortened(round),
    ...countedTwice(round),
    ...authorisedByAnother(round, meaningOf),
  ]);

const beforeItOpened = (round: Round): readonly Contradiction[] => {
  const { fact, window, responses, resultsPublished } = round;
  const since = { since: 'it opened', sinceOn: window.opensOn };
  const consultation = `round ${round.round} of the consultation`;
  const closed = closeToldIn(round);
  return [
    ...cameTooEarly({
      ...{ rule: 'consultations/closed-after-opening', about: closed?.fact ?? fact },
      ...{ what: `${consultation} would have closed`, on: closed?.on, ...since },
    }),
    ...responses.flatMap((counted) =>
      cameTooEarly({
        ...{ rule: 'consultations/counted-after-opening', about: counted.fact },
        ...{ what: `responses to ${consultation} would have been counted as`, on: counted.asOf, ...since },
      }),
    ),
    ...cameTooEarly({
      ...{ rule: 'consultations/results-after-opening', about: resultsPublished?.fact ?? fact },
      ...{ what: `results of ${consultation} would have been published`, on: resultsPublished?.publishedOn, ...since },
    }),
  ];
};

const countedTooEarly = ({ round, responses }: Round): readonly Contradiction[] =>
  responses.flatMap(({ fact, countedOn, asOf }) =>
    cameTooEarly({
      ...{ rule: 'consultations/counted-after-they-came', about: fact },
      ...{ what: `responses to round ${round} of the consultation would have been counted`, on: countedOn },
      ...{ since: 'the day up to which they count', sinceOn: asOf },
    }),
  );

const shortened = ({ round, extensions }: Round): readonly Contradiction[] =>
  extensions
    .filter(({ closesOn, previouslyClosesOn }) => closesOn <= previouslyClosesOn)
    .map(({ fact, closesOn, previouslyClosesOn }) => ({
      ...{ rule: 'consultations/never-shortened', about: fact },
      reason: `round ${round} of the consultation would close on ${longDay(closesOn)} by an extension, instead of on ${longDay(previouslyClosesOn)}: an extension never shortens the window`,
    }));

const countedTwice = (round: Round): readonly Contradiction[] => {
  const standing = standingResponses(round);
  return standing
    .filter(({ method, asOf }, at) => standing.slice(0, at).some((one) => one.method === method && one.asOf === asOf))
    .map(({ fact, method, asOf }) => ({
      ...{ rule: 'consultations/count-never-quietly-changed', about: fact },
      reason: `two counts of the responses as they stood ${occurredInWords(asOf)}, by the same method, would stand, and neither takes the place of the other: ${method}`,
    }));
};

const authorisedByAnother = ({ fact, round, authorisedBy }: Round, meaningOf: MeaningOf): readonly Contradiction[] =>
  authorisedBy === undefined || meaningOf(authorisedBy) === AUTHORISES
    ? []
    : [
        {
          ...{ rule: 'consultations/authorised-by-a-part-that-does', about: fact },
          reason: `round ${round} of the consultation was authorised by a part of a resolution that would not authorise one`,
        },
      ];
