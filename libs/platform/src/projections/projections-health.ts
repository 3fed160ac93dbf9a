import { Injectable } from '@nestjs/common';
import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type ProjectionHealth, Projections } from './projections.js';

/**
 * Well when every projection has seen what was in the log, and neither is stuck nor has parked a stream. A parked stream is
 * no reason to send requests elsewhere: all other streams go on, and every process has the same tables.
 */
@Injectable()
export class ProjectionsHealth extends HealthIndicator {
  readonly name = 'projections';

  constructor(private readonly projections: Projections) {
    super();
  }

  async check(): Promise<Condition> {
    const told = (await this.projections.health()).map(tell);
    const poor = told.filter(({ ok }) => !ok);
    if (poor.length === 0) return { ok: true, detail: 'have caught up' };
    const detail = poor.map((each) => each.detail).join('; ');
    return poor.every(({ goesOn = false }) => goesOn) ? { ok: false, goesOn: true, detail } : { ok: false, detail };
  }
}

const tell = ({ name, ready, failing, parked }: ProjectionHealth): Condition => {
  if (failing !== undefined) return { ok: false, detail: `${name} cannot go on and tries again` };
  if (!ready) return { ok: false, detail: `${name} is being built` };
  if (parked.length === 0) return { ok: true, detail: '' };
  return { ok: false, goesOn: true, detail: `${name} has parked streams` };
};
