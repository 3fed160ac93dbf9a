import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { FeedRegister } from '#platform/auth/feed-register';
import { NotKnown } from '#platform/commands/rejections';
import { Public } from '#platform/http/public';
import { describesSubscribing } from './describes-feeds.controller.js';
import { FeedCalendars } from './feed-calendar.query.js';
import { readScope } from './feed-scope.js';

const CALENDAR = 'text/calendar; charset=utf-8';
const ENDING = '.ics';

/** A feed as calendar programs read it: without a token, at an address that only those know who were given it. */
@Controller('v1/feeds')
export class FeedController {
  constructor(
    private readonly register: FeedRegister,
    private readonly calendars: FeedCalendars,
  ) {}

  /** What follows the address as a query is left alone: programs add words of their own to get past caches. */
  @Get(':address')
  @Public()
  @describesSubscribing()
  async read(
    @Param('address') address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const feed = address.endsWith(ENDING) ? await this.register.open(address.slice(0, -ENDING.length)) : undefined;
    if (feed === undefined) throw new NotKnown();
    const { text, tag } = await this.calendars.write({ authority: feed.authority, scope: readScope(feed.scope) });
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex, nofollow' });
    if (isKnownTo(request, tag)) {
      void reply.status(304);
      return undefined;
    }
    void reply.type(CALENDAR).header('content-disposition', 'inline; filename="deadlines.ics"');
    return text;
  }
}

/** Whether the caller has these bytes already (RFC 9110, 13.1.2: a weak comparison). */
const isKnownTo = ({ headers }: FastifyRequest, tag: string): boolean => {
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known.includes(tag) || known.includes('*');
};
