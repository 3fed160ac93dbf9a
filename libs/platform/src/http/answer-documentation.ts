import { type OpenAPIObject } from '@nestjs/swagger';

/** A JSON Schema, as OpenAPI 3.1 has it. */
type Schema = Readonly<Record<string, unknown>>;

/** What each reading operation answers with, by its operationId, and the schemas that these refer to, by their names. */
export interface AnswerSchemas {
  readonly answers: Readonly<Record<string, Schema>>;
  readonly components: Readonly<Record<string, Schema>>;
}

interface Described {
  readonly operationId?: string;
  readonly responses: Readonly<Record<string, object>>;
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** Any address may be answered so, whatever the operation. */
const ANY_OTHER_PROBLEM = {
  description:
    'Any other problem: among them 405 with `Allow` where the address does not take the method, 408, 417, 431 and 500.',
  headers: { Allow: { description: 'With 405: the methods that the address takes.', schema: { type: 'string' } } },
  content: PROBLEM,
};

/** The paths of a description with what each reading operation answers with, and with what any may be answered. */
export const pathsWithAnswers = (
  paths: OpenAPIObject['paths'],
  answers: AnswerSchemas['answers'],
): OpenAPIObject['paths'] =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations as Readonly<Record<string, Described>>).map(([method, operation]) => [
          method,
          withAnswer(operation, answers),
        ]),
      ),
    ]),
  );

const withAnswer = (operation: Described, answers: AnswerSchemas['answers']): Described => {
  const { operationId = '', responses } = operation;
  const schema = answers[operationId];
  const read =
    schema === undefined ? {} : { 200: { ...responses['200'], content: { 'application/json': { schema } } } };
  return { ...operation, responses: { ...responses, ...read, default: ANY_OTHER_PROBLEM } };
};
