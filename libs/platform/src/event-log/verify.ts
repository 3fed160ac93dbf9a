import { type Position, type RecordedFact } from '#kernel';
import { ChainVerifier } from '#ledger';
import { type EventLog } from './event-log.js';
import { positionOf } from './position.js';

/** The first thing in a log that does not fit. Without a fact where facts are missing at the end. */
export interface LogFlaw {
  readonly reason: string;
  readonly fact?: {
    readonly stream: string;
    readonly revision: number;
    readonly id: string;
    readonly position: Position;
  };
}

export interface Verification {
  /** Facts that were looked at, the flawed one included. */
  readonly facts: number;
  readonly streams: number;
  /** Nothing where the whole log fits together. */
  readonly flaw?: LogFlaw;
}

export interface VerificationProgress {
  readonly facts: number;
  /** How many there were at the beginning; only of logs that count their facts. */
  readonly total?: number;
}

/**
 * Reads the whole log and recomputes every stream's chain, up to the first flaw. Where the log counts its facts, every
 * position up to the counter must be taken, too, so that facts missing at the end of the log are found.
 */
export const verifyLog = async (
  log: EventLog,
  onProgress: (progress: VerificationProgress) => void = () => undefined,
): Promise<Verification> => {
  const total = await log.counter?.();
  const inspection = new Inspection(total !== undefined);
  for await (const { facts } of log.readAll()) {
    for (const fact of facts) {
      const flaw = inspection.flawOf(fact);
      if (flaw !== undefined) return { ...inspection.counts, flaw };
    }
    onProgress({ facts: inspection.counts.facts, ...(total === undefined ? {} : { total }) });
  }
  const flaw = flawOfEnd(inspection.counts.facts, total, await log.counter?.());
  return flaw === undefined ? inspection.counts : { ...inspection.counts, flaw };
};

class Inspection {
  readonly #chains = new ChainVerifier();
  #facts = 0;

  constructor(private readonly counted: boolean) {}

  get counts(): { readonly facts: number; readonly streams: number } {
    return { facts: this.#facts, streams: this.#chains.streams };
  }

  flawOf(fact: RecordedFact): LogFlaw | undefined {
    this.#facts += 1;
    const { stream, revision, id, position } = fact;
    const expected = positionOf(this.#facts);
    const reason =
      this.counted && position !== expected
        ? `position ${expected} is missing: found ${position}`
        : this.#chains.check(fact)?.reason;
    return reason === undefined ? undefined : { reason, fact: { stream, revision, id, position } };
  }
}

/** Others may have been writing meanwhile: the facts read lie between the two readings of the counter. */
const flawOfEnd = (facts: number, before: number | undefined, after: number | undefined): LogFlaw | undefined => {
  if (before !== undefined && facts < before)
    return { reason: `the counter stands at ${before}, and the log ends after ${facts} facts: its end is missing` };
  if (after !== undefined && facts > after)
    return { reason: `the counter stands at ${after}, and the log holds ${facts} facts: the counter was set back` };
  return undefined;
};
