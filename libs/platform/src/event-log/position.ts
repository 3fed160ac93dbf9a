import { type Position } from '#kernel';

const DIGITS = 20;
const POSITION = /^\d{20}$/;

/** The position of the n-th fact of a log that counts its facts from 1: twenty decimal digits, so that text sorts as numbers do. */
export const positionOf = (place: number | string): Position => String(place).padStart(DIGITS, '0') as Position;

/**
 * The place, counted from 1, that such a position stands for.
 * @throws RangeError for text that no counting log has given out.
 */
export const placeOf = (position: Position): number => {
  const place = Number(position);
  if (!POSITION.test(position) || !Number.isSafeInteger(place))
    throw new RangeError(`not a position of this log: "${position}"; twenty decimal digits would be one`);
  return place;
};
