import { type Json, type JsonObject } from '#kernel';

/**
 * The plain JSON of an object that may be, or hold, instances of input classes. Fields that are `undefined` are left out.
 * @throws TypeError for what is not JSON: dates, maps, functions, big integers, `undefined` in lists.
 */
export const plainObject = (value: object): JsonObject =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => [name, plain(item)]),
  );

const plain = (value: unknown): Json => {
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item));
  if (isStruct(value)) return plainObject(value);
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new TypeError(`${Object.prototype.toString.call(value)} is not JSON`);
};

const isStruct = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Object]';
