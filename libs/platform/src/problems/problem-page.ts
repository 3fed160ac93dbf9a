import { problemNames, PROBLEMS } from './catalogue.js';

const INTRODUCTION =
  'Every answer that is not a success is `application/problem+json` (RFC 9457). Its `type` leads to one of the sections below, ' +
  'its `detail` says what is wrong this time, and its `instance` is the id of the request, under which the log knows it.';

/** The kinds of problem as Markdown: the text of docs/problems.md. */
export const problemsMarkdown = (): string =>
  [
    '# Problems',
    INTRODUCTION,
    ...problemNames().map((name) => {
      const { status, title, detail, remedy } = PROBLEMS[name];
      return `## ${name}\n\n**${status} ${title}.** ${detail}\n\n${remedy}`;
    }),
  ].join('\n\n') + '\n';

/** The kinds of problem as a page with one anchor each. */
export const problemsHtml = (): string => {
  const sections = problemNames().map((name) => {
    const { status, title, detail, remedy } = PROBLEMS[name];
    return `<section id="${name}"><h2>${name}</h2><p><strong>${status} ${html(title)}.</strong> ${html(detail)}</p><p>${html(remedy)}</p></section>`;
  });
  return (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Problems – Minutebook</title></head>' +
    `<body><main><h1>Problems</h1><p>${html(INTRODUCTION)}</p>${sections.join('')}</main></body></html>`
  );
};

const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
