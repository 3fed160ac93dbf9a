import { type RecordedFact } from './fact.js';
import { type Fold } from './subject.js';

/** What is on record is the work of a later release than this one, which leaves it alone: a worker of that release goes on with it. */
export class LaterRelease extends Error {
  override readonly name = 'LaterRelease';
}

/**
 * The same fold, for facts that this release knows: it would pass over what it does not, and decide and count as if that had not
 * been told.
 * @param versions the schema version in which this release writes each type of fact
 * @throws LaterRelease for a fact of another type, or of a later version
 */
export const knowing = <State>(versions: Readonly<Record<string, number>>, fold: Fold<State>): Fold<State> => ({
  ...fold,
  evolve: (state, fact) => {
    mustKnow(versions, fact);
    return fold.evolve(state, fact);
  },
});

const mustKnow = (
  versions: Readonly<Record<string, number>>,
  { type, stream, revision, metadata: { schemaVersion } }: RecordedFact,
): void => {
  const known = Object.hasOwn(versions, type) ? versions[type] : undefined;
  if (known !== undefined && !(Number(schemaVersion) > known)) return;
  throw new LaterRelease(
    `${stream}: revision ${revision} is ${type} in version ${schemaVersion}, and this release knows ${known === undefined ? 'no such fact' : `version ${known}`}: start one that knows it`,
  );
};
