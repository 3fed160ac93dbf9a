import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { BEARER_SCHEME } from '#platform/http/command-documentation';
import { CouldGoWrong } from '#platform/http/problem-responses';
import { type WITH_REVISION } from '#platform/http/reading-documentation';
import { SeesOwnWrites } from '#platform/http/own-writes';

/** What the description says of a query parameter, by its name. */
const PARAMETERS = {
  asAt: { format: 'date', description: 'As it stood at the end of this day.' },
  knownAt: { description: 'As the log knew it at this instant, or at the end of this day in London.' },
  page: { type: 'integer', minimum: 1, description: 'From 1.' },
  limit: { type: 'integer', minimum: 1, maximum: 200, description: 'Entries a page; 50 unless told otherwise.' },
  search: { description: 'Words of the title, reference, plan period, bodies and reports.' },
  body: { description: 'A body before which it is or has been, as the council writes it.' },
  planPeriod: { description: 'As the title has it: 2024-2027.' },
  matter: { format: 'uuid', description: 'Of this matter only.' },
  askedBy: { description: 'The body that recommended.' },
  addressedTo: { description: 'The body that was asked.' },
  answer: { description: 'accepted, accepted in part, rejected, deferred, noted; or none.' },
  openOn: { format: 'date', description: 'Only what takes responses on this day.' },
} as const satisfies Record<string, object>;

export type QueryName = keyof typeof PARAMETERS;

/** Describes a route that reads, and makes it wait for the write whose token it is given. */
export const Reads = (
  operationId: string,
  summary: string,
  query: readonly QueryName[],
  headers: Partial<typeof WITH_REVISION> = {},
): MethodDecorator =>
  applyDecorators(
    SeesOwnWrites('all'),
    ApiTags('reading'),
    ApiSecurity(BEARER_SCHEME),
    ApiOperation({ operationId, summary }),
    ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^[a-z0-9]{1,40}$' }, example: 'coventry' }),
    ...query.map((name) => ApiQuery({ name, required: false, schema: { type: 'string', ...PARAMETERS[name] } })),
    ApiOkResponse({ description: summary, headers, schema: { type: 'object' } }),
    CouldGoWrong('malformed-input', 'not-authenticated', 'not-permitted', 'not-known', 'unavailable'),
  );
