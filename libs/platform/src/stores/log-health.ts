import { Inject, Injectable } from '@nestjs/common';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { type Condition, HealthIndicator } from '../health/health-indicator.js';

/** Well when the log answers, and its store refuses to change facts. */
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
      return missing.length === 0
        ? { ok: true, detail: 'answers' }
        : { ok: false, goesOn: true, detail: `answers, and is not guarded: ${missing.join(', ')}` };
    } catch {
      return { ok: false, detail: 'does not answer' };
    }
  }
}
