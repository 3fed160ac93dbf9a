import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';

/** Days that are not worked beside Saturdays and Sundays. */
export type DaysOff = ReadonlySet<string>;

/** The bank holidays of England, of Scotland or of Northern Ireland in some years, as another maintained source has them. */
export const bankHolidaysOf = (first: number, last: number, region: 'ENG' | 'SCT' | 'NIR' = 'ENG'): DaysOff => {
  const source = new Holidays('GB', region, { timezone: 'Europe/London' });
  const years = Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
  return new Set(
    years.flatMap((year) =>
      source
        .getHolidays(year)
        .filter(({ type }) => type === 'public')
        .map(({ date }) => date.slice(0, 10)),
    ),
  );
};

const DAY_MS = 86_400_000;
const next = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const isWorked = (day: string, off: DaysOff): boolean => ![0, 6].includes(new Date(day).getUTCDay()) && !off.has(day);

/** So many working days after a day, found day by day. */
export const workingDaysAfter = (day: string, amount: number, off: DaysOff): string => {
  let last = day;
  for (let left = amount; left > 0; left -= isWorked(last, off) ? 1 : 0) last = next(last, 1);
  return last;
};

/** The days from the one after a day to another that are not worked, found day by day. */
export const daysOffBetween = (day: string, last: string, off: DaysOff): readonly string[] => {
  const found: string[] = [];
  for (let at = next(day, 1); at <= last; at = next(at, 1)) if (!isWorked(at, off)) found.push(at);
  return found;
};

/** The days between which a ladder stands; a window has a first one. */
export interface Span {
  readonly opensOn: string | undefined;
  readonly dueOn: string;
}

/** When a step of a ladder goes out, by its name: `T-7d`, `T+1d`, `T-18m`, `T`; `open` and `half-way` in a window. */
export const morningOf = (rung: string, span: Span, off: DaysOff): string => {
  let day = dayOf(rung, span);
  while (!isWorked(day, off)) day = next(day, rung.startsWith('T+') ? 1 : -1);
  return nineOClockOn(day);
};

const dayOf = (rung: string, { opensOn = '', dueOn }: Span): string => {
  if (rung === 'open') return opensOn;
  if (rung === 'half-way') return next(opensOn, Math.floor((Date.parse(dueOn) - Date.parse(opensOn)) / DAY_MS / 2));
  const [, sign = '-', amount = '0', unit = 'd'] = /^T([-+])(\d+)([dwm])$/.exec(rung) ?? [];
  const length = Number(`${sign}${amount}`);
  return unit === 'm'
    ? Temporal.PlainDate.from(dueOn).add({ months: length }).toString()
    : next(dueOn, length * (unit === 'w' ? 7 : 1));
};

const nines = new Map<string, string>();
const nineOClockOn = (day: string): string => {
  const nine = nines.get(day) ?? inLondon(`${day}T09:00`);
  nines.set(day, nine);
  return nine;
};

const inLondon = (local: string): string =>
  Temporal.PlainDateTime.from(local)
    .toZonedDateTime('Europe/London')
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });

/** The end of a civil day in London. */
export const endOfDay = (day: string): string => inLondon(`${next(day, 1)}T00:00`);
