import {
  Act,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  malformed,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { Formed, ListOf, OfficeName, OfficeNames, OneOf } from '#kernel/input/fields';
import { type RuleTerms } from '../vocabulary/deadline-terms.js';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { isInWindow } from '../vocabulary/ladder.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { RULE_IDS, RULES_WITH_WINDOW, USUAL_TERMS } from '../vocabulary/rules.js';
import { STEP_AT } from './forms.js';

// ── Events

/** What an authority settles for one rule; what is left out is as usual. */
export type RuleTermsTold = Readonly<Partial<RuleTerms>>;

/** Another office owes what the rule asks, or others are reminded, or at other times: of all that is still open. */
export type RuleTermsSettled = Fact<
  'RuleTermsSettled',
  { readonly occurredOn: PlainDateText; readonly rule: string } & RuleTermsTold
>;

export const ruleTermsFacts: FactDefinitions<RuleTermsSettled> = {
  RuleTermsSettled: { version: 1, personalData: [], correctable: {} },
};

// ── Commands

const MOST_STEPS = 12;
const MOST_OFFICES = 10;

/** A step of a ladder: when it goes out, and who is told. */
export class LadderStepAt {
  @Formed(STEP_AT, {
    describe: 'When: a period before or after the due day, P0D for the day itself, or open or half-way of a window.',
  })
  at!: string;

  @OfficeNames({ min: 1, items: MOST_OFFICES }, { describe: 'The offices that are told.' })
  offices!: readonly string[];
}

/** Settles who owes what a rule asks, and when whom it reminds; sent again, it replaces both. What is left out is as usual. */
export class SettleRuleTerms extends Act {
  @OneOf(RULE_IDS, { describe: 'The rule, as deadlines cite it.' })
  rule!: string;

  @OfficeName({ optional: true, describe: 'The office that owes it. Left out: the usual one.' })
  owner?: string;

  @ListOf(
    () => LadderStepAt,
    { items: MOST_STEPS },
    { optional: true, describe: 'When whom it reminds; an empty list reminds nobody. Left out: the usual ladder.' },
  )
  ladder?: LadderStepAt[];
}

// ── State

/** What was settled, by the rule's id; nothing of a rule whose terms are all as usual. */
export type SettledRuleTerms = Readonly<Record<string, RuleTermsTold>>;

/** What was settled after a fact. Facts of other kinds change nothing. */
export const ruleTermsAfter = (settled: SettledRuleTerms, recorded: RecordedFact): SettledRuleTerms => {
  if (!isRuleTerms(recorded)) return settled;
  const { occurredOn: _, rule, ...told } = recorded.data;
  const { [rule]: _former, ...others } = settled;
  return saysTheSame(told, {}) ? others : { ...others, [rule]: told };
};

const isRuleTerms = (fact: RecordedFact): fact is RecordedFact<RuleTermsSettled> & RuleTermsSettled =>
  fact.type === 'RuleTermsSettled';

/** The terms of every rule, those that were not settled being as usual. */
export const ruleTermsInForce = (settled: SettledRuleTerms): Readonly<Record<string, RuleTerms>> =>
  Object.fromEntries(Object.entries(USUAL_TERMS).map(([rule, usual]) => [rule, { ...usual, ...settled[rule] }]));

// ── Rules

const settle = (
  { rule, owner, ladder }: SettleRuleTerms,
  settled: SettledRuleTerms,
  { today }: DecisionContext,
): readonly RuleTermsSettled[] => {
  for (const [at, step] of (ladder ?? []).entries()) requireSound(step, at, ladder ?? [], rule);
  const told = stated({ owner, ladder });
  return saysTheSame(told, settled[rule] ?? {})
    ? []
    : [{ type: 'RuleTermsSettled', data: { occurredOn: today, rule, ...told } }];
};

const requireSound = (step: LadderStepAt, place: number, ladder: readonly LadderStepAt[], rule: string): void => {
  const pointer = `/ladder/${place}`;
  if (ladder.findIndex(({ at }) => at === step.at) < place)
    malformed(`${pointer}/at`, 'is listed twice: name all its offices in one step');
  const twice = step.offices.findIndex((office, at) => step.offices.indexOf(office) < at);
  if (twice >= 0) malformed(`${pointer}/offices/${twice}`, 'is listed twice: once is enough');
  if (isInWindow(step.at) && !RULES_WITH_WINDOW.includes(rule))
    malformed(
      `${pointer}/at`,
      `must count from the due day, such as -P30D: ${rule} has no window whose first day is known, as ${RULES_WITH_WINDOW.join(' and ')} has`,
    );
};

export const ruleTermsCommands: readonly CommandHandling<SettledRuleTerms>[] = [
  handles({
    command: SettleRuleTerms,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Settle who owes what a rule asks, and when whom it reminds; what is left out is as usual',
    decide: settle,
  }),
];
