import { type RecordedFact } from './fact.js';
import { type Fold } from './subject.js';

type Evolve = (state: unknown, fact: RecordedFact) => unknown;

/** How far a history was folded, and what came of it. */
interface Folded {
  readonly facts: number;
  readonly state: unknown;
}

/** What has been folded of histories that somebody still holds. Facts do not change, and folds are pure. */
const folded = new WeakMap<readonly RecordedFact[], Map<Evolve, Folded>>();

/** The state after the facts. What was folded of the same list before is not folded again. */
export const foldAll = <State>({ initial, evolve }: Fold<State>, facts: readonly RecordedFact[]): State => {
  const known = foldsOf(facts);
  const before = known.get(evolve as Evolve) as { facts: number; state: State } | undefined;
  if (before?.facts === facts.length) return before.state;
  const state = facts.slice(before?.facts ?? 0).reduce(evolve, before === undefined ? initial : before.state);
  known.set(evolve as Evolve, { facts: facts.length, state });
  return state;
};

/** A history and what came after it. What was folded of the former is where folding goes on. */
export const grownBy = (history: readonly RecordedFact[], more: readonly RecordedFact[]): readonly RecordedFact[] => {
  const grown = [...history, ...more];
  const known = folded.get(history);
  if (known !== undefined) folded.set(grown, new Map(known));
  return grown;
};

const foldsOf = (facts: readonly RecordedFact[]): Map<Evolve, Folded> => {
  const known = folded.get(facts);
  if (known !== undefined) return known;
  const fresh = new Map<Evolve, Folded>();
  folded.set(facts, fresh);
  return fresh;
};
