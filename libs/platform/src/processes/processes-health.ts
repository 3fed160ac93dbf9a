import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type Processes } from './processes.js';

/**
 * Well while every process goes on and nothing is parked. What is parked is no reason to send work elsewhere, and how much
 * that is, is for the operator’s own commands: health is told to whoever asks.
 */
export class ProcessesHealth extends HealthIndicator {
  readonly name = 'processes';

  constructor(private readonly processes: Processes) {
    super();
  }

  async check(): Promise<Condition> {
    const { failing, parked } = await this.processes.standing();
    const told = [
      ...[...failing.keys()].map((name) => `${name} cannot go on and tries again`),
      ...[...parked.keys()].map((name) => `${name} has parked streams`),
    ];
    const detail = told.length === 0 ? 'go on' : told.join('; ');
    if (failing.size > 0) return { ok: false, detail };
    return parked.size === 0 ? { ok: true, detail } : { ok: false, goesOn: true, detail };
  }
}
