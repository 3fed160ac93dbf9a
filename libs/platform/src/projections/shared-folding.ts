import { type AnyReadModel, type RecordedFact } from '#kernel';

interface Folding {
  readonly evolve: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

const last = new WeakMap<readonly RecordedFact[], Folding>();

/**
 * The state after the facts. Read models that have one `evolve` between them, and take the same list of facts from the same
 * state, share the folding and the state that it gives; so what their rows derive from a state can be derived once.
 */
export const foldTogether = (model: AnyReadModel, from: unknown, facts: readonly RecordedFact[]): unknown => {
  const evolve: unknown = Reflect.get(model, 'evolve');
  const known = last.get(facts);
  if (known !== undefined && known.evolve === evolve && known.from === from) return known.to;
  const to = facts.reduce((state, fact) => model.evolve(state, fact), from);
  last.set(facts, { evolve, from, to });
  return to;
};
