import { type JsonObject } from '#kernel';

/** The fields without those that were left out. */
export type Stated<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name];
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>;
};

/** What was stated, as plain data: fields that were left out are not there, and nested inputs lose their class. */
export const stated = <Fields extends object>(fields: Fields): Stated<Fields> => plain(fields) as Stated<Fields>;

/** A value as the plain JSON that a fact keeps. */
export const plainData = (value: object): JsonObject => plain(value) as JsonObject;

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(entries.map(([name, held]): [string, unknown] => [name, plain(held)]));
};

/** Whether two pieces of plain data say the same, whatever the order of their fields. */
export const saysTheSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && saysTheSame(Reflect.get(one, name), Reflect.get(other, name)))
  );
};
