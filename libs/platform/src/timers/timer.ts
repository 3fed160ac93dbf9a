import { type InstantText, type JsonObject } from '#kernel';

/** One thing that falls due. Disposable: whatever it says can be derived from the log again. */
export interface Timer {
  /**
   * Names what falls due, in which version, and when: a queue remembers the ids that it has finished, so a moved date
   * needs another id. Without colons, which queues reserve.
   */
  readonly id: string;
  readonly dueAt: InstantText;
  readonly data: JsonObject;
}

/** Which store a queue stands on. */
export type QueueBackend =
  | { readonly kind: 'postgres'; readonly connectionString: string; readonly schema: string }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix: string };

/** What happens when a timer is due. Must bear being called twice: a crash between effect and acknowledgement repeats it. */
export type Fire = (timer: Timer) => Promise<void>;
