/** What one part of the machinery says of itself. No secrets, and nothing that tells of any authority's doings. */
export interface Condition {
  readonly ok: boolean;
  /** One line for an operator. */
  readonly detail: string;
  /** It is not well, and is no reason to send work elsewhere: all but what the detail names goes on. */
  readonly goesOn?: true;
}

/**
 * A part that can say whether it is well. Every provider of the application that extends this class is asked before the
 * process calls itself ready: nothing else needs to be registered.
 */
export abstract class HealthIndicator {
  /** Short and stable: `event log`, `projections`. */
  abstract readonly name: string;
  abstract check(): Promise<Condition>;
}
