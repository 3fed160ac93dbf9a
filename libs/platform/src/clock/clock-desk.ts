import { setTimeout as pause } from 'node:timers/promises';
import { type OnModuleDestroy } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { type InstantText, LONDON, refuse } from '#kernel';
import { type StoredClock } from './clock-tables.js';
import { type DemoClock } from './demo-clock.js';
import { destinationOf, type MoveClock } from './move-clock.js';

/** What the clock of a demo shows, and what is still going on. */
export interface ClockReading {
  readonly now: InstantText;
  /** The same with London's offset: `2024-07-10T09:00:00.000+01:00`. */
  readonly inLondon: string;
  /** The instant to which it is being moved; left out where it has arrived. */
  readonly headingFor?: InstantText;
  /** What has not happened yet though its time has come, in plain words; nothing when all has. */
  readonly stillGoingOn: readonly string[];
}

const LOOK_AGAIN_MS = 20;

/** Where operators have the clock moved, and everyone reads it. */
export class ClockDesk implements OnModuleDestroy {
  #isClosing = false;

  /** @param patienceMs how long a move is waited for; it goes on afterwards */
  constructor(
    private readonly clock: DemoClock,
    private readonly patienceMs: number,
  ) {}

  /** Whoever waits is answered at once; the next process takes the way up. */
  onModuleDestroy(): void {
    this.#isClosing = true;
  }

  async read(): Promise<ClockReading> {
    return readingOf(await this.clock.look(), this.clock.now());
  }

  /**
   * Has the clock moved, and answers when what fell due on the way has happened, or when patience ends.
   * @throws Malformed; Refusal where that would move it back
   */
  async move(wanted: MoveClock): Promise<ClockReading> {
    const stored = await this.clock.look();
    const from = stored.headingFor ?? this.clock.now();
    const destination = destinationOf(wanted, from);
    const isRepeated = destination === stored.arrivedAt && stored.headingFor === undefined;
    if (destination < from && !isRepeated) return refuse(BACK(from));
    if (!(await this.clock.tables.headFor(destination))) return refuse(BACK(from));
    return this.#arrived();
  }

  async #arrived(): Promise<ClockReading> {
    const limit = performance.now() + this.patienceMs;
    let reading = await this.read();
    while (reading.headingFor !== undefined && performance.now() < limit && !this.#isClosing) {
      await pause(LOOK_AGAIN_MS);
      reading = await this.read();
    }
    return reading;
  }
}

const BACK = (from: InstantText) => ({
  reason: `the clock only moves forwards, and is at ${from} or on its way there: what was recorded since would lie in the future`,
  rule: 'demo/clock-moves-forwards',
  satisfiedBy: 'an instant that is not before it; or a new demo, which can begin at any time',
});

const readingOf = ({ headingFor, doing, undone }: StoredClock, now: InstantText): ClockReading => ({
  now,
  inLondon: Temporal.Instant.from(now)
    .toZonedDateTimeISO(LONDON)
    .toString({ timeZoneName: 'never', smallestUnit: 'millisecond' }),
  ...(headingFor === undefined ? {} : { headingFor }),
  stillGoingOn: [
    ...(headingFor === undefined ? [] : [`the clock is on its way to ${headingFor}: ${doing ?? NOBODY}`]),
    ...(undone === 0 ? [] : [`${undone === 1 ? 'one thing' : `${undone} things`} could not be done in time: ${AGAIN}`]),
  ],
});

const NOBODY = 'no worker has begun to move it yet';
const AGAIN = 'it is tried again every few seconds, and health says what is wrong';
