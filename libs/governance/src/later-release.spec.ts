import { describe, expect, it } from '@jest/globals';
import { type AnySubject, foldAll, LaterRelease } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { authoritySubject } from './authorities/index.js';
import { deadlinesSubject } from './deadlines/index.js';
import { matterSubject } from './matter.js';
import { planSubject } from './plan.js';

/** Folds one fact, and gives what goes wrong with it. */
const wrongWith = (subject: AnySubject, type: string, schemaVersion: number): unknown => {
  const told = recorded([{ type, data: { occurredOn: '2026-10-05' } }]);
  const stored = told.map((fact) => ({
    ...fact,
    metadata: { ...fact.metadata, schemaVersion: String(schemaVersion) },
  }));
  try {
    foldAll<unknown>(subject, stored);
  } catch (error) {
    return error;
  }
  return undefined;
};

/** Each with a type of fact that can be folded with its day alone. */
const SUBJECTS: readonly (readonly [subject: AnySubject, type: string])[] = [
  [matterSubject, 'ForecastFulfilled'],
  [planSubject, 'PlanCommenced'],
  [deadlinesSubject, 'DeadlineMet'],
  [authoritySubject, 'AuthorityNamed'],
];

describe('what a later release has told', () => {
  it.each(SUBJECTS.map(([subject, type]) => [subject.category, subject, type] as const))(
    'of a %s is not passed over, as if it had not been told',
    (_category, subject, type) => {
      const version = subject.facts[type] ?? 0;
      expect(wrongWith(subject, type, version)).not.toBeInstanceOf(LaterRelease);
      expect(wrongWith(subject, type, 1)).not.toBeInstanceOf(LaterRelease);
      const revision = 'matter-coventry-under-test: revision 0';
      expect(wrongWith(subject, type, version + 1)).toEqual(
        new LaterRelease(
          `${revision} is ${type} in version ${version + 1}, and this release knows version ${version}: start one that knows it`,
        ),
      );
      for (const unknown of ['CouncilTwinned', 'constructor'])
        expect(wrongWith(subject, unknown, 1)).toEqual(
          new LaterRelease(
            `${revision} is ${unknown} in version 1, and this release knows no such fact: start one that knows it`,
          ),
        );
    },
  );
});
