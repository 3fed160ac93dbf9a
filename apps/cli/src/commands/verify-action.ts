import { type Command } from 'commander';
import { readConfiguration } from '#platform/config/configuration';
import { type EventLog, LogUnavailable } from '#platform/event-log/event-log';
import { type LogFlaw, type LogHead, type Verification, verifyLog } from '#platform/event-log/verify';
import { openLogAsItIs } from '#platform/stores/open-log';
import { findDatabase } from '../database.js';
import { withBar } from '../progress-bar.js';
import { aside, counted, fail, reasonOf, say } from '../telling.js';

const DOES_NOT_FIT = 1;
const CANNOT_SAY = 2;

/** What PostgreSQL says of a table, and of a schema, that is not there. */
const NOT_THERE: readonly unknown[] = ['42P01', '3F000'];

/** Ends with 1 and the first fact that does not fit, or with 2 where that cannot be found out. */
export const verify = async (command: Command, noted?: LogHead): Promise<void> => {
  const log = await open(command);
  try {
    const found = await inspect(log, command, noted);
    say(command, reportOf(found, noted));
    if (found.flaw !== undefined) fail(command, 'the log is not as it was written', DOES_NOT_FIT);
    const missing = (await log.missingGuards?.()) ?? [];
    if (missing.length > 0)
      fail(command, `the log is not guarded: triggers gone or disabled: ${missing.join(', ')}`, DOES_NOT_FIT);
  } finally {
    await log.close();
  }
};

const open = async (command: Command): Promise<EventLog> => {
  try {
    const configuration = readConfiguration(process.env);
    const databaseUrl = configuration.eventLog.kind === 'postgres' ? findDatabase(process.env) : '';
    return await openLogAsItIs(configuration, databaseUrl, () => new Date().toISOString());
  } catch (error) {
    return fail(command, `the log cannot be opened: ${inWords(error)}`, CANNOT_SAY);
  }
};

const inspect = async (log: EventLog, command: Command, noted?: LogHead): Promise<Verification> => {
  if (!process.stderr.isTTY) aside(command, 'The log is read from its beginning.\n');
  try {
    return await withBar('verified', (progress) =>
      verifyLog(
        log,
        ({ facts, total }) => {
          progress(facts, Math.max(facts, total ?? 0));
        },
        noted,
      ),
    );
  } catch (error) {
    return fail(command, `the log cannot be read to its end: ${inWords(error)}`, CANNOT_SAY);
  }
};

const reportOf = ({ facts, streams, head, flaw }: Verification, noted: LogHead | undefined): string => {
  const seen = `${counted(facts, 'fact')} in ${counted(streams, 'stream')}`;
  if (flaw !== undefined) return `${flawOf(flaw)}\nLooked at ${seen}.\n`;
  const proved = `Every chain holds from its first fact: ${seen}.\n`;
  return head === undefined ? proved : `${proved}${endOf(head, noted)}`;
};

/** What is proved of the end of the log, and what is to be noted so that more can be proved later. */
const endOf = ({ position, hash }: LogHead, noted: LogHead | undefined): string =>
  (noted === undefined
    ? 'The chains are consistent. To prove that nothing was rewritten, taken out, put into another order or cut off, compare with a head noted earlier (--noted).\n'
    : `Up to the head that was noted all is as it was then: position ${noted.position}.\n`) +
  `The head is now ${position}:${hash}\n`;

const flawOf = ({ fact, reason }: LogFlaw): string =>
  fact === undefined
    ? `The log does not fit: ${reason}.`
    : `The first fact that does not fit: ${fact.stream}, revision ${fact.revision}, id ${fact.id}\n  ${reason}`;

const inWords = (error: unknown): string => {
  if (NOT_THERE.includes(Reflect.get(Object(error), 'code'))) return 'this database holds no log of Minutebook';
  return reasonOf(error instanceof LogUnavailable ? (error.cause ?? error) : error);
};
