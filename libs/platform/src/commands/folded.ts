import { RecordNotReadable } from './rejections.js';

/** What the facts of a record give. @throws RecordNotReadable where they hold one that cannot be taken */
export const folded = <Given>(fold: () => Given): Given => {
  try {
    return fold();
  } catch (cause) {
    throw new RecordNotReadable({ cause });
  }
};
