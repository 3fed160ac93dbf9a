import { type Hardness } from './deadline.js';
import { type RuleTerms } from './deadline-terms.js';
import { type LadderStep } from './ladder.js';

/** What is to be known of a rule by its id, of whatever age the deadline is that cites it. Its basis and citation stand beside the deadlines that it gives. */
export interface RuleById {
  /** Who owes what it asks, and when which office is reminded, where an authority has settled nothing else. */
  readonly usual: RuleTerms;
  /** Left out where each of its dates becomes a command: such a date is extended instead. */
  readonly waivedBy?: WaivedBy;
  /** What meets its deadlines, with the command that records it. Left out where each of its dates becomes a command: nobody has to record that. */
  readonly satisfiedBy?: string;
  /** Its deadlines end a window, and know its first day: their ladders can begin with it. */
  readonly endsWindow?: true;
  /**
   * What it means that something was done before its day, where the date is promised as the first as well as the last on
   * which it may be done. Of any other rule, what is done early is done in time.
   */
  readonly ifEarly?: string;
  /** What it means that a date was missed, where its hardness says too much. */
  readonly ifMissed?: Readonly<Partial<Record<Hardness, IfMissed>>>;
}

/** Who may waive what a rule asks: nobody, and what is to be done instead; the body to which it is owed, and no other, or each of several; or whoever is put on record. */
export type WaivedBy =
  | { readonly by: 'nobody'; readonly instead: string }
  | { readonly by: 'the body to which it is owed' }
  | { readonly by: 'whoever is put on record' };

/** What it means that a date was missed, as a clause, and whether that breaches anything. */
export interface IfMissed {
  readonly words: string;
  readonly isBreach: boolean;
}

const OWED: WaivedBy = { by: 'the body to which it is owed' };
const ON_RECORD: WaivedBy = { by: 'whoever is put on record' };
const KEEPERS = ['community-safety', 'report-author'];

/** The steps, parted by spaces, in each of which these offices are told. */
const told = (steps: string, ...offices: string[]): readonly LadderStep[] =>
  steps.split(' ').map((at) => ({ at, offices }));

/**
 * The rules that have deadlines, by id, the same for every authority. The steps of R16 and R19, and who may waive, are those
 * of the rules' own tables; the other steps are what officers usually ask for. The director is told of what is overdue.
 */
export const RULES: Readonly<Record<string, RuleById>> = {
  /**
   * The executive's response to scrutiny: six, four, two weeks and one before the end of the two months, and on its last
   * day. The duty is the executive's, so its rule names the leader among those reminded. That nothing goes straight to
   * members is a rule of escalation: once it is overdue, officers are told, and never the leader's office. It is waived by
   * nobody without a notice either, for the notice may still come.
   */
  R16: {
    usual: {
      owner: 'director',
      ladder: [
        ...told('-P6W -P4W -P2W -P1W P0D', 'leader', 'director', 'scrutiny'),
        ...told('P1D', 'director', 'scrutiny', 'democratic-services'),
      ],
    },
    satisfiedBy:
      'a resolution of the body that was asked, which answers every recommendation (record-resolution-passed)',
    waivedBy: { by: 'nobody', instead: 'the answer itself: an interim reply is recorded, and ends nothing' },
  },
  /** The window: as it opens, half-way, a week and two days before its close, and on its last day. */
  R19: {
    usual: {
      owner: 'community-safety',
      ladder: told('open half-way -P7D -P2D P0D', 'report-author', 'community-safety'),
    },
    satisfiedBy: 'opening it on its day (open-consultation, or afterwards record-consultation-opened)',
    waivedBy: OWED,
    endsWindow: true,
    ifEarly: 'the window that was promised was not kept',
  },
  R21: {
    usual: {
      owner: 'report-author',
      ladder: [...told('-P7D -P2D', 'report-author'), ...told('P1D', 'report-author', 'director')],
    },
    satisfiedBy: 'a questionnaire that holds what was accepted (record-questionnaire-ready)',
    waivedBy: OWED,
  },
  R22: {
    usual: {
      owner: 'report-author',
      ladder: [...told('-P4W -P1W', 'report-author'), ...told('P1D', 'report-author', 'director')],
    },
    satisfiedBy: 'publishing the results (record-consultation-results-published)',
    waivedBy: ON_RECORD,
  },
  R29: { usual: { owner: 'community-safety', ladder: told('-P7D', ...KEEPERS) } },
  R30: {
    usual: { owner: 'community-safety', ladder: told('P0D', 'community-safety') },
    satisfiedBy: 'a copy to whoever is the policing body (record-plan-copy-sent)',
    waivedBy: { by: 'nobody', instead: 'the copy itself, to whoever is the policing body then' },
  },
  R31: {
    usual: { owner: 'community-safety', ladder: told('P0D', 'community-safety') },
    satisfiedBy: 'publishing the plan (record-plan-published)',
    waivedBy: ON_RECORD,
  },
  R32: {
    usual: {
      owner: 'community-safety',
      ladder: [...told('-P30D -P14D P0D', ...KEEPERS), ...told('P7D', ...KEEPERS, 'director')],
    },
    satisfiedBy: 'the monitoring of that period (record-plan-monitored)',
    waivedBy: OWED,
  },
  R33: {
    usual: {
      owner: 'report-author',
      ladder: [...told('-P90D -P30D P0D', 'report-author'), ...told('P1D', 'report-author', 'director')],
    },
    satisfiedBy: 'the report on that year (record-plan-progress-reported)',
    waivedBy: OWED,
  },
  R34: {
    usual: {
      owner: 'community-safety',
      ladder: [...told('-P30D -P7D P0D P7D', 'community-safety'), ...told('P30D', 'community-safety', 'director')],
    },
    satisfiedBy: 'the review for that date (record-plan-reviewed with dueOn)',
    waivedBy: OWED,
  },
  /** The rules' table names the partnership manager and no step: one, in time to send the papers out, is a default. */
  R35: {
    usual: { owner: 'community-safety', ladder: told('-P14D', 'community-safety') },
    satisfiedBy: 'a meeting in that period (record-partnership-met)',
    waivedBy: ON_RECORD,
  },
  /** No law on record sets how often a plan is assessed, or (R37) brought up to date. */
  R36: {
    usual: {
      owner: 'community-safety',
      ladder: [...told('-P90D -P30D', 'community-safety'), ...told('P1D', 'community-safety', 'director')],
    },
    satisfiedBy: 'an assessment whose data end in that period (record-strategic-assessment-prepared)',
    waivedBy: { by: 'nobody', instead: 'the assessment itself' },
    ifMissed: {
      soft: {
        words: 'no assessment has been made by its day; if there is a reason, record it',
        isBreach: false,
      },
    },
  },
  R37: {
    usual: {
      owner: 'community-safety',
      ladder: [...told('-P30D', ...KEEPERS), ...told('P1D', ...KEEPERS, 'director')],
    },
    satisfiedBy: 'bringing the plan up to date for the next year (record-plan-refreshed)',
    waivedBy: ON_RECORD,
    ifMissed: {
      soft: {
        words: 'the plan has not been brought up to date by its day; if there is a reason, record it',
        isBreach: false,
      },
    },
  },
  /** A plan that lasts until the day to which it was adopted has kept what was promised. */
  R38: {
    usual: {
      owner: 'community-safety',
      ladder: told('-P18M -P12M -P9M -P6M -P3M', ...KEEPERS, 'director', 'democratic-services'),
    },
    ifMissed: { promised: { words: 'the plan ran out, and no plan follows it without a gap', isBreach: false } },
  },
  R39: {
    usual: { owner: 'report-author', ladder: told('-P14D', ...KEEPERS) },
    satisfiedBy: 'that step (record-renewal-step-taken); what is left of them ends when the next plan is adopted',
    waivedBy: ON_RECORD,
  },
  R44: {
    usual: {
      owner: 'report-author',
      ladder: [...told('-P4W -P1W', 'report-author'), ...told('P1D', 'report-author', 'director')],
    },
    satisfiedBy:
      'a report recorded as what was asked for (record-report-submitted, then record-commission-fulfilled), or the action (record-action-taken)',
    waivedBy: OWED,
  },
  R48: {
    usual: { owner: 'report-author', ladder: told('-P4W -P1W P1D', 'report-author', 'scrutiny') },
    satisfiedBy:
      'a report recorded as what the body agreed to receive (record-report-submitted, then record-commission-fulfilled)',
    waivedBy: OWED,
  },
  /** What a body asks for outside its resolution is nothing that it resolved. */
  R49: {
    usual: {
      owner: 'democratic-services',
      ladder: [...told('-P1W -P1D', 'democratic-services'), ...told('P1D', 'democratic-services', 'director')],
    },
    satisfiedBy: 'sending what was asked for (record-request-sent)',
    waivedBy: OWED,
    ifMissed: { promised: { words: 'what the body asked for has not been done in time', isBreach: true } },
  },
};

/** The ids of the rules that have deadlines. */
export const RULE_IDS: readonly string[] = Object.keys(RULES);

/** The rules whose ladders can begin with a window. */
export const RULES_WITH_WINDOW: readonly string[] = RULE_IDS.filter((id) => RULES[id]?.endsWindow);

/** What meets a deadline of a rule, with the command that records it; nothing of what happens by itself, by the command that its date becomes. */
export const satisfiedBy = ({
  rule,
  becomes = null,
}: {
  readonly rule: string;
  readonly becomes?: string | null;
}): string | undefined => (becomes === null ? RULES[rule]?.satisfiedBy : undefined);

/** Who owes what each rule asks, and when whom it reminds, where an authority has settled nothing else. */
export const USUAL_TERMS: Readonly<Record<string, RuleTerms>> = Object.fromEntries(
  Object.entries(RULES).map(([id, { usual }]) => [id, usual]),
);
