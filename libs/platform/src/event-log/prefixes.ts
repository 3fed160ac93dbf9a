/** Whether a stream is one of those that are asked for: all of them where no prefixes are given. */
export const startsWithAny = (stream: string, prefixes: readonly string[] | undefined): boolean =>
  prefixes === undefined || prefixes.some((prefix) => stream.startsWith(prefix));
