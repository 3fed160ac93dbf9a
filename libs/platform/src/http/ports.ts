import { type Position } from '#kernel';

/** The `Clock` of the application, for Nest. */
export const CLOCK = Symbol('Clock');

/** Makes the opaque token by which a caller waits until its own write can be read. It reveals no position. */
export abstract class ConsistencySeal {
  abstract seal(position: Position, authority: string): string | Promise<string>;
}
