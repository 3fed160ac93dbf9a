import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { BEARER_SCHEME } from './command-documentation.js';
import { SeesOwnWrites } from './own-writes.js';
import { CouldGoWrong } from './problem-responses.js';

/** A page says of which revision of its subject it tells. */
export const WITH_REVISION = {
  ETag: {
    description: 'The revision of the record: what `If-Match` of a command takes.',
    schema: { type: 'string', examples: ['"3"'] },
  },
} as const;

/** Describes a route that reads, with the schema of each query parameter, and makes it wait for the write whose token it is given. */
export const describesReading = (
  operationId: string,
  summary: string,
  query: Readonly<Record<string, object>>,
  headers: Partial<typeof WITH_REVISION> = {},
): MethodDecorator =>
  applyDecorators(
    SeesOwnWrites('all'),
    ApiTags('reading'),
    ApiSecurity(BEARER_SCHEME),
    ApiOperation({ operationId, summary }),
    ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^[a-z0-9]{1,40}$' }, example: 'coventry' }),
    ...Object.entries(query).map(([name, schema]) => ApiQuery({ name, required: false, schema })),
    ApiOkResponse({ description: summary, headers, schema: { type: 'object' } }),
    CouldGoWrong('malformed-input', 'not-authenticated', 'not-permitted', 'not-known', 'unavailable'),
  );
