import { foldAll, parseStreamName, type RecordedFact, streamName } from '#kernel';
import { RecordEntriesStruckOut } from '../corrections/index.js';
import { planSubject, standingOnInPlan } from '../plan.js';
import { isAmendment, isStrikingOut, struckOutOf } from '../vocabulary/amendment.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type Entry, isInferred } from '../vocabulary/facet.js';
import { type Process, type Records } from './ports.js';
import { type Consequence, sendingAfter, type SendingParts } from './sending.js';

/**
 * What automations had told a plan because of an entry that is struck out, with all that stands on it there. Nothing where an
 * office has told something of that, or corrected it: both records stand then, for an officer to see to. Pure.
 */
export const followedFrom = (causes: ReadonlySet<string>, plan: readonly RecordedFact[]): readonly Entry[] => {
  const caused = new Set(plan.filter(({ metadata }) => causes.has(metadata.causationId)).map(({ id }) => id));
  const { entries } = foldAll(planSubject, plan);
  const followed = entries.filter((entry) => caused.has(entry.id) && !isAmendment(entry));
  const all = [...followed, ...standingOnInPlan(followed, entries)];
  return all.every(isInferred) ? all : [];
};

/** Strikes out of plans what would not have been told them, had an entry that is struck out never been made. */
export const strikingOutWhatFollowed = (parts: SendingParts): Process =>
  sendingAfter(parts, {
    name: 'strike-out-what-followed',
    categories: ['matter', 'plan'],
    types: ['EntryStruckOut', 'PlanAdopted'],
    // An adoption that was on its way when its resolution was struck out.
    others: (fact) => {
      const matter = fact.type === 'PlanAdopted' ? matterOf(fact) : undefined;
      return matter === undefined ? undefined : () => Promise.resolve([matter]);
    },
    consequences: async (stream) => {
      const own = await parts.records.readStream(stream);
      const last = own.findLast(isStrikingOut);
      const subject = parseStreamName(stream);
      if (last === undefined || subject === undefined) return [];
      const { occurredOn, authority, reason } = last.data;
      const causes = causesIn(own);
      const orders: Consequence[] = [];
      for (const plan of await plansToldOf(causes, subject.authority, parts.records)) {
        const to = parseStreamName(plan);
        const facts = followedFrom(causes, await parts.records.readStream(plan)).map(({ id }) => id);
        if (to === undefined || plan === stream || facts.length === 0) continue;
        orders.push({ to, command: commandOf(RecordEntriesStruckOut, { occurredOn, facts, authority, reason }) });
      }
      return orders;
    },
  });

/** The stream of the matter by whose resolution a plan was adopted. */
const matterOf = ({ stream, data }: RecordedFact): string | undefined => {
  const plan = parseStreamName(stream);
  const { adoptedIn } = data as { readonly adoptedIn?: { readonly matter: string } };
  return plan === undefined || adoptedIn === undefined
    ? undefined
    : streamName({ category: 'matter', authority: plan.authority, id: adoptedIn.matter });
};

/** What was struck out, and what had corrected it or supplied its date. */
const causesIn = (facts: readonly RecordedFact[]): ReadonlySet<string> => {
  const struck = new Set(struckOutOf(facts));
  const amending = facts.filter((fact) => isAmendment(fact) && !isStrikingOut(fact) && struck.has(fact.data.fact));
  return new Set([...struck, ...amending.map(({ id }) => id)]);
};

const plansToldOf = async (
  causes: ReadonlySet<string>,
  authority: string,
  records: Records,
): Promise<ReadonlySet<string>> => {
  const plans = new Set<string>();
  for await (const { facts } of records.readAll({ prefixes: [`plan-${authority}-`] }))
    for (const { stream, metadata } of facts) if (causes.has(metadata.causationId)) plans.add(stream);
  return plans;
};
