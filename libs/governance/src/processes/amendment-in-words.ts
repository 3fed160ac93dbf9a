import { isTimeOfDay, longDate } from '#calendar';
import { isMonthOrDay } from '#kernel';
import { matterFacts } from '../matter.js';
import { planStreamFacts } from '../plan.js';
import { type Amendment, type OccurrenceSupplied, type RecordCorrected } from '../vocabulary/amendment.js';
import { fits, valueAt } from '../vocabulary/data-pointer.js';
import { type Entry } from '../vocabulary/facet.js';
import { firstWords } from '../vocabulary/first-words.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { toldAsCause } from './told-as-cause.js';

type Amended = Pick<Entry, 'type' | 'data'>;

/**
 * What an amendment says, and of which fact, as that stands with it, or stood before it was struck out: "the consultation
 * was opened on Wednesday 10 July 2024; the last day is Wednesday 16 October 2024, not Wednesday 2 October 2024". Of
 * bounded length; what may tell of a person is not repeated. No full stop.
 */
export const amendmentInWords = (amendment: Amendment, amended: Amended): string => {
  switch (amendment.type) {
    case 'RecordCorrected':
      return correctedInWords(amendment.data, amended);
    case 'OccurrenceSupplied':
      return suppliedInWords(amendment.data, amended);
    case 'EntryStruckOut':
      return `${toldAsCause(amended.type)} ${occurredInWords(valueAt(amended.data, '/occurredOn'))}`;
  }
};

const suppliedInWords = ({ previously, happenedOn }: OccurrenceSupplied['data'], { type }: Amended): string => {
  const known = previously === 'unknown' ? 'no day' : `only ${longDate(previously)}`;
  return `${toldAsCause(type)} ${occurredInWords(happenedOn)}, where ${known} was known`;
};

type Change = RecordCorrected['data']['changes'][number];

const MOST_TOLD = 3;

const correctedInWords = ({ changes }: RecordCorrected['data'], amended: Amended): string => {
  const own = changes.find(({ pointer }) => pointer === '/occurredOn');
  const others = changes.filter((change) => change !== own);
  const more = others.length - MOST_TOLD;
  return [
    `${toldAsCause(amended.type)} ${daysInWords(valueAt(amended.data, '/occurredOn'), own)}`,
    ...others.slice(0, MOST_TOLD).map((change) => changeInWords(change, amended)),
    ...(more > 0 ? [`${more} more ${more === 1 ? 'place was' : 'places were'} corrected`] : []),
  ].join('; ');
};

/** `on Monday 16 November 2026, not on Tuesday 17 November 2026`. */
const daysInWords = (now: unknown, corrected: Change | undefined): string => {
  const [is, was] = [now, corrected?.asRecorded].map(occurredInWords);
  if (corrected === undefined) return is ?? '';
  return is === was ? `${is ?? ''}, at another time of the day` : `${is ?? ''}, not ${was ?? ''}`;
};

/** `in part 2 the last day is Friday 4 October 2024, not Wednesday 2 October 2024`. */
const changeInWords = ({ pointer, asRecorded = '', asCorrected }: Change, amended: Amended): string => {
  const place = placeInWords(pointer, amended);
  const [was, is] = [said(asRecorded), said(asCorrected)];
  if (was === is || mayTellOfSomebody(pointer, amended)) return `${place} was corrected`;
  return `${place} is ${is}, ${asRecorded === '' ? 'where none was recorded' : `not ${was}`}`;
};

const DEFINITIONS = { ...matterFacts, ...planStreamFacts };

const mayTellOfSomebody = (pointer: string, { type }: Amended): boolean =>
  DEFINITIONS[type]?.personalData.some((held) => fits(held, pointer) || fits(`${held}/**`, pointer)) ?? true;

/** In characters. */
const LONGEST = 80;

const said = (value: string): string => {
  if (isMonthOrDay(value)) return longDate(value);
  if (isTimeOfDay(value)) return value;
  return `“${firstWords(value, LONGEST)}”`;
};

const placeInWords = (pointer: string, { data }: Amended): string => {
  const steps = pointer.split('/').filter((step) => step !== '' && !/^\d+$/.test(step));
  const field = steps.at(-1) ?? '';
  const part = /^\/parts\/\d+(?=\/)/.exec(pointer)?.[0];
  const within = part === undefined ? '' : `in part ${String(valueAt(data, `${part}/part`))} `;
  return `${within}${FIELDS[field] ?? `the ${inSingleWords(field)}`}`;
};

/** What the fields are called that are not called by their own name. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{ opensOn: 'the first day', closesOn: 'the last day', closesAt: 'the closing time' },
  ...{ dueOn: 'the day by which it is due', expected: 'the expected date', noticeGivenOn: 'the day of the notice' },
  ...{
    countedFrom: 'the day from which it is counted',
    kind: 'what is asked for',
    every: 'the pace',
    yearEndsOn: 'the last day of the year',
  },
  ...{ periodEndsOn: 'the last day of the period', dataTo: 'the last day of the data', forYearOf: 'the year' },
  ...{
    by: 'the body',
    to: 'the body to which it goes',
    askedBy: 'the body that asked',
    byPlan: 'the plan that follows',
  },
  ...{ submittedTo: 'the body to which it was submitted', recommendsTo: 'the body to which it recommends' },
  ...{ before: 'the body before which it comes', of: 'what is forecast', awaitsReport: 'the report that it awaits' },
  ...{ because: 'the reason', how: 'the way in which it was done', where: 'the place' },
  ...{ describedAs: 'the description', deliveredBy: 'the name of who delivered it' },
};

/** `plan kind` for `planKind`. */
const inSingleWords = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
