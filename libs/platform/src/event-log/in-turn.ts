import { type RecordedFact } from '#kernel';
import { type EventLog } from './event-log.js';

/** `readStreams` for a log that has no faster way: one stream after the other, in the order named. */
export const readInTurn = async (
  log: Pick<EventLog, 'readStream'>,
  streams: readonly string[],
): Promise<readonly (readonly RecordedFact[])[]> => {
  const read: (readonly RecordedFact[])[] = [];
  for (const stream of streams) read.push(await log.readStream(stream));
  return read;
};
