import { foldAll, malformed, type RecordedFact, type StreamSubject } from '#kernel';
import { authoritySubject, settingsStreamOf } from '../authorities/index.js';
import { type FeedScope } from './feed-scope.js';

interface Sources {
  readonly records: { has(subject: StreamSubject): Promise<boolean> };
  readonly log: { readStream(stream: string): Promise<readonly RecordedFact[]> };
}

/**
 * Refuses a scope that names a matter, a plan or an office which the authority does not have. A body is only a name: see
 * `noticeOf`. An office that was retired may still owe something.
 * @throws Malformed with the pointer `/of`
 */
export const requireKnown = async (scope: FeedScope, authority: string, { records, log }: Sources): Promise<void> => {
  const { kind } = scope;
  if ((kind === 'matter' || kind === 'plan') && !(await records.has({ category: kind, authority, id: scope.of })))
    malformed('/of', `names no ${kind} of this authority`);
  if (scope.kind === 'office') {
    const { offices } = foldAll(authoritySubject, await log.readStream(settingsStreamOf(authority)));
    const appointed = offices.map(({ office }) => office);
    if (!appointed.includes(scope.of))
      malformed('/of', `names no office that was appointed: ${rightOffices(appointed)}`);
  }
};

const MOST_NAMED = 20;

const rightOffices = (appointed: readonly string[]): string => {
  if (appointed.length === 0) return 'there is none yet, appoint it first';
  const more = appointed.length > MOST_NAMED ? `, and ${appointed.length - MOST_NAMED} more` : '';
  return `it must be one of ${appointed.slice(0, MOST_NAMED).join(', ')}${more}, or be appointed first`;
};
