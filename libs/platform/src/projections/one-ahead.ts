/**
 * The same items, the next one being fetched while the last one is looked at.
 * @param stop ends the source where the reader leaves early, so that what was asked for ahead is not waited for
 */
export async function* oneAhead<T>(source: AsyncIterable<T>, stop: () => void): AsyncGenerator<T, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T, unknown>> => {
    const asked = items.next();
    asked.catch(() => undefined);
    return asked;
  };
  let coming = ask();
  try {
    for (;;) {
      const item = await coming;
      if (item.done === true) return;
      coming = ask();
      yield item.value;
    }
  } finally {
    stop();
    await coming.catch(() => undefined);
    await items.return?.();
  }
}
