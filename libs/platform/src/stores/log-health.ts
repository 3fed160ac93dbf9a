import { Inject, Injectable } from '@nestjs/common';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { type Condition, HealthIndicator } from '../health/health-indicator.js';

/** Well when the log answers, and its store takes facts and refuses to change them. */
@Injectable()
export class LogHealth extends HealthIndicator {
  readonly name = 'event log';

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {
    super();
  }

  async check(): Promise<Condition> {
    try {
      await this.log.head();
      const missing = (await this.log.missingGuards?.()) ?? [];
      const refusal = this.log.refusal?.();
      const troubles = [
        ...(refusal === undefined ? [] : [`takes no facts (${refusal})`]),
        ...(missing.length === 0 ? [] : [`is not guarded: ${missing.join(', ')}`]),
      ];
      const detail = ['answers', ...troubles].join(', and ');
      return troubles.length === 0 ? { ok: true, detail } : { ok: false, goesOn: true, detail };
    } catch {
      return { ok: false, detail: 'does not answer' };
    }
  }
}
