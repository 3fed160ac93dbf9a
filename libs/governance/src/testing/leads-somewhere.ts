import { valueAt } from '../vocabulary/data-pointer.js';

/** Whether a pointer with `*` for places of lists, and `**` for the way down a tree, leads to something in the data. */
export const leadsSomewhere = (data: unknown, pointer: string): boolean => {
  const [before, ...after] = pointer.replace('/**', '/*').split('/*');
  const held = valueAt(data, before ?? '');
  if (after.length === 0) return held !== undefined;
  return Array.isArray(held) && held.some((item) => leadsSomewhere(item, after.join('/*')));
};
