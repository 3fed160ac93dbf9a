import { type Fact, type OccurredOn, Recording } from '#kernel';
import { Count, Identifier, Occurrence, Text } from '#kernel/input/fields';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { LIMITS, type ResolutionPartRef } from '../vocabulary/references.js';

// ── Events

/** What a resolution asked to be done, other than to report, was done. */
export type ActionTaken = Fact<
  'ActionTaken',
  {
    readonly occurredOn: OccurredOn;
    readonly resolution: string;
    /** The part of the resolution that asked for it, by its place counted from 1. */
    readonly part: number;
    readonly how: string;
  }
>;

export const actionFacts: FactDefinitions<ActionTaken> = {
  ActionTaken: {
    version: 1,
    personalData: ['/how'],
    correctable: { '/occurredOn': 'occurrence', '/how': 'reason' },
  },
};

// ── Commands

/** Tells that what a part of a resolution asked to be done was done. */
export class RecordActionTaken extends Recording {
  @Occurrence({ describe: 'When it was done.' })
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the resolution that asked for it.' })
  resolution!: string;

  @Count({ min: 1, describe: 'The part that requests the action, by its place counted from 1.' })
  part!: number;

  @Text(LIMITS.reason, { describe: 'What was done.' })
  how!: string;
}

// ── State (the rules are in action-rules.ts)

export interface TakenAction extends Readonly<ResolutionPartRef> {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly takenOn: OccurredOn;
  readonly how: string;
}
