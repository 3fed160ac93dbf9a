/** One kind of problem that this API answers with. */
interface KindOfProblem {
  readonly status: number;
  readonly title: string;
  /** What is said where the cause has no words of its own. */
  readonly detail: string;
  /** What the caller may do about it, for the documentation. */
  readonly remedy: string;
}

/** Where the kinds of problem are described, one anchor each: the address in `type` leads here. */
export const PROBLEMS_PAGE = '/docs/problems';

/** Every kind of problem, by the anchor in its `type`. Clients hold on to these names: add, never rename. */
export const PROBLEMS = {
  'malformed-input': {
    status: 400,
    title: 'The input is malformed',
    detail: 'The request is not one that this API reads.',
    remedy: 'Each entry of `errors` has a JSON pointer to the place and says what would be right. Nothing was written.',
  },
  'not-authenticated': {
    status: 401,
    title: 'No valid token',
    detail: 'A valid bearer token is needed.',
    remedy: 'Send `Authorization: Bearer <token>` with a token that is neither revoked nor expired.',
  },
  'not-permitted': {
    status: 403,
    title: 'Not permitted to this role',
    detail: 'The role of this token may not do this.',
    remedy: 'Ask an office whose role allows it: see docs/roles.md.',
  },
  'not-known': {
    status: 404,
    title: 'Not known',
    detail: 'There is nothing here that this token may see.',
    remedy: 'Check the address. What belongs to another authority is answered exactly like what never was.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not take that method.',
    remedy: 'Use one of the methods in the `Allow` header.',
  },
  'request-timeout': {
    status: 408,
    title: 'The request took too long to arrive',
    detail: 'The request did not arrive in time.',
    remedy: 'Send it again, whole and at once.',
  },
  'rule-forbids': {
    status: 409,
    title: 'A rule forbids it',
    detail: 'A rule forbids it, and nothing happened.',
    remedy:
      'Each entry of `blockers` names the rule; `citation` is the law or order on which it stands, where there is one, and `satisfiedBy` what would satisfy it, where anything would. Nothing was written.',
  },
  'stale-revision': {
    status: 412,
    title: 'The record has moved on',
    detail: 'The record is no longer at the revision given in If-Match.',
    remedy: 'Read the record again, decide again, and send the new revision. `currentRevision` is where it stands now.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    detail: 'The body is larger than this API takes.',
    remedy: 'Send less at once; the limits of each field are in the schemas.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Not JSON',
    detail: 'The body must be sent as Content-Type: application/json, in UTF-8.',
    remedy: 'Send `Content-Type: application/json`.',
  },
  'expectation-failed': {
    status: 417,
    title: 'The expectation cannot be met',
    detail: 'This API supports only `Expect: 100-continue`.',
    remedy: 'Leave out the `Expect` header.',
  },
  'key-reused': {
    status: 422,
    title: 'The idempotency key stands for another command',
    detail: 'This key was used for another command.',
    remedy: 'Send a new command under a new `Idempotency-Key`; repeat a command unchanged.',
  },
  'header-too-large': {
    status: 431,
    title: 'The head of the request is too large',
    detail: 'The request line and headers are larger than this API takes.',
    remedy: 'Send shorter headers, or a shorter address.',
  },
  'internal-error': {
    status: 500,
    title: 'Something is broken here',
    detail: 'This is our fault, and it is in our log under the id of this request.',
    remedy:
      'Tell the operator the id in `instance`. The same command under the same `Idempotency-Key` may be sent again.',
  },
  'record-not-readable': {
    status: 500,
    title: 'A fact of this record cannot be read yet',
    detail:
      'This needs all facts of the record, and one of them cannot be read yet. Nothing is lost; a command has changed nothing.',
    remedy:
      'Tell the operator the id in `instance`. Until it is mended, the history has every fact as it was recorded, and the page has ' +
      'what was recorded before that fact: its `parked` says at which revision it stands. Ask with a `knownAt` before that fact to see the record as it was known then. ' +
      'Send a command again, under the same `Idempotency-Key`, once it is mended.',
  },
  unavailable: {
    status: 503,
    title: 'Not available now',
    detail: 'This cannot be answered now.',
    remedy:
      'Send the same request again after the seconds in `Retry-After`, with the same `Idempotency-Key`. Where the event log takes no facts for longer, tell the operator: `/health/ready` and the log say why.',
  },
  'not-ready': {
    status: 503,
    title: 'Not ready',
    detail: 'This process is not ready to take requests.',
    remedy: 'Wait; `checks` says what is not well.',
  },
} as const satisfies Readonly<Record<string, KindOfProblem>>;

export type ProblemName = keyof typeof PROBLEMS;

/** The names of the problems, in the order of the documentation. */
export const problemNames = (): readonly ProblemName[] => Object.keys(PROBLEMS) as ProblemName[];
