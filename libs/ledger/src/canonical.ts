import canonicalize from 'canonicalize';

/** What has no canonical form, or would not come back from storage as it went in. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

/**
 * JSON in canonical form (RFC 8785).
 * @throws NotCanonical for numbers that JSON does not carry exactly (NaN, infinities, integers beyond 2^53), lone
 * surrogates, U+0000, `undefined` in lists, and whatever is not JSON. A property that is `undefined` is left out.
 */
export const canonicalForm = (value: unknown): string => {
  mustBeStorable(value, '');
  const text = canonicalize(value);
  if (text === undefined) throw new NotCanonical('there is nothing to put into canonical form');
  return text;
};

const mustBeStorable = (value: unknown, pointer: string): void => {
  switch (typeof value) {
    case 'string':
      mustBeSound(value, pointer);
      return;
    case 'number':
      mustBeExact(value, pointer);
      return;
    case 'boolean':
      return;
    case 'object':
      mustHoldStorable(value, pointer);
      return;
    default:
      throw new NotCanonical(`${pointer || '/'}: ${typeof value} is not JSON`);
  }
};

const mustBeSound = (text: string, pointer: string): void => {
  if (text.includes('\u0000')) throw new NotCanonical(`${pointer || '/'}: U+0000 cannot be stored`);
  if (!text.isWellFormed()) throw new NotCanonical(`${pointer || '/'}: a lone surrogate is not Unicode text`);
};

const mustBeExact = (number: number, pointer: string): void => {
  if (!Number.isFinite(number)) throw new NotCanonical(`${pointer || '/'}: ${number} is not a JSON number`);
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new NotCanonical(`${pointer || '/'}: integers beyond 2^53 would be rounded; write them as text`);
};

const mustHoldStorable = (value: object | null, pointer: string): void => {
  if (value === null) return;
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      mustBeStorable(item, `${pointer}/${index}`);
    });
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotCanonical(`${pointer || '/'}: not a plain object`);
  for (const [name, item] of Object.entries(value)) {
    mustBeSound(name, `${pointer}/${name}`);
    if (item !== undefined) mustBeStorable(item, `${pointer}/${name}`);
  }
};
