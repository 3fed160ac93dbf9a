import { type Command, type Fact, foldAll, type RecordedFact } from '#kernel';
import { contextOn, decide, recorded } from '#kernel/testing/given';
import { type DerivedDeadline } from '../../vocabulary/deadline.js';
import { type Deadline } from '../deadline.js';
import { ReconcileDeadlines } from '../deadline-commands.js';
import { deadlinesSubject } from '../deadlines-subject.js';

/** The record of a subject's deadlines, told day by day at half past eleven. */
export const recordOfDeadlines = () => {
  let facts: readonly RecordedFact[] = [];
  /** Puts into the record also what no command gives any more. */
  const keep = (told: readonly Fact[], on: string): void => {
    facts = [...facts, ...recorded([...facts, ...told], { at: contextOn(on).now }).slice(facts.length)];
  };
  const tell = (command: Command, on: string): readonly Fact[] => {
    const given = decide(deadlinesSubject, facts, command, contextOn(on));
    keep(given, on);
    return given;
  };
  return {
    keep,
    tell,
    bring: (
      derived: readonly DerivedDeadline[],
      on: string,
      cause = 'the record was corrected',
      struckOut: readonly string[] = [],
    ): readonly Fact[] => tell(Object.assign(new ReconcileDeadlines(), { derived, cause, struckOut }), on),
    facts: () => facts,
    deadlines: () => foldAll(deadlinesSubject, facts),
    deadline: (): Deadline => foldAll(deadlinesSubject, facts)[0]!,
  };
};

export const typesOf = (facts: readonly Fact[]): readonly string[] => facts.map(({ type }) => type);
