/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type Schema = Readonly<Record<string, unknown>>;

/** A class of input: its fields carry the decorators of `fields.ts`. */
export type InputClass<Input extends object = object> = new () => Input;

/** What a field's decorator says of it. */
export interface FieldRecord {
  readonly required: boolean;
  readonly schema: () => Schema;
  /** The class of the value, or of the list's items, where they have fields of their own. */
  readonly type?: (() => InputClass) | undefined;
  /** For a list: what is wrong with one item. */
  readonly item?: { readonly wrong: Wrong } | undefined;
}

/** What is wrong with a value, or what would be right; nothing where it is right. */
export type Wrong = (value: unknown) => string | undefined;

const fieldsOfClass = new WeakMap<object, Map<string, FieldRecord>>();
const named = new Map<string, object>();

/** Called by the field decorators: what the class says of one field. */
export const rememberField = (prototype: object, name: string, record: FieldRecord): void => {
  const fields = fieldsOfClass.get(prototype) ?? new Map<string, FieldRecord>();
  fieldsOfClass.set(prototype, fields.set(name, record));
};

/** A reference to the class's schema among the components; the class is remembered under its name. */
export const schemaOf = (type: InputClass): Schema => {
  const other = named.get(type.name);
  if (other !== undefined && other !== type) throw new Error(`two input classes are called ${type.name}`);
  named.set(type.name, type);
  return { $ref: `#/components/schemas/${type.name}` };
};

/** The class's own schema, unknown fields refused, its bases' fields included. */
export const componentOf = (type: InputClass): Schema => {
  const fields = fieldsOf(type);
  const required = [...fields].filter(([, record]) => record.required).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...fields].map(([name, record]) => [name, record.schema()])),
    ...(required.length === 0 ? {} : { required }),
  };
};

/** What is known of each field of the class, those of its bases included. */
export const fieldsOf = (type: InputClass): ReadonlyMap<string, FieldRecord> => fieldsAlong(type.prototype as object);

/** Every class that a schema refers to by its name, and its component. */
export const componentsOf = (types: readonly InputClass[]): Readonly<Record<string, Schema>> => {
  const components = new Map<string, Schema>();
  const visit = (type: InputClass): void => {
    if (components.has(type.name)) return;
    schemaOf(type);
    components.set(type.name, componentOf(type));
    for (const { type: inner } of fieldsOf(type).values()) if (inner !== undefined) visit(inner());
  };
  types.forEach(visit);
  return Object.fromEntries(components);
};

const fieldsAlong = (prototype: object): Map<string, FieldRecord> => {
  const base = Object.getPrototypeOf(prototype) as object | null;
  const inherited = base === null ? new Map<string, FieldRecord>() : fieldsAlong(base);
  return new Map([...inherited, ...(fieldsOfClass.get(prototype) ?? [])]);
};
