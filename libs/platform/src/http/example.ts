import { type Json } from '#kernel';
import { fieldsOf, type InputClass, type Schema } from '#kernel/input/schema';

/** The least input that its class takes, made from what its fields say of themselves. */
export const exampleOf = (type: InputClass): Json =>
  Object.fromEntries(
    [...fieldsOf(type)]
      .filter(([, { required }]) => required)
      .map(([name, { schema, type: inner }]) => [name, valueOf(schema(), inner)]),
  );

const valueOf = (schema: Schema, inner: (() => InputClass) | undefined): Json => {
  const { examples, enum: words, type, minItems, minimum, items } = schema;
  if (Array.isArray(examples)) return examples[0] as Json;
  if (Array.isArray(words)) return words[0] as Json;
  if (type === 'array') return Array.from({ length: Number(minItems) }, () => valueOf(items as Schema, inner));
  if (inner !== undefined) return exampleOf(inner());
  return type === 'string' ? textOf(schema) : type === 'integer' ? Number(minimum) : true;
};

const textOf = ({ format }: Schema): string => {
  if (format === 'date') return '2024-07-10';
  return format === 'uuid' ? '0190a5c4-7b1e-7cc1-8f6e-2b1d3c4e5f60' : 'text';
};
