import { foldAll } from '#kernel';
import { deadlinesFold } from '../deadlines/index.js';
import { type DerivedDeadline, type NotComputable } from '../vocabulary/deadline.js';
import { type Entry } from '../vocabulary/facet.js';
import { type Books } from './books.js';
import { type Clockwork, termsAfter } from './clocks.js';
import { derivedBy } from './derived.js';

/**
 * What cannot be computed of the deadlines that facts have set running: deadlines without a date, and steps without a
 * morning of those that are still to be done. Pure.
 */
export const notComputableBy = (
  clockwork: Clockwork,
  happened: readonly Entry[],
  books: Books,
): readonly NotComputable[] => {
  const { subject, calendar, settings, deadlines } = books;
  const recorded = foldAll(deadlinesFold, deadlines);
  const causes = [...subject, ...calendar, ...settings, ...deadlines];
  const isToBeDone = ({ key, met }: DerivedDeadline): boolean =>
    met === undefined && recorded.find((held) => held.key === key)?.status !== 'waived';
  return [
    ...clockwork.undated(happened, termsAfter(calendar, settings)),
    ...derivedBy((terms) => clockwork.running(happened, terms), books, { deadlines, causes })
      .filter(isToBeDone)
      .flatMap(stepsWithoutMorning),
  ];
};

const stepsWithoutMorning = ({ key, title, rule, uncounted = [] }: DerivedDeadline): readonly NotComputable[] =>
  uncounted.map((step) => ({ key, title, rule: rule.id, ...step }));
