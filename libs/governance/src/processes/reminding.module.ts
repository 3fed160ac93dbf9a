import { Logger, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Clock } from '#kernel';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { PatientPost, type Post } from '#platform/mail/index';
import { NamedLocks } from '#platform/postgres/named-locks';
import { isPassing } from '#platform/processes/index';
import { type TimerKind } from '#platform/timers/index';
import { remindingDeadlines, subjectsRemindedOf } from '../deadlines/index.js';
import { ReminderDelivery } from './deliver-reminders-in-time.js';
import { type AttemptLimits } from './delivery-attempts.js';
import { DeadlineKeeping } from './keep-deadlines-on-facts.js';
import { type Desk } from './ports.js';
import { REMINDER, remindedOf, reminderTimerOf } from './reminder-timers.js';
import { RemindersHealth } from './reminders-health.query.js';

/** How reminders leave. */
export interface RemindingSettings {
  readonly databaseUrl: string;
  readonly mail: {
    readonly post: Post;
    /** With or without a name: `Minutebook <minutebook@council.example>`. */
    readonly from: string;
    readonly publicUrl?: string | undefined;
    /** About seven hours of attempts unless told otherwise. */
    readonly limits?: AttemptLimits;
  };
}

/** What lets reminders go out for as long as the application lives. */
export class Reminding {
  readonly kind: TimerKind;

  constructor(
    readonly delivery: ReminderDelivery,
    dataSource: DataSource,
    private readonly post: PatientPost,
    private readonly locks: NamedLocks,
  ) {
    this.kind = {
      kind: REMINDER,
      due: async function* (until) {
        for await (const rows of remindingDeadlines(dataSource, until))
          yield rows.map(({ authority, subjectCategory: category, subject: id, nextReminderAt: sendAt, ...of }) =>
            reminderTimerOf({ ...of, sendAt, subject: { category, authority, id } }),
          );
      },
      fire: (timer) => {
        const { subject, key } = remindedOf(timer);
        return delivery.deliver(subject, key);
      },
    };
  }

  /** Begins no mail any more. One of which no answer comes in a few seconds is left to whoever sends reminders next. */
  async end(): Promise<void> {
    this.delivery.end();
    await this.post.close();
  }

  async close(): Promise<void> {
    await this.locks.close();
  }
}

/** The providers of `Reminding` and of its health, for the module of the processes. */
export const remindingWith = ({ databaseUrl, mail }: RemindingSettings, desk: symbol): readonly Provider[] => [
  {
    provide: PatientPost,
    useFactory: () => new PatientPost(mail.post, { onChange: tellChange, onRefusal: tellRefusal }),
  },
  {
    provide: Reminding,
    inject: [DeadlineKeeping, EVENT_LOG, desk, CLOCK, DataSource, PatientPost],
    useFactory: (
      ...[keeping, records, submits, clock, dataSource, post]: [
        ...[DeadlineKeeping, EventLog, Desk, Clock, DataSource, PatientPost],
      ]
    ) => {
      const locks = new NamedLocks(databaseUrl);
      const delivery = new ReminderDelivery({
        ...{ keeping, records, clock, desk: submits, isPassing },
        board: (authority, by) => subjectsRemindedOf(dataSource, authority, by),
        under: (lock, work) => locks.under(lock, work),
        letterbox: letterboxOf(mail, post),
        ...(mail.limits === undefined ? {} : { limits: mail.limits }),
      });
      return new Reminding(delivery, dataSource, post, locks);
    },
  },
  {
    provide: RemindersHealth,
    inject: [DataSource, PatientPost, Reminding],
    useFactory: (dataSource: DataSource, post: PatientPost, { delivery }: Reminding) =>
      new RemindersHealth(dataSource, post, delivery),
  },
];

const letterboxOf = ({ from, publicUrl }: RemindingSettings['mail'], post: PatientPost) => ({
  ...{ post, from, domain: /@([^>\s]+)/.exec(from)?.[1] ?? 'minutebook' },
  ...(publicUrl === undefined ? {} : { publicUrl }),
});

const logger = new Logger('Reminders');

const tellRefusal = (words: string): void => {
  logger.warn(`the mail server refused a mail: ${words}`);
};

const tellChange = (trouble: string | undefined): void => {
  if (trouble === undefined) logger.log('mail can be handed over again');
  else logger.warn(`mail cannot be handed over, and is tried again: ${trouble}`);
};
