import { Module } from '@nestjs/common';
import { commandRoutes } from '#platform/http/command-routes';
import { authoritySubject, SETTINGS } from './authority-subject.js';
import { OfficesController } from './offices.controller.js';
import { OfficesAnswered } from './offices.query.js';

/** What an authority settles for itself: its offices. */
@Module({
  controllers: [
    OfficesController,
    commandRoutes(authoritySubject, { path: 'offices', parameter: 'settings', onlyId: SETTINGS }),
  ],
  providers: [OfficesAnswered],
})
export class AuthoritiesModule {}
