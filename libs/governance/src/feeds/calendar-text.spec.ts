import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CalendarEntry, calendarHead, calendarTail, entriesText } from './calendar-text.js';
import { asTheOtherReads, readByOne, readByOther } from './testing/read-calendar.js';

const HEADING = { name: 'Deadlines: Cabinet', description: 'What is due.', refreshSeconds: 14_400 };

const entry = (more: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{ uid: '6ad1a6c1-4a1f-5a55-8f0e-4d3c2b1a0f9e', sequence: 3, changedAt: '2024-07-10T09:00:00.123Z' },
  ...{ day: '2024-10-02', status: 'CONFIRMED', summary: 'Consultation round 1 closes', description: 'Why.' },
  alarms: ['2024-09-25T08:00:00.000Z'],
  ...more,
});

const written = (entries: readonly CalendarEntry[], heading = HEADING): string =>
  `${calendarHead(heading)}${entriesText(entries)}${calendarTail(heading)}`;

const linesOf = (text: string): readonly string[] => text.split('\r\n');

const HOSTILE = [
  'A title\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:another',
  'BEGIN:VEVENT',
  'END:VCALENDAR\n',
  'commas, semicolons; colons: and "quotes"',
  'a back\\slash, and \\n that is none',
  'ATTACH;FMTTYPE=text/html:https://elsewhere.example',
  '👩‍👩‍👧‍👦'.repeat(30),
  'ümläute, café, ﷽, 😀'.repeat(10),
  'tab\there',
  'turned \u202eround\u2066 \u200fby',
] as const;

const PIECES = [
  ...HOSTILE,
  ...['\n', '\\', ',', ';', ':', '"', ' ', '\t', '\\n', '\\,', '😀', 'é', 'END:VEVENT', 'X-Y', '\\N', '%0A'],
];
/** Text of hostile pieces and of any characters; parsers disagree with nobody about blank ends, so there are none. */
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 40 })), { maxLength: 12 })
  .map((pieces) => `.${pieces.join('')}.`);

/** What is left of text in a calendar: no control characters but tabs and ends of lines, and nothing that turns it round. */
const kept = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

describe('the text of a calendar', () => {
  it('has one entry a deadline, all day, with its alarm, as the standard wants it', () => {
    expect(linesOf(written([entry({ url: 'https://minutebook.council.example/v1/x' })]))).toEqual([
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Minutebook//Deadlines//EN', 'CALSCALE:GREGORIAN'],
      ...['NAME:Deadlines: Cabinet', 'X-WR-CALNAME:Deadlines: Cabinet', 'X-WR-CALDESC:What is due.'],
      ...['REFRESH-INTERVAL;VALUE=DURATION:PT4H', 'X-PUBLISHED-TTL:PT4H'],
      ...['BEGIN:VEVENT', 'UID:6ad1a6c1-4a1f-5a55-8f0e-4d3c2b1a0f9e', 'SEQUENCE:3', 'DTSTAMP:20240710T090000Z'],
      ...['DTSTART;VALUE=DATE:20241002', 'DTEND;VALUE=DATE:20241003'],
      ...['X-MICROSOFT-CDO-ALLDAYEVENT:TRUE', 'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE'],
      ...['SUMMARY:Consultation round 1 closes', 'TRANSP:TRANSPARENT', 'DESCRIPTION:Why.'],
      ...['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER;VALUE=DATE-TIME:20240925T080000Z'],
      ...['DESCRIPTION:Consultation round 1 closes', 'END:VALARM'],
      ...['URL;VALUE=URI:https://minutebook.council.example/v1/x', 'STATUS:CONFIRMED'],
      ...['LAST-MODIFIED:20240710T090000Z', 'END:VEVENT', 'END:VCALENDAR', ''],
    ]);
  });

  it('is the same, byte for byte, for the same entries', () => {
    expect(written([entry()])).toBe(written([entry()]));
  });

  it('ends the last day of a month, of a leap February and of a year on the next day', () => {
    const days = ['2024-02-29', '2024-10-31', '2024-12-31'].map((day) => written([entry({ day })]));
    expect(days.map((text) => /DTEND;VALUE=DATE:(\d+)/.exec(text)?.[1])).toEqual(['20240301', '20241101', '20250101']);
  });

  it.each(HOSTILE)('is not broken out of: %j', (text) => {
    const calendar = written([entry({ summary: text, description: text })], {
      ...HEADING,
      name: text,
      description: text,
    });
    const lines = linesOf(calendar);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('SUMMARY') || line.startsWith('ATTACH'))).toHaveLength(1);
    expect(calendar.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('drops control characters and half characters, which no calendar may hold', () => {
    const text = written([entry({ summary: 'a\u0000b\u0007c\u001bd\u009fe\ud800f' })]);
    expect(text).toContain('SUMMARY:a b c d e\ufffdf\r\n');
  });

  it('is turned round by nothing that stands in it', () => {
    const text = written([entry({ description: 'Refused: \u202edevorppa\u202c, \u2067by\u2069\u200f resolution' })]);
    expect(text).toContain('DESCRIPTION:Refused: devorppa\\, by resolution\r\n');
  });

  it('survives a round trip through two parsers, whatever the words are', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (summary, description, other) => {
        const second = entry({ uid: 'b2c0a6c1-4a1f-5a55-8f0e-4d3c2b1a0f9e', summary: other, description: 'Plain' });
        const text = written([entry({ summary, description }), second], { ...HEADING, name: other });
        const same = { sequence: 3, status: 'CONFIRMED', firstDay: '2024-10-02', dayAfter: '2024-10-03' };
        const told = { ...same, changedAt: '2024-07-10T09:00:00Z', alarms: 1 };
        const expected = [
          { ...told, uid: entry().uid, summary: kept(summary), description: kept(description) },
          { ...told, uid: second.uid, summary: kept(other), description: 'Plain' },
        ];
        expect(readByOne(text)).toEqual(expected);
        expect(readByOther(text)).toEqual(expected.map(asTheOtherReads));
      }),
      { numRuns: 300 },
    );
  });

  it('has lines of at most 75 octets that cut no character in two', () => {
    fc.assert(
      fc.property(hostileText, (summary) => {
        const lines = linesOf(written([entry({ summary, description: summary.repeat(3) })]));
        for (const line of lines) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
