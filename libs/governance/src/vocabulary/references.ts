import { Count, Identifier, Line } from '#kernel/input/fields';

/** The name of a body as the council writes it: `Cabinet`, `Scrutiny Co-ordination Committee`. */
export type BodyName = string;

/** Longest texts, in characters. */
export const LIMITS = { label: 40, name: 200, title: 300, reason: 2_000, text: 4_000 } as const;

/** One ask of a body's recommendations: a leaf of their tree, by the labels on the way to it. */
export class LeafRef {
  @Identifier({ describe: 'Id of the recommendations.' })
  recommendations!: string;

  @Line(6 * LIMITS.label, { describe: 'The labels on the way to it, as written: 2)b)i).' })
  leaf!: string;
}

/** A part of a resolution, by its place in the order as written. */
export class ResolutionPartRef {
  @Identifier({ describe: 'Id of the resolution.' })
  resolution!: string;

  @Count({ min: 1, describe: 'Its place in the resolution, counted from 1, whether or not it has a label.' })
  part!: number;
}

/** What asked for a report: a part of a resolution, or a follow-up that a body kept for itself. */
export class CommissionRef {
  @Identifier({ describe: 'Id of the resolution, or of the recommendations that hold the follow-up.' })
  madeIn!: string;

  @Count({ min: 1, describe: 'The part of the resolution, or the follow-up, by its place counted from 1.' })
  item!: number;
}

/** A report that somebody asked for, as other facets see it. */
export interface Commission extends Readonly<CommissionRef> {
  readonly askedBy: BodyName;
  readonly report: string;
  /** By when, a day or a month, where whoever asked for it said so. */
  readonly dueOn?: string;
  /** Id of the fact that tells of it. */
  readonly fact: string;
}

export const isSameCommission = (one: Readonly<CommissionRef>, other: Readonly<CommissionRef>): boolean =>
  one.madeIn === other.madeIn && one.item === other.item;
