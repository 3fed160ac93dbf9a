import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { type FastifyRequest } from 'fastify';
import { type DataSource } from 'typeorm';
import { type Clock, type Role } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { type FeedEntry, type FeedKey, FeedRegister } from '#platform/auth/feed-register';
import { type Principal } from '#platform/auth/principal';
import { NotKnown, NotPermitted } from '#platform/commands/rejections';
import { StandingRecords } from '#platform/commands/standing-records';
import { type Configuration } from '#platform/config/configuration';
import { CONFIGURATION } from '#platform/config/configuration.module';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { bearerTokenOf } from '#platform/http/arrival';
import { Caller } from '#platform/http/caller';
import { idempotencyKeyOf } from '#platform/http/command-headers';
import { bodyOf } from '#platform/http/json-body';
import { pageOf, PAGING } from '#platform/http/paging';
import { CLOCK } from '#platform/http/ports';
import { onlyNames, type Query as QueryString } from '#platform/http/query';
import { describesReading } from '#platform/http/reading-documentation';
import { SubjectId } from '#platform/http/subject-id';
import { describesMaking, describesRevoking } from './describes-feeds.controller.js';
import { FeedWanted, keptScope, scopeOf } from './feed-scope.js';
import { requireKnown } from './known-scope.js';
import { noticeOf } from './named-bodies.query.js';

const MAKERS: readonly Role[] = ['officer'];
const READERS: readonly Role[] = ['officer', 'auditor'];

/** The calendar feeds of an authority: made, listed and revoked. */
@ApiTags('feeds')
@Controller('v1/authorities/:authority/feeds')
export class FeedsController {
  constructor(
    private readonly register: FeedRegister,
    private readonly records: StandingRecords,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  @Post()
  @describesMaking()
  async make(@Caller() caller: Principal, @Req() request: FastifyRequest) {
    mayOnly(caller, MAKERS);
    const wanted = readInput(FeedWanted, bodyOf(request));
    const scope = scopeOf(wanted);
    await requireKnown(scope, caller.authority, { records: this.records, log: this.log });
    const asked = { scope: keptScope(scope), note: wanted.note ?? '' };
    const { secret, feed } = await this.register.make(asked, caller, this.clock.now(), keyOf(request, caller));
    const notice = await noticeOf(this.dataSource.manager, caller.authority, scope);
    const address = `${this.placeOf(request)}/v1/feeds/${secret}.ics`;
    return { ...shown(feed), address, ...(notice === undefined ? {} : { notice }) };
  }

  @Get()
  @describesReading('list-feeds', 'The calendar feeds, the newest first, without their addresses', PAGING)
  async list(@Param('authority') authority: string, @Query() query: QueryString, @Caller() caller: Principal) {
    mayOnly(caller, READERS);
    onlyNames(query, Object.keys(PAGING));
    const { page, limit, offset } = pageOf(query);
    const { total, feeds } = await this.register.list(authority, { offset, limit });
    return { page, limit, total, feeds: feeds.map(shown) };
  }

  @Post(':feed/revoke')
  @HttpCode(200)
  @describesRevoking()
  async revoke(@SubjectId('feed') id: string, @Caller() caller: Principal) {
    mayOnly(caller, MAKERS);
    const revoked = await this.register.revoke(id, caller, this.clock.now());
    if (revoked === undefined) throw new NotKnown();
    return shown(revoked);
  }

  /** Under which offices reach this API: as configured, else as the caller has reached it. */
  private placeOf({ protocol, host }: FastifyRequest): string {
    return this.configuration.http.publicUrl ?? `${protocol}://${host}`;
  }
}

const keyOf = (request: FastifyRequest, { tokenId }: Principal): FeedKey | undefined => {
  const key = idempotencyKeyOf(request);
  return key === undefined ? undefined : { key, tokenId, token: bearerTokenOf(request) };
};

const mayOnly = ({ role }: Principal, may: readonly Role[]): void => {
  if (!may.includes(role)) throw new NotPermitted(`The role ${role} may not do this. It is for: ${may.join(', ')}.`);
};

const shown = ({ id, scope, note, madeBy, madeAt, revokedBy, revokedAt }: FeedEntry) => ({
  ...{ feed: id, scope, note, madeBy, madeAt, revokedBy, revokedAt },
});
