import { Inject, Injectable } from '@nestjs/common';
import { type AnySubject, foldAll, streamName, type StreamSubject } from '#kernel';
import { EVENT_LOG, type EventLog } from '../event-log/event-log.js';
import { SUBJECTS } from './command-desk.js';
import { folded } from './folded.js';

/** Which subjects there are: those with a fact on record, and not all of it struck out. */
@Injectable()
export class StandingRecords {
  constructor(
    @Inject(SUBJECTS) private readonly subjects: readonly AnySubject[],
    @Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'readStream'>,
  ) {}

  /** @throws RecordNotReadable */
  async has(named: StreamSubject): Promise<boolean> {
    const history = await this.log.readStream(streamName(named));
    if (history.length === 0) return false;
    const subject = this.subjects.find(({ category }) => category === named.category);
    return folded(() => subject?.stands?.(foldAll<unknown>(subject, history)) ?? true);
  }
}
