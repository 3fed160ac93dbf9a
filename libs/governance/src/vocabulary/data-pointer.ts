import { type Json, type JsonObject } from '#kernel';

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value to which a JSON pointer (RFC 6901) leads; nothing where there is none. */
export const valueAt = (data: unknown, pointer: string): unknown =>
  stepsOf(pointer).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined,
    data,
  );

/** The data with another value in the place to which the pointer leads. Data in which there is no such place stays. */
export const withValueAt = <Data extends object>(data: Data, pointer: string, value: Json): Data =>
  valueAt(data, pointer) === undefined ? data : (replaced(data as JsonObject, stepsOf(pointer), value) as Data);

const replaced = (data: Json, [step, ...rest]: readonly string[], value: Json): Json => {
  if (step === undefined) return value;
  if (isList(data)) return data.map((held, at) => (String(at) === step ? replaced(held, rest, value) : held));
  if (typeof data !== 'object' || data === null) return data;
  return { ...data, [step]: replaced(data[step] ?? null, rest, value) };
};

const isList = (data: Json): data is readonly Json[] => Array.isArray(data);

/** Whether a pointer leads into the places that a pattern names; a `*` in the pattern is one step, whichever it is. */
export const fits = (pattern: string, pointer: string): boolean => {
  const [wanted, steps] = [pattern.split('/'), pointer.split('/')];
  return wanted.length === steps.length && wanted.every((step, at) => step === '*' || step === steps[at]);
};
