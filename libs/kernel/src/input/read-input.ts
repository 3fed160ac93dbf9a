import { type ValidationError, validateSync } from 'class-validator';
import { malformed } from '../refusal.js';
import { type JsonPointer, pointerTo } from './json-pointer.js';
import { ProblemList } from './problem-list.js';
import { type FieldRecord, fieldsOf, type InputClass } from './schema.js';

/**
 * The input that a JSON value is, as an instance of its class. Fields that the class does not have are refused at every
 * level, and nothing is converted: `"1"` is no number.
 * @throws Malformed with a pointer to each field that is wrong, and what would be right
 */
export const readInput = <Input extends object>(type: InputClass<Input>, json: unknown): Input => {
  if (!isRecord(json)) return malformed('', 'must be a JSON object with the documented fields');
  const problems = new ProblemList();
  const input = instanceOf(type, json, '', problems);
  if (fieldsOf(type).size > 0) {
    const errors = validateSync(input, { validationError: { target: false } });
    tell(errors, type, '', problems);
  }
  problems.settle();
  return input;
};

const instanceOf = <Input extends object>(
  type: InputClass<Input>,
  json: Readonly<Record<string, unknown>>,
  pointer: JsonPointer,
  problems: ProblemList,
): Input => {
  const fields = fieldsOf(type);
  const input = new type();
  for (const [name, value] of Object.entries(json)) {
    const field = fields.get(name);
    const at = pointerTo(pointer, name);
    if (field === undefined) problems.add(at, 'is not a field of this input');
    else Reflect.set(input, name, valueOf(field, value, at, problems));
  }
  return input;
};

const valueOf = (field: FieldRecord, value: unknown, pointer: JsonPointer, problems: ProblemList): unknown => {
  if (Array.isArray(value) && field.item !== undefined)
    return value.map((item, index) => nestedIn(field, item, pointerTo(pointer, index), problems));
  return field.item === undefined ? nestedIn(field, value, pointer, problems) : value;
};

const nestedIn = (field: FieldRecord, value: unknown, pointer: JsonPointer, problems: ProblemList): unknown =>
  field.type !== undefined && isRecord(value) ? instanceOf(field.type(), value, pointer, problems) : value;

/** Says each problem that class-validator found at the place where it stands, one for a place. */
const tell = (
  errors: readonly ValidationError[],
  type: InputClass | undefined,
  pointer: JsonPointer,
  problems: ProblemList,
): void => {
  if (type === undefined) return;
  for (const error of errors) {
    const at = pointerTo(pointer, error.property);
    const field = fieldsOf(type).get(error.property);
    if (field?.item !== undefined && Array.isArray(error.value)) tellList(error, field, at, problems);
    else if (error.constraints === undefined) tell(childrenOf(error), field?.type?.(), at, problems);
    else problems.add(at, error.value === undefined ? `is missing: it ${messageOf(error)}` : messageOf(error));
  }
};

const tellList = (
  error: ValidationError,
  { item, type }: FieldRecord,
  pointer: JsonPointer,
  problems: ProblemList,
): void => {
  const ofTheList = Object.entries(error.constraints ?? {}).find(([name]) => OF_A_LIST.has(name));
  if (ofTheList !== undefined) problems.add(pointer, ofTheList[1]);
  const children = new Map(childrenOf(error).map((child) => [child.property, child]));
  for (const [index, value] of (error.value as readonly unknown[]).entries()) {
    const at = pointerTo(pointer, index);
    const child = children.get(String(index));
    const wrong = item?.wrong(value);
    if (wrong !== undefined) problems.add(at, wrong);
    else if (child !== undefined) tell(childrenOf(child), type?.(), at, problems);
  }
};

const childrenOf = ({ children = [] }: ValidationError): readonly ValidationError[] => children;

const OF_A_LIST: ReadonlySet<string> = new Set(['arrayMinSize', 'arrayMaxSize']);

/** What would be right. That it is no list says more than what a list's items should be, and class-validator's own words say least. */
const messageOf = ({ constraints = {} }: ValidationError): string =>
  constraints['isArray'] ??
  Object.entries(constraints).find(([name]) => name !== 'nestedValidation')?.[1] ??
  'must be as documented';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
