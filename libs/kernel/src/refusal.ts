/** Why a rule forbids something, so that a person can act on it. */
export interface Blocker {
  /** What is wrong, in the words of the council chamber. */
  readonly reason: string;
  /** Id of the rule: `R19`, or the feature's own name for it, `consultations/never-shortened`. */
  readonly rule: string;
  /** Statute, standing order or convention on which the rule rests. */
  readonly citation?: string;
  /** What would make it right. */
  readonly satisfiedBy?: string;
  /** JSON pointer to the part of the command that runs into the rule. */
  readonly pointer?: string;
}

/** A rule forbids it and nothing happened (HTTP 409). */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly blockers: readonly [Blocker, ...Blocker[]]) {
    super(blockers.map((blocker) => blocker.reason).join('; '));
  }
}

/** Says no: throws a `Refusal` with one blocker. */
export const refuse = (blocker: Blocker): never => {
  throw new Refusal([blocker]);
};

export interface InputProblem {
  /** JSON pointer into the body, `/parts/0/answers/1`; `#query/asAt` or `#header/If-Match` for what is not in it. */
  readonly pointer: string;
  /** What is wrong and what would be right. */
  readonly detail: string;
}

/** The input is malformed or contradicts itself (HTTP 400). */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  constructor(readonly problems: readonly [InputProblem, ...InputProblem[]]) {
    super(problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '));
  }
}

/** Throws `Malformed` for one place in the input. */
export const malformed = (pointer: string, detail: string): never => {
  throw new Malformed([{ pointer, detail }]);
};
