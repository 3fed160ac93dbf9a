import { longDay } from '#calendar';
import { daysBetween, londonDay, type PlainDateText } from '#kernel';
import { momentInWords } from '../vocabulary/by-itself.js';
import { plainLine } from '../vocabulary/plain-text.js';
import { satisfiedBy } from '../vocabulary/rules.js';
import { capitalised, whatFirst } from '../vocabulary/what-first.js';
import { wordsOfDate } from '../vocabulary/words-by-hardness.js';
import { consequenceOf } from './consequence.js';
import { type Letter, type Notice } from './notice.js';

/** A deadline in words, line by line: what is said of it, and what it is called. */
export interface Item {
  readonly heading: string;
  readonly lines: readonly { readonly name: string; readonly words: string }[];
  readonly link: string | undefined;
}

/** A mail in words, before it is set as text or as HTML. */
export interface Words {
  readonly subject: string;
  readonly opening: readonly string[];
  readonly items: readonly Item[];
  readonly closing: string;
}

/** In characters. */
const LONGEST_SUBJECT = 180;

const CLOSING = 'Please do not reply: this mailbox is not read.';
const CLOSING_OF_WORK = `${CLOSING} Reminders stop once it is recorded in Minutebook that it has been done.`;

const LATE = 'This comes late: it could not be sent in time.';
const LATE_TOGETHER = 'These reminders come late: they could not be sent in time.';

/** What a letter says, in plain words. */
export const wordsOf = ({ to, authority, now, notices, late, resent }: Letter): Words => {
  const today = londonDay(now);
  const told = notices.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return {
    subject: subjectOf(told, today),
    opening: [
      `To: ${plainLine(to)} (${plainLine(authority)})`,
      ...(late ? [told.length === 1 ? LATE : LATE_TOGETHER] : []),
      ...(resent ? ['You may have received this mail before: Minutebook does not know whether it was delivered.'] : []),
    ],
    items: told.map((notice) => itemOf(notice, today, now >= notice.dueAt)),
    closing: told.every(({ becomes }) => becomes !== undefined) ? CLOSING : CLOSING_OF_WORK,
  };
};

/** What was due first is told first. */
const keyOf = ({ dueAt, title, of, body }: Notice): string => [dueAt, title, of.title, body].join(' ');

/** What comes first, of which matter or plan, and how much comes with it. */
const subjectOf = ([first, ...others]: readonly Notice[], today: PlainDateText): string => {
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` (and ${others.length === 1 ? 'one' : others.length} more)`;
  const lead = `${dueIn(first, today)}: `;
  const room = LONGEST_SUBJECT - lead.length - more.length;
  return `${lead}${whatFirst(plainLine(first.title), plainLine(first.of.title), room)}${more}`;
};

const itemOf = (notice: Notice, today: PlainDateText, isOver: boolean): Item => {
  const say = wordsOfDate(notice);
  const satisfied = satisfiedBy(notice);
  return {
    heading: plainLine(notice.title),
    lines: [
      {
        name: isOver ? say.pastName : say.name,
        words: `${say.until} ${momentInWords(notice)}${distance(notice.dueOn, today)}`,
      },
      { name: capitalised(notice.of.category), words: notice.of.title },
      { name: say.from, words: notice.owner },
      { name: say.to, words: notice.body },
      ...(notice.stillOpen === undefined ? [] : [{ name: 'Still open', words: notice.stillOpen }]),
      ...(satisfied === undefined ? [] : [{ name: 'Satisfied by', words: satisfied }]),
      { name: 'Why this date', words: notice.explained },
      ...(notice.moved === undefined
        ? []
        : [{ name: 'Moved', words: `from ${notice.moved.from}, because ${notice.moved.cause}` }]),
      { name: 'Rule', words: `${notice.rule} (${notice.hardness}, by ${notice.basis})` },
      { name: 'Basis', words: notice.citation },
      { name: isOver ? 'What it means' : 'What happens then', words: consequenceOf(notice, isOver) },
      ...(notice.toldBecause === undefined ? [] : [{ name: 'Why you are receiving this', words: notice.toldBecause }]),
    ].map(({ name, words }) => ({ name, words: plainLine(words) })),
    link: notice.link,
  };
};

const dueIn = (notice: Notice, today: PlainDateText): string => {
  const { ahead, today: onTheDay, past } = wordsOfDate(notice);
  const { dueOn } = notice;
  const lead = dueOn < today ? past : dueOn === today ? onTheDay : ahead;
  return `${lead} ${longDay(dueOn)}`;
};

const distance = (dueOn: PlainDateText, today: PlainDateText): string => {
  const days = daysBetween(today, dueOn);
  if (days === 0) return ', which is today';
  const inDays = Math.abs(days) === 1 ? 'one day' : `${Math.abs(days)} days`;
  return days > 0 ? `, in ${inDays}` : `, ${inDays} ago`;
};
