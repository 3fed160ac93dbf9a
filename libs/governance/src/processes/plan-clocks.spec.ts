import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Command, type Fact, foldAll, type RecordedFact } from '#kernel';
import { contextOn, decide, idOf, recorded } from '#kernel/testing/given';
import { deadlinesSubject, ReconcileDeadlines } from '../deadlines/index.js';
import { planSubject, planTold } from '../plan.js';
import {
  AdoptPlan,
  CommencePlan,
  ExtendPlan,
  LapsePlan,
  planDeadlines,
  RecordPlanMonitored,
  RecordPlanSuperseded,
} from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { USUAL_CADENCES } from '../vocabulary/plan-cadences.js';
import { USUAL_TERMS } from '../vocabulary/rules.js';

const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: USUAL_TERMS };
const MATTER = idOf('the matter');

const kept = (history: readonly RecordedFact[], facts: readonly Fact[]) =>
  recorded([...history.map(({ type, data }): Fact => ({ type, data })), ...facts]);

/** A plan and the record of its deadlines, brought in line after each command, day by day. */
class Keeping {
  private plan: readonly RecordedFact[] = [];
  private deadlines: readonly RecordedFact[] = [];

  /** What one command added to the record of the deadlines. */
  after(command: Command, on: string): readonly Fact[] {
    this.plan = kept(this.plan, decide(planSubject, this.plan, command, contextOn(on)));
    return this.reconciled(on);
  }

  reconciled(on: string): readonly Fact[] {
    const { plan } = planTold(foldAll(planSubject, this.plan).entries);
    const derived = planDeadlines(plan, terms, [{ cadences: USUAL_CADENCES }]);
    const command = Object.assign(new ReconcileDeadlines(), { derived, cause: 'a fact' });
    const facts = decide(deadlinesSubject, this.deadlines, command, contextOn(on));
    this.deadlines = kept(this.deadlines, facts);
    return facts;
  }
}

/** The facts about dates, not those about reminders: `DeadlineMoved R38`. */
const dates = (facts: readonly Fact[]): readonly string[] =>
  facts
    .filter(({ type }) => type.startsWith('Deadline'))
    .map(({ type, data }) => `${type} ${'key' in data ? String(data.key) : ''}`);

const adopt = commandOf(AdoptPlan, {
  ...{ occurredOn: '2025-03-25', by: 'Council', title: 'The Plan', firstDay: '2025-04-01', lastDay: '2028-03-31' },
  adoptedIn: { matter: MATTER, resolution: idOf('the resolution'), part: 1 },
  obligations: [{ kind: 'monitoring', every: 'P3M', askedOn: '2025-03-18', askedBy: 'Cabinet' }],
});
const adopted = (): Keeping => {
  const keeping = new Keeping();
  keeping.after(adopt, '2025-03-26');
  return keeping;
};

describe('the deadlines that are recorded of a plan', () => {
  it('are set once, by its adoption', () => {
    const keeping = new Keeping();
    const set = dates(keeping.after(adopt, '2025-03-26'));
    expect(set.filter((fact) => fact.startsWith('DeadlineSet R32/'))).toHaveLength(12);
    expect(set).toHaveLength(28);
    expect(keeping.reconciled('2025-03-27')).toStrictEqual([]);
  });

  it('are met by the facts for them', () => {
    const keeping = adopted();
    expect(dates(keeping.after(new CommencePlan(), '2025-04-01'))).toStrictEqual(['DeadlineMet R29']);
    const quarter = { occurredOn: '2025-07-09', periodEndsOn: '2025-06-30', by: 'Community Safety Partnership' };
    const monitored = commandOf(RecordPlanMonitored, quarter);
    expect(dates(keeping.after(monitored, '2025-07-10'))).toStrictEqual(['DeadlineMet R32/P3M/1']);
  });

  it('move with an extension, and more are set', () => {
    const extend = commandOf(ExtendPlan, { by: 'Council', lastDay: '2029-03-31', reason: 'Reorganisation.' });
    const facts = dates(adopted().after(extend, '2027-02-22'));
    expect(facts.filter((fact) => fact.startsWith('DeadlineMoved'))).toStrictEqual(
      ['R38', ...USUAL_CADENCES.renewal.map(({ step }) => `R39/${step}`)].map((key) => `DeadlineMoved ${key}`),
    );
    expect(facts.filter((fact) => fact.startsWith('DeadlineSet'))).toStrictEqual(
      ['R32/P3M/13', 'R32/P3M/14', 'R32/P3M/15', 'R32/P3M/16', 'R36/P1Y/4', 'R37/P1Y/3'].map(
        (key) => `DeadlineSet ${key}`,
      ),
    );
  });

  it('are superseded where another plan takes its place', () => {
    const replace = { supersededOn: '2027-04-01', byPlan: idOf('the next'), reason: 'One plan for the whole area.' };
    const facts = dates(adopted().after(commandOf(RecordPlanSuperseded, replace), '2027-04-02'));
    expect(facts.every((fact) => fact.startsWith('DeadlineSuperseded'))).toBe(true);
    expect(facts).toContain('DeadlineSuperseded R32/P3M/9');
    expect(facts).not.toContain('DeadlineSuperseded R32/P3M/8');
    expect(facts).toContain('DeadlineSuperseded R38');
  });

  it('stay as they are when the plan lapses: what was missed was missed', () => {
    expect(adopted().after(new LapsePlan(), '2028-04-03')).toStrictEqual([]);
  });
});
