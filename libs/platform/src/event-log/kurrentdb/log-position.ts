import { type Position } from '#kernel';

/** A place in KurrentDB's transaction log, as its client tells it. */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** 2^64 - 1 has twenty digits. */
const DIGITS = 20;
const POSITION = /^(\d{20})\/(\d{20})$/;

/** Before the first event of any log. */
export const BEFORE_EVERYTHING: LogPosition = { commit: 0n, prepare: 0n };

/** `commit/prepare`, each in twenty decimal digits, so that text sorts as the log does. */
export const positionOf = ({ commit, prepare }: LogPosition): Position =>
  `${digits(commit)}/${digits(prepare)}` as Position;

/**
 * The place that such a position stands for.
 * @throws RangeError for text that this log has not given out.
 */
export const logPositionOf = (position: Position): LogPosition => {
  const [, commit, prepare] = POSITION.exec(position) ?? [];
  if (commit === undefined || prepare === undefined)
    throw new RangeError(
      `not a position of KurrentDB: "${position}"; twenty digits, "/" and twenty digits would be one`,
    );
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
};

const digits = (place: bigint): string => place.toString(10).padStart(DIGITS, '0');
