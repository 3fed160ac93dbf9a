import { longDay } from '#calendar';
import { earliestDay, latestDay, type RecordedFact } from '#kernel';
import { calendarInForce, isSettledTerms, type SettledTermsFact } from '../authorities/index.js';
import { type HolidayFact, type HolidayTableRenewed, isHoliday, isTableRenewed } from '../calendars/index.js';
import { type DeadlineResumed, isResumption, isWaiverWithdrawn, withdrawalInWords } from '../deadlines/index.js';
import { type Books } from './books.js';
import { calendarAsSettled } from './settled-calendar.js';
import { toldAsCause } from './told-as-cause.js';

/**
 * Why deadlines changed, as a sentence: the fact that was recorded and its day, the holiday or the table of holidays and the
 * version of the authority's calendar since then, the suspension that is over, the waiver that was withdrawn, or what the authority has settled.
 */
export const causeOf = (fact: RecordedFact, books: Pick<Books, 'calendar' | 'settings'>): string => {
  if (isHoliday(fact)) return `${holidayInWords(fact)}: ${versionSince(fact, books)}`;
  if (isTableRenewed(fact)) return `${tableInWords(fact)}: ${versionSince(fact, books)}`;
  if (isResumption(fact)) return causeInLedger(fact);
  if (isWaiverWithdrawn(fact)) return withdrawalInWords(fact.data);
  return isSettledTerms(fact) ? causeInSettings(fact) : `${toldAsCause(fact.type)} ${dayOf(fact)}`;
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

const dayOf = ({ data }: RecordedFact): string => {
  const occurredOn = 'occurredOn' in data && typeof data.occurredOn === 'string' ? data.occurredOn : 'unknown';
  const [earliest, latest] = [earliestDay(occurredOn), latestDay(occurredOn)];
  if (earliest === undefined) return 'on a day that is not known';
  return earliest === latest ? `on ${longDay(earliest)}` : `in ${occurredOn}`;
};
