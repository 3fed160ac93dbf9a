/** Every route of the application, by the address as it is written in the code. */
export class RouteTable {
  readonly #methods = new Map<string, Set<string>>();

  add(pattern: string, methods: string | readonly string[]): void {
    const known = this.#methods.get(pattern) ?? new Set<string>();
    for (const method of [methods].flat()) known.add(method);
    this.#methods.set(pattern, known);
  }

  /** Pairs of method and pattern: `POST /v1/authorities/:authority/matters`. */
  list(): readonly string[] {
    return [...this.#methods].flatMap(([pattern, methods]) => [...methods].map((method) => `${method} ${pattern}`));
  }

  /** The methods that an address takes, in the order of the alphabet; none where there is no such address. */
  methodsOf(url: string): readonly string[] {
    const path = segmentsOf(pathOf(url));
    const fitting = [...this.#methods].filter(([pattern]) => fits(path, segmentsOf(pattern)));
    return [...new Set(fitting.flatMap(([, methods]) => [...methods]))].sort();
  }
}

/** The path of an address as the router reads it: of one with scheme and host without them, and each letter as itself. */
export const pathOf = (url: string): string =>
  decodeURI((url.split(/[?#]/, 1)[0] ?? '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, ''));

const segmentsOf = (path: string): readonly string[] => path.split('/');

const fits = (path: readonly string[], pattern: readonly string[]): boolean => {
  const open = pattern.at(-1) === '*';
  if (open ? path.length < pattern.length : path.length !== pattern.length) return false;
  return pattern.every((segment, index) => {
    const given = path[index] ?? '';
    return segment === '*' || (segment.startsWith(':') ? given !== '' : given === segment);
  });
};
