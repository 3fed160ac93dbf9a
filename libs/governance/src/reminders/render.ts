import { type Item, type Words, wordsOf } from './letter.js';
import { type Letter } from './notice.js';

/** A mail as it is read. */
export interface Rendered {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The letter as a mail, in plain text and in HTML that says the same. */
export const rendered = (letter: Letter): Rendered => {
  const words = wordsOf(letter);
  return { subject: words.subject, text: asText(words), html: asHtml(words) };
};

const asText = ({ opening, items, closing }: Words): string =>
  [...opening, ...items.map(itemAsText), `-- \n${closing}`].join('\n\n').concat('\n');

const itemAsText = ({ heading, lines, link }: Item): string => {
  const widest = Math.max(...lines.map(({ name }) => name.length));
  return [
    heading,
    ...lines.map(({ name, words }) => `  ${`${name}:`.padEnd(widest + 2)}${words}`),
    ...(link === undefined ? [] : [`  ${link}`]),
  ].join('\n');
};

const asHtml = ({ subject, opening, items, closing }: Words): string =>
  [
    '<!doctype html>',
    `<html lang="en-GB"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>`,
    ...opening.map((line) => `<p>${escaped(line)}</p>`),
    ...items.map(itemAsHtml),
    `<hr><p><small>${escaped(closing)}</small></p>`,
    '</body></html>',
    '',
  ].join('\n');

const itemAsHtml = ({ heading, lines, link }: Item): string =>
  [
    `<h2>${escaped(heading)}</h2>`,
    '<dl>',
    ...lines.map(({ name, words }) => `<dt><b>${escaped(name)}</b></dt><dd>${escaped(words)}</dd>`),
    '</dl>',
    ...(link === undefined ? [] : [`<p><a href="${escaped(link)}">Read the deadline in Minutebook</a></p>`]),
  ].join('\n');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
