import { malformed } from '#kernel';
import { faultInTerm } from '../vocabulary/plan-term.js';
import { faultInWindow } from '../vocabulary/window.js';
import { type Meaning, type ResolutionPart } from './resolution-commands.js';

/** What a part may state beside its words, and the meanings of which it then has one. */
const STATED_BY = {
  answers: ['answers recommendations'],
  window: ['authorises a consultation'],
  report: ['commissions a report'],
  dueOn: ['commissions a report', 'requests an action'],
  recommendsTo: ['recommends upward'],
  plan: ['adopts a plan'],
  obligation: ['sets an obligation'],
} as const satisfies Partial<Record<keyof ResolutionPart, readonly Meaning[]>>;

/** A consultation may be authorised without dates, and a report or an action be asked for by no day; the others say nothing without theirs. */
const NEEDED = ['answers', 'report', 'recommendsTo', 'plan', 'obligation'] as const;

interface FaultInMeaning {
  readonly field: keyof typeof STATED_BY;
  readonly reason: string;
}

type Stating = { readonly [Field in keyof typeof STATED_BY]?: unknown } & { readonly meaning: Meaning };

/** What a part states that its meaning does not, or leaves out though its meaning needs it. */
export const faultInMeaning = (part: Stating): FaultInMeaning | undefined => {
  for (const [field, meanings] of Object.entries(STATED_BY) as [keyof typeof STATED_BY, readonly Meaning[]][])
    if (part[field] !== undefined && !meanings.includes(part.meaning))
      return { field, reason: `must be left out, or the part's meaning must be: ${meanings.join(', or ')}` };
  const missing = NEEDED.find((field) => part[field] === undefined && part.meaning === STATED_BY[field][0]);
  return missing === undefined
    ? undefined
    : { field: missing, reason: `must be stated, since the part ${part.meaning}` };
};

/**
 * Refuses a part that states what its meaning does not, or leaves out what its meaning needs.
 * @throws Malformed
 */
export const requireMeaning = (pointer: string, part: ResolutionPart): void => {
  const fault = faultInMeaning(part);
  if (fault !== undefined) malformed(`${pointer}/${fault.field}`, fault.reason);
  requireDaysInOrder(pointer, part);
};

const requireDaysInOrder = (pointer: string, { window, plan }: ResolutionPart): void => {
  const wrong = window === undefined ? undefined : faultInWindow(window);
  if (wrong !== undefined) malformed(`${pointer}/window/${wrong.field}`, wrong.reason);
  const fault = plan === undefined ? undefined : faultInTerm(plan.firstDay, plan.lastDay);
  if (fault !== undefined) malformed(`${pointer}/plan/${fault.field}`, fault.reason);
};

/**
 * Refuses a second plan in one resolution: a matter is about one plan, which is known by the matter's id.
 * @throws Malformed
 */
export const requireOnePlan = (parts: readonly ResolutionPart[]): void => {
  const first = parts.findIndex(({ plan }) => plan !== undefined);
  const other = parts.findIndex(({ plan }, at) => plan !== undefined && at > first);
  if (other !== -1)
    malformed(`/parts/${other}/plan`, 'must be the only plan that the resolution adopts: another has its own matter');
};
