import { type InstantText, type PlainDateText } from '#kernel';
import { type LocalDateTimeText } from './london-time.js';
import { type CalendarDayConvention, type HoursSkip, type WorkingDayConvention } from './question.js';
import { type SkippedDay } from './working-days.js';

/** On whose authority and because of what a count is made: the caller's own words, kept in the receipt. */
export interface Grounds {
  readonly rule?: RuleCited;
  /** Id of the fact that started the clock. */
  readonly startedBy?: string;
}

export interface RuleCited {
  readonly id: string;
  readonly version: number;
  /** Statute, standing order, resolution or practice. */
  readonly basis?: string;
}

/** One way to read the law, and the date that it gives. */
export interface Reading {
  readonly reading: string;
  readonly result: PlainDateText;
  readonly actedOn: boolean;
}

interface ReceiptOfAnyCount extends Grounds {
  /** What the count started from, as it was given. */
  readonly start: string;
  readonly calendar: { readonly name: string; readonly version: number };
  /** Each day passed over, in the order of days. Empty where every day counts. */
  readonly skipped: readonly SkippedDay[];
}

/** How a civil date came about. */
export interface CalendarDayReceipt extends ReceiptOfAnyCount {
  readonly convention: CalendarDayConvention;
  readonly amount: number;
  /** The target month has no day of the anchor's number: its last day was taken as the corresponding date. */
  readonly clamped: boolean;
  readonly result: PlainDateText;
  /** All readings where the law can be read in more than one way; the earlier is acted on. */
  readonly readings?: readonly Reading[];
}

/** How a civil date counted in working days came about. */
export interface WorkingDayReceipt extends ReceiptOfAnyCount {
  readonly convention: WorkingDayConvention;
  readonly amount: number;
  /** The last working day that was counted. `ELAPSE_W` gives the day after it. */
  readonly lastCounted: PlainDateText;
  /** Where a cut-off hour was given: the hour, and the day as of which the trigger counts. */
  readonly cutOff?: { readonly hour: string; readonly countsAsOf: PlainDateText };
  readonly result: PlainDateText;
  readonly readings?: readonly Reading[];
}

export interface HoursReceipt extends ReceiptOfAnyCount {
  readonly convention: 'HOURS_X';
  readonly amount: number;
  readonly skip: HoursSkip;
  readonly result: LocalDateTimeText;
}

export interface RecurrenceReceipt extends ReceiptOfAnyCount {
  readonly convention: 'EVERY';
  readonly period: string;
  readonly times: number;
  readonly due: 'on the date' | 'on the last day of the period';
  readonly result: readonly PlainDateText[];
}

export interface WindowReceipt extends ReceiptOfAnyCount {
  readonly convention: 'WINDOW';
  readonly first: PlainDateText;
  readonly last: PlainDateText;
  readonly closingTime?: string;
  readonly result: WindowSpan;
}

/** A window of time in London, half-open: open at `opensAt`, closed at `closesAt`. */
export interface WindowSpan {
  readonly opensAt: InstantText;
  /** Exclusive. */
  readonly closesAt: InstantText;
  /** Civil days from the first to the last, both included. */
  readonly daysInclusive: number;
}

/** How a result came about, as plain JSON. `sentenceOf` says it in words. */
export type Receipt = CalendarDayReceipt | WorkingDayReceipt | HoursReceipt | RecurrenceReceipt | WindowReceipt;

/** A result and its receipt. */
export interface Counted<R extends Receipt = Receipt> {
  readonly result: R['result'];
  readonly receipt: R;
  /** Only where the law can be read in two ways; the earlier reading is the result. */
  readonly contested?: true;
  /** The results of the other readings. */
  readonly alternatives?: readonly R['result'][];
}

export type CountedDay = Counted<CalendarDayReceipt | WorkingDayReceipt>;
