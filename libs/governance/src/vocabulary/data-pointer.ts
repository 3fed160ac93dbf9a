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

/** Whether there is a place to which the pointer leads: something stands there, or was left out of what has fields or at the end of a list. */
export const hasPlaceAt = (data: unknown, pointer: string): boolean => {
  if (valueAt(data, pointer) !== undefined) return true;
  const holder = valueAt(data, pointer.slice(0, pointer.lastIndexOf('/')));
  if (Array.isArray(holder)) return pointer.endsWith(`/${holder.length}`);
  return typeof holder === 'object' && holder !== null;
};

/** The data with another value in the place to which the pointer leads. Data in which there is no such place stays. */
export const withValueAt = <Data extends object>(data: Data, pointer: string, value: Json): Data =>
  hasPlaceAt(data, pointer) ? (replaced(data as JsonObject, stepsOf(pointer), value) as Data) : data;

const replaced = (data: Json, [step, ...rest]: readonly string[], value: Json): Json => {
  if (step === undefined) return value;
  if (isList(data) && step === String(data.length)) return [...data, value];
  if (isList(data)) return data.map((held, at) => (String(at) === step ? replaced(held, rest, value) : held));
  if (typeof data !== 'object' || data === null) return data;
  return { ...data, [step]: replaced(data[step] ?? null, rest, value) };
};

const isList = (data: Json): data is readonly Json[] => Array.isArray(data);

/**
 * Whether a pointer leads into the places that a pattern names. A `*` in the pattern is one step, whichever it is; `**` is
 * any number of them, at least one: the way down a tree.
 */
export const fits = (pattern: string, pointer: string): boolean => leadsAlong(pattern.split('/'), pointer.split('/'));

const leadsAlong = ([wanted, ...further]: readonly string[], [step, ...rest]: readonly string[]): boolean => {
  if (wanted === undefined || step === undefined) return wanted === step;
  if (wanted === '**') return leadsAlong(further, rest) || leadsAlong(['**', ...further], rest);
  return (wanted === '*' || wanted === step) && leadsAlong(further, rest);
};
