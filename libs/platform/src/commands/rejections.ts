/** No such thing, or another authority's: the two are told alike, byte for byte (HTTP 404). */
export class NotKnown extends Error {
  override readonly name = 'NotKnown';
  constructor() {
    super('There is nothing here that this token may see.');
  }
}

/** A fact of the record is in the log and cannot be taken by what would answer: no fault of the caller’s (HTTP 500). */
export class RecordNotReadable extends Error {
  override readonly name = 'RecordNotReadable';
  constructor(options?: ErrorOptions) {
    const why = options?.cause instanceof Error ? `: ${options.cause.message}` : '';
    super(`A fact of this record cannot be read yet${why}`, options);
  }
}

/** Who is calling cannot be told: no token, or one that is unknown, revoked or expired (HTTP 401). */
export class NotAuthenticated extends Error {
  override readonly name = 'NotAuthenticated';
}

/** Known, but not permitted to this role (HTTP 403). */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

/** The same command id came before with another payload (HTTP 422). */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
}

/** The subject has moved on since the revision that the caller insists on (HTTP 412). */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly expected: number,
    readonly actual: number,
    /** What the record is called. */
    record = 'record',
  ) {
    super(`The revision of the ${record} is ${actual}, not ${expected}: read the ${record} again first.`);
  }
}

/** Others kept writing to the subject first, so that no decision could be kept. Nothing was written (HTTP 503). */
export class TooContended extends Error {
  override readonly name = 'TooContended';
  constructor() {
    super('Others are changing this record at the same time: send the same command again.');
  }
}
