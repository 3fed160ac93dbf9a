import ical, {
  escape,
  ICalAlarmType,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { addDays, LAST_DAY } from '#calendar';
import { type InstantText, type PlainDateText } from '#kernel';
import { plainText } from '../vocabulary/plain-text.js';

/** One day in a calendar, with everything that a program shows of it. */
export interface CalendarEntry {
  /** The same for the same thing for ever. */
  readonly uid: string;
  /** Rises with every change that a calendar program must take over. */
  readonly sequence: number;
  readonly changedAt: InstantText;
  readonly day: PlainDateText;
  readonly status: 'CONFIRMED' | 'CANCELLED';
  readonly summary: string;
  readonly description: string;
  readonly url?: string;
  /** When it reminds. */
  readonly alarms: readonly InstantText[];
}

/** What a calendar says of itself. */
export interface CalendarHeading {
  readonly name: string;
  readonly description: string;
  /** How often a program should ask again, in seconds. */
  readonly refreshSeconds: number;
}

const PRODUCT = { company: 'Minutebook', product: 'Deadlines', language: 'EN' };

/** The lines before the entries of an iCalendar stream (RFC 5545, RFC 7986). */
export const calendarHead = (heading: CalendarHeading): string => framed(heading)[0];

/** The lines after them. */
export const calendarTail = (heading: CalendarHeading): string => framed(heading)[1];

const END = 'END:VCALENDAR';

/** The library writes the name and the description of a calendar as they come, so they are escaped here. */
const framed = ({ name, description, refreshSeconds }: CalendarHeading): readonly [string, string] => {
  const calendar = ical({ prodId: PRODUCT, ttl: refreshSeconds, scale: 'GREGORIAN' });
  calendar.name(escape(plainText(name), false)).description(escape(plainText(description), false));
  const text = calendar.toString();
  return [text.slice(0, -END.length), `${END}\r\n`];
};

/** The entries as lines of an iCalendar stream: all-day events that leave the day free. */
export const entriesText = (entries: readonly CalendarEntry[]): string => {
  const calendar = ical();
  return entries.map((entry) => folded(calendar.createEvent(eventOf(entry)).toString())).join('');
};

const eventOf = (entry: CalendarEntry): ICalEventData => {
  const { uid, sequence, changedAt, day, status, url, alarms } = entry;
  const summary = plainText(entry.summary);
  return {
    ...{ id: uid, sequence, status: ICalEventStatus[status], summary, description: plainText(entry.description) },
    ...{ stamp: changedAt, lastModified: changedAt },
    ...{
      allDay: true,
      start: day,
      ...(day === LAST_DAY ? {} : { end: addDays(day, 1) }),
      transparency: ICalEventTransparency.TRANSPARENT,
    },
    ...(url === undefined ? {} : { url }),
    alarms: alarms.map((trigger) => ({ type: ICalAlarmType.display, trigger, description: summary })),
  };
};

/** Octets of a line, its end left out (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/**
 * Lines of at most 75 octets, no character cut in two. The library folds a whole calendar at once, and takes a second for
 * five hundred entries; so its entries are written one by one and folded here.
 */
const folded = (lines: string): string => lines.split('\r\n').map(foldedLine).join('\r\n');

const foldedLine = (line: string): string => {
  if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const pieces: string[] = [];
  let [start, place, octets] = [0, 0, 0];
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > LONGEST_LINE) {
      pieces.push(line.slice(start, place));
      [start, octets] = [place, 1];
    }
    place += character.length;
    octets += size;
  }
  return [...pieces, line.slice(start)].join('\r\n ');
};

/** How many octets a character has in UTF-8. */
const octetsOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};
