import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type Timekeeper } from './timekeeper.js';

/** Well while the queue is worked on and sweeps succeed. A Redis that may forget is told; the sweep makes up for it. */
export class TimersHealth extends HealthIndicator {
  readonly name = 'timers';

  constructor(private readonly timekeeper: Timekeeper) {
    super();
  }

  async check(): Promise<Condition> {
    const { running, shortcomings, failing } = this.timekeeper.standing();
    if (!running) return Promise.resolve({ ok: false, detail: 'the queue is not open yet' });
    if (failing !== undefined) return { ok: false, detail: 'sweeps fail, and come again' };
    return { ok: true, detail: shortcomings.length === 0 ? 'are kept' : shortcomings.join('; ') };
  }
}
