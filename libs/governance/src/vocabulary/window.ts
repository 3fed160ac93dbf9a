import { endOfLondonDay, londonInstant, longDay } from '#calendar';
import { type InstantText, londonMidnight, type PlainDateText } from '#kernel';
import { type Form } from '#kernel/input/checks';

/** First and last day on which something is open, civil dates in Europe/London, both inclusive. */
export interface Window {
  readonly opensOn: PlainDateText;
  readonly closesOn: PlainDateText;
  /** The time of the last day at which it closes, on London's clocks: `17:00`. The end of that day where nobody gave one. */
  readonly closesAt?: string;
}

type Close = Pick<Window, 'closesOn' | 'closesAt'>;

/** A time of day on London's clocks. */
export const CLOSING_TIME: Form = {
  pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
  examples: ['17:00', '12:00'],
  message: 'must be a time of day in London, as HH:MM, such as 17:00',
};

/**
 * The first instant at which it is open no longer. Of a time that the clocks show twice, as they go back, it is the later
 * one: the published time has not come for as long as a clock that was told right shows it for the first time, and whoever
 * answers by it is in time. So the window closes on nobody too early.
 */
export const endOf = ({ closesOn, closesAt }: Close): InstantText =>
  closesAt === undefined ? endOfLondonDay(closesOn) : londonInstant(`${closesOn}T${closesAt}`);

/** `the end of Wednesday 2 October 2024`, `17:00 on Wednesday 2 October 2024`. */
export const endInWords = ({ closesOn, closesAt }: Close): string =>
  closesAt === undefined ? `the end of ${longDay(closesOn)}` : `${closesAt} on ${longDay(closesOn)}`;

/** What is wrong with a window, and the field that has it; nothing where it is sound. */
export const faultInWindow = (
  window: Window,
): { readonly field: 'closesOn' | 'closesAt'; readonly reason: string } | undefined => {
  const { opensOn, closesOn } = window;
  if (closesOn < opensOn) return { field: 'closesOn', reason: `must not come before the first day, ${opensOn}` };
  return endOf(window) <= londonMidnight(opensOn)
    ? { field: 'closesAt', reason: 'must be later than the midnight at which it opens' }
    : undefined;
};

/** The fields of a window, without those that nobody gave. */
export const windowOf = (opensOn: PlainDateText, closesOn: PlainDateText, closesAt: string | undefined): Window =>
  closesAt === undefined ? { opensOn, closesOn } : { opensOn, closesOn, closesAt };
