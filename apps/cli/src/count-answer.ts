import {
  calendarNamed,
  CannotCompute,
  type Convention,
  CONVENTIONS,
  count,
  type CountQuestion,
  DEFAULT_CALENDAR,
  type FactConvention,
  type HoursSkip,
  isConvention,
  isFactConvention,
  sentenceOf,
} from '#calendar';

export { CannotCompute };

/** The words of `minutebook count`, as typed. */
export interface CountWords {
  readonly convention: string;
  readonly amount: string | undefined;
  readonly anchor: string | undefined;
}

/** The options of `minutebook count`, as typed. */
export interface CountOptions {
  readonly calendar?: string;
  readonly times?: string;
  readonly cutoff?: string;
  readonly skip?: string;
  readonly json?: boolean;
}

const WHOLE = /^\d+$/;
const WINDOW = /^([^/T]+)\/([^/T]+)(?:T([^/]+))?$/;

const SKIPS: Readonly<Record<string, HoursSkip>> = {
  'saturday,sunday': ['Saturday', 'Sunday'],
  saturday: ['Saturday'],
  sunday: ['Sunday'],
  none: [],
  'non-working': 'non-working days',
};

/** Options that only one convention understands. */
const OPTION_OF: Readonly<Record<'times' | 'cutoff' | 'skip', Convention>> = {
  times: 'EVERY',
  cutoff: 'AFTER_W',
  skip: 'HOURS_X',
};

/** What `minutebook count` prints: a sentence, or JSON with result, receipt and sentence. Throws `CannotCompute`. */
export const answerCount = (words: CountWords, options: CountOptions): string => {
  const question = questionOf(words, options);
  const counted = count(question, calendarNamed(options.calendar ?? DEFAULT_CALENDAR));
  const sentence = sentenceOf(counted.receipt);
  return options.json === true ? JSON.stringify({ ...counted, sentence }, null, 2) : sentence;
};

const questionOf = ({ convention, amount, anchor }: CountWords, options: CountOptions): CountQuestion => {
  if (!isConvention(convention))
    return no(`there is no convention '${convention}'; there are ${Object.keys(CONVENTIONS).join(', ')}`);
  if (isFactConvention(convention)) return { convention };
  for (const option of ['times', 'cutoff', 'skip'] as const)
    if (options[option] !== undefined && convention !== OPTION_OF[option])
      return no(`--${option} belongs to ${OPTION_OF[option]}, not to ${convention}`);
  return amount === undefined || anchor === undefined
    ? no(`${convention} needs an amount and an anchor, such as: minutebook count CLR_W 5 2025-01-07`)
    : arithmeticOf(convention, amount, anchor, options);
};

const arithmeticOf = (
  convention: Exclude<Convention, FactConvention>,
  amount: string,
  anchor: string,
  { times, cutoff, skip }: CountOptions,
): CountQuestion => {
  switch (convention) {
    case 'WINDOW':
      return windowOf(amount, anchor);
    case 'EVERY':
      return times === undefined
        ? no('EVERY needs to know how many dates: add --times 4, for instance')
        : { convention, period: amount, anchor, times: wholeNumber(times, '--times') };
    case 'HOURS_X':
      return { convention, amount: wholeNumber(amount, 'the amount'), anchor, skip: skipOf(skip) };
    case 'AFTER_W': {
      const question = { convention, amount: wholeNumber(amount, 'the amount'), anchor };
      return cutoff === undefined ? question : { ...question, cutOff: cutoff };
    }
    default:
      return { convention, amount: wholeNumber(amount, 'the amount'), anchor };
  }
};

const windowOf = (amount: string, anchor: string): CountQuestion => {
  if (amount !== '-') return no(`a window has no amount: write '-' in its place, not '${amount}'`);
  const [, first, last, closingTime] = WINDOW.exec(anchor) ?? [];
  if (first === undefined || last === undefined)
    return no(`'${anchor}' is not a window; write first/last, such as 2024-07-10/2024-10-02`);
  return { convention: 'WINDOW', first, last, ...(closingTime === undefined ? {} : { closingTime }) };
};

const wholeNumber = (text: string, what: string): number =>
  WHOLE.test(text) && Number.isSafeInteger(Number(text))
    ? Number(text)
    : no(`${what} must be a whole number up to 100000, such as 5, not '${text}'`);

const skipOf = (text = 'saturday,sunday'): HoursSkip =>
  (Object.hasOwn(SKIPS, text) ? SKIPS[text] : undefined) ??
  no(`--skip takes ${Object.keys(SKIPS).join(', ')}, not '${text}'`);

const no = (reason: string): never => {
  throw new CannotCompute(reason);
};
