import { type CountedDay, longDate, longDay, type Reading } from '#calendar';
import { earliestDay, type JsonObject, latestDay, type OccurredOn, type PlainDateText } from '#kernel';
import { counted } from './deadline-terms.js';
import { plainData } from './stated.js';

/** The day from which a clock runs. */
export interface StartOfClock {
  /** The first day that what is known allows: of two readings the earlier is acted on. */
  readonly day: PlainDateText;
  /** Where the day itself is not known: what is known instead (a month), and the last day that this allows. */
  readonly assumed?: { readonly known: OccurredOn; readonly latest: PlainDateText };
  /** Where no day is known at all: it is that of the recording, by which it had certainly happened. */
  readonly isRecording?: boolean;
}

/** Nothing where no day is known at all. */
export const startOn = (occurredOn: OccurredOn): StartOfClock | undefined => {
  const [day, latest] = [earliestDay(occurredOn), latestDay(occurredOn)];
  if (day === undefined || latest === undefined) return undefined;
  return day === latest ? { day } : { day, assumed: { known: occurredOn, latest } };
};

/** The later of two, which is assumed where what is known of either allows a later day still. */
export const laterOf = (one: StartOfClock, other: StartOfClock): StartOfClock => {
  const day = one.day < other.day ? other.day : one.day;
  const [assumed] = [one.assumed, other.assumed]
    .filter((known) => known !== undefined)
    .filter(({ latest }) => latest > day)
    .sort((first, second) => (first.latest > second.latest ? -1 : 1));
  return assumed === undefined ? { day } : { day, assumed };
};

/**
 * A date counted from a start. Where the day of that is assumed, receipt and explanation say so, and to which date the
 * last day would lead that is possible.
 */
export const countedFrom = (
  { day, assumed, isRecording = false }: StartOfClock,
  count: (anchor: PlainDateText) => CountedDay,
): ReturnType<typeof counted> => {
  const answer = count(day);
  const date = counted(answer);
  if (isRecording) return sinceRecording(date, day);
  if (assumed === undefined) return date;
  const { known, latest } = assumed;
  const { result } = count(latest);
  const readings: readonly Reading[] = [
    ...(answer.receipt.readings ?? [{ reading: 'the first day that is possible', result: date.dueOn, actedOn: true }]),
    { reading: 'the last day that is possible', result, actedOn: false },
  ];
  return {
    ...date,
    receipt: { ...date.receipt, ...plainData({ readings }), assumed: { known, from: day, to: latest } },
    explained: `${date.explained}; ${assumedInWords(known, latest)}, and then the date would be ${longDay(result)}: the earlier is acted on`,
  };
};

const sinceRecording = (date: ReturnType<typeof counted>, day: PlainDateText): ReturnType<typeof counted> => ({
  ...date,
  receipt: { ...date.receipt, assumed: { known: 'unknown', from: day } },
  explained: `${date.explained}; the day itself is not known: it is counted from that on which it was recorded, ${longDay(day)}`,
});

/** `that day is assumed: only June 2026 is known, and it may have been as late as Tuesday 30 June 2026`. */
export const assumedInWords = (known: OccurredOn, latest: PlainDateText): string =>
  `that day is assumed: only ${longDate(known)} is known, and it may have been as late as ${longDay(latest)}`;

/** What is known instead of the day from which a receipt's date was counted; nothing where that day is known. */
export const assumedIn = (receipt: JsonObject): OccurredOn | undefined => {
  const { assumed } = receipt as { readonly assumed?: { readonly known: OccurredOn } };
  return assumed?.known;
};
