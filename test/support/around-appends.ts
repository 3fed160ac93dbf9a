import { type EventLog } from '#platform/event-log/event-log';

/** A log that does something around appends of a type of fact. */
export const around =
  (type: string, does: (append: () => Promise<unknown>) => Promise<unknown>) =>
  (log: EventLog): EventLog =>
    new Proxy(log, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'append') return method.bind(target) as unknown;
        return (...given: Parameters<EventLog['append']>) => {
          const append = (): Promise<unknown> => target.append(...given);
          return given[1].some((fact) => fact.type === type) ? does(append) : append();
        };
      },
    });

/** Makes a log fail once after each type of fact was appended; tells in `died` of which it did. */
export const dyingAfter =
  (types: readonly string[], died: Set<string>) =>
  (log: EventLog): EventLog =>
    types.reduce(
      (wrapped, type) =>
        around(type, async (append) => {
          const appended = await append();
          if (died.has(type)) return appended;
          died.add(type);
          throw new Error('the power went');
        })(wrapped),
      log,
    );

/** A log that appends a type of fact and never says so, until it is let go: the worker over it is gone as far as anybody can tell. */
export const silentAfter = (type: string) => {
  let isSilent = false;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    isSilent: () => isSilent,
    release: () => {
      release();
    },
    wrap: around(type, async (append) => {
      const appended = await append();
      isSilent = true;
      await released;
      return appended;
    }),
  };
};
