import { Injectable } from '@nestjs/common';
import { type Condition, HealthIndicator } from '../health/health-indicator.js';
import { type ProjectionHealth, Projections } from './projections.js';

/**
 * Well when every projection has seen what was in the log and none is stuck. A parked stream is told but is no reason to
 * send requests elsewhere: all other streams go on, and every process has the same tables.
 */
@Injectable()
export class ProjectionsHealth extends HealthIndicator {
  readonly name = 'projections';

  constructor(private readonly projections: Projections) {
    super();
  }

  async check(): Promise<Condition> {
    const told = (await this.projections.health()).map(tell);
    const poor = told.filter(({ ok, detail }) => !ok || detail !== '');
    return {
      ok: told.every(({ ok }) => ok),
      detail: poor.length === 0 ? 'have caught up' : poor.map(({ detail }) => detail).join('; '),
    };
  }
}

const tell = ({ name, ready, failing, parked }: ProjectionHealth): Condition => {
  if (failing !== undefined) return { ok: false, detail: `${name} cannot go on and tries again` };
  if (!ready) return { ok: false, detail: `${name} is being built` };
  const streams = parked.length === 1 ? 'one stream' : `${parked.length} streams`;
  return { ok: true, detail: parked.length === 0 ? '' : `${name} has parked ${streams}` };
};
