export interface AttemptLimits {
  /** How often a mail is handed over before it is given up. */
  readonly most: number;
  /** Milliseconds before the second attempt; each pause is twice the one before it. */
  readonly first: number;
  readonly longest: number;
}

/** About seven hours in all, so that a mail server that puts strangers off is outlasted. */
export const USUAL_LIMITS: AttemptLimits = { most: 15, first: 30_000, longest: 3_600_000 };

interface Attempt {
  readonly attempts: number;
  readonly notBefore: number;
  /** Nobody said of one of the attempts whether the mail was taken. */
  readonly mayBeTaken: boolean;
}

const NONE: Attempt = { attempts: 0, notBefore: 0, mayBeTaken: false };

/**
 * The mails that a mail server refused for now, or of which it never said whether it took them. Forgotten when the process
 * ends: counting begins anew then.
 */
export class DeliveryAttempts {
  readonly #open = new Map<string, Attempt>();

  constructor(private readonly limits: AttemptLimits) {}

  /** Whether it was tried before to hand the mail over, and it was surely not accepted. */
  wasRefused(messageId: string): boolean {
    return this.#open.get(messageId)?.mayBeTaken === false;
  }

  /** Whether it is too early to try again, by the machine's own clock. */
  mustWait(messageId: string): boolean {
    return performance.now() < (this.#open.get(messageId) ?? NONE).notBefore;
  }

  /** Takes note of a refusal. Whether the mail is to be given up. */
  refused(messageId: string): boolean {
    const { attempts, mayBeTaken } = this.#open.get(messageId) ?? NONE;
    return this.#note(messageId, { attempts: attempts + 1, mayBeTaken, pauses: attempts });
  }

  /**
   * Takes note that nobody said whether the mail was taken. Whether it is to be given up. A connection may break once, so
   * the mail goes out a second time soon; from then on each may be one more of the same in somebody's mailbox.
   */
  unanswered(messageId: string): boolean {
    const { attempts } = this.#open.get(messageId) ?? NONE;
    return this.#note(messageId, { attempts: attempts + 1, mayBeTaken: true, pauses: attempts - 1 });
  }

  /** Takes note that there was nobody to hand the mail to: that counts for nothing. */
  unreached(messageId: string): void {
    if (!this.#open.has(messageId)) this.#open.set(messageId, NONE);
  }

  settled(messageId: string): void {
    this.#open.delete(messageId);
  }

  #note(
    messageId: string,
    {
      pauses,
      ...told
    }: Omit<Attempt, 'notBefore'> & { /** Before this one; none where it is less. */ readonly pauses: number },
  ): boolean {
    const { most, first, longest } = this.limits;
    const wait = pauses < 0 ? 0 : Math.min(longest, first * 2 ** pauses);
    this.#open.set(messageId, { ...told, notBefore: performance.now() + wait });
    return told.attempts >= most;
  }
}
