import { type Command, type CommandClass, type DecisionContext, type Fact, type InstantText, type Role } from '#kernel';

/**
 * How a value of a fact may be corrected: the form that the corrected value must have. A label, a name and a title are one
 * line, reasons and texts have as many as they need, and each is as long as `LIMITS` lets it be: what its command takes.
 */
export type Correctable =
  | ('label' | 'name' | 'title' | 'reason' | 'text')
  | ('day' | 'time of day' | 'month or day' | 'occurrence' | 'id')
  | readonly string[];

/**
 * What is said of one type of fact beside its shape. Pointers are JSON pointers into its data; `*` is any place of a list,
 * `**` any way down a tree.
 */
export interface FactDefinition<Data extends object = object> {
  /** The schema version in which it is written today. */
  readonly version: number;
  /** The fields that may hold personal data, so that they can be encrypted for one person and shredded. */
  readonly personalData: readonly string[];
  /** The fields that a later fact may correct. What is not listed has a command of its own, or is an identity. */
  readonly correctable: Readonly<Record<string, Correctable>>;
  /** The places, beside `/occurredOn`, that tell of what has happened: no correction puts them into the future. */
  readonly happened?: readonly string[];
  /** What is wrong with the data once it is corrected; nothing when it agrees with itself. */
  disagreement?(data: Data): string | undefined;
}

export type FactDefinitions<F extends Fact> = {
  readonly [Type in F['type']]: FactDefinition<Extract<F, { type: Type }>['data']>;
};

/** The schema version of each type of fact, as a subject lists it. */
export const versionsOf = <F extends Fact>(definitions: FactDefinitions<F>): Readonly<Record<F['type'], number>> =>
  Object.fromEntries(
    Object.entries<FactDefinition<never>>(definitions).map(([type, { version }]) => [type, version]),
  ) as Record<F['type'], number>;

/** A fact with what later facts have corrected or supplied, as a fold reads it. Plain data. */
export interface Entry<F extends Fact = Fact> {
  readonly id: string;
  readonly revision: number;
  readonly recordedAt: InstantText;
  readonly type: F['type'];
  readonly data: F['data'];
  /** Whose word it is: the actor that told it, or that corrected the record of it since (`office:democratic-services`). */
  readonly toldBy: string;
  /** Names of what the fact begins, such as the id of the request that it tells of. */
  readonly begins?: readonly string[];
  /** Names of what earlier facts began: it is never read before those. */
  readonly refersTo?: readonly string[];
}

/** Whether nobody told it: an automation inferred it from what was on record. */
export const isInferred = ({ toldBy }: Pick<Entry, 'toldBy'>): boolean => toldBy.startsWith('automation:');

/** One entry type for each fact of a union, told apart by `type`. */
export type EntryOf<F extends Fact> = F extends Fact ? Entry<F> : never;

/** A part of the matter that one feature owns: its facts, and how they become its state. */
export interface Facet<State, F extends Fact = Fact> {
  readonly facts: FactDefinitions<F>;
  /** The state after the entries, in the order given; entries of other facets are passed over. Never throws. */
  readonly after: (entries: readonly Entry[]) => State;
}

export const facet = <State, F extends Fact>(
  facts: FactDefinitions<F>,
  initial: State,
  evolve: (state: State, entry: EntryOf<F>) => State,
): Facet<State, F> => {
  const types: ReadonlySet<string> = new Set(Object.keys(facts));
  const isOwn = (entry: Entry): entry is EntryOf<F> & Entry => types.has(entry.type);
  return {
    facts,
    after: (entries) => entries.reduce((state, entry) => (isOwn(entry) ? evolve(state, entry) : state), initial),
  };
};

/** A command of a facet: decided on the facet's own state, and on a small view of the rest of the matter. */
export interface FacetCommand<State, View = unknown, C extends Command = Command> {
  readonly command: CommandClass<C>;
  readonly may: readonly Role[];
  readonly on: 'a new subject' | 'an existing subject';
  /** The fields that name another record of the authority, which has to be there already, and its category. */
  readonly names?: Readonly<Record<string, string>>;
  /** One line for the API's documentation. */
  readonly summary: string;
  readonly decide: (command: C, state: State, context: DecisionContext, view: View) => readonly Fact[];
}

/** A line of a facet's table of commands; for officers, and on a matter that exists, unless told otherwise. */
export const tells = <State, View, C extends Command>(
  command: CommandClass<C>,
  summary: string,
  decide: FacetCommand<State, View, C>['decide'],
  on: 'a new subject' | 'an existing subject' = 'an existing subject',
): FacetCommand<State, View> =>
  ({ command, may: ['officer'], on, summary, decide }) as FacetCommand<State, View, C> as unknown as FacetCommand<
    State,
    View
  >;
