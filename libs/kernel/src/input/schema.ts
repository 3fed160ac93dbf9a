/** A JSON Schema (2020-12), as OpenAPI 3.1 uses it. */
export type Schema = Readonly<Record<string, unknown>>;

interface FieldRecord {
  readonly required: boolean;
  readonly schema: () => Schema;
}

const fieldsOfClass = new WeakMap<object, Map<string, FieldRecord>>();
const named = new Map<string, object>();

/** Called by the field decorators: what the class says of one field. */
export const rememberField = (prototype: object, name: string, record: FieldRecord): void => {
  const fields = fieldsOfClass.get(prototype) ?? new Map<string, FieldRecord>();
  fieldsOfClass.set(prototype, fields.set(name, record));
};

/** A reference to the class's schema among the components; the class is remembered under its name. */
export const schemaOf = (type: new () => object): Schema => {
  const other = named.get(type.name);
  if (other !== undefined && other !== type) throw new Error(`two input classes are called ${type.name}`);
  named.set(type.name, type);
  return { $ref: `#/components/schemas/${type.name}` };
};

/** The class's own schema, unknown fields refused, its bases' fields included. */
export const componentOf = (type: new () => object): Schema => {
  const fields = fieldsAlong(type.prototype as object);
  const required = [...fields].filter(([, record]) => record.required).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...fields].map(([name, record]) => [name, record.schema()])),
    ...(required.length === 0 ? {} : { required }),
  };
};

/** The names of the fields that an input of this class may have. */
export const fieldNamesOf = (type: new () => object): readonly string[] => [
  ...fieldsAlong(type.prototype as object).keys(),
];

const fieldsAlong = (prototype: object): Map<string, FieldRecord> => {
  const base = Object.getPrototypeOf(prototype) as object | null;
  const inherited = base === null ? new Map<string, FieldRecord>() : fieldsAlong(base);
  return new Map([...inherited, ...(fieldsOfClass.get(prototype) ?? [])]);
};
