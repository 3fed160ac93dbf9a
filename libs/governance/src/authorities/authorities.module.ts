import { Module } from '@nestjs/common';
import { commandRoutes } from '#platform/http/command-routes';
import { officeDesk, SETTINGS, termsDesk } from './authority-subject.js';
import { OfficesController } from './offices.controller.js';
import { OfficesAnswered } from './offices.query.js';
import { SettingsController } from './settings.controller.js';
import { SettingsAnswered } from './settings.query.js';

/** What an authority settles for itself: its offices, its calendar, the cadences of its plans, who owes what and when whom it reminds. */
@Module({
  controllers: [
    OfficesController,
    commandRoutes(officeDesk, { path: 'offices', parameter: 'settings', onlyId: SETTINGS, tag: 'settings' }),
    SettingsController,
    commandRoutes(termsDesk, { path: 'settings', parameter: 'settings', onlyId: SETTINGS }),
  ],
  providers: [OfficesAnswered, SettingsAnswered],
})
export class AuthoritiesModule {}
