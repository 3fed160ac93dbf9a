import { calendarNamed, DEFAULT_CALENDAR, longDay } from '#calendar';
import { isCivilDate, type RecordedFact } from '#kernel';
import { isSettledTerms, type SettledTermsFact } from '../authorities/index.js';
import { type HolidayFact } from '../calendars/index.js';
import { type DeadlineResumed, isResumption } from '../deadlines/index.js';

/**
 * Why deadlines changed, as a sentence: the fact that was recorded and its day, the holiday and the version of the
 * calendar since then, the suspension that is over, or what the authority has settled.
 */
export const causeOf = (fact: RecordedFact): string =>
  isOfCalendar(fact)
    ? causeInCalendar(fact)
    : isResumption(fact)
      ? causeInLedger(fact)
      : isSettledTerms(fact)
        ? causeInSettings(fact)
        : `the ${inWords(fact.type)} ${dayOf(fact)}`;

const causeInLedger = ({ data: { on, from, days } }: DeadlineResumed): string =>
  `the clock ran again on ${longDay(on)}, having stood still since ${longDay(from)}, ${days === 1 ? 'a day' : `${days} days`}`;

const causeInSettings = (fact: RecordedFact<SettledTermsFact> & SettledTermsFact): string =>
  fact.type === 'RuleTermsSettled'
    ? `the authority settled on ${longDay(fact.data.occurredOn)} who owes what ${fact.data.rule} asks, and when whom it reminds`
    : `the authority settled the cadences of its plans on ${longDay(fact.data.occurredOn)}`;

const isOfCalendar = (fact: RecordedFact): fact is RecordedFact<HolidayFact> & HolidayFact =>
  fact.type === 'HolidayProclaimed' || fact.type === 'HolidayWithdrawn';

const causeInCalendar = (fact: RecordedFact<HolidayFact> & HolidayFact): string => {
  const { name, version } = calendarNamed(DEFAULT_CALENDAR);
  const since = `version ${version + fact.revision + 1} of the calendar ${name}`;
  return fact.type === 'HolidayProclaimed'
    ? `${longDay(fact.data.day)} was proclaimed a bank holiday, ${fact.data.name}: ${since}`
    : `${longDay(fact.data.day)} is no bank holiday any more: ${since}`;
};

/** `ConsultationExtended` as `consultation was extended`, `ResponsesCounted` as `responses were counted`. */
const inWords = (type: string): string => {
  const words = type.split(/(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());
  const thing = words.slice(0, -1);
  const be = thing.at(-1)?.endsWith('s') === true ? 'were' : 'was';
  return [...thing, be, ...words.slice(-1)].join(' ');
};

const dayOf = ({ data }: RecordedFact): string => {
  const occurredOn = 'occurredOn' in data && typeof data.occurredOn === 'string' ? data.occurredOn : 'unknown';
  if (isCivilDate(occurredOn.slice(0, 10))) return `on ${longDay(occurredOn.slice(0, 10))}`;
  return occurredOn === 'unknown' ? 'on a day that is not known' : `in ${occurredOn}`;
};
