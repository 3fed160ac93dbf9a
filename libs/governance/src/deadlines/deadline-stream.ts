import { parseStreamName, streamName, type StreamSubject } from '#kernel';

/** Of the streams that hold deadlines. */
const CATEGORY = 'deadlines';

/** The id under which the deadlines of a subject are kept within its authority: `matter-0192…`. */
export const deadlinesIdOf = ({ category, id }: Pick<StreamSubject, 'category' | 'id'>): string => `${category}-${id}`;

/** The stream of the deadlines of a subject: `deadlines-coventry-matter-0192…`. */
export const deadlinesStreamOf = (subject: StreamSubject): string =>
  streamName({ category: CATEGORY, authority: subject.authority, id: deadlinesIdOf(subject) });

/** The subject whose deadlines a stream holds; nothing for a stream of another kind. */
export const subjectOfDeadlines = (stream: string): StreamSubject | undefined => {
  const held = parseStreamName(stream);
  return held?.category === CATEGORY ? subjectOfId(held) : undefined;
};

/** The subject whose deadlines are kept under an id: its category is what stands before the first hyphen. */
export const subjectOfId = ({ authority, id }: Pick<StreamSubject, 'authority' | 'id'>): StreamSubject | undefined => {
  const [, category, rest] = /^([a-z]+)-(.+)$/.exec(id) ?? [];
  return category === undefined || rest === undefined ? undefined : { category, authority, id: rest };
};
