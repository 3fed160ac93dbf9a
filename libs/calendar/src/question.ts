import { type PlainDateText } from '#kernel';
import { type LocalDateTimeText } from './london-time.js';
import { type LocalSkip } from './working-days.js';

/** Each convention and what it computes. The list is closed: a rule names exactly one of these. */
export const CONVENTIONS = {
  CLR_W: 'clear working days before: the last working day such that so many working days lie strictly between',
  CLR_C: 'clear calendar days before: both ends excluded',
  ELAPSE_W: 'after so many clear working days have elapsed: the day after the last of them, whatever day that is',
  AFTER_C: 'calendar days after, by the end of the day',
  BEGIN_C: 'calendar days beginning with the day, which counts as the first',
  BEGIN_Y: 'years beginning with the day: the day before the corresponding date, clamped',
  BEFORE_M: 'months before: the corresponding date, clamped',
  AFTER_W: 'working days after, by the end of the last of them',
  BEGIN_W_NEXT: 'working days beginning on the day after receipt, by the end of the last of them',
  BEGIN_M: 'months beginning with the day: the day before the corresponding date, clamped',
  AFTER_M: 'months after: the corresponding date, clamped',
  AFTER_Y: 'years after: the corresponding date, clamped',
  WINDOW: 'an explicit window, both days included',
  EVERY: 'recurrence, each date computed from the anchor',
  HOURS_X: 'hours before, skipping days',
  ASARP: 'as soon as reasonably practicable',
  NEXT_MTG: 'the next meeting of a body',
  FORECAST: 'an anticipated date',
  MONTH: 'a month, an interval and not a point',
} as const;

export type Convention = keyof typeof CONVENTIONS;

const FACT_CONVENTIONS = ['ASARP', 'NEXT_MTG', 'FORECAST', 'MONTH'] as const satisfies readonly Convention[];

/** Conventions that no arithmetic answers: the facts of a matter do. */
export type FactConvention = (typeof FACT_CONVENTIONS)[number];

/** Conventions in calendar days, months and years: every day counts, so no holiday has to be known. */
export type CalendarDayConvention =
  'CLR_C' | 'AFTER_C' | 'BEGIN_C' | 'BEGIN_M' | 'BEGIN_Y' | 'AFTER_M' | 'AFTER_Y' | 'BEFORE_M';

const WORKING_DAY_CONVENTIONS = [
  'CLR_W',
  'ELAPSE_W',
  'AFTER_W',
  'BEGIN_W_NEXT',
] as const satisfies readonly Convention[];

/** Conventions in working days of the calendar. */
export type WorkingDayConvention = (typeof WORKING_DAY_CONVENTIONS)[number];

export interface CalendarDayQuestion {
  readonly convention: CalendarDayConvention;
  /** Days, months or years, as the convention says; a whole number. */
  readonly amount: number;
  readonly anchor: PlainDateText;
}

export interface WorkingDayQuestion {
  readonly convention: Exclude<WorkingDayConvention, 'AFTER_W'>;
  readonly amount: number;
  readonly anchor: PlainDateText;
  /** Local days that this rule skips as well; a statutory count names none. */
  readonly alsoSkip?: readonly LocalSkip[];
}

export interface AfterWorkingDaysQuestion {
  readonly convention: 'AFTER_W';
  readonly amount: number;
  /** The day of the trigger, or its local date-time where a cut-off hour matters. */
  readonly anchor: string;
  /**
   * A local hour, `17:00`. What comes at it or later, or on a day that is no working day, counts as of the next working
   * day. Needs the anchor's time.
   */
  readonly cutOff?: string;
  readonly alsoSkip?: readonly LocalSkip[];
}

/** What the hours pass over: days of the week, or every day that the calendar does not work; nothing when empty. */
export type HoursSkip = readonly ('Saturday' | 'Sunday')[] | 'non-working days';

export interface HoursQuestion {
  readonly convention: 'HOURS_X';
  readonly amount: number;
  readonly anchor: LocalDateTimeText;
  /** Saturdays and Sundays unless told otherwise. */
  readonly skip?: HoursSkip;
}

export interface RecurrenceQuestion {
  readonly convention: 'EVERY';
  /** ISO 8601 in years, months, weeks and days, `P3M`. */
  readonly period: string;
  readonly anchor: PlainDateText;
  /** How many dates after the anchor. */
  readonly times: number;
  /** A duty for a period falls due on the period's last day, the day before the date; on the date unless told otherwise. */
  readonly due?: 'on the date' | 'on the last day of the period';
}

export interface WindowQuestion {
  readonly convention: 'WINDOW';
  readonly first: PlainDateText;
  readonly last: PlainDateText;
  /** A local time on the last day, `17:00`, at which it closes; the end of that day where there is none. */
  readonly closingTime?: string;
}

export interface FactQuestion {
  readonly convention: FactConvention;
}

export type DayQuestion = CalendarDayQuestion | WorkingDayQuestion | AfterWorkingDaysQuestion;

/** Everything that can be asked. */
export type CountQuestion = DayQuestion | HoursQuestion | RecurrenceQuestion | WindowQuestion | FactQuestion;

export const isConvention = (text: string): text is Convention => Object.hasOwn(CONVENTIONS, text);

export const isFactConvention = (convention: Convention): convention is FactConvention =>
  (FACT_CONVENTIONS as readonly Convention[]).includes(convention);

/** Whether it asks which days are worked: where every day counts, another calendar gives the same. */
export const isWorkingDayConvention = (text: string): text is WorkingDayConvention =>
  (WORKING_DAY_CONVENTIONS as readonly string[]).includes(text);
