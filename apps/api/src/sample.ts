import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { authoritySubject, settingsStreamOf } from '#governance/authorities/index';
import {
  COVENTRY,
  coventryName,
  coventryOffices,
  coventrySample,
  RecordSampleLoaded,
  type SampleCommand,
} from '#governance/sample/index';
import { type Clock, type Command, type Envelope, foldAll, streamName } from '#kernel';
import { type CommandDesk } from '#platform/commands/command-desk';
import { type EventLog } from '#platform/event-log/event-log';
import { isOnRecord } from '#platform/event-log/on-record';

const SAMPLE = '000';
const LOADED = uuidv5('sample loaded', coventrySample[0]?.commandId ?? SAMPLE);

/** What loading needs of the application. */
export interface SampleParts {
  readonly desk: Pick<CommandDesk, 'submit'>;
  readonly log: EventLog;
  readonly clock: Clock;
}

/**
 * Sends the sample's commands through the desk, as officers would have. Their ids are fixed, so a start that was cut
 * off is taken up where it ended, and nothing is loaded twice. A name that somebody gave before, and an office that somebody
 * appointed, stay as they are.
 * Whether anything was sent.
 */
export const loadSample = async ({ desk, log, clock }: SampleParts): Promise<boolean> => {
  const stream = streamName({ category: 'sample', authority: COVENTRY, id: SAMPLE });
  if (await isOnRecord(log, stream)) return false;
  const send = (
    category: string,
    command: Command,
    told: Pick<Envelope, 'subject' | 'commandId'> & { office: string },
  ) => desk.submit({ category, command, envelope: envelopeOf(told, clock) });
  for (const { category, command, ...told } of [...(await settingsLacking(log)), ...coventrySample])
    await send(category, command, told);
  await send('sample', new RecordSampleLoaded(), { subject: SAMPLE, commandId: LOADED, office: 'automation:sample' });
  return true;
};

/** The settings that nobody else has told. Those that were sent before the power failed are sent again, and change nothing. */
const settingsLacking = async (log: EventLog): Promise<readonly SampleCommand[]> => {
  const settled = await log.readStream(settingsStreamOf(COVENTRY));
  const own = new Set([coventryName, ...coventryOffices].map(({ commandId }) => commandId));
  const others = settled.filter(({ metadata }) => !own.has(metadata.commandId));
  const { name, offices } = foldAll(authoritySubject, others);
  return [
    ...(name.name === undefined ? [coventryName] : []),
    ...coventryOffices.filter(({ command }) => !offices.some(({ office }) => office === command.office)),
  ];
};

const envelopeOf = (
  { subject, commandId, office }: Pick<Envelope, 'subject' | 'commandId'> & { office: string },
  clock: Clock,
): Envelope => {
  const correlationId = randomUUID();
  const role = office.startsWith('automation:') ? 'automation' : 'officer';
  return {
    ...{ authority: COVENTRY, subject, commandId, correlationId, causationId: commandId },
    actor: { office, role },
    receivedAt: clock.now(),
  };
};
