import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type Timekeeper } from './timekeeper.js';

/** Well while the queue is worked on, its store answers and sweeps succeed. A Redis that may forget is told; the sweep makes up for it. */
export class TimersHealth extends HealthIndicator {
  readonly name = 'timers';

  constructor(private readonly timekeeper: Timekeeper) {
    super();
  }

  check(): Promise<Condition> {
    return Promise.resolve(this.#condition());
  }

  #condition(): Condition {
    const { running, reachable, store, shortcomings, failing } = this.timekeeper.standing();
    if (!running) return { ok: false, detail: `the queue on ${store} is not open yet` };
    if (!reachable) return { ok: false, detail: `${store} does not answer: what falls due waits for the sweep` };
    if (failing !== undefined) return { ok: false, detail: 'sweeps fail, and come again' };
    return { ok: true, detail: shortcomings.length === 0 ? 'are kept' : shortcomings.join('; ') };
  }
}
