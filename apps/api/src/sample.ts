import { randomUUID } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { authoritySubject, settingsStreamOf } from '#governance/authorities/index';
import { COVENTRY, coventryOffices, coventrySample, RecordSampleLoaded } from '#governance/sample/index';
import { type Clock, type Command, type Envelope, foldAll, streamName } from '#kernel';
import { type CommandDesk } from '#platform/commands/command-desk';
import { type EventLog } from '#platform/event-log/event-log';

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
 * off is taken up where it ended, and nothing is loaded twice. An office that somebody appointed before stays as it is.
 * Whether anything was sent.
 */
export const loadSample = async ({ desk, log, clock }: SampleParts): Promise<boolean> => {
  const stream = streamName({ category: 'sample', authority: COVENTRY, id: SAMPLE });
  if ((await log.readStream(stream, { limit: 1 })).length > 0) return false;
  const send = (
    category: string,
    command: Command,
    told: Pick<Envelope, 'subject' | 'commandId'> & { office: string },
  ) => desk.submit({ category, command, envelope: envelopeOf(told, clock) });
  for (const { category, command, ...told } of [...(await officesLacking(log)), ...coventrySample])
    await send(category, command, told);
  await send('sample', new RecordSampleLoaded(), { subject: SAMPLE, commandId: LOADED, office: 'automation:sample' });
  return true;
};

/** The offices that nobody else has appointed. Those that were sent before the power failed are sent again, and change nothing. */
const officesLacking = async (log: EventLog): Promise<typeof coventryOffices> => {
  const settled = await log.readStream(settingsStreamOf(COVENTRY));
  const own = new Set(coventryOffices.map(({ commandId }) => commandId));
  const others = settled.filter(({ metadata }) => !own.has(metadata.commandId));
  const { offices } = foldAll(authoritySubject, others);
  return coventryOffices.filter(({ command }) => !offices.some(({ office }) => office === command.office));
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
