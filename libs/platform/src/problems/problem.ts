import { type Blocker, type InputProblem, Malformed, Refusal } from '#kernel';
import {
  CommandIdReused,
  NotAuthenticated,
  NotKnown,
  NotPermitted,
  RecordNotReadable,
  StaleRevision,
  TooContended,
} from '../commands/rejections.js';
import { LogClosed, LogUnavailable } from '../event-log/event-log.js';
import { type ProblemName, problemNames, PROBLEMS, PROBLEMS_PAGE } from './catalogue.js';
import { isDatabaseAway } from './database-away.js';

/** The media type of every answer that is not a success. */
export const PROBLEM_JSON = 'application/problem+json';

/** Further members of a problem, by the kinds that have them. */
export interface ProblemDetails {
  readonly errors?: readonly InputProblem[];
  readonly blockers?: readonly Blocker[];
  readonly currentRevision?: number;
  readonly checks?: Readonly<Record<string, { readonly ok: boolean; readonly detail: string }>>;
}

/** A problem as RFC 9457 has it, before it is told apart by its request. */
export interface Problem extends ProblemDetails {
  /** Resolves in this API's documentation. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
}

/** An error that says itself which problem it is, and which headers go with it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem.detail);
  }
}

/** The problem of that name; `detail` where there is something particular to say. */
export const problem = (name: ProblemName, detail?: string, details: ProblemDetails = {}): Problem => {
  const { title, status, detail: usual } = PROBLEMS[name];
  return { type: `${PROBLEMS_PAGE}#${name}`, title, status, detail: detail ?? usual, ...details };
};

/** What cannot be answered for the moment (HTTP 503 with Retry-After). */
export const unavailable = (detail: string, retryAfterSeconds = 1): ProblemError =>
  new ProblemError(problem('unavailable', detail), { 'retry-after': String(retryAfterSeconds) });

/** The problem that an error is to a caller, with its headers. What is no caller's business is an internal error without words. */
export const problemOf = (error: unknown): ProblemError => {
  if (error instanceof ProblemError) return error;
  const known = TRANSLATIONS.map((translate) => translate(error)).find((found) => found !== undefined);
  return known ?? new ProblemError(problem(nameByStatus(statusOf(error))));
};

type Translation = (error: unknown) => ProblemError | undefined;

const when =
  <E extends Error>(type: abstract new (...args: never[]) => E, say: (error: E) => ProblemError): Translation =>
  (error) =>
    error instanceof type ? say(error) : undefined;

const TRANSLATIONS: readonly Translation[] = [
  when(Malformed, ({ problems }) => malformedInput(problems)),
  when(Refusal, ({ blockers }) => new ProblemError(problem('rule-forbids', saying(blockers), { blockers }))),
  when(
    NotAuthenticated,
    ({ message }) => new ProblemError(problem('not-authenticated', message), { 'www-authenticate': 'Bearer' }),
  ),
  when(NotPermitted, ({ message }) => new ProblemError(problem('not-permitted', message))),
  when(NotKnown, () => new ProblemError(problem('not-known'))),
  when(RecordNotReadable, () => new ProblemError(problem('record-not-readable'))),
  when(CommandIdReused, ({ message }) => new ProblemError(problem('key-reused', message))),
  when(StaleRevision, ({ message, actual }) => staleRevision(message, actual)),
  when(TooContended, ({ message }) => unavailable(message)),
  when(LogUnavailable, ({ outcome }) => unavailable(OF_THE_LOG[outcome], 5)),
  when(LogClosed, () => unavailable(OF_THE_LOG['nothing written'])),
  (error) =>
    isDatabaseAway(error)
      ? unavailable('The database does not answer, or takes nothing now: send the request again.', 5)
      : undefined,
];

const OF_THE_LOG: Readonly<Record<LogUnavailable['outcome'], string>> = {
  'nothing written': 'The event log cannot be reached, and nothing was written.',
  refused: 'The event log takes no facts now, and nothing was written.',
  'not known':
    'The event log did not answer, and whether this was written is not known: send it again under the same Idempotency-Key, ' +
    'or look first where it had none.',
};

/** A problem with a pointer to each place in the input. */
export const malformedInput = (errors: readonly InputProblem[]): ProblemError => {
  const places = errors.length === 1 ? 'one place' : `${errors.length} places`;
  return new ProblemError(problem('malformed-input', `The input is wrong in ${places}: see errors.`, { errors }));
};

const staleRevision = (detail: string, currentRevision: number): ProblemError =>
  new ProblemError(problem('stale-revision', detail, { currentRevision }));

const saying = (blockers: readonly Blocker[]): string => blockers.map(({ reason }) => reason).join('; ');

/** The status that a framework's error bears: Nest's `getStatus()`, Fastify's `statusCode`. */
const statusOf = (error: unknown): number => {
  if (typeof error !== 'object' || error === null) return 500;
  const status: unknown = Reflect.get(error, 'statusCode') ?? Reflect.get(error, 'status');
  return typeof status === 'number' ? status : 500;
};

const nameByStatus = (status: number): ProblemName =>
  problemNames().find((name) => PROBLEMS[name].status === status) ??
  (status >= 400 && status < 500 ? 'malformed-input' : 'internal-error');
