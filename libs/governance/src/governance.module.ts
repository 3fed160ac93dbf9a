import { Module } from '@nestjs/common';
import { type AnySubject } from '#kernel';
import { commandRoutes } from '#platform/http/command-routes';
import { matterSubject } from './matter.js';
import { MinuteBookModule } from './minute-book/minute-book.module.js';
import { sampleSubject } from './sample/index.js';

/** Everything that has a stream of its own. */
export const subjects: readonly AnySubject[] = [matterSubject, sampleSubject];

/** The product behind HTTP: the commands of matters, and what is read of the minute book. */
@Module({
  imports: [MinuteBookModule],
  controllers: [commandRoutes(matterSubject, { path: 'matters', parameter: 'matter' })],
})
export class GovernanceModule {}
