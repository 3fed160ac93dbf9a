import { parseStreamName, type Position, type RecordedFact } from '#kernel';
import { type LogBatch } from '../event-log/event-log.js';

/** The facts of one stream, in order. */
export interface StreamFacts {
  readonly stream: string;
  readonly facts: readonly RecordedFact[];
}

/** A batch of the log, sorted once for all the projections that read it. */
export interface LogPage {
  /** Where the page goes on from; nothing where it is the beginning of the log. */
  readonly after: Position | undefined;
  readonly checkpoint: Position;
  readonly caughtUp: boolean;
  /** Position of the first fact; nothing where there is none. */
  readonly first: Position | undefined;
  /** By category, in the order in which the streams first appear. Streams that are no subject's are left out. */
  readonly streams: ReadonlyMap<string, readonly StreamFacts[]>;
}

export const pageOf = ({ facts, checkpoint, caughtUp }: LogBatch, after: Position | undefined): LogPage => {
  const byStream = new Map<string, RecordedFact[]>();
  for (const fact of facts) {
    const known = byStream.get(fact.stream);
    if (known === undefined) byStream.set(fact.stream, [fact]);
    else known.push(fact);
  }
  const streams = new Map<string, StreamFacts[]>();
  for (const [stream, ofStream] of byStream) {
    const category = parseStreamName(stream)?.category;
    if (category === undefined) continue;
    const known = streams.get(category);
    if (known === undefined) streams.set(category, [{ stream, facts: ofStream }]);
    else known.push({ stream, facts: ofStream });
  }
  return { after, checkpoint, caughtUp, first: facts[0]?.position, streams };
};

/** What the page holds of a category, after a position. */
export const factsAfter = (
  { streams, first }: LogPage,
  category: string,
  position: Position | undefined,
): readonly StreamFacts[] => {
  const all = streams.get(category) ?? [];
  if (position === undefined || first === undefined || first > position) return all;
  return all
    .map(({ stream, facts }) => ({ stream, facts: facts.filter((fact) => fact.position > position) }))
    .filter(({ facts }) => facts.length > 0);
};
