import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiSecurity } from '@nestjs/swagger';
import { BEARER_SCHEME } from './command-documentation.js';
import { SeesOwnWrites } from './own-writes.js';
import { CouldGoWrong } from './problem-responses.js';

/** An answer says of which revision of a record it tells. */
export const revisionOf = (record: string) => ({
  ETag: {
    description: `The revision of the ${record}, which the commands that change the ${record} take as If-Match.`,
    schema: { type: 'string', examples: ['"3"'] },
  },
});

/** Describes a route that reads, with the schema of each query parameter, and makes it wait for the write whose token it is given. */
export const describesReading = (
  operationId: string,
  summary: string,
  query: Readonly<Record<string, object>>,
  headers: Partial<ReturnType<typeof revisionOf>> = {},
): MethodDecorator =>
  applyDecorators(
    SeesOwnWrites('all'),
    ApiSecurity(BEARER_SCHEME),
    ApiOperation({ operationId, summary }),
    ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^[a-z0-9]{1,40}$' }, example: 'coventry' }),
    ...Object.entries(query).map(([name, schema]) => ApiQuery({ name, required: false, schema })),
    ApiOkResponse({ description: summary, headers, schema: { type: 'object' } }),
    CouldGoWrong('malformed-input', 'not-authenticated', 'not-permitted', 'not-known', 'unavailable'),
  );
