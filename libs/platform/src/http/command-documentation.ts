import { ApiBody, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { schemaOf } from '#kernel/input/schema';
import { type CommandPlace } from './command-door.js';
import { exampleOf } from './example.js';
import { CONSISTENCY_HEADER } from './ports.js';
import { CouldGoWrong } from './problem-responses.js';

/** The security scheme under which the routes are described. */
export const BEARER_SCHEME = 'bearer';

const entityTag = { type: 'string', examples: ['"3"'] };

/** What the API's description says of one command. */
export const describesCommand = (place: CommandPlace, name: string, tag: string): readonly MethodDecorator[] => {
  const { handling, parameter, onlyId } = place;
  const begins = handling.on === 'a new subject';
  const inPath = ApiParam({ name: parameter, schema: { type: 'string', format: 'uuid' } });
  return [
    ApiTags(tag),
    ApiSecurity(BEARER_SCHEME),
    ApiOperation({ operationId: name, summary: handling.summary, description: descriptionOf(place) }),
    ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^[a-z0-9]{1,40}$' }, example: 'coventry' }),
    ...(begins || onlyId !== undefined ? [] : [inPath]),
    ...(begins ? [] : [ifMatch(place)]),
    IDEMPOTENCY_KEY,
    REQUEST_ID,
    ApiBody({
      required: true,
      schema: schemaOf(handling.command),
      examples: { least: { value: exampleOf(handling.command) } },
    }),
    receiptResponse(place),
    CouldGoWrong(...PROBLEMS_OF_COMMANDS),
  ];
};

const descriptionOf = ({ handling }: CommandPlace): string => {
  const kind =
    new handling.command().kind === 'act'
      ? 'Takes effect now; refused if a rule forbids it.'
      : 'Records what has happened; accepted even if it was irregular.';
  return `${kind} May be sent by: ${handling.may.join(', ')}.`;
};

const PROBLEMS_OF_COMMANDS = [
  'malformed-input',
  'not-authenticated',
  'not-permitted',
  'not-known',
  'rule-forbids',
  'stale-revision',
  'too-large',
  'unsupported-media-type',
  'key-reused',
  'internal-error',
  'unavailable',
] as const;

const ifMatch = ({ record }: CommandPlace): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    description: `The revision of the ${record} that the caller last read (its ETag), in double quotes; 412 if it has changed since.`,
    schema: entityTag,
  });

/** What the description says of the header under which a request may be sent again. */
export const IDEMPOTENCY_KEY = ApiHeader({
  name: 'Idempotency-Key',
  description: 'Repeating a request with the same key returns the first result and changes nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x20-\\x7e]+$' },
});

const REQUEST_ID = ApiHeader({
  name: 'X-Request-Id',
  description:
    'A UUID by which the request is known in the log and in the facts that it leaves; made where it is missing.',
  schema: { type: 'string', format: 'uuid' },
});

const receiptResponse = ({ handling, parameter, onlyId, record }: CommandPlace): MethodDecorator => {
  const begins = handling.on === 'a new subject';
  return ApiResponse({
    status: begins ? 201 : 200,
    description: 'The receipt: the facts that the command left, now or the first time.',
    headers: {
      ETag: { description: `The revision of the ${record} after the command.`, schema: entityTag },
      [CONSISTENCY_HEADER]: {
        description: 'Send it with a reading request: the answer will include at least this change.',
        schema: { type: 'string' },
      },
      'X-Request-Id': { schema: { type: 'string', format: 'uuid' } },
      ...(begins ? { Location: { description: 'Where the new record is.', schema: { type: 'string' } } } : {}),
    },
    schema: {
      type: 'object',
      required: ['commandId', parameter, 'revisionOf', 'revision', 'facts', 'repeated'],
      properties: {
        commandId: { type: 'string', format: 'uuid' },
        [parameter]: onlyId === undefined ? { type: 'string', format: 'uuid' } : { type: 'string', enum: [onlyId] },
        revisionOf: { type: 'string', enum: [record] },
        revision: { type: 'integer', minimum: 0, description: `The revision of the ${record} after the command.` },
        facts: { type: 'array', items: FACT },
        repeated: { type: 'boolean', description: 'The same command came before; this is what it came to then.' },
      },
    },
  });
};

const FACT = {
  type: 'object',
  required: ['id', 'type', 'revision'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    type: { type: 'string' },
    revision: { type: 'integer', minimum: 0 },
  },
};
