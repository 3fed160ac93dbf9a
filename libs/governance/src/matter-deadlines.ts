import { consultationDeadlines } from './consultations/index.js';
import { actionDeadlines, authorisedConsultations, commissionsOfDecisions, responsesTo } from './decisions/index.js';
import { type Matter } from './matter.js';
import { requestDeadlines } from './requests/index.js';
import { commissionsOfScrutiny, responseDeadlines } from './scrutiny/index.js';
import { datedBy, type StartedClock } from './vocabulary/computable.js';
import { type DerivedDeadline } from './vocabulary/deadline.js';
import { type DeadlineTerms } from './vocabulary/deadline-terms.js';

/** The deadlines of a matter by the clocks that its facts have started. One that has no date takes no other with it. */
export const matterDeadlines = (matter: Matter, terms: DeadlineTerms): readonly DerivedDeadline[] =>
  datedBy(matterClocks(matter, terms));

/** Every clock that a matter's facts have started, under an authority's terms. Pure; each feature says its own. */
export const matterClocks = (matter: Matter, terms: DeadlineTerms): readonly StartedClock[] => [
  ...responseDeadlines(matter.scrutiny, (leaf) => responsesTo(matter.decisions, leaf), terms),
  ...consultationDeadlines(matter.consultations, authorisedConsultations(matter.decisions), terms),
  ...actionDeadlines(matter.decisions, terms),
  ...requestDeadlines(
    matter.requests,
    {
      ofResolutions: commissionsOfDecisions(matter.decisions),
      ofFollowUps: commissionsOfScrutiny(matter.scrutiny),
      expectations: matter.forecasts.made,
    },
    terms,
  ),
];
