import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type Processes } from './processes.js';

/** Well while every process goes on. What is parked is told, and is no reason to send work elsewhere. */
export class ProcessesHealth extends HealthIndicator {
  readonly name = 'processes';

  constructor(private readonly processes: Processes) {
    super();
  }

  async check(): Promise<Condition> {
    const { failing, parked } = await this.processes.standing();
    const told = [
      ...[...failing.keys()].map((name) => `${name} cannot go on and tries again`),
      ...[...parked].map(([name, count]) => `${name} has parked ${count === 1 ? 'one stream' : `${count} streams`}`),
    ];
    return { ok: failing.size === 0, detail: told.length === 0 ? 'go on' : told.join('; ') };
  }
}
