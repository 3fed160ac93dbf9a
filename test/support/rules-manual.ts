import { ACTION } from '#governance/decisions/action-deadlines';
import { QUESTIONNAIRE } from '#governance/consultations/questionnaire';
import { ANNOUNCED, OPENING, RESULTS, WINDOW } from '#governance/consultations/consultation-deadlines';
import { ASSESSMENT, MEETING, REFRESH } from '#governance/plans/cadence-deadlines';
import { BACK_PLAN } from '#governance/plans/renewal-deadlines';
import { COMMENCEMENT, COPY, EXPIRY, PUBLICATION, USUAL_TERM } from '#governance/plans/term-deadlines';
import { ASKED } from '#governance/plans/upkeep-deadlines';
import { OUTSIDE_A_RESOLUTION, REPORT_EXPECTED, REPORT_PROMISED } from '#governance/requests/request-deadlines';
import { BY_NOTICE, WITHOUT_NOTICE } from '#governance/scrutiny/response-deadlines';
import { type DeadlineRule } from '#governance/vocabulary/deadline';
import { type RuleTerms } from '#governance/vocabulary/deadline-terms';
import { RULES } from '#governance/vocabulary/rules';

const STEP = /^(-?)P(\d+)([DWM])$/;
const UNITS: Readonly<Record<string, string>> = { D: 'day', W: 'week', M: 'month' };

/** What comes by itself on its date: nobody owes it. */
const BY_ITSELF: readonly DeadlineRule[] = [WINDOW, ANNOUNCED, COMMENCEMENT, EXPIRY, USUAL_TERM];

/** Every rule that gives dates, each as often as its firmness or basis differs. */
export const deadlineRules: readonly DeadlineRule[] = [
  ...[BY_NOTICE, WITHOUT_NOTICE, OPENING, WINDOW, ANNOUNCED, QUESTIONNAIRE, RESULTS, COMMENCEMENT, COPY, PUBLICATION],
  ...Object.values(ASKED),
  ...[MEETING, ASSESSMENT, REFRESH, EXPIRY, USUAL_TERM, BACK_PLAN],
  ACTION,
  ...Object.values(REPORT_PROMISED).flatMap((promised) => [promised, { id: promised.id, ...REPORT_EXPECTED }]),
  OUTSIDE_A_RESOLUTION,
];

/** What satisfies each rule, with the command that records it, as the rows of a table in Markdown. */
export const tableOfSatisfaction = (): readonly string[] => [
  rowOf(['rule', 'satisfied by']),
  rowOf(['---', '---']),
  ...Object.entries(RULES).map(([id, { satisfiedBy }]) => rowOf([id, satisfiedBy ?? 'nothing: it happens by itself'])),
];

/** On what each rule stands, how firm it is and who may waive it, as the rows of a table in Markdown. */
export const tableOfRules = (): readonly string[] => [
  rowOf(['rule', 'firmness', 'basis', 'source', 'who may waive it']),
  rowOf(['---', '---', '---', '---', '---']),
  ...deadlineRules.map((rule) => rowOf([rule.id, rule.hardness, rule.basis, rule.citation, waiverOf(rule)])),
];

/** Who owes what each rule asks and who is reminded when, where an authority has settled nothing else. */
export const tableOfTerms = (): readonly string[] => [
  rowOf(['rule', 'office that owes it', 'reminders']),
  rowOf(['---', '---', '---']),
  ...Object.entries(RULES).map(([id, { usual }]) => rowOf([id, `\`${usual.owner}\``, ladderInWords(usual.ladder)])),
];

const waiverOf = (rule: DeadlineRule): string => {
  const waived = RULES[rule.id]?.waivedBy;
  if (waived === undefined || BY_ITSELF.includes(rule)) return 'nobody: it happens by itself';
  return waived.by === 'nobody' ? `nobody; instead ${waived.instead}` : waived.by;
};

/** Steps that tell the same offices stand together. */
const ladderInWords = (ladder: RuleTerms['ladder']): string => {
  const told = new Map<string, string[]>();
  for (const { at, offices } of ladder) {
    const whom = offices.map((office) => `\`${office}\``).join(', ');
    told.set(whom, [...(told.get(whom) ?? []), stepInWords(at)]);
  }
  return [...told].map(([whom, steps]) => `${steps.join(', ')}: ${whom}`).join('; ');
};

const stepInWords = (at: string): string => {
  const [, sign, amount, unit = ''] = STEP.exec(at) ?? [];
  if (amount === undefined) return at === 'open' ? 'on the first day' : at;
  if (amount === '0') return 'on the day';
  return `${amount} ${UNITS[unit] ?? unit}${amount === '1' ? '' : 's'} ${sign === '-' ? 'before' : 'after'}`;
};

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
