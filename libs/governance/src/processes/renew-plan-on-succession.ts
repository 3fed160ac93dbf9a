import { foldAll, parseStreamName, type RecordedFact, streamName } from '#kernel';
import { planSubject, planTold, struckByOffices } from '../plan.js';
import { type Plan, RecordPlanRenewed, RecordPlanSuperseded } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { type PlanOrder } from './open-plan-on-adoption.js';
import { type Process, type Records } from './ports.js';
import { sendingAfter, type SendingParts } from './sending.js';

/**
 * What becomes of the plan that another succeeds. Adopted to begin after the last day of the first, the second renews it;
 * adopted to begin sooner, it supersedes it on the day on which it commences. Where another plan is on record as the one
 * that follows, nothing is told that would contradict it: both records stand, for an officer to see to; nor what an
 * office has struck out. Pure.
 *
 * @param predecessor `gone` is what an office has struck out of it
 */
export const renewPlanOnSuccession = (
  successor: { readonly id: string; readonly plan: Plan },
  predecessor: { readonly id: string; readonly plan: Plan; readonly gone: Plan },
): readonly PlanOrder<RecordPlanRenewed | RecordPlanSuperseded>[] => {
  const adoption = successor.plan.adoptions.at(-1);
  if (adoption?.succeedsPlan !== predecessor.id || predecessor.id === successor.id) return [];
  if (isFollowedByAnother(predecessor.plan, successor.id) || isFollowedBy(successor.id, predecessor.gone)) return [];
  const { firstDay, commenced, title } = successor.plan;
  if (firstDay > predecessor.plan.lastDay)
    return [
      {
        plan: predecessor.id,
        command: commandOf(RecordPlanRenewed, { occurredOn: adoption.occurredOn, byPlan: successor.id, firstDay }),
      },
    ];
  if (commenced === undefined || !isInForceOn(commenced.occurredOn, predecessor.plan)) return [];
  const reason = `${title} commenced in its place`;
  return [
    {
      plan: predecessor.id,
      command: commandOf(RecordPlanSuperseded, { supersededOn: commenced.occurredOn, byPlan: successor.id, reason }),
    },
  ];
};

/** A plan that was superseded was replaced for good; one that was renewed is renewed by that plan alone. */
const isFollowedByAnother = ({ adoptions, superseded, renewed }: Plan, successor: string): boolean =>
  adoptions.length === 0 || superseded !== undefined || (renewed !== undefined && renewed.byPlan !== successor);

const isFollowedBy = (successor: string, { superseded, renewed }: Plan): boolean =>
  superseded?.byPlan === successor || renewed?.byPlan === successor;

const isInForceOn = (day: string, { adoptions, lastDay }: Plan): boolean =>
  day <= lastDay && !certainlyBefore(day, adoptions[0]?.occurredOn ?? 'unknown');

/** Tells the plan that another succeeds, whenever what that other plan says of itself may have changed. */
export const tellingSucceededPlans = (parts: SendingParts): Process =>
  sendingAfter(parts, {
    name: 'renew-plan-on-succession',
    categories: ['plan'],
    types: ['PlanAdopted', 'PlanCommenced', 'RecordCorrected', 'OccurrenceSupplied'],
    others: (fact) => (fact.revision === 0 ? () => recordedBefore(fact, parts.records) : undefined),
    consequences: async (stream) => {
      const subject = parseStreamName(stream);
      if (subject === undefined) return [];
      const { plan } = await planIn(stream, parts.records);
      const former = plan.adoptions.at(-1)?.succeedsPlan;
      if (former === undefined) return [];
      const to = { ...subject, id: former };
      const predecessor = { id: former, ...(await planIn(streamName(to), parts.records)) };
      return renewPlanOnSuccession({ id: subject.id, plan }, predecessor).map(({ command }) => ({ to, command }));
    },
  });

/** The plans that were on record before the one that they succeed: what is old is often recorded last. */
const recordedBefore = async ({ stream, position }: RecordedFact, records: Records): Promise<readonly string[]> => {
  const former = parseStreamName(stream);
  const successors = new Set<string>();
  if (former === undefined) return [];
  for await (const { facts } of records.readAll({ prefixes: [`plan-${former.authority}-`] }))
    for (const fact of facts)
      if (fact.position < position && succeededBy(fact) === former.id) successors.add(fact.stream);
  return [...successors];
};

const succeededBy = ({ type, data }: RecordedFact): unknown =>
  type === 'PlanAdopted' && 'succeedsPlan' in data ? data.succeedsPlan : undefined;

const planIn = async (stream: string, records: Records): Promise<{ readonly plan: Plan; readonly gone: Plan }> => {
  const chronicle = foldAll(planSubject, await records.readStream(stream));
  return { plan: planTold(chronicle.entries).plan, gone: struckByOffices(chronicle) };
};
