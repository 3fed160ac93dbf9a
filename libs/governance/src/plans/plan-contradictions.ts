import { longDay } from '#calendar';
import { cameTooEarly, type Contradiction } from '../vocabulary/contradiction.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { faultInAnchor } from './adoption-rules.js';
import { beginningOf } from './periods.js';
import { type Plan } from './plan.js';
import { faultInDate, faultInTermOf } from './upkeep-rules.js';

/**
 * What cannot be so of a plan: an extension that shortens it, another plan in its place before it was adopted or once it ran
 * out, itself in its own place, an assessment of what was still to come, or what was done for a period that had not begun.
 *
 * @param self id of the plan
 */
export const contradictionsInPlan = (plan: Plan, self: string): readonly Contradiction[] => [
  ...shortened(plan),
  ...supersededOutOfTerm(plan),
  ...countedFromNoDay(plan),
  ...doneForNoDate(plan),
  ...assessedTooEarly(plan),
  ...doneBeforeItBegan(plan),
  ...renewedTooEarly(plan),
  ...followedByItself(plan, self),
];

const shortened = ({ firstDay, extensions }: Plan): readonly Contradiction[] =>
  extensions.flatMap(({ fact, lastDay, previousLastDay }) => {
    if (lastDay <= previousLastDay)
      return [
        {
          ...{ rule: 'plans/never-shortened', about: fact },
          reason:
            lastDay === previousLastDay
              ? `the plan would last until ${lastDay} already, before an extension to that day: what was told twice is struck out`
              : `the plan would last until ${lastDay} by an extension, instead of until ${previousLastDay}: an extension never shortens the plan`,
        },
      ];
    const fault = faultInTerm(firstDay, lastDay);
    return fault === undefined
      ? []
      : [
          {
            rule: 'plans/a-term-that-can-be',
            about: fact,
            reason: `the last day of the extended plan ${fault.reason}`,
          },
        ];
  });

const supersededOutOfTerm = ({ superseded, lastDay, adoptions }: Plan): readonly Contradiction[] => {
  if (superseded === undefined) return [];
  const { fact, occurredOn } = superseded;
  const early = cameTooEarly({
    ...{ rule: 'plans/superseded-after-adopted', about: fact, what: 'another plan would have taken its place' },
    ...{ on: occurredOn, since: 'it was adopted', sinceOn: adoptions[0]?.occurredOn ?? 'unknown' },
  });
  return occurredOn <= lastDay
    ? early
    : [
        ...early,
        {
          ...{ rule: 'plans/superseded-before-expiry', about: fact },
          reason: `another plan took its place ${occurredInWords(occurredOn)}, and it would have run out before, at the end of ${longDay(lastDay)}`,
        },
      ];
};

const countedFromNoDay = (plan: Plan): readonly Contradiction[] =>
  plan.obligations.flatMap((asked) => {
    const fault = faultInAnchor(asked, plan);
    return fault === undefined
      ? []
      : [
          {
            ...{ rule: 'plans/counted-from-a-day-that-can-be', about: asked.fact, ownFault: true },
            reason: `the day from which it is counted ${fault}`,
          },
        ];
  });

/** Other dates fall due where the plan's own change; what was done for the former ones is then corrected after it. */
const doneForNoDate = (plan: Plan): readonly Contradiction[] => {
  const { monitored, reported, reviewed, refreshed } = plan;
  const done = [
    ...monitored.map(({ fact, periodEndsOn: day }) => ({ fact, fault: faultInDate(day, 'monitoring', plan) })),
    ...reported.map(({ fact, yearEndsOn: day }) => ({ fact, fault: faultInDate(day, 'progress report', plan) })),
    ...reviewed.flatMap(({ fact, dueOn: day }) =>
      day === undefined ? [] : [{ fact, fault: faultInDate(day, 'review', plan) }],
    ),
    ...refreshed.map(({ fact, forYearOf: day }) => ({ fact, fault: faultInTermOf(day, plan) })),
  ];
  return done.flatMap(({ fact: about, fault }) =>
    fault === undefined
      ? []
      : [{ rule: 'plans/done-for-a-date', about, reason: `the day for which it was done ${fault}`, ownFault: true }],
  );
};

const assessedTooEarly = ({ assessed }: Plan): readonly Contradiction[] =>
  assessed.flatMap(({ fact: about, occurredOn: on, dataTo: sinceOn }) =>
    cameTooEarly({
      ...{ rule: 'plans/assessed-after-its-data', about, what: 'the assessment would have been prepared', on },
      ...{ since: 'the last day of its data', sinceOn },
    }),
  );

const doneBeforeItBegan = (plan: Plan): readonly Contradiction[] => {
  const done = [
    ...plan.monitored.map((told) => ({ ...told, began: beginningOf('monitoring', told.periodEndsOn, plan) })),
    ...plan.reported.map((told) => ({ ...told, began: beginningOf('progress report', told.yearEndsOn, plan) })),
  ];
  return done.flatMap(({ fact: about, occurredOn: on, began = 'unknown' }) =>
    cameTooEarly({
      ...{ rule: 'plans/done-once-it-had-begun', about, what: 'what is owed for a period would have been done', on },
      ...{ since: 'the period began', sinceOn: began },
    }).map((contradiction) => ({ ...contradiction, ownFault: true })),
  );
};

const renewedTooEarly = ({ renewed, lastDay }: Plan): readonly Contradiction[] =>
  renewed === undefined || renewed.firstDay > lastDay
    ? []
    : [
        {
          ...{ rule: 'plans/renewed-after-expiry', about: renewed.fact, ownFault: true },
          reason: `the plan that renews it would begin on ${renewed.firstDay}, and it lasts until ${lastDay}: a plan that begins before supersedes it`,
        },
      ];

const followedByItself = ({ superseded, renewed }: Plan, self: string): readonly Contradiction[] =>
  [superseded, renewed].flatMap((follows) =>
    follows?.byPlan === self
      ? [{ rule: 'plans/followed-by-another', about: follows.fact, reason: 'the plan would follow itself' }]
      : [],
  );
