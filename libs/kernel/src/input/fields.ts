import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  isEmail,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import { isCivilDate } from '../civil-date.js';
import { isMonthOrDay, precisionOf } from '../occurrence.js';
import { type FieldRecord, type InputClass, rememberField, type Schema, schemaOf, type Wrong } from './schema.js';

/** `optional: true`: the field may be left out (`null` is still refused). `describe` goes into the API's documentation. */
export interface FieldOptions {
  readonly optional?: boolean;
  readonly describe?: string;
}

/** How a value is told from a wrong one. */
interface Check {
  readonly name: string;
  readonly wrong: Wrong;
}

const unless =
  (holds: (value: unknown) => boolean, message: string): Wrong =>
  (value) =>
    holds(value) ? undefined : message;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const OFFICE = /^[a-z0-9-]{1,60}$/;
/** What a quoted local part could hold beside an address, and what separates addresses: never part of one here. */
const UNSOUND = /[\s"()<>,;:\\]|[^\x20-\x7e]/;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSound = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();
const lengthOf = (text: string): number => Array.from(text).length;

/** Text of 1 to `max` characters (Unicode code points), not blank, without U+0000 or lone surrogates. */
export const Text = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', minLength: 1, maxLength: max }, options, [textCheck(max)]);

/** Text that is one line by its nature, a title or a name: without line breaks and other control characters. */
export const Line = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(lineSchema(max), options, [lineCheck(max)]);

/** A list of lines. */
export const Lines = (
  limits: { max: number; items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator => list(lineSchema(limits.max), limits, options, lineCheck(limits.max));

/** Text, and empty where the place for it stood empty. */
export const TextOrEmpty = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', minLength: 0, maxLength: max }, options, [textOrEmptyCheck(max)]);

/** A list of texts. */
export const Texts = (
  limits: { max: number; items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator =>
  list({ type: 'string', minLength: 1, maxLength: limits.max }, limits, options, textCheck(limits.max));

/** The short name of an office, `director-of-public-health`: as tokens and deadlines have it. */
export const OfficeName = (options: FieldOptions = {}): PropertyDecorator =>
  field(OFFICE_SCHEMA, options, [OFFICE_NAME]);

/** A list of short names of offices. */
export const OfficeNames = (limits: { items: number; min?: number }, options: FieldOptions = {}): PropertyDecorator =>
  list(OFFICE_SCHEMA, limits, options, OFFICE_NAME);

/** Text of one form: `P6M`. `holds` says what the pattern cannot. */
export interface Form {
  readonly pattern: RegExp;
  readonly holds?: (text: string) => boolean;
  readonly examples: readonly string[];
  /** What would be right. */
  readonly message: string;
}

/** Text of one form. */
export const Formed = ({ pattern, holds, examples, message }: Form, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', pattern: pattern.source, examples: [...examples] }, options, [
    {
      name: 'formed',
      wrong: unless((value) => typeof value === 'string' && pattern.test(value) && (holds?.(value) ?? true), message),
    },
  ]);

/** A list of plain mail addresses, without names beside them. */
export const MailAddresses = (limits: { items: number; min?: number }, options: FieldOptions = {}): PropertyDecorator =>
  list({ type: 'string', format: 'email', maxLength: 254 }, limits, options, MAIL_ADDRESS);

/** A civil date, `2024-07-10`, that exists. */
export const CivilDate = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'date' }, options, [
    { name: 'civilDate', wrong: unless(isCivilDate, 'must be a day that exists, as YYYY-MM-DD, such as 2024-07-10') },
  ]);

/** When something happened, in the precision that is known: see `OccurredOn`. */
export const Occurrence = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', examples: ['2024-07-09', '2021-03', 'unknown', '2024-07-09T14:05+01:00'] }, options, [
    {
      name: 'occurrence',
      wrong: unless(
        (value) => precisionOf(value) !== undefined,
        'must be a day (2024-07-09), a month (2021-03), a local time with its offset (2024-07-09T14:05+01:00), or unknown',
      ),
    },
  ]);

/** A day or a month: the precision of a forecast. */
export const MonthOrDay = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', examples: ['2025-01-07', '2021-03'] }, options, [
    { name: 'monthOrDay', wrong: unless(isMonthOrDay, 'must be a day (2025-01-07) or a month (2021-03) that exists') },
  ]);

/** A whole number from `min` (0 unless told otherwise) that JSON carries exactly. */
export const Count = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field({ type: 'integer', minimum: min, maximum: max }, options, [
    {
      name: 'count',
      wrong: unless(
        (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
        `must be a whole number from ${min} to ${max}`,
      ),
    },
  ]);
};

/** One of the words listed. */
export const OneOf = (words: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', enum: [...words] }, options, [
    { name: 'oneOf', wrong: unless((value) => words.includes(value as string), `must be one of: ${words.join(', ')}`) },
  ]);

/** The id of something that exists already: a lower-case UUID. */
export const Identifier = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'uuid' }, options, [
    {
      name: 'identifier',
      wrong: unless((value) => typeof value === 'string' && UUID.test(value), 'must be a lower-case UUID'),
    },
  ]);

/** A value with fields of its own; type, presence and object-ness in one. */
export const Nested = (type: () => InputClass, options: FieldOptions = {}): PropertyDecorator =>
  all(
    field(() => schemaOf(type()), options, [OBJECT], { type }),
    ValidateNested(),
  );

/** A list of values with fields of their own. Trees nest lists of their own class. */
export const ListOf = (
  type: () => InputClass,
  limits: { items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator =>
  all(
    list(() => schemaOf(type()), limits, options, OBJECT, type),
    ValidateNested({ each: true }),
  );

const OBJECT: Check = { name: 'object', wrong: unless(isObject, 'must be an object with the documented fields') };

const OFFICE_SCHEMA: Schema = { type: 'string', pattern: OFFICE.source, examples: ['democratic-services'] };

const OFFICE_NAME: Check = {
  name: 'officeName',
  wrong: unless(
    (value) => typeof value === 'string' && OFFICE.test(value),
    'must be 1 to 60 of a-z, 0-9 and -, such as democratic-services',
  ),
};

const MAIL_ADDRESS: Check = {
  name: 'mailAddress',
  wrong: unless(
    (value) => typeof value === 'string' && !UNSOUND.test(value) && isEmail(value),
    'must be a mail address, such as democratic-services@council.example',
  ),
};

/** Something to be seen: neither space nor what has no shape of its own, such as a zero-width space. */
const VISIBLE = /[^\p{Z}\p{C}]/u;

/** What is wrong with a text, the first thing alone; nothing where nothing is. */
export const wrongWithText = (
  value: unknown,
  max: number,
  right = `text of 1 to ${max} characters`,
): string | undefined => {
  if (typeof value !== 'string') return `must be ${right}`;
  if (!isSound(value)) return `must be text without ${value.includes('\u0000') ? 'U+0000' : 'broken surrogate pairs'}`;
  if (value === '') return `is empty: it must be ${right}`;
  if (!VISIBLE.test(value)) return `is blank: it must be ${right}`;
  const length = lengthOf(value);
  return length > max ? `is too long, with ${length} characters: it must be ${right}` : undefined;
};

const textCheck = (max: number): Check => ({ name: 'text', wrong: (value) => wrongWithText(value, max) });

/** What ends a line, hides in it, or turns it round: controls (Cc), separators of lines and paragraphs, overrides of direction. */
const ONE_LINE = /^[^\p{Cc}\u2028-\u202E\u2066-\u2069]*$/u;

/** Whether text is one line: without line breaks and other control characters. */
export const isOneLine = (text: string): boolean => ONE_LINE.test(text);

const lineSchema = (max: number): Schema => ({
  ...{ type: 'string', minLength: 1, maxLength: max, pattern: ONE_LINE.source },
});

const lineCheck = (max: number): Check => ({
  name: 'line',
  wrong: (value) =>
    wrongWithText(value, max, `one line of text of 1 to ${max} characters`) ??
    (isOneLine(value as string) ? undefined : 'must be one line, without line breaks and other control characters'),
});

const textOrEmptyCheck = (max: number): Check => ({
  name: 'textOrEmpty',
  wrong: (value) => (value === '' ? undefined : wrongWithText(value, max, `empty, or text of 1 to ${max} characters`)),
});

const field = (
  schema: Schema | (() => Schema),
  options: FieldOptions,
  checks: readonly Check[],
  inner: Pick<FieldRecord, 'type' | 'item'> = {},
): PropertyDecorator =>
  all(
    remembered(schema, options, inner),
    ...(options.optional === true ? [leftOutOrChecked] : []),
    ...checks.map((check) => checked(check, { each: inner.item !== undefined })),
  );

const list = (
  items: Schema | (() => Schema),
  limits: { items: number; min?: number },
  options: FieldOptions,
  item: Check,
  type?: () => InputClass,
): PropertyDecorator => {
  const { items: most, min = 0 } = limits;
  const schema = (): Schema => ({
    type: 'array',
    items: typeof items === 'function' ? items() : items,
    minItems: min,
    maxItems: most,
  });
  return all(
    field(schema, options, [item], { item, type }),
    IsArray({ message: 'must be a list' }),
    ArrayMinSize(min, { message: `must hold at least ${min}` }),
    ArrayMaxSize(most, { message: `must hold at most ${most}` }),
  );
};

const leftOutOrChecked: PropertyDecorator = (target, name) => {
  ValidateIf((holder: object) => Reflect.get(holder, name) !== undefined)(target, name);
};

const remembered =
  (
    schema: Schema | (() => Schema),
    { optional = false, describe }: FieldOptions,
    inner: Pick<FieldRecord, 'type' | 'item'>,
  ): PropertyDecorator =>
  (target, name) => {
    rememberField(target, String(name), {
      ...inner,
      required: !optional,
      schema: () => ({
        ...(typeof schema === 'function' ? schema() : schema),
        ...(describe === undefined ? {} : { description: describe }),
      }),
    });
  };

const checked =
  ({ name, wrong }: Check, options: ValidationOptions): PropertyDecorator =>
  (target, propertyName) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(propertyName),
      options: { ...options, message: ({ value }) => wrong(value) ?? '' },
      validator: { validate: (value) => wrong(value) === undefined },
    });
  };

const all =
  (...decorators: readonly PropertyDecorator[]): PropertyDecorator =>
  (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
