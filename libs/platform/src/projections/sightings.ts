import { type Position } from '#kernel';
import { Bell } from '../event-log/bell.js';

/** Where each projection stands, by name; nothing for one that has seen nothing. */
export type Positions = ReadonlyMap<string, Position | undefined>;

export interface Patience {
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Milliseconds between looks at what other processes have done. What this process does is known at once. */
const LOOK_AGAIN = 15;

/** Waits until projections have seen a position, whether this process moves them or another. */
export class Sightings {
  readonly #bell = new Bell();
  readonly #here = new Map<string, Position>();
  #looking: Promise<Positions> | undefined;

  /** @param look reads the committed positions of all projections */
  constructor(private readonly look: () => Promise<Positions>) {}

  /** This process has committed the projection at the position. */
  moved(name: string, position: Position): void {
    this.#here.set(name, position);
    this.#bell.ring();
  }

  /**
   * Whether all the projections named had seen the position before the time was up.
   * @throws the signal's reason when it is aborted
   */
  async until(names: readonly string[], position: Position, { timeoutMs, signal }: Patience): Promise<boolean> {
    const timeUp = AbortSignal.timeout(timeoutMs);
    const giveUp = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
    for (;;) {
      const known = this.#bell.rings;
      if (this.#haveSeen(this.#here, names, position)) return true;
      if (this.#haveSeen(await this.#lookTogether(), names, position)) return true;
      signal?.throwIfAborted();
      if (timeUp.aborted) return false;
      await this.#bell.after(known, giveUp, LOOK_AGAIN);
    }
  }

  #haveSeen(positions: Positions, names: readonly string[], wanted: Position): boolean {
    return names.every((name) => {
      const position = positions.get(name);
      return position !== undefined && position >= wanted;
    });
  }

  /** However many wait, one query at a time looks for all of them. */
  #lookTogether(): Promise<Positions> {
    this.#looking ??= this.look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }
}
