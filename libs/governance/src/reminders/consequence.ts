import { byItself } from '../vocabulary/by-itself.js';
import { ifMissed } from '../vocabulary/words-by-hardness.js';
import { type Notice } from './notice.js';

/** What happens when the date goes by, or what it means that it has. */
export const consequenceOf = (
  { becomes, rule, hardness }: Pick<Notice, 'becomes' | 'rule' | 'hardness'>,
  isOver: boolean,
): string => {
  const { words } = ifMissed(rule, hardness);
  if (becomes === undefined)
    return isOver
      ? `Nothing on record shows that it was done. If it was not, ${words}.`
      : `If it is not done by then, ${words}.`;
  const { what, unless, over } = byItself(becomes);
  return isOver ? over : `${what} by itself then${unless === undefined ? '' : `, ${unless}`}.`;
};
