import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import ts from 'typescript';
import { type AnswerSchemas } from '#platform/http/answer-documentation';

/** A JSON Schema, as OpenAPI 3.1 has it. */
type Schema = Readonly<Record<string, unknown>>;

/** The decorators that name a reading operation: their first argument is its operationId. */
const READING: readonly string[] = ['Reads', 'describesReading'];
/** Kept apart from the schemas of commands, which may have the same names. */
const PREFIX = 'Answer.';
/** What a name says of a text that the type alone does not. */
const FORMATS: Readonly<Record<string, string>> = { PlainDateText: 'date', InstantText: 'date-time' };
/** Types of which nothing is said but that they are JSON. */
const OPEN: Readonly<Record<string, Schema>> = { JsonObject: { type: 'object' }, Json: {} };

/** Reads from the controllers' sources what their methods answer with, as the compiler knows it. */
export const answerSchemasIn = (root: string): AnswerSchemas => {
  const controllers = readdirSync(join(root, 'libs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.controller.ts'))
    .sort()
    .map((path) => join(root, 'libs', path));
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root, {}, file);
  const program = ts.createProgram(controllers, { ...options, noEmit: true, incremental: false });
  const writing = new SchemaWriting(program.getTypeChecker());
  const answers = controllers.flatMap((path) => readingMethods(program.getSourceFile(path)));
  const told = answers.map(([id, method]) => [id, writing.answerOf(method)] as const);
  return { answers: sorted(Object.fromEntries(told)), components: sorted(writing.components) };
};

/** The source that holds them, formatted as the rest is. */
export const sourceOf = (schemas: AnswerSchemas): Promise<string> =>
  format(
    `// Written by \`npm run describe:answers\` from the types of the answers. Do not edit.
     import { type AnswerSchemas } from '#platform/http/answer-documentation';

     /** What each reading operation answers with. */
     export const ANSWER_SCHEMAS: AnswerSchemas = ${JSON.stringify(schemas)};`,
    { parser: 'typescript', singleQuote: true, printWidth: 120 },
  );

const readingMethods = (source: ts.SourceFile | undefined): readonly [string, ts.MethodDeclaration][] =>
  [...(source?.statements ?? [])]
    .filter((statement) => ts.isClassDeclaration(statement))
    .flatMap(({ members }) =>
      members
        .filter((member) => ts.isMethodDeclaration(member))
        .flatMap((method): [string, ts.MethodDeclaration][] => {
          const id = (ts.getDecorators(method) ?? []).map(operationIdIn).find((name) => name !== undefined);
          return id === undefined ? [] : [[id, method]];
        }),
    );

const operationIdIn = ({ expression }: ts.Decorator): string | undefined => {
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const [id] = expression.arguments;
  const isReading = READING.includes(expression.expression.text);
  return isReading && id !== undefined && ts.isStringLiteral(id) ? id.text : undefined;
};

const sorted = <Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));

class SchemaWriting {
  readonly components: Record<string, Schema> = {};
  readonly #names = new Map<ts.Type, string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  /** The schema of what a method's promise gives. */
  answerOf(method: ts.MethodDeclaration): Schema {
    const signature = this.checker.getSignatureFromDeclaration(method);
    if (signature === undefined) throw new Error(`${method.getText()} is no method`);
    const type = this.checker.getReturnTypeOfSignature(signature);
    return this.#schemaOf(this.checker.getAwaitedType(type) ?? type, undefined);
  }

  #schemaOf(type: ts.Type, written: ts.TypeNode | undefined): Schema {
    const open = OPEN[(type.aliasSymbol ?? type.getSymbol())?.name ?? ''];
    if (open !== undefined) return open;
    if (type.isUnion() && (type.flags & ts.TypeFlags.Boolean) === 0) return this.#union(type, written);
    return plain(type, written) ?? this.#list(type, written) ?? this.#object(type);
  }

  #union(type: ts.UnionType, written: ts.TypeNode | undefined): Schema {
    const kinds = type.types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
    const isEitherWay = kinds.filter(({ flags }) => (flags & ts.TypeFlags.BooleanLiteral) !== 0).length === 2;
    const rest = kinds.filter(({ flags }) => !isEitherWay || (flags & ts.TypeFlags.BooleanLiteral) === 0);
    const texts = rest.filter((kind) => kind.isStringLiteral());
    const others = rest.filter((kind) => !kind.isStringLiteral());
    const choices = [
      ...(isEitherWay ? [{ type: 'boolean' }] : []),
      ...(texts.length === 0 ? [] : [{ type: 'string', enum: texts.map(({ value }) => value).sort() }]),
      ...others.map((kind) => this.#schemaOf(kind, writtenFor(kind, written))),
    ];
    const [only] = choices;
    return choices.length === 1 && only !== undefined ? only : { anyOf: inOrder(choices) };
  }

  #list(type: ts.Type, written: ts.TypeNode | undefined): Schema | undefined {
    if (!this.checker.isArrayLikeType(type)) return undefined;
    const elements = this.checker.getTypeArguments(type as ts.TypeReference);
    const items = inOrder(elements.map((element) => this.#schemaOf(element, elementWritten(written))));
    return { type: 'array', items: items.length === 1 ? items[0] : { anyOf: items } };
  }

  /** A type with a name of its own is described once, under that name. */
  #object(type: ts.Type): Schema {
    const name = this.#names.get(type) ?? this.#newNameOf(type);
    if (name === undefined) return this.#closed(type);
    if (!this.#names.has(type)) {
      this.#names.set(type, name);
      this.components[name] = {};
      this.components[name] = this.#closed(type);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  #newNameOf(type: ts.Type): string | undefined {
    const symbol = type.aliasSymbol ?? (type.isClassOrInterface() ? type.symbol : undefined);
    if (symbol === undefined || (type.aliasTypeArguments ?? []).length > 0) return undefined;
    const name = `${PREFIX}${symbol.name}`;
    const taken = Object.keys(this.components).filter((known) => known.replace(/\d+$/, '') === name).length;
    return taken === 0 ? name : `${name}${taken + 1}`;
  }

  #closed(type: ts.Type): Schema {
    const values = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (values !== undefined) return { type: 'object', additionalProperties: this.#schemaOf(values.type, undefined) };
    const properties = this.checker.getPropertiesOfType(type);
    return {
      type: 'object',
      additionalProperties: false,
      required: properties.filter((property) => !this.#mayBeMissing(property)).map(({ name }) => name),
      properties: Object.fromEntries(properties.map((property) => [property.name, this.#property(property)])),
    };
  }

  #property(property: ts.Symbol): Schema {
    const schema = this.#schemaOf(this.checker.getTypeOfSymbol(property), typeWrittenOf(property));
    const description = ts.displayPartsToString(property.getDocumentationComment(this.checker)).replaceAll(/\s+/g, ' ');
    return description === '' ? schema : { description, ...schema };
  }

  #mayBeMissing(property: ts.Symbol): boolean {
    const type = this.checker.getTypeOfSymbol(property);
    const kinds = type.isUnion() ? type.types : [type];
    const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
    return isOptional || kinds.some(({ flags }) => (flags & ts.TypeFlags.Undefined) !== 0);
  }
}

const PLAIN: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral, 'string'],
  [ts.TypeFlags.Number, 'number'],
  [ts.TypeFlags.Boolean, 'boolean'],
  [ts.TypeFlags.Null, 'null'],
  [ts.TypeFlags.NonPrimitive, 'object'],
];

const plain = (type: ts.Type, written: ts.TypeNode | undefined): Schema | undefined => {
  if (type.getSymbol()?.name === 'Date') return { type: 'string', format: 'date-time' };
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return {};
  const kind = PLAIN.find(([flags]) => (type.flags & flags) !== 0)?.[1];
  const format = kind === 'string' ? formatOf(written) : undefined;
  return kind === undefined ? literal(type) : { type: kind, ...(format === undefined ? {} : { format }) };
};

const literal = (type: ts.Type): Schema | undefined => {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return undefined;
  return { const: 'intrinsicName' in type && type.intrinsicName === 'true' };
};

const formatOf = (written: ts.TypeNode | undefined): string | undefined =>
  written !== undefined && ts.isTypeReferenceNode(written) ? FORMATS[written.typeName.getText()] : undefined;

const typeWrittenOf = ({ valueDeclaration: declared }: ts.Symbol): ts.TypeNode | undefined =>
  declared !== undefined && (ts.isPropertySignature(declared) || ts.isPropertyDeclaration(declared))
    ? declared.type
    : undefined;

/** As what a part of a union was written, where that can be told: `PlainDateText | null`. */
const writtenFor = (type: ts.Type, written: ts.TypeNode | undefined): ts.TypeNode | undefined =>
  written !== undefined && ts.isUnionTypeNode(written) && (type.flags & ts.TypeFlags.String) !== 0
    ? written.types.find(ts.isTypeReferenceNode)
    : written;

const elementWritten = (written: ts.TypeNode | undefined): ts.TypeNode | undefined => {
  const list = written !== undefined && ts.isTypeOperatorNode(written) ? written.type : written;
  return list !== undefined && ts.isArrayTypeNode(list) ? list.elementType : undefined;
};

/** The compiler's order of the parts of a union is nobody's promise. */
const inOrder = (schemas: readonly Schema[]): readonly Schema[] =>
  schemas.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
