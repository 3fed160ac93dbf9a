import { Text } from '#kernel/input/fields';
import { type BodyName, LIMITS } from './references.js';

/** On whose authority an act goes ahead that a rule would forbid. */
export class Waiver {
  @Text(LIMITS.name, { describe: 'The body that waives it.' })
  by!: BodyName;

  @Text(LIMITS.name, { describe: 'The capacity in which it can: authorising body.' })
  capacity!: string;

  @Text(LIMITS.reason)
  reason!: string;

  @Text(LIMITS.title, { optional: true, describe: 'The document that records it.' })
  document?: string;
}
