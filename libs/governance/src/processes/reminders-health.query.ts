import { type DataSource } from 'typeorm';
import { type Condition, HealthIndicator } from '#platform/health/health-indicator';
import { type PatientPost } from '#platform/mail/index';
import { undeliveredReminders } from '../deadlines/index.js';

/** Tells of mail that cannot be handed over, and of reminders that were given up. Neither is a reason to send work elsewhere. */
export class RemindersHealth extends HealthIndicator {
  readonly name = 'reminders';

  constructor(
    private readonly dataSource: DataSource,
    private readonly post: Pick<PatientPost, 'trouble'>,
  ) {
    super();
  }

  async check(): Promise<Condition> {
    const undelivered = await undeliveredReminders(this.dataSource);
    const told = [
      ...(this.post.trouble === undefined ? [] : ['mail cannot be handed over, and is tried again']),
      ...(undelivered === 0 ? [] : [`${undelivered === 1 ? 'one' : undelivered} could not be delivered`]),
    ];
    return { ok: true, detail: told.length === 0 ? 'go out' : told.join('; ') };
  }
}
