import { longDay } from '#calendar';
import { parseStreamName, type RecordedFact } from '#kernel';
import { calendarInForce, isSettledTerms, type SettledTermsFact } from '../authorities/index.js';
import { type HolidayFact, type HolidayTableRenewed, isHoliday, isTableRenewed } from '../calendars/index.js';
import { type DeadlineResumed, isResumption, isWaiverWithdrawn, withdrawalInWords } from '../deadlines/index.js';
import { isAmendment, isStrikingOut, struckWith } from '../vocabulary/amendment.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { amendmentInWords } from './amendment-in-words.js';
import { type Books } from './books.js';
import { clockworkOf } from './clocks.js';
import { calendarAsSettled } from './settled-calendar.js';
import { toldAsCause } from './told-as-cause.js';

/**
 * Why deadlines changed, as a sentence: the fact that was recorded and its day, with what it corrects or supplies; the
 * holiday or the table of holidays and the version of the authority's calendar since then, the suspension that is over, the
 * waiver that was withdrawn, or what the authority has settled.
 */
export const causeOf = (fact: RecordedFact, books: Omit<Books, 'deadlines'>): string => {
  if (isHoliday(fact)) return `${holidayInWords(fact)}: ${versionSince(fact, books)}`;
  if (isTableRenewed(fact)) return `${tableInWords(fact)}: ${versionSince(fact, books)}`;
  if (isResumption(fact)) return causeInLedger(fact);
  if (isWaiverWithdrawn(fact)) return withdrawalInWords(fact.data);
  if (isSettledTerms(fact)) return causeInSettings(fact);
  const { occurredOn } = fact.data as { readonly occurredOn?: unknown };
  const day = occurredInWords(occurredOn);
  if (isStrikingOut(fact)) return strikingInWords(struckWith(fact, books.subject), day, books.subject);
  return [`${toldAsCause(fact.type)} ${day}`, ...amendedBy(fact, books.subject)].join(': ');
};

const MOST_NAMED = 3;

/** `entries were struck out of the record on …: the consultation was opened …; the consultation was closed …`: the first of those that one command struck out. */
const strikingInWords = (strikes: readonly RecordedFact[], day: string, subject: readonly RecordedFact[]): string => {
  const told = strikes.length === 1 ? toldAsCause('EntryStruckOut') : 'entries were struck out of the record';
  const named = strikes.slice(0, MOST_NAMED).flatMap((strike) => amendedBy(strike, subject));
  const more = strikes.length - MOST_NAMED;
  return [`${told} ${day}`, [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')].join(': ');
};

/** What a correction corrects, a date that is added is the date of, or was struck out, in words. */
const amendedBy = (fact: RecordedFact, subject: readonly RecordedFact[]): readonly string[] => {
  if (!isAmendment(fact)) return [];
  const clockwork = clockworkOf(parseStreamName(fact.stream)?.category ?? '');
  const before = subject.filter(({ position }) => position < fact.position);
  const chronicle = clockwork?.chronicleOf(isStrikingOut(fact) ? before : [...before, fact]);
  const amended = chronicle?.entries.find(({ id }) => id === fact.data.fact);
  return amended === undefined ? [] : [amendmentInWords(fact, amended)];
};

const causeInLedger = ({ data: { on, from, days } }: DeadlineResumed): string =>
  `the clock ran again on ${longDay(on)}, having stood still since ${longDay(from)}, ${days === 1 ? 'a day' : `${days} days`}`;

const causeInSettings = (fact: RecordedFact<SettledTermsFact> & SettledTermsFact): string => {
  const day = longDay(fact.data.occurredOn);
  switch (fact.type) {
    case 'PlanCadencesSettled':
      return `the authority settled the cadences of its plans on ${day}`;
    case 'RuleTermsSettled':
      return `the authority settled on ${day} who owes what ${fact.data.rule} asks, and when whom it reminds`;
    case 'CalendarSettled':
      return `the authority settled on ${day} that it counts by the calendar ${calendarInForce(fact.data).calendar}`;
  }
};

const holidayInWords = ({ type, data }: HolidayFact): string =>
  type === 'HolidayProclaimed'
    ? `${longDay(data.day)} was proclaimed a bank holiday, ${data.name}`
    : `${longDay(data.day)} is no bank holiday any more`;

const tableInWords = ({ data: { table, lastYear, occurredOn } }: HolidayTableRenewed): string =>
  `version ${table} of the table of bank holidays, which reaches to the end of ${lastYear}, counts since ${longDay(occurredOn)}`;

/** The authority's calendar, and the version that it has since a fact about its holidays. */
const versionSince = (fact: RecordedFact, { calendar, settings }: Pick<Books, 'calendar' | 'settings'>): string => {
  const { name, version } = calendarAsSettled(
    calendar.filter(({ position }) => position <= fact.position),
    settings.filter(({ position }) => position < fact.position),
  );
  return `version ${version} of the calendar ${name}`;
};
