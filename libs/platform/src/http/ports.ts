import { type Position } from '#kernel';

/** The `Clock` of the application, for Nest. */
export const CLOCK = Symbol('Clock');

/** Makes the opaque token by which a caller waits until its own write can be read. It reveals no position. */
export abstract class ConsistencySeal {
  abstract seal(position: Position, authority: string): string | Promise<string>;
}

/** The header in which a caller gets, and sends back, the token of its own last write. */
export const CONSISTENCY_HEADER = 'Minutebook-Consistency';
