import { type ValueTransformer } from 'typeorm';
import { type InstantText } from '#kernel';

/** `timestamptz` as the instants of this engine. */
export const instant: ValueTransformer = {
  to: (text: InstantText | null) => text,
  from: (kept: Date | null): InstantText | null => (kept === null ? null : kept.toISOString()),
};
