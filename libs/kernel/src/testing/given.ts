import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import {
  type Command,
  type DecisionContext,
  type Fact,
  foldAll,
  type InstantText,
  londonDay,
  Malformed,
  type Position,
  type RecordedFact,
  Refusal,
  type Subject,
} from '../index.js';

/** A UUID that is the same for the same words, for tests that must know an id beforehand. */
export const idOf = (...words: readonly string[]): string => {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/** The id of the fact that stands at a revision of the stream under test. */
export const factIdAt = (revision: number): string => idOf('fact', String(revision));

/** The id that the command under test gives to a new thing. */
export const newIdOf = (purpose: string): string => idOf('new', purpose);

/** A fact of the past, and who told it where that was not an office. */
export type Past = Fact & { readonly actor?: string };

/** Facts as the log would keep them, one after the other from revision 0. */
export const recorded = (
  facts: readonly Past[],
  { at = '2024-06-26T12:00:00.000Z', subject = 'under-test' }: { at?: InstantText; subject?: string } = {},
): readonly RecordedFact[] =>
  facts.map(({ type, data, actor }, revision) => ({
    stream: `matter-coventry-${subject}`,
    revision,
    position: String(revision).padStart(20, '0') as Position,
    id: factIdAt(revision),
    type,
    data,
    metadata: metadataAt(revision, at, actor),
  }));

const metadataAt = (
  revision: number,
  recordedAt: InstantText,
  actor = 'office:democratic-services',
): RecordedFact['metadata'] => ({
  eventId: factIdAt(revision),
  commandId: idOf('command', String(revision)),
  payloadHash: '0'.repeat(64),
  correlationId: idOf('correlation'),
  causationId: idOf('causation'),
  actor,
  capacity: 'officer',
  authority: 'coventry',
  schemaVersion: '1',
  recordedAt,
  chainVersion: '1',
  contentHash: '0'.repeat(64),
  hash: '0'.repeat(64),
});

/** What a decision is given in a test: noon in London on a day, and ids that can be foretold. */
export const contextOn = (today: string): DecisionContext => ({
  now: `${today}T11:30:00.000Z`,
  today: londonDay(`${today}T11:30:00.000Z`),
  actor: { office: 'office:democratic-services', role: 'officer' },
  subject: 'under-test',
  newId: newIdOf,
});

/** The facts that a subject gives for a command on this history. Throws what its rules throw. */
export const decide = <State>(
  subject: Subject<State>,
  history: readonly RecordedFact[],
  command: Command,
  context: DecisionContext,
): readonly Fact[] => {
  const handling = subject.commands.find((known) => command instanceof known.command);
  if (handling === undefined) throw new Error(`${subject.category} has no command ${command.constructor.name}`);
  return handling.decide(command, foldAll(subject, history), context);
};

/** What is expected of a command. */
export interface Expectation {
  /** It gives just these facts. */
  then(...facts: readonly Fact[]): void;
  /** The record says it already. */
  thenNothing(): void;
  /** A rule forbids it, for a reason in these words. */
  thenRefused(reason: string | RegExp, rule?: string): void;
  /** The input is wrong in this place. */
  thenMalformed(pointer: string, detail?: string | RegExp): void;
}

/** The language of the rules' tests for one subject: given facts, when a command comes on a day, then facts or a no. */
export const rulesOf = <State>(subject: Subject<State>) => ({
  given: (...facts: readonly Past[]) => ({
    when: (command: Command, { on }: { readonly on: string }): Expectation => {
      const outcome = (): readonly Fact[] => decide(subject, recorded(facts), command, contextOn(on));
      return {
        then: (...expected) => {
          expect(outcome()).toStrictEqual(expected);
        },
        thenNothing: () => {
          expect(outcome()).toStrictEqual([]);
        },
        thenRefused: (reason, rule) => {
          const [blocker] = caught(outcome, Refusal).blockers;
          expect(blocker.reason).toMatch(reason);
          if (rule !== undefined) expect(blocker.rule).toBe(rule);
        },
        thenMalformed: (pointer, detail = '') => {
          const [problem] = caught(outcome, Malformed).problems;
          expect(problem.pointer).toBe(pointer);
          expect(problem.detail).toMatch(detail);
        },
      };
    },
  }),
});

const caught = <E extends Error>(attempt: () => unknown, kind: abstract new (...args: never[]) => E): E => {
  let given: unknown;
  try {
    given = attempt();
  } catch (thrown) {
    if (thrown instanceof kind) return thrown;
    throw thrown;
  }
  throw new Error(`expected ${kind.name}, but it gave ${JSON.stringify(given)}`);
};
