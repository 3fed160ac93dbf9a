export {
  daysBetween,
  instantText,
  type InstantText,
  isCivilDate,
  isInstant,
  LONDON,
  londonDay,
  londonMidnight,
  type PlainDateText,
} from './civil-date.js';
export { type Clock } from './clock.js';
export {
  Act,
  type Actor,
  Command,
  type CommandClass,
  type DecisionContext,
  type Envelope,
  Recording,
  type Role,
} from './command.js';
export {
  type AppendContext,
  type Fact,
  type FactMetadata,
  type NewFact,
  type Position,
  type RecordedFact,
} from './fact.js';
export { type Json, type JsonObject } from './json.js';
export {
  earliestDay,
  happenedBy,
  isMonthOrDay,
  latestDay,
  type OccurredOn,
  type Precision,
  precisionOf,
} from './occurrence.js';
export { foldAll, grownBy } from './history.js';
export { type AnyReadModel, type ReadModel, type RowsByTable } from './read-model.js';
export { type Blocker, type InputProblem, Malformed, malformed, Refusal, refuse } from './refusal.js';
export { knowing, LaterRelease } from './later-release.js';
export { LatelyUsed } from './lately-used.js';
export { remembered, rememberedOf } from './remembered.js';
export { isAuthorityId, parseStreamName, streamName, type StreamSubject } from './stream-name.js';
export {
  type AnyCommandHandling,
  type AnySubject,
  type CommandHandling,
  type Fold,
  handles,
  type Subject,
} from './subject.js';
export { Turns } from './turns.js';
