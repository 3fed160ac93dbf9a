import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import {
  type Check,
  CIVIL_DATE,
  count,
  type Form,
  formed,
  IDENTIFIER,
  line,
  MAIL_ADDRESS,
  MONTH_OR_DAY,
  NAME,
  nameOf,
  OBJECT,
  OCCURRENCE,
  OFFICE,
  OFFICE_NAME,
  ONE_LINE,
  oneOf,
  text,
  textOrEmpty,
} from './checks.js';
import { type FieldRecord, type InputClass, rememberField, type Schema, schemaOf } from './schema.js';

/** `optional: true`: the field may be left out (`null` is still refused). `describe` goes into the API's documentation. */
export interface FieldOptions {
  readonly optional?: boolean;
  readonly describe?: string;
}

/** Text of 1 to `max` characters (Unicode code points), not blank, without U+0000 or lone surrogates. */
export const Text = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', minLength: 1, maxLength: max }, options, [text(max)]);

/** Text that is one line by its nature, a title or a name: without line breaks and other control characters. */
export const Line = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(lineSchema(max), options, [line(max)]);

/** A list of lines. */
export const Lines = (
  limits: { max: number; items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator => list(lineSchema(limits.max), limits, options, line(limits.max));

/** The name of what is known by its name alone, as a body is: a line that nothing unseen makes another one. */
export const Name = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field(nameSchema(max), options, [nameOf(max)]);

/** A list of names. */
export const Names = (
  limits: { max: number; items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator => list(nameSchema(limits.max), limits, options, nameOf(limits.max));

/** Text, and empty where the place for it stood empty. */
export const TextOrEmpty = (max: number, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', minLength: 0, maxLength: max }, options, [textOrEmpty(max)]);

/** A list of texts. */
export const Texts = (
  limits: { max: number; items: number; min?: number },
  options: FieldOptions = {},
): PropertyDecorator =>
  list({ type: 'string', minLength: 1, maxLength: limits.max }, limits, options, text(limits.max));

/** The short name of an office, `director-of-public-health`: as tokens and deadlines have it. */
export const OfficeName = (options: FieldOptions = {}): PropertyDecorator =>
  field(OFFICE_SCHEMA, options, [OFFICE_NAME]);

/** A list of short names of offices. */
export const OfficeNames = (limits: { items: number; min?: number }, options: FieldOptions = {}): PropertyDecorator =>
  list(OFFICE_SCHEMA, limits, options, OFFICE_NAME);

/** Text of one form: `P6M`. */
export const Formed = (form: Form, options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', pattern: form.pattern.source, examples: [...form.examples] }, options, [formed(form)]);

/** A list of plain mail addresses, without names beside them. */
export const MailAddresses = (limits: { items: number; min?: number }, options: FieldOptions = {}): PropertyDecorator =>
  list({ type: 'string', format: 'email', maxLength: 254 }, limits, options, MAIL_ADDRESS);

/** A civil date, `2024-07-10`, that exists. */
export const CivilDate = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'date' }, options, [CIVIL_DATE]);

/** When something happened, in the precision that is known: see `OccurredOn`. */
export const Occurrence = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', examples: ['2024-07-09', '2021-03', 'unknown', '2024-07-09T14:05+01:00'] }, options, [
    OCCURRENCE,
  ]);

/** A day or a month: the precision of a forecast. */
export const MonthOrDay = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', examples: ['2025-01-07', '2021-03'] }, options, [MONTH_OR_DAY]);

/** A whole number from `min` (0 unless told otherwise) that JSON carries exactly. */
export const Count = (options: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
  return field({ type: 'integer', minimum: min, maximum: max }, options, [count(min, max)]);
};

/** One of the words listed. */
export const OneOf = (words: readonly string[], options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', enum: [...words] }, options, [oneOf(words)]);

/** The id of something that exists already: a lower-case UUID. */
export const Identifier = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: 'string', format: 'uuid' }, options, [IDENTIFIER]);

/** A list of such ids. */
export const Identifiers = (limits: { items: number; min?: number }, options: FieldOptions = {}): PropertyDecorator =>
  list({ type: 'string', format: 'uuid' }, limits, options, IDENTIFIER);

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

const OFFICE_SCHEMA: Schema = { type: 'string', pattern: OFFICE.source, examples: ['democratic-services'] };

const lineSchema = (max: number): Schema => ({
  ...{ type: 'string', minLength: 1, maxLength: max, pattern: ONE_LINE.source },
});

const nameSchema = (max: number): Schema => ({ ...lineSchema(max), pattern: NAME.source });

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
