import { Global, Module } from '@nestjs/common';
import { CommandDoor } from './command-door.js';

/** The door for commands, for the controllers that `commandRoutes` makes. */
@Global()
@Module({ providers: [CommandDoor], exports: [CommandDoor] })
export class DoorModule {}
