import { v5 as uuidv5 } from 'uuid';
import { type Clock, foldAll, type InstantText, streamName, type StreamSubject } from '#kernel';
import {
  authorityName,
  authoritySubject,
  type AuthoritySettings,
  type Offices,
  settingsStreamOf,
} from '../authorities/index.js';
import { deadlinesStreamOf, deadlinesSubject, type DueReminder, remindersDue } from '../deadlines/index.js';
import { mailsFor, type ReminderMail } from '../reminders/index.js';
import { type Books } from './books.js';
import { type AttemptLimits, DeliveryAttempts, USUAL_LIMITS } from './delivery-attempts.js';
import { leadsTo } from './escalate-reminders.js';
import { type DeadlineKeeping } from './keep-deadlines-on-facts.js';
import { type Desk, type Records } from './ports.js';
import { Rounds } from './rounds.js';
import { type HeldReminder, type Letterbox, sendReminderMail } from './send-reminder-mail.js';
import { stillOpen } from './still-open.js';
import { titleOf } from './subject-title.js';

/** An office of an authority, by its slug. */
export interface OfficeOf {
  readonly authority: string;
  readonly office: string;
}

export interface DeliveryParts {
  readonly keeping: DeadlineKeeping;
  readonly records: Records;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly letterbox: Letterbox;
  /** The subjects of an authority of whose deadlines offices are to be reminded by then; may lag behind the log. */
  readonly board: (authority: string, by: InstantText) => Promise<readonly Boarded[]>;
  /** Does the work while no other process does work of that name. */
  readonly under: (lock: string, work: () => Promise<void>) => Promise<void>;
  /** Whether the machinery is in trouble, so that the same may succeed later. */
  readonly isPassing: (error: unknown) => boolean;
  readonly limits?: AttemptLimits;
}

/** A subject, and the offices that are to be reminded of its deadlines. */
interface Boarded extends Pick<StreamSubject, 'category' | 'id'> {
  readonly offices: ReadonlySet<string>;
}

/** Whoever is still owed a reminder of a subject is tried again several times in so long. */
const REMEMBERED_MS = 120_000;

/** More offices than a ladder with all its escalations has. */
const MOST_OFFICES = 50;

/** The namespace of the ids of reminders. Changing it would let every reminder that is still open go out again. */
const REMINDERS = '8a1f2c5e-9b7d-5c34-8e60-4f1d2b3a5c70';

/**
 * Sends the reminders whose time has come, once each. All that is due for one office is gathered and sent by one process
 * at a time; each subject's deadlines are derived again from its facts first, so that nothing goes out of what was done,
 * waived or moved. While mail cannot be handed over nothing is claimed, and nothing is lost.
 */
export class ReminderDelivery {
  readonly #parts: DeliveryParts;
  readonly #attempts: DeliveryAttempts;
  readonly #rounds: Rounds<StreamSubject>;
  /** The streams of subjects whose deadlines could not be told, and when that was tried last, by the machine's own clock. */
  readonly #untold = new Map<string, number>();
  #ended = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.#attempts = new DeliveryAttempts(parts.limits ?? USUAL_LIMITS);
    this.#rounds = new Rounds((name, subjects) => this.#tell(name, subjects));
  }

  /** Sends all that is due of one deadline, and with it all else that is due for the same offices. */
  async deliver(subject: StreamSubject, key: string): Promise<void> {
    const told = new Set<string>();
    // The post is asked first: while it is away, what is due is not even read.
    while (!this.#ended && told.size < MOST_OFFICES && (await this.#canBeReached())) {
      const due = (await this.#dueOf(subject)).filter(({ reminder }) => reminder.key === key);
      const office = due.map(({ reminder }) => reminder.recipient).find((recipient) => !told.has(recipient));
      if (office === undefined) return;
      told.add(office);
      await this.#rounds.join(`${subject.authority}/${office}`, subject);
    }
  }

  /** Claims nothing any more. */
  end(): void {
    this.#ended = true;
  }

  async #canBeReached(): Promise<boolean> {
    return this.#parts.letterbox.post.reach().then(
      () => true,
      () => false,
    );
  }

  async #tell(name: string, fired: readonly StreamSubject[]): Promise<void> {
    const [authority = '', office = ''] = name.split('/');
    const settings = await this.#settingsOf(authority);
    const { offices } = settings;
    const onBoard = await this.#parts.board(authority, this.#parts.clock.now());
    const before = onBoard.filter(({ offices: told }) => [...told].some((one) => leadsTo(one, office, offices)));
    await this.#tellThoseBefore({ authority, office }, before, offices);
    const subjects = [...onBoard.filter(({ offices: told }) => told.has(office)), ...before];
    await this.#parts.under(`reminders/${name}`, async () => {
      const due = await this.#dueFor({ authority, office }, [...fired, ...subjects.map(inAuthority(authority))]);
      const mails = mailsFor(due, this.#parts.clock.now(), this.#parts.letterbox.domain);
      await this.#sendAll(mails, { office, authority: authorityName(authority, settings.name) }, offices);
    });
  }

  /** Whoever may escalate to an office is told before it, so that all that comes to it of one morning comes together. */
  async #tellThoseBefore(
    { authority, office }: OfficeOf,
    onBoard: readonly Boarded[],
    offices: Offices,
  ): Promise<void> {
    const subjects = new Map<string, Boarded>();
    for (const subject of onBoard)
      for (const one of subject.offices) if (leadsTo(one, office, offices)) subjects.set(one, subject);
    // What is in the way of one is told to those who fire it, and is not in the way of another.
    await Promise.allSettled(
      [...subjects].map(([one, subject]) => this.#rounds.join(`${authority}/${one}`, inAuthority(authority)(subject))),
    );
  }

  /** To an office, and what its authority is called. What is in the way of one mail is not to keep the office's others back. */
  async #sendAll(mails: readonly ReminderMail<HeldReminder>[], to: OfficeOf, offices: Offices): Promise<void> {
    const parts = { ...this.#parts, attempts: this.#attempts };
    const failures: unknown[] = [];
    for (const mail of mails)
      if (!this.#ended && !this.#attempts.mustWait(mail.messageId))
        await sendReminderMail({ ...mail, ...to }, offices, parts).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async #settingsOf(authority: string): Promise<AuthoritySettings> {
    return foldAll(authoritySubject, await this.#parts.records.readStream(settingsStreamOf(authority)));
  }

  /** Of how many subjects the deadlines could not be told lately, so that nobody is reminded of them; as this process has seen. */
  get untold(): number {
    const lately = performance.now() - REMEMBERED_MS;
    for (const [stream, at] of this.#untold) if (at < lately) this.#untold.delete(stream);
    return this.#untold.size;
  }

  /** All that is due for an office of these subjects. One of which it cannot be told keeps no other's back, and is told in health. */
  async #dueFor({ office }: OfficeOf, of: readonly StreamSubject[]): Promise<readonly HeldReminder[]> {
    const subjects = new Map(of.map((subject) => [streamName(subject), subject]));
    const due: HeldReminder[] = [];
    for (const subject of subjects.values())
      due.push(...(await this.#dueIfTold(subject)).filter(({ reminder }) => reminder.recipient === office));
    return due.sort(inOrderOfTime);
  }

  async #dueIfTold(subject: StreamSubject): Promise<readonly HeldReminder[]> {
    try {
      return await this.#dueOf(subject);
    } catch (error) {
      if (this.#parts.isPassing(error)) throw error;
      return [];
    }
  }

  /** What is due of a subject's deadlines, as they follow from its facts now. */
  async #dueOf(subject: StreamSubject): Promise<readonly HeldReminder[]> {
    const books = await this.#keptBooks(subject);
    const now = this.#parts.clock.now();
    return foldAll(deadlinesSubject, books.deadlines).flatMap((deadline) =>
      remindersDue(deadline, now).map((reminder): HeldReminder => ({
        ...{ id: idOf(subject, reminder), sendAt: reminder.sendAt, subject, deadline, reminder },
        ...(reminder.claimed === undefined ? {} : { claimed: reminder.claimed }),
        of: titleOf(subject.category, books.subject),
        stillOpen: stillOpen(subject.category, books.subject, deadline.key),
      })),
    );
  }

  async #keptBooks(subject: StreamSubject): Promise<Books> {
    try {
      const books = await this.#parts.keeping.keep(subject);
      this.#untold.delete(streamName(subject));
      return books;
    } catch (error) {
      if (!this.#parts.isPassing(error)) this.#untold.set(streamName(subject), performance.now());
      throw error;
    }
  }
}

const inAuthority =
  (authority: string) =>
  ({ category, id }: Boarded): StreamSubject => ({ category, authority, id });

const idOf = (subject: StreamSubject, { key, version, rung, recipient }: DueReminder): string =>
  uuidv5(JSON.stringify([deadlinesStreamOf(subject), key, version, rung, recipient]), REMINDERS);

const inOrderOfTime = (one: HeldReminder, other: HeldReminder): number =>
  one.sendAt === other.sendAt ? (one.id < other.id ? -1 : 1) : one.sendAt < other.sendAt ? -1 : 1;
