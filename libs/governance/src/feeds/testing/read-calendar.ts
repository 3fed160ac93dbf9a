import ICAL from 'ical.js';
import { type DateWithTimeZone, type ParameterValue, sync, type VEvent } from 'node-ical';

/** An entry as a calendar program reads it. */
export interface ReadEntry {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  /** Days as they are written, without any time: `2024-10-02`. */
  readonly firstDay: string;
  readonly dayAfter: string;
  readonly summary: string;
  readonly description: string;
  readonly changedAt: string;
  readonly alarms: number;
}

/** The entries as ical.js reads them. */
export const readByOne = (text: string): readonly ReadEntry[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((component) => {
    const { uid, sequence, summary, description, startDate, endDate } = new ICAL.Event(component);
    if (!startDate.isDate || !endDate.isDate) throw new Error(`${uid} is no entry of whole days`);
    return {
      ...{ uid, sequence, summary, description, firstDay: startDate.toString(), dayAfter: endDate.toString() },
      status: String(component.getFirstPropertyValue('status')),
      changedAt: String(component.getFirstPropertyValue('last-modified')),
      alarms: component.getAllSubcomponents('valarm').length,
    };
  });

/** The entries as node-ical reads them. */
export const readByOther = (text: string): readonly ReadEntry[] =>
  Object.values(sync.parseICS(text)).flatMap((part) => (part?.type === 'VEVENT' ? [entryOf(part)] : []));

const entryOf = (event: VEvent): ReadEntry => {
  const { uid, sequence, status, start, end, datetype, summary, description, lastmodified, alarms = [] } = event;
  if (datetype !== 'date' || end === undefined) throw new Error(`${uid} is no entry of whole days`);
  return {
    ...{ uid, sequence: Number(sequence), status: String(status), firstDay: dayOf(start), dayAfter: dayOf(end) },
    ...{ summary: wordsOf(summary), description: wordsOf(description), alarms: alarms.length },
    changedAt: lastmodified?.toISOString().replace('.000Z', 'Z') ?? '',
  };
};

/** node-ical has a day as its midnight where the program runs. */
const dayOf = (day: DateWithTimeZone): string =>
  [
    String(day.getFullYear()).padStart(4, '0'),
    ...[day.getMonth() + 1, day.getDate()].map((number) => String(number).padStart(2, '0')),
  ].join('-');

const wordsOf = (value: ParameterValue | undefined): string => (typeof value === 'object' ? value.val : (value ?? ''));

/** node-ical takes a back slash before an n for the end of a line even where that back slash is escaped itself. */
export const asTheOtherReads = <Entry extends Pick<ReadEntry, 'summary' | 'description'>>(entry: Entry): Entry => {
  const misread = (text: string): string => text.replaceAll(/\\n/gi, '\\\n');
  return { ...entry, summary: misread(entry.summary), description: misread(entry.description) };
};
