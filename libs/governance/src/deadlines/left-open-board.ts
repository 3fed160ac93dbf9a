import { type ReadModel } from '#kernel';
import { type NotComputable } from '../vocabulary/deadline.js';
import { subjectOfId } from './deadline-stream.js';
import { leftOpenIn } from './left-open.js';

/** One row for each date, and each morning of a step, that cannot be computed. */
export const leftOpenBoard: ReadModel<readonly NotComputable[]> = {
  name: 'left_open',
  version: 1,
  category: 'deadlines',
  initial: [],
  evolve: (open, fact) => (fact.type === 'DatesLeftOpen' ? leftOpenIn([fact]) : open),
  rows: (open, { authority, id }) => {
    const subject = subjectOfId({ authority, id });
    if (subject === undefined) return { dates: [] };
    const of = { authority, held_under: id, subject_category: subject.category, subject: subject.id };
    return {
      dates: open.map(({ key, title, rule, rung = '', offices = null, reason }) => ({
        ...{ ...of, key, rung, title, rule, offices, reason },
      })),
    };
  },
};
