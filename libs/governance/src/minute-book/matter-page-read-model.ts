import { type ReadModel } from '#kernel';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { pageOf } from './matter-page.js';
import { isOpened, matterChronicle, matterTold } from '../matter.js';

/** One row for each matter, with its page; read it with `judged(page, day)`. */
export const matterPages: ReadModel<Chronicle> = {
  name: 'matter_page',
  version: 7,
  category: 'matter',
  ...matterChronicle,
  rows: (chronicle, { authority, id }) => ({
    pages:
      chronicle.last === undefined || !isOpened(chronicle.entries)
        ? []
        : [
            {
              authority,
              matter: id,
              revision: chronicle.last.revision,
              last_recorded_at: chronicle.last.recordedAt,
              page: pageOf(matterTold(chronicle.entries).matter),
            },
          ],
  }),
};
