import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type AnySubject } from '#kernel';
import { CommandDesk, RECORD_LIMIT, SUBJECTS } from './command-desk.js';
import { LARGEST_RECORD } from './record-size.js';
import { StandingRecords } from './standing-records.js';

/** The desk at which commands are handed in, and the CommandBus behind it; and what is on record of the subjects. Needs an `EVENT_LOG` from a global module. */
@Module({})
export class CommandsModule {
  /** With every subject of the product, and the bytes that a record may come to: import it once, in the application's root module. */
  static forSubjects(subjects: readonly AnySubject[], largestRecord = LARGEST_RECORD): DynamicModule {
    return {
      module: CommandsModule,
      global: true,
      imports: [CqrsModule],
      providers: [
        { provide: SUBJECTS, useValue: subjects },
        { provide: RECORD_LIMIT, useValue: largestRecord },
        CommandDesk,
        StandingRecords,
      ],
      exports: [CommandDesk, StandingRecords],
    };
  }
}
