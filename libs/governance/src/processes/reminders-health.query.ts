import { type DataSource } from 'typeorm';
import { type Condition, HealthIndicator } from '#platform/health/health-indicator';
import { type PatientPost } from '#platform/mail/index';
import { undeliveredReminders } from '../deadlines/index.js';
import { type ReminderDelivery } from './deliver-reminders-in-time.js';

/**
 * Tells of mail that cannot be handed over, and of reminders that were given up; not well while nobody can be reminded of
 * some subject at all. None of it is a reason to send work elsewhere, and how many
 * there are is not for whoever asks.
 */
export class RemindersHealth extends HealthIndicator {
  readonly name = 'reminders';

  constructor(
    private readonly dataSource: DataSource,
    private readonly post: Pick<PatientPost, 'trouble'>,
    private readonly delivery: Pick<ReminderDelivery, 'untold'>,
  ) {
    super();
  }

  async check(): Promise<Condition> {
    const undelivered = await undeliveredReminders(this.dataSource);
    const { untold } = this.delivery;
    const told = [
      ...(untold === 0 ? [] : ['nobody is reminded of some matters or plans, whose deadlines cannot be told']),
      ...(this.post.trouble === undefined ? [] : ['mail cannot be handed over, and is tried again']),
      ...(undelivered === 0 ? [] : ['some could not be delivered']),
    ];
    const detail = told.length === 0 ? 'go out' : told.join('; ');
    return untold === 0 ? { ok: true, detail } : { ok: false, goesOn: true, detail };
  }
}
