import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type Command } from 'commander';
import {
  calendarSubject,
  JURISDICTION,
  PROCLAMATIONS,
  ProclaimHoliday,
  WithdrawHoliday,
} from '#governance/calendars/index';
import {
  type Command as CouncilCommand,
  type CommandClass,
  type Envelope,
  type InstantText,
  Malformed,
  Refusal,
} from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { timeOfStore } from '#platform/clock/time-of-store';
import { orderOf } from '#platform/commands/order';
import { CommandPipeline } from '#platform/commands/pipeline';
import { type Outcome } from '#platform/commands/submission';
import { readConfiguration } from '#platform/config/configuration';
import { type EventLog } from '#platform/event-log/event-log';
import { openLogAsItIs } from '#platform/stores/open-log';
import { findDatabase } from '../database.js';
import { fail, reasonOf, say } from '../telling.js';

export const proclaim = async (
  told: { readonly day: string; readonly name: string; readonly basis: string },
  command: Command,
): Promise<void> => {
  const { facts } = await carryOut(ProclaimHoliday, told, command);
  say(
    command,
    facts.length === 0
      ? `${told.day} is known as ${told.name} already.\n`
      : `Recorded: ${told.day} is a bank holiday, ${told.name}. Open deadlines that it touches move now.\n`,
  );
};

export const withdraw = async (
  told: { readonly day: string; readonly reason: string },
  command: Command,
): Promise<void> => {
  const { facts } = await carryOut(WithdrawHoliday, told, command);
  say(
    command,
    facts.length === 0
      ? `${told.day} is no bank holiday already.\n`
      : `Recorded: ${told.day} is no bank holiday any more. Open deadlines that it touches move now.\n`,
  );
};

const carryOut = async <C extends CouncilCommand>(
  type: CommandClass<C>,
  fields: object,
  command: Command,
): Promise<Outcome> => {
  const handling = calendarSubject.commands.find((known) => known.command === (type as CommandClass));
  if (handling === undefined) throw new Error(`the calendar has no command ${type.name}`);
  const { log, now } = await open(command);
  try {
    const order = orderOf(calendarSubject, handling, { command: readInput(type, fields), envelope: envelopeAt(now) });
    return await new CommandPipeline(log).run(order);
  } catch (error) {
    if (error instanceof Malformed)
      return fail(command, error.problems.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; '));
    return fail(command, error instanceof Refusal ? error.message : reasonOf(error));
  } finally {
    await log.close();
  }
};

const envelopeAt = (receivedAt: InstantText): Envelope => {
  const commandId = randomUUID();
  return {
    ...{ authority: JURISDICTION, subject: PROCLAMATIONS, commandId, correlationId: commandId },
    causationId: commandId,
    actor: { office: 'office:operations', role: 'operator' },
    receivedAt,
  };
};

/** The log, and what time it is by the clock that the store keeps. */
const open = async (command: Command): Promise<{ readonly log: EventLog; readonly now: InstantText }> => {
  try {
    const databaseUrl = findDatabase(process.env);
    const now = await timeOfStore(databaseUrl, { now: () => new Date().toISOString() });
    return { log: await openLogAsItIs(readConfiguration(process.env), databaseUrl, () => now), now };
  } catch (error) {
    return fail(command, `the log cannot be opened: ${reasonOf(error)}`);
  }
};
