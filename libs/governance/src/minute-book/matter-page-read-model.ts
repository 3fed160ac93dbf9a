import { type ReadModel } from '#kernel';
import { matterAfter, matterFacts } from '../matter.js';
import { type Chronicle, chronicleOf, inOrderOfEvents } from '../vocabulary/chronicle.js';
import { pageOf } from './matter-page.js';

/** One row for each matter, with its page; read it with `judged(page, day)`. */
export const matterPages: ReadModel<Chronicle> = {
  name: 'matter_page',
  version: 1,
  category: 'matter',
  ...chronicleOf(Object.keys(matterFacts)),
  rows: ({ entries, last }, { authority, id }) => ({
    pages:
      last === undefined
        ? []
        : [
            {
              authority,
              matter: id,
              revision: last.revision,
              last_recorded_at: last.recordedAt,
              page: pageOf(matterAfter(inOrderOfEvents(entries))),
            },
          ],
  }),
};
