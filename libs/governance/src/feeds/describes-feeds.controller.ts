import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { componentOf } from '#kernel/input/schema';
import { BEARER_SCHEME, IDEMPOTENCY_KEY } from '#platform/http/command-documentation';
import { CouldGoWrong } from '#platform/http/problem-responses';
import { FeedWanted } from './feed-scope.js';

const text = { type: 'string' };
const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

const FEED = {
  type: 'object',
  required: ['feed', 'scope', 'note', 'madeBy', 'madeAt', 'revokedBy', 'revokedAt'],
  properties: {
    feed: { type: 'string', format: 'uuid', description: 'By which it is revoked; it opens nothing.' },
    scope: { type: 'object', required: ['kind'], properties: { kind: text, of: text } },
    note: text,
    madeBy: { ...text, description: 'The office that made it.' },
    madeAt: { type: 'string', format: 'date-time' },
    revokedBy: nullable(text),
    revokedAt: nullable({ type: 'string', format: 'date-time' }),
    address: { ...text, description: 'What a calendar program subscribes to. It is shown in this answer alone.' },
    notice: { ...text, description: 'Only in the answer to making a feed of a body to which nothing is owed so far.' },
  },
};

const changesFeeds = (operationId: string, summary: string, status: number): MethodDecorator =>
  applyDecorators(
    ApiSecurity(BEARER_SCHEME),
    ApiOperation({ operationId, summary }),
    ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^[a-z0-9]{1,40}$' }, example: 'coventry' }),
    ApiResponse({ status, description: summary, schema: FEED }),
    CouldGoWrong('not-authenticated', 'not-permitted', 'not-known', 'unavailable'),
  );

/** What the API's description says of making a feed. */
export const describesMaking = (): MethodDecorator =>
  applyDecorators(
    changesFeeds(
      'make-feed',
      'Make a calendar feed. Its address is in the answer, and never shown again but to whoever sends the same key again',
      201,
    ),
    ApiBody({
      required: true,
      schema: componentOf(FeedWanted),
      examples: { body: { value: { kind: 'body', of: 'Cabinet' } } },
    }),
    IDEMPOTENCY_KEY,
    CouldGoWrong('malformed-input', 'too-large', 'unsupported-media-type', 'key-reused'),
  );

/** What it says of revoking one. */
export const describesRevoking = (): MethodDecorator =>
  applyDecorators(
    changesFeeds('revoke-feed', 'Revoke a calendar feed: nothing is at its address from now on', 200),
    ApiParam({ name: 'feed', schema: { type: 'string', format: 'uuid' } }),
  );

/** What it says of reading one, as calendar programs do. */
export const describesSubscribing = (): MethodDecorator =>
  applyDecorators(
    ApiTags('feeds'),
    ApiOperation({
      operationId: 'read-feed',
      summary: 'The deadlines of a feed as a calendar (iCalendar); no token is needed, for the address is the secret',
    }),
    ApiParam({ name: 'address', schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{43}[.]ics$' } }),
    ApiResponse({ status: 200, description: 'The calendar.', content: { 'text/calendar': { schema: text } } }),
    ApiResponse({ status: 304, description: 'It is as the entity tag in If-None-Match says.' }),
    CouldGoWrong('not-known', 'unavailable'),
  );
