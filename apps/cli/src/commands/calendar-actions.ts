import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { type Command } from 'commander';
import { type Jurisdiction, JURISDICTIONS } from '#calendar';
import {
  calendarSubjectOf,
  type HolidayFact,
  type HolidayTableRenewed,
  placeOf,
  PROCLAMATIONS,
  proclamationsStreamOf,
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
  of: string,
  command: Command,
): Promise<void> => {
  const jurisdiction = jurisdictionNamed(of, command);
  const { facts } = await carryOut(ProclaimHoliday, told, { jurisdiction, command });
  say(
    command,
    facts.length === 0
      ? `${told.day} is known as ${told.name} already.\n`
      : `Recorded: ${told.day} is a bank holiday, ${told.name}, in ${inWords(jurisdiction)}. Open deadlines that it touches move now.\n`,
  );
};

export const withdraw = async (
  told: { readonly day: string; readonly reason: string },
  of: string,
  command: Command,
): Promise<void> => {
  const jurisdiction = jurisdictionNamed(of, command);
  const { facts } = await carryOut(WithdrawHoliday, told, { jurisdiction, command });
  if (facts.length === 0 && !(await wasWithdrawn(told.day, jurisdiction, command)))
    fail(command, `${told.day} is no bank holiday in ${inWords(jurisdiction)}: there is nothing to withdraw`);
  say(
    command,
    facts.length === 0
      ? `${told.day} was withdrawn already, and is no bank holiday in ${inWords(jurisdiction)}.\n`
      : `Recorded: ${told.day} is no bank holiday any more in ${inWords(jurisdiction)}. Open deadlines that it touches move now.\n`,
  );
};

/** Tells what was recorded, in that order, each in a line. */
export const list = async (of: string, command: Command): Promise<void> => {
  const jurisdiction = jurisdictionNamed(of, command);
  const lines = (await recorded(jurisdiction, command)).map(lineOf);
  say(command, lines.length === 0 ? `Nothing is recorded for ${inWords(jurisdiction)}.\n` : lines.join(''));
};

type CalendarFact = HolidayFact | HolidayTableRenewed;

const wasWithdrawn = async (day: string, jurisdiction: Jurisdiction, command: Command): Promise<boolean> =>
  (await recorded(jurisdiction, command)).some(({ type, data }) => type === 'HolidayWithdrawn' && data.day === day);

const recorded = async (jurisdiction: Jurisdiction, command: Command): Promise<readonly CalendarFact[]> => {
  const { log } = await open(command);
  try {
    const facts = await log.readStream(proclamationsStreamOf(jurisdiction));
    return facts as readonly CalendarFact[];
  } catch (error) {
    return fail(command, reasonOf(error));
  } finally {
    await log.close();
  }
};

const lineOf = (fact: CalendarFact): string => {
  switch (fact.type) {
    case 'HolidayProclaimed':
      return `${fact.data.day}  proclaimed  ${fact.data.name} (${fact.data.basis})\n`;
    case 'HolidayWithdrawn':
      return `${fact.data.day}  withdrawn   ${fact.data.reason}\n`;
    case 'HolidayTableRenewed':
      return `${fact.data.occurredOn}  table       version ${fact.data.table}, up to the end of ${fact.data.lastYear}, came with a new release\n`;
  }
};

const jurisdictionNamed = (word: string, command: Command): Jurisdiction =>
  JURISDICTIONS.find((known) => known === word) ??
  fail(command, `there are no bank holidays of '${word}'; there are those of ${JURISDICTIONS.join(', ')}`);

/** `northern-ireland` as Northern Ireland. */
const inWords = (jurisdiction: Jurisdiction): string =>
  jurisdiction
    .split('-')
    .map((word) => (word === 'and' ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
    .join(' ');

const carryOut = async <C extends CouncilCommand>(
  type: CommandClass<C>,
  fields: object,
  { jurisdiction, command }: { readonly jurisdiction: Jurisdiction; readonly command: Command },
): Promise<Outcome> => {
  const subject = calendarSubjectOf(jurisdiction);
  const handling = subject.commands.find((known) => known.command === (type as CommandClass));
  if (handling === undefined) throw new Error(`the calendar has no command ${type.name}`);
  const { log, now } = await open(command);
  try {
    const envelope = envelopeOf(jurisdiction, now);
    const order = orderOf(subject, handling, { command: readInput(type, fields), envelope });
    return await new CommandPipeline(log).run(order);
  } catch (error) {
    if (error instanceof Malformed)
      return fail(command, error.problems.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; '));
    return fail(command, error instanceof Refusal ? error.message : reasonOf(error));
  } finally {
    await log.close();
  }
};

const envelopeOf = (jurisdiction: Jurisdiction, receivedAt: InstantText): Envelope => {
  const commandId = randomUUID();
  return {
    ...{ authority: placeOf(jurisdiction), subject: PROCLAMATIONS, commandId, correlationId: commandId },
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
