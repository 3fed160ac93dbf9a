import { longDay } from '#calendar';
import { type InstantText, type PlainDateText } from '#kernel';
import { momentInWords } from './by-itself.js';

interface Moment {
  readonly dueOn: PlainDateText;
  readonly dueAt: InstantText;
}

/** A date became another one, or only the mornings of its reminders did; and why. */
export interface Move {
  readonly from: Moment;
  readonly to: Moment;
  readonly cause: string;
}

/** Whether the date itself is another one since. */
export const movesDate = ({ from, to }: Move): boolean => from.dueAt !== to.dueAt;

/** The last move that made the date another one, from when and why; nothing where none did. */
export const lastMoveOf = (moves: readonly Move[]): { readonly from: string; readonly cause: string } | undefined => {
  const last = moves.findLast(movesDate);
  if (last === undefined) return undefined;
  const { from, to, cause } = last;
  return { from: from.dueOn === to.dueOn ? momentInWords(from) : longDay(from.dueOn), cause };
};
