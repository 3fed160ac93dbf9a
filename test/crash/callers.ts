import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';

/** What a caller remembers of a command that was answered. */
export interface Answer {
  readonly commandId: string;
  readonly matter: string;
  readonly facts: readonly { readonly id: string; readonly type: string; readonly revision: number }[];
  readonly repeated: boolean;
}

/** A command that a caller sends until it is answered, always under the same key. */
export interface Sent {
  /** The `Idempotency-Key`; also in the command's text, by which its facts are found whatever their ids. */
  readonly key: string;
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
  /** How often no answer came, or one that says that the outcome is not known. */
  cutOff: number;
  answer?: Answer;
}

const AUTHORITY = 'crashtown';
const CALLERS = 4;
/** A new matter for so many commands, so that no stream grows long. */
const COMMANDS_PER_MATTER = 12;
const MATTERS_AT_ONCE = 6;
const RETRY_MS = 25;
/** What is answered when the command is to be sent again: the log or the database is away. */
const AGAIN = 503;

interface Heard {
  readonly status: number;
  readonly ok: boolean;
  readonly text: string;
}

/** Offices at work: each sends one command after the other, to matters that all of them know, and forgets nothing. */
export class Callers {
  readonly sent: Sent[] = [];
  /** Answers that are neither a success nor a reason to try again; there should be none. */
  readonly refusals: string[] = [];
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();
  readonly #matters: string[] = [];
  readonly #run = randomUUID().slice(0, 8);
  #origin: string | undefined;
  #atWork: Promise<unknown> = Promise.resolve();
  #over = false;
  #gone = false;
  #underWay = 0;

  constructor(private readonly token: string) {}

  get answered(): readonly Sent[] {
    return this.sent.filter(isAnswered);
  }

  /** From now on requests go here; to nowhere while nothing runs. */
  goTo(origin: string | undefined): void {
    this.#origin = origin;
  }

  begin(): void {
    this.#atWork = Promise.all(Array.from({ length: CALLERS }, () => this.#work()));
  }

  /** Lets every caller have the answer to its last command. */
  async finish(): Promise<void> {
    this.#over = true;
    await this.#atWork;
    if (this.refusals.length > 0) throw new Error(this.refusals.join('\n'));
  }

  /** Resolves when so many more commands were answered. */
  async untilAnswered(more: number, withinMs = 120_000): Promise<void> {
    const goal = this.answered.length + more;
    await eventually(() => {
      if (this.refusals.length > 0) throw new Error(this.refusals.join('\n'));
      return this.answered.length >= goal;
    }, withinMs);
  }

  /** Goes home, answered or not. */
  leave(): void {
    this.#over = true;
    this.#gone = true;
  }

  /** Sends nothing more until it is told where to, and waits for the answers under way. */
  async rest(): Promise<void> {
    this.#origin = undefined;
    await eventually(() => this.#underWay === 0);
  }

  /** Sends an answered command once more, as a caller would that lost the answer. */
  async again({ path, body, key }: Sent): Promise<Answer> {
    const response = await this.#send(path, body, key);
    if (!response.ok) throw new Error(`${key} was sent again and answered with ${response.status}`);
    return answerOf(await response.json());
  }

  async #work(): Promise<void> {
    while (!this.#over && this.refusals.length === 0) {
      const next = this.#next();
      this.sent.push(next);
      await this.#persist(next);
    }
  }

  #next(): Sent {
    const at = this.sent.length;
    const key = `crash-${this.#run}-${at}`;
    const matter = this.#matters[Math.floor(Math.random() * this.#matters.length)];
    if (matter === undefined || at % COMMANDS_PER_MATTER === 0)
      return { key, path: '', body: { occurredOn: '2024-07-01', title: `Matter ${key}` }, cutOff: 0 };
    const to = `/${matter}`;
    return at % 3 === 0
      ? { key, path: `${to}/record-forecast-made`, body: forecastOf(key), cutOff: 0 }
      : { key, path: `${to}/record-request-made`, body: requestOf(key), cutOff: 0 };
  }

  async #persist(sent: Sent): Promise<void> {
    while (!isAnswered(sent) && !this.#gone && this.refusals.length === 0) {
      await this.#try(sent);
      if (!isAnswered(sent)) await pause(RETRY_MS);
    }
  }

  async #try(sent: Sent): Promise<void> {
    if (this.#origin === undefined) return;
    this.#underWay += 1;
    const heard = await this.#hear(sent).finally(() => (this.#underWay -= 1));
    if (heard === undefined) sent.cutOff += 1;
    else this.#take(sent, heard);
  }

  /** The whole answer; nothing where it was cut off. */
  async #hear({ path, body, key }: Sent): Promise<Heard | undefined> {
    try {
      const response = await this.#send(path, body, key);
      return { status: response.status, ok: response.ok, text: await response.text() };
    } catch {
      return undefined;
    }
  }

  #take(sent: Sent, { status, ok, text }: Heard): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (ok) this.#remember(sent, answerOf(JSON.parse(text)));
    else if (status === AGAIN) sent.cutOff += 1;
    else this.refusals.push(`${sent.key} was answered with ${status}: ${text}`);
  }

  #remember(sent: Sent, answer: Answer): void {
    sent.answer = answer;
    if (sent.path !== '') return;
    this.#matters.push(answer.matter);
    if (this.#matters.length > MATTERS_AT_ONCE) this.#matters.shift();
  }

  #send(path: string, body: Sent['body'], key: string): Promise<Response> {
    return fetch(`${this.#origin ?? ''}/v1/authorities/${AUTHORITY}/matters${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
  }
}

export const authority = AUTHORITY;

const isAnswered = ({ answer }: Sent): boolean => answer !== undefined;

const requestOf = (key: string) => ({
  ...{ occurredOn: '2024-07-09', by: 'Cabinet', subject: 'the speed of traffic', addressee: 'the Chief Constable' },
  text: `That a letter be sent (${key}).`,
});

const forecastOf = (key: string) => ({
  ...{ occurredOn: '2024-07-09', expected: '2025-01-07', before: 'Cabinet' },
  of: `A report on the responses (${key})`,
});

const answerOf = (json: unknown): Answer => json as Answer;
