import { foldAll, type RecordedFact } from '#kernel';
import { deadlinesSubject, isResumption, lengthened, thatWere } from '../deadlines/index.js';
import { struckOutOf } from '../vocabulary/amendment.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Books } from './books.js';
import { type SettledTerms, termsAfter } from './clocks.js';
import { keptWhereGoneBy } from './gone-by.js';
import { calendarAsSettled } from './settled-calendar.js';

/**
 * The deadlines of a subject under the terms that books give, with their ledgers of days; what had gone by when another
 * calendar was settled stays as `record` has it. Pure.
 *
 * @param running what the subject's facts have set running under given terms
 */
export const derivedBy = (
  running: (terms: SettledTerms) => readonly DerivedDeadline[],
  { subject, calendar, settings, deadlines }: Books,
  record: { readonly deadlines: readonly RecordedFact[]; readonly causes: readonly RecordedFact[] },
): readonly DerivedDeadline[] => {
  const ledgers = () => {
    const [held, recorded] = [foldAll(deadlinesSubject, deadlines), foldAll(deadlinesSubject, record.deadlines)];
    return thatWere(held, recorded, struckOutOf(subject));
  };
  const under = (terms: SettledTerms): readonly DerivedDeadline[] =>
    deadlines.some(isResumption) ? lengthened(running(terms), ledgers(), terms) : running(terms);
  const terms = termsAfter(calendar, settings);
  const derivedBefore = (settled: RecordedFact): readonly DerivedDeadline[] => {
    const earlier = (fact: RecordedFact): boolean => fact.position < settled.position;
    return under({ ...terms, calendar: calendarAsSettled(calendar.filter(earlier), settings.filter(earlier)) });
  };
  return keptWhereGoneBy(under(terms), { ...record, settings }, derivedBefore);
};
