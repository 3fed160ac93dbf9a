import { type Calendar, type CountedDay, endOfLondonDay, longDate, longDay, sentenceOf } from '#calendar';
import { earliestDay, type JsonObject, latestDay } from '#kernel';
import { type DeadlineRule, type DerivedDeadline } from './deadline.js';
import { named } from './computable.js';
import { ladderOf, type LadderSpan, type LadderStep } from './ladder.js';
import { plainData } from './stated.js';

/** What an authority has settled for the deadlines of one rule: who owes it, and the ladder by which it is reminded. */
export interface RuleTerms {
  readonly owner: string;
  readonly ladder: readonly LadderStep[];
}

/** The terms under which deadlines are derived: all that is not in the subject's facts. */
export interface DeadlineTerms {
  readonly calendar: Calendar;
  /** By the rule's id. */
  readonly rules: Readonly<Record<string, RuleTerms>>;
}

/** What a feature says of one deadline; the rest follows from the terms. */
type Told = Pick<DerivedDeadline, 'key' | 'title' | 'body' | 'bodies' | 'startedBy' | 'met' | 'waivedBy' | 'becomes'>;

/** Nobody has settled it: nobody is reminded, and democratic services owe it. */
const UNSETTLED: RuleTerms = { owner: 'democratic-services', ladder: [] };

/** A civil day on which something falls due, with what explains it, and the first day of the window that it ends, if any. */
type Explained = LadderSpan & { readonly receipt: JsonObject; readonly explained: string };

/**
 * A deadline on a civil day: in time until the end of that day in London. A day that has to be counted is given as what
 * counts it. @throws NoDate where it cannot be computed
 */
export const deadlineOn = (
  rule: DeadlineRule,
  told: Told,
  day: Explained | (() => Explained),
  terms: DeadlineTerms,
): DerivedDeadline =>
  named({ key: told.key, title: told.title, rule: rule.id }, () => {
    const { owner } = terms.rules[rule.id] ?? UNSETTLED;
    const date = typeof day === 'function' ? day() : day;
    return { ...told, ...date, rule, owner, ...onDay(rule.id, date, terms) };
  });

/** A day on which something falls due under a rule, with its instant and its ladder. */
export const onDay = (
  rule: string,
  span: LadderSpan,
  { calendar, rules }: DeadlineTerms,
): Pick<DerivedDeadline, 'dueOn' | 'dueAt' | 'rungs' | 'uncounted'> => {
  const { ladder } = rules[rule] ?? UNSETTLED;
  const { dueOn } = span;
  return { dueOn, dueAt: endOfLondonDay(dueOn), ...ladderOf(span, ladder, calendar) };
};

/** The date that a count gives, with its receipt; `toDo` is what must be done by then, where that is no notice of a meeting. */
export const counted = ({ result, receipt }: CountedDay, toDo?: string) => ({
  dueOn: result,
  receipt: plainData(receipt),
  explained: sentenceOf(receipt, toDo),
});

/** A date that a document states, as a day or a month: a month is over at the end of its last day. */
export const statedDate = (text: string, convention: 'FORECAST' | 'MONTH' | 'STATED', words: string) => {
  const dueOn = latestDay(text) ?? text;
  const explained =
    earliestDay(text) === dueOn
      ? `${words} ${longDay(dueOn)}`
      : `${words} ${longDate(text)}, which ends on ${longDay(dueOn)}`;
  return { dueOn, receipt: { convention, start: text, result: dueOn, words }, explained };
};
