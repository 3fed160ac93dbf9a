import { type Chance } from './chance.js';
import { type WireRequest } from './wire.js';

/** A JSON Schema, as far as the API's description uses it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** The API's description, as `/openapi.json` gives it. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What is there to be spoken of. */
export interface Known {
  readonly authority: string;
  /** Values for the parameters of paths, by their names: `matter`. */
  readonly subjects: Readonly<Record<string, readonly string[]>>;
  /** Ids of whatever there is. */
  readonly ids: readonly string[];
  readonly token: string;
  /** Bodies that were taken, by the end of the addresses to which they were sent. */
  readonly taken: readonly { readonly name: string; readonly body: string }[];
}

const DAYS = ['2024-06-26', '2024-07-09', '2024-07-10', '2024-10-02', '2025-01-07', '2026-11-22'];
const WORDS = ['Cabinet', 'Scrutiny Co-ordination Committee', '1)', '2)a)', 'a)', '/title', 'dog fouling', 'Approves'];
const DEEPEST = 5;

/** Makes requests that the description says are right: any of its operations, about what is known. */
export class SoundRequests {
  readonly #operations: readonly { readonly method: string; readonly path: string; readonly operation: Operation }[];

  constructor(
    private readonly description: Description,
    private readonly known: Known,
  ) {
    this.#operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  }

  next(chance: Chance): WireRequest {
    const { method, path, operation } = chance.pick(this.#operations);
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = Buffer.from(schema === undefined ? '' : this.#bodyOf(path, schema, chance));
    return {
      method,
      target: `${this.#pathOf(path, chance)}${queryOf(operation, chance)}`,
      headers: [
        ['Host', 'minutebook'],
        ['Connection', 'close'],
        ['Authorization', `Bearer ${this.known.token}`],
        ...(schema === undefined ? [] : ([['Content-Type', 'application/json']] as const)),
        ...(schema === undefined ? [] : ([['Content-Length', String(body.length)]] as const)),
        ...(schema !== undefined && chance.onceIn(8) ? ([['If-Match', '"0"']] as const) : []),
        ...(chance.onceIn(2) ? ([['Idempotency-Key', `key ${chance.below(50)}`]] as const) : []),
      ],
      body,
    };
  }

  #pathOf(path: string, chance: Chance): string {
    const { authority, subjects } = this.known;
    return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      name === 'authority' ? authority : chance.pick(subjects[name] ?? [authority]),
    );
  }

  /** As often as not what was taken before, with another word in it. */
  #bodyOf(path: string, schema: Schema, chance: Chance): string {
    const begins = path.split('{').length === 2;
    const taken = this.known.taken.find(({ name }) => (name === '' ? begins : path.endsWith(`}${name}`)));
    return taken === undefined || chance.onceIn(2)
      ? JSON.stringify(this.#value(schema, chance, 0))
      : taken.body.replace('consultation', `consultation ${chance.below(9)}`);
  }

  #value(schema: Schema, chance: Chance, depth: number): unknown {
    const { type, enum: words, examples = words, ...rest } = this.#resolved(schema);
    if (examples !== undefined) return chance.pick(examples);
    if (type === 'object') return this.#object(rest, chance, depth);
    if (type === 'array') return this.#list(rest, chance, depth);
    if (type === 'integer') return chance.pick([rest.minimum ?? 0, 1, 1, 2, 3, rest.maximum ?? 9]);
    return type === 'boolean' ? chance.onceIn(2) : this.#text(rest, chance);
  }

  #resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    const found = name === undefined ? schema : this.description.components.schemas[name];
    if (found === undefined) throw new Error(`the description has no schema ${name ?? ''}`);
    return found;
  }

  #object({ properties = {}, required = [] }: Schema, chance: Chance, depth: number): object {
    const has = (name: string): boolean => required.includes(name) || (depth < DEEPEST && chance.onceIn(2));
    return Object.fromEntries(
      Object.entries(properties).flatMap(([name, schema]) =>
        has(name) ? [[name, this.#value(schema, chance, depth + 1)]] : [],
      ),
    );
  }

  #list({ items = {}, minItems = 0 }: Schema, chance: Chance, depth: number): readonly unknown[] {
    const length = minItems + chance.below(3);
    return Array.from({ length }, () => this.#value(items, chance, depth + 1));
  }

  #text({ format, maxLength = 200 }: Schema, chance: Chance): string {
    if (format === 'date') return chance.pick(DAYS);
    if (format === 'uuid') return chance.pick(this.known.ids);
    return chance.onceIn(20) ? 'x'.repeat(maxLength) : `${chance.pick(WORDS)}${chance.below(50)}`.slice(0, maxLength);
  }
}

const queryOf = ({ parameters = [] }: Operation, chance: Chance): string => {
  const names = parameters.filter((parameter) => parameter.in === 'query' && chance.onceIn(3));
  const terms = names.map(({ name }) => `${name}=${encodeURIComponent(chance.pick(VALUES[name] ?? WORDS))}`);
  return terms.length === 0 ? '' : `?${terms.join('&')}`;
};

/** What the parameters of a query may be, where words of the chamber will not do. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  asAt: DAYS,
  knownAt: [...DAYS, '2026-11-22T10:00:00Z', '2024-07-15T09:30:00.5+01:00'],
  openOn: DAYS,
  page: ['1', '2', '10000'],
  limit: ['1', '50', '200'],
  answer: ['accepted', 'accepted in part', 'rejected', 'deferred', 'noted', 'none'],
  search: ['safety plan', '"dog fouling" or -cabinet', 'or or', '((', "'", ':*', '\\'],
};
