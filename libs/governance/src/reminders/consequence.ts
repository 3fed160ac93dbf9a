import { byItself } from '../vocabulary/by-itself.js';
import { WORDS_BY_HARDNESS } from '../vocabulary/words-by-hardness.js';
import { type Notice } from './notice.js';

/** What happens when the date goes by, or what it means that it has. */
export const consequenceOf = ({ becomes, hardness }: Pick<Notice, 'becomes' | 'hardness'>, isOver: boolean): string => {
  const { ifMissed } = WORDS_BY_HARDNESS[hardness];
  if (becomes === undefined)
    return isOver
      ? `Nothing on record shows that it was done. If it was not, ${ifMissed}.`
      : `If it is not done by then, ${ifMissed}.`;
  const { what, unless, over } = byItself(becomes);
  return isOver ? over : `${what} by itself then${unless === undefined ? '' : `, ${unless}`}.`;
};
