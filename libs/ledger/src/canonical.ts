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
  const text = textOf(value);
  if (text !== undefined) return text;
  mustBeStorable(value, '');
  throw new NotCanonical('there is nothing to put into canonical form');
};

/** The canonical text in one pass, since every fact goes through it; nothing where there is something to refuse. */
const textOf = (value: unknown): string | undefined => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return isExact(value) ? JSON.stringify(value) : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? textOfList(value) : textOfObject(value);
    default:
      return undefined;
  }
};

const textOfList = (list: readonly unknown[]): string | undefined => {
  let text = '[';
  for (let index = 0; index < list.length; index += 1) {
    const item = textOf(list[index]);
    if (item === undefined) return undefined;
    text += index === 0 ? item : `,${item}`;
  }
  return `${text}]`;
};

/** Names in the order of their UTF-16 code units, which is how JavaScript sorts text. */
const textOfObject = (value: object): string | undefined => {
  if (!isPlain(value)) return undefined;
  const items = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const item = items[name];
    if (item === undefined) continue;
    const nameText = quoted(name);
    const itemText = textOf(item);
    if (nameText === undefined || itemText === undefined) return undefined;
    text += `${text === '' ? '' : ','}${nameText}:${itemText}`;
  }
  return `{${text}}`;
};

/** What stands between quotes as it is: printable ASCII, but for the quote and the backslash. */
const PLAIN = /^[ !#-[\]-~]*$/;

const quoted = (text: string): string | undefined => {
  if (PLAIN.test(text)) return `"${text}"`;
  return isSound(text) ? JSON.stringify(text) : undefined;
};

const isSound = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const isExact = (number: number): boolean =>
  Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
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
  if (!isPlain(value)) throw new NotCanonical(`${pointer || '/'}: not a plain object`);
  for (const [name, item] of Object.entries(value)) {
    mustBeSound(name, `${pointer}/${name}`);
    if (item !== undefined) mustBeStorable(item, `${pointer}/${name}`);
  }
};
