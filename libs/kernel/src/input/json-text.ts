import { type Json } from '../json.js';
import { malformed } from '../refusal.js';
import { unsoundIn } from './checks.js';
import { type JsonPointer, pointerTo } from './json-pointer.js';
import { ProblemList } from './problem-list.js';

/** How deep lists and objects may be nested in an input. */
export const DEEPEST = 32;

/** How many values an input may hold in all, each list and object counted: the checks of more would keep everybody else waiting. */
export const MOST_VALUES = 10_000;

const LONGEST_NAME = 100;
const NAMES_OF_THE_LANGUAGE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WHOLE = /^-?\d+$/;
const EXACT_DIGITS = 15;

/**
 * The value of a JSON text (RFC 8259), with nothing lost on the way: a number that would be rounded, a name given twice,
 * U+0000, a lone surrogate, nesting beyond `DEEPEST`, more than `MOST_VALUES` and the names `__proto__`, `constructor` and `prototype` are refused.
 * @throws Malformed with a pointer to each; for a text that is no JSON, with the line and column
 */
export const readJson = (text: string): Json => new JsonText(text).value();

/** Where a value stands: its pointer is only made for those that have to be told of it. */
interface Place {
  readonly within: Place | undefined;
  readonly key: string | number;
}

const pointerOf = (place: Place | undefined): JsonPointer =>
  place === undefined ? '' : pointerTo(pointerOf(place.within), place.key);

class JsonText {
  readonly #text: string;
  readonly #problems = new ProblemList();
  #at = 0;
  #values = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Json {
    const value = this.#anything(undefined, 0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#wants('the end of the text');
    this.#problems.settle();
    return value;
  }

  #anything(place: Place | undefined, depth: number): Json {
    this.#values += 1;
    if (this.#values > MOST_VALUES) malformed('', `must hold at most ${MOST_VALUES} values in all, at every level`);
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(place, this.#deeper(place, depth));
      case '[':
        return this.#list(place, this.#deeper(place, depth));
      case '"':
        return this.#soundText(place);
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number(place);
    }
  }

  #object(place: Place | undefined, depth: number): Json {
    const fields: Record<string, Json> = {};
    this.#at += 1;
    if (this.#next('}')) return fields;
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#wants('a name in double quotes');
      const name = this.#string();
      if (!this.#next(':')) this.#wants('a colon after the name');
      const fit = this.#isFit(name, place, fields);
      const value = this.#anything(fit ? { within: place, key: name } : place, depth);
      if (fit) fields[name] = value;
    } while (this.#next(','));
    if (!this.#next('}')) this.#wants('a comma or a closing brace');
    return fields;
  }

  #isFit(name: string, place: Place | undefined, fields: Readonly<Record<string, Json>>): boolean {
    const wrong = whatIsWrongWithName(name);
    if (wrong !== undefined) this.#problems.add(pointerOf(place), wrong);
    else if (NAMES_OF_THE_LANGUAGE.has(name))
      this.#problems.add(pointerTo(pointerOf(place), name), 'is not a field of this input');
    else if (Object.hasOwn(fields, name))
      this.#problems.add(pointerTo(pointerOf(place), name), 'is given twice: give it once');
    else return true;
    return false;
  }

  #list(place: Place | undefined, depth: number): Json {
    const items: Json[] = [];
    this.#at += 1;
    if (this.#next(']')) return items;
    do items.push(this.#anything({ within: place, key: items.length }, depth));
    while (this.#next(','));
    if (!this.#next(']')) this.#wants('a comma or a closing bracket');
    return items;
  }

  #deeper(place: Place | undefined, depth: number): number {
    if (depth >= DEEPEST) malformed(pointerOf(place), `is nested more than ${DEEPEST} deep`);
    return depth + 1;
  }

  #soundText(place: Place | undefined): string {
    const text = this.#string();
    const unsound = unsoundIn(text);
    if (unsound !== undefined) this.#problems.add(pointerOf(place), `must be text without ${unsound}`);
    return text;
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (this.#at += 1; this.#text[this.#at] !== '"'; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (Number.isNaN(code)) this.#wants('a closing double quote');
      if (code < 0x20) this.#wants('an escape such as \\n in place of a control character');
      if (code === 0x5c) {
        escaped = true;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return escaped ? this.#unescaped(start) : this.#text.slice(start + 1, this.#at - 1);
  }

  #unescaped(start: number): string {
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      this.#at = start;
      return this.#wants('a text whose escapes are those of JSON');
    }
  }

  #number(place: Place | undefined): number {
    NUMBER.lastIndex = this.#at;
    const token = NUMBER.exec(this.#text)?.[0];
    if (token === undefined) return this.#wants('a value');
    this.#at += token.length;
    if (!isExact(token))
      this.#problems.add(
        pointerOf(place),
        'must be a number that is carried exactly, at most 9007199254740991; zero is written 0',
      );
    return Number(token);
  }

  #word<Value>(word: string, value: Value): Value {
    if (!this.#text.startsWith(word, this.#at)) this.#wants('a value');
    this.#at += word.length;
    return value;
  }

  #next(mark: string): boolean {
    this.#skipSpace();
    const found = this.#text[this.#at] === mark;
    if (found) this.#at += 1;
    return found;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  #wants(what: string): never {
    const before = this.#text.slice(0, this.#at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return malformed('', `is not JSON: ${what} is wanted at line ${before.length}, column ${column}`);
  }
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const whatIsWrongWithName = (name: string): string | undefined => {
  const unsound = unsoundIn(name);
  if (unsound !== undefined) return `has a field whose name holds ${unsound}`;
  return name.length > LONGEST_NAME ? `has a field whose name is longer than ${LONGEST_NAME} characters` : undefined;
};

/** Whether the number means the same to every reader of JSON: a whole number up to 2^53 - 1, or few enough digits. */
const isExact = (token: string): boolean => {
  const value = Number(token);
  if (Object.is(value, -0) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return false;
  if (WHOLE.test(token)) return true;
  const digits = (token.split(/[eE]/)[0] ?? '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length <= EXACT_DIGITS && (value !== 0 || digits === '');
};
