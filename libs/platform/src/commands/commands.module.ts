import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type AnySubject } from '#kernel';
import { CommandDesk, SUBJECTS } from './command-desk.js';

/** The desk at which commands are handed in, and the CommandBus behind it. Needs an `EVENT_LOG` from a global module. */
@Module({})
export class CommandsModule {
  /** With every subject of the product: import it once, in the application's root module. */
  static forSubjects(subjects: readonly AnySubject[]): DynamicModule {
    return {
      module: CommandsModule,
      global: true,
      imports: [CqrsModule],
      providers: [{ provide: SUBJECTS, useValue: subjects }, CommandDesk],
      exports: [CommandDesk],
    };
  }
}
