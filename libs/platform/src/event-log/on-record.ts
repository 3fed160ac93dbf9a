import { type EventLog } from './event-log.js';

/** Whether a stream has any fact. */
export const isOnRecord = async (log: Pick<EventLog, 'readStream'>, stream: string): Promise<boolean> =>
  (await log.readStream(stream, { limit: 1 })).length > 0;
