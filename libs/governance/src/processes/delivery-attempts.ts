export interface AttemptLimits {
  /** How often a mail is handed over before it is given up. */
  readonly most: number;
  /** Milliseconds before the second attempt; each pause is twice the one before it. */
  readonly first: number;
  readonly longest: number;
}

/** About seven hours in all, so that a mail server that puts strangers off is outlasted. */
export const USUAL_LIMITS: AttemptLimits = { most: 15, first: 30_000, longest: 3_600_000 };

/** The mails that a mail server refused for now. Forgotten when the process ends: counting begins anew then. */
export class DeliveryAttempts {
  readonly #refused = new Map<string, { readonly attempts: number; readonly notBefore: number }>();

  constructor(private readonly limits: AttemptLimits) {}

  /** Whether it was tried before to hand the mail over, and it was surely not accepted. */
  wasRefused(messageId: string): boolean {
    return this.#refused.has(messageId);
  }

  /** Whether it is too early to try again, by the machine's own clock. */
  mustWait(messageId: string): boolean {
    return performance.now() < (this.#refused.get(messageId)?.notBefore ?? 0);
  }

  /** Takes note of a refusal. Whether the mail is to be given up. */
  refused(messageId: string): boolean {
    const attempts = (this.#refused.get(messageId)?.attempts ?? 0) + 1;
    const { most, first, longest } = this.limits;
    this.#refused.set(messageId, {
      attempts,
      notBefore: performance.now() + Math.min(longest, first * 2 ** (attempts - 1)),
    });
    return attempts >= most;
  }

  /** Takes note that there was nobody to hand the mail to: that counts for nothing. */
  unreached(messageId: string): void {
    if (!this.#refused.has(messageId)) this.#refused.set(messageId, { attempts: 0, notBefore: 0 });
  }

  settled(messageId: string): void {
    this.#refused.delete(messageId);
  }
}
