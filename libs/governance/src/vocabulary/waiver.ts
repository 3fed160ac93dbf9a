import { Line, Text } from '#kernel/input/fields';
import { type BodyName, LIMITS } from './references.js';

/** On whose authority an act goes ahead that a rule would forbid. */
export class Waiver {
  @Line(LIMITS.name, { describe: 'The body that waives it.' })
  by!: BodyName;

  @Line(LIMITS.name, { describe: 'The capacity in which it can: authorising body.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Line(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}
