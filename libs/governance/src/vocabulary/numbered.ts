import { malformed } from '#kernel';
import { Line, ListOf, Text } from '#kernel/input/fields';
import { LIMITS } from './references.js';

/** An item of a numbered tree, with the council's own label: `2)` holds `a)` and `b)`. */
export class NumberedItem {
  @Line(LIMITS.label, { describe: 'The label as written, verbatim: 2), a), (1), 1.' })
  label!: string;

  @Text(LIMITS.text)
  text!: string;

  @ListOf(() => NumberedItem, { items: 100, min: 1 }, { optional: true })
  items?: NumberedItem[];
}

/** The same as a fact keeps it. */
export interface Numbered {
  readonly label: string;
  readonly text: string;
  readonly items?: readonly Numbered[];
}

/** An item with its place in the tree. */
export interface PlacedItem {
  /** The labels on the way to it, one after the other: `2)b)i)`. */
  readonly path: string;
  readonly text: string;
  /** Nothing beneath it: an ask that is answered by itself. */
  readonly isLeaf: boolean;
}

const DEEPEST = 6;
const MOST = 200;

interface Found extends PlacedItem {
  readonly pointer: string;
  readonly depth: number;
}

/** Every item of a tree, in the order as written. */
export const placesOf = (items: readonly Numbered[]): readonly PlacedItem[] =>
  found(items, '', '', 1).map(({ path, text, isLeaf }) => ({ path, text, isLeaf }));

/** The leaves of a tree, in the order as written. */
export const leavesOf = (items: readonly Numbered[]): readonly PlacedItem[] =>
  placesOf(items).filter(({ isLeaf }) => isLeaf);

/**
 * The leaves for which a label path stands: itself, or all beneath it.
 * @throws Malformed where the tree has no such path
 */
export const leavesBeneath = (pointer: string, items: readonly Numbered[], path: string): readonly PlacedItem[] => {
  const places = found(items, '', '', 1);
  const named = places.find((place) => place.path === path);
  return named === undefined
    ? malformed(pointer, `must be a label path of these recommendations, such as ${leavesOf(items)[0]?.path ?? 'none'}`)
    : places.filter((place) => place.isLeaf && `${place.pointer}/`.startsWith(`${named.pointer}/`));
};

/**
 * Refuses trees that are too deep (6 levels) or too large (200 items), and labels that lead to two places.
 * `taken` are labels of the same list that stand outside the tree.
 * @throws Malformed with the pointer of the first item that is wrong
 */
export const requireNumbering = (pointer: string, items: readonly Numbered[], taken: readonly string[] = []): void => {
  requireSize(pointer, items);
  const seen = new Set(taken.map(comparable));
  for (const place of found(items, '', pointer, 1)) {
    if (place.depth > DEEPEST) malformed(place.pointer, `must lie at most ${DEEPEST} levels deep`);
    const path = comparable(place.path);
    if (seen.has(path)) malformed(`${place.pointer}/label`, `must be the only ${place.path} in the list`);
    seen.add(path);
  }
};

/** Refuses a label that a flat list has twice. Items without a label are passed over. */
export const requireDistinctLabels = (pointer: string, items: readonly { readonly label?: string }[]): void => {
  const seen = new Set<string>();
  for (const [at, { label }] of items.entries()) {
    if (label === undefined) continue;
    if (seen.has(comparable(label))) malformed(`${pointer}/${at}/label`, `must be the only ${label} in the list`);
    seen.add(comparable(label));
  }
};

const comparable = (label: string): string => label.normalize('NFC').replaceAll(/\s+/gu, '');

const requireSize = (pointer: string, items: readonly Numbered[]): void => {
  let count = 0;
  let level = items;
  for (let depth = 1; level.length > 0 && depth <= DEEPEST + 1; depth += 1) {
    count += level.length;
    if (count > MOST) malformed(pointer, `must hold at most ${MOST} items in all`);
    level = level.flatMap((item) => item.items ?? []);
  }
};

const found = (items: readonly Numbered[], above: string, pointer: string, depth: number): readonly Found[] =>
  items.flatMap((item, at) => {
    const path = `${above}${item.label}`;
    const here = `${pointer}/${at}`;
    const beneath = item.items ?? [];
    const place: Found = { path, text: item.text, isLeaf: beneath.length === 0, pointer: here, depth };
    return [place, ...(depth > DEEPEST ? [] : found(beneath, path, `${here}/items`, depth + 1))];
  });
