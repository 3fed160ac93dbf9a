import { type Deadline } from './deadline.js';

/** Nobody has said yet what came of it, and its date has not gone by. */
export const isOpen = ({ status }: Pick<Deadline, 'status'>): boolean => status === 'running' || status === 'suspended';

/** It is still to be done, in time or late. */
export const isOwed = (held: Pick<Deadline, 'status'>): boolean => isOpen(held) || held.status === 'passed';

/** What is done or waived stays on record when nothing sets it running any more; not so where nothing ever should have, or what did it was struck out. */
export const isToGo = (
  held: Pick<Deadline, 'status' | 'startedBy' | 'met' | 'waived'>,
  struckOut: readonly string[],
): boolean =>
  isOwed(held) ||
  (held.status !== 'superseded' &&
    [held.startedBy, held.met?.by, held.waived?.fact].some((id) => id !== undefined && struckOut.includes(id)));
