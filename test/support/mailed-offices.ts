import { afterEach, beforeEach } from '@jest/globals';
import { freshDatabase } from './database.js';
import { handMovedClock, type HandMovedClock } from './app.js';
import { type DeadlineOffice, type MatterOf, type OfficeParts, openDeadlineOffice } from './deadline-office.js';
import { openMailServer, type TestMailServer } from './mail-server.js';
import { remindersOf } from './reminder-office.js';

/** A database and a mail server of its own for each test, and whatever runs over them, closed when the test is done. */
export interface MailedOffices {
  /** Shows 10:00 in London on 10 July 2024 when a test begins. */
  readonly clock: HandMovedClock;
  readonly databaseUrl: string;
  readonly mail: TestMailServer;
  /** Opens one that hands its mail to the server. */
  open(more?: Partial<Pick<OfficeParts, 'wrap' | 'more' | 'keeps'>>): Promise<DeadlineOffice>;
  closeAll(): Promise<void>;
}

/** Call it once in a file of tests. */
export const freshMailedOffices = (): MailedOffices => {
  const clock = handMovedClock();
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let mail: TestMailServer;
  const opened: DeadlineOffice[] = [];
  const closeAll = async (): Promise<void> => {
    for (const office of opened.splice(0)) await office.close();
  };
  beforeEach(async () => {
    database = await freshDatabase();
    mail = await openMailServer();
    clock.set('2024-07-10T09:00:00.000Z');
  });
  afterEach(async () => {
    await closeAll();
    await mail.stop();
    await database.drop();
  });
  return {
    clock,
    get databaseUrl() {
      return database.url;
    },
    get mail() {
      return mail;
    },
    open: async (more = {}) => {
      const byMail = { SMTP_URL: mail.url, MAIL_FROM: 'minutebook@coventry.example' };
      const office = await openDeadlineOffice({ databaseUrl: database.url, clock, more: byMail, ...more });
      opened.push(office);
      return office;
    },
    closeAll,
  };
};

/** How many facts about the reminders of a matter begin so: `ReminderSent T-7d`. */
export const countOf = async (office: DeadlineOffice, matter: MatterOf, beginning: string): Promise<number> =>
  (await remindersOf(office, matter)).filter((fact) => fact.startsWith(beginning)).length;
