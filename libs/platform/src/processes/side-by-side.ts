/** What is to be done for each key, in order. */
export type Lanes<Item> = ReadonlyMap<string, readonly Item[]>;

/** The items under each of their keys, in the order in which they came. */
export const lanesOf = <Item>(items: Iterable<readonly [key: string, item: Item]>): Lanes<Item> => {
  const lanes = new Map<string, Item[]>();
  for (const [key, item] of items) {
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [item]);
    else lane.push(item);
  }
  return lanes;
};

/**
 * Does the work of each lane in its order, of several lanes at once. Once it is stopped, or something has failed, nothing
 * more is begun; it returns when all that was begun has ended. @throws the first failure
 */
export const sideBySide = async <Item>(
  lanes: Lanes<Item>,
  work: (key: string, item: Item) => Promise<void>,
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<void> => {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const coming = lanes.entries();
  const goThroughLanes = async (): Promise<void> => {
    for (const [key, items] of coming)
      for (const item of items) {
        if (stop.aborted) return;
        await work(key, item);
      }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(atOnce, lanes.size) }, () =>
      goThroughLanes().catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
};
