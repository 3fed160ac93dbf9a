import { Module } from '@nestjs/common';
import { FeedController } from './feed.controller.js';
import { FeedCalendars } from './feed-calendar.query.js';
import { FeedsController } from './feeds.controller.js';

/** What is due, for calendar programs: feeds are made and revoked, and read at addresses that nobody can guess. */
@Module({ controllers: [FeedsController, FeedController], providers: [FeedCalendars] })
export class FeedsModule {}
