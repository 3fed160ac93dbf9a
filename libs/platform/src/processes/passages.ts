import { type Position, type RecordedFact } from '#kernel';
import { type ProcessDefinition } from './process-definition.js';

/** A fact, and the stream of a subject that it concerns. */
export type Telling = readonly [stream: string, fact: RecordedFact];

/** Facts in a row whose subjects can be told at once, up to a position. */
export interface Passage {
  /** Where the subjects have to be found, what is found besides those given: what they are found by may still be owed to them. */
  readonly told: readonly Telling[] | ((parked: Iterable<string>) => Promise<readonly Telling[]>);
  readonly last: Position;
}

/** Facts in their order, parted before and after each whose subjects have to be found first. */
export const passagesOf = function* (
  facts: readonly RecordedFact[],
  definition: Pick<ProcessDefinition, 'concerns'>,
): Iterable<Passage> {
  let known: Telling[] = [];
  let last: Position | undefined;
  for (const fact of facts) {
    const streams = definition.concerns(fact);
    if (typeof streams === 'function') {
      if (last !== undefined) yield { told: known, last };
      known = [];
      last = undefined;
      const all = async (parked: Iterable<string>) => [...new Set([...(await streams()), ...parked])];
      const told = async (parked: Iterable<string>) => (await all(parked)).map((stream) => [stream, fact] as const);
      yield { told, last: fact.position };
    } else {
      for (const stream of streams) known.push([stream, fact]);
      last = fact.position;
    }
  }
  if (last !== undefined) yield { told: known, last };
};

/** Whether there may be somebody to tell. */
export const concernsSomebody = ({ told }: Passage): boolean => typeof told === 'function' || told.length > 0;
