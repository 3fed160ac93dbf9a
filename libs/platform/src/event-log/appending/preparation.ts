import { canonicalForm, NotCanonical } from '#ledger';
import { type AppendContext, type JsonObject, type NewFact } from '#kernel';
import { type Expected, FactIdReused, Unstorable } from '../event-log.js';

/** A fact that has been looked over and can be stored. */
export interface PreparedFact {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: string;
  /** Its data in canonical form: what is hashed, and what is stored. */
  readonly data: string;
}

/** An append that has been looked over: what remains to be asked is whether the log lets it in. */
export interface PreparedAppend {
  readonly stream: string;
  readonly facts: readonly PreparedFact[];
  readonly expected: Expected;
  readonly context: AppendContext;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const LONGEST_NAME = 500;
const CONTEXT = [
  'commandId',
  'payloadHash',
  'correlationId',
  'causationId',
  'actor',
  'capacity',
  'authority',
] as const satisfies readonly (keyof AppendContext)[];

/**
 * Looks an append over before the log is asked. Copies what it keeps, so that the caller may go on changing its own.
 * @throws RangeError when there are no facts, Unstorable for what the log cannot keep as it is, FactIdReused when an id
 * comes twice.
 */
export const prepareAppend = (
  stream: string,
  facts: readonly NewFact[],
  expected: Expected,
  context: AppendContext,
): PreparedAppend => {
  if (facts.length === 0) throw new RangeError(`${stream}: nothing to append; at least one fact is needed`);
  mustBeName(stream, 'a stream’s name');
  mustBeExpectation(expected);
  for (const name of CONTEXT) mustBeText(context[name], `context/${name}`);
  const ids = new Set<string>();
  for (const { id } of facts) {
    if (ids.has(id)) throw new FactIdReused(stream, id);
    ids.add(id);
  }
  return { stream, facts: facts.map(prepareFact), expected, context: { ...context } };
};

const prepareFact = ({ id, type, data, schemaVersion }: NewFact, index: number): PreparedFact => {
  if (!UUID.test(id)) throw new Unstorable(`fact ${index}: the id "${id}" is not a UUID in lower-case letters`);
  mustBeName(type, `the type of fact ${index}`);
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1)
    throw new Unstorable(`fact ${index}: the schema version is ${schemaVersion}; a whole number from 1 is needed`);
  return { id, type, schemaVersion: String(schemaVersion), data: canonicalData(data, index) };
};

const canonicalData = (data: JsonObject, index: number): string => {
  try {
    const text = canonicalForm(data);
    if (!text.startsWith('{')) throw new NotCanonical('the data are not an object');
    return text;
  } catch (error) {
    if (error instanceof NotCanonical) throw new Unstorable(`fact ${index}: ${error.message}`, { cause: error });
    throw error;
  }
};

const mustBeName = (name: string, what: string): void => {
  mustBeText(name, what);
  if (name.length === 0 || name.length > LONGEST_NAME || name.startsWith('$'))
    throw new Unstorable(`${what} has 1 to ${LONGEST_NAME} characters and does not begin with "$"`);
};

const mustBeText = (text: unknown, what: string): void => {
  if (typeof text !== 'string') throw new Unstorable(`${what} is not text`);
  if (text.includes('\u0000')) throw new Unstorable(`${what} holds U+0000, which cannot be stored`);
  if (!text.isWellFormed()) throw new Unstorable(`${what} holds a lone surrogate, which is not Unicode text`);
};

const mustBeExpectation = (expected: Expected): void => {
  if (typeof expected === 'object' && !(Number.isSafeInteger(expected.revision) && expected.revision >= 0))
    throw new RangeError(`the expected revision is ${expected.revision}; a whole number from 0 is needed`);
};
