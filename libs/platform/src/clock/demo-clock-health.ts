import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type DemoClock } from './demo-clock.js';

/** Says that this is a demo: whoever looks after it should not take its time for the world's. */
export class DemoClockHealth extends HealthIndicator {
  readonly name = 'demo clock';

  constructor(private readonly clock: DemoClock) {
    super();
  }

  check(): Promise<Condition> {
    return Promise.resolve({ ok: true, detail: `this is a demo, and its clock shows ${this.clock.now()}` });
  }
}
