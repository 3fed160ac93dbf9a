import { foldAll, parseStreamName, type RecordedFact, streamName, type StreamSubject } from '#kernel';
import { RecordEntriesStruckOut } from '../corrections/index.js';
import { matterSubject } from '../matter.js';
import { contradictsItselfWithout, planSubject, standingOnInPlan } from '../plan.js';
import { type EntryStruckOut, isAmendment, isStrikingOut, struckWith } from '../vocabulary/amendment.js';
import { type Chronicle, type StruckEntry } from '../vocabulary/chronicle.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type Entry, isInferred } from '../vocabulary/facet.js';
import { type Process, type Records } from './ports.js';
import { type Consequence, sendingAfter, type SendingParts } from './sending.js';

/** A record, with what stands in it and what was struck out. */
interface Told extends Chronicle {
  readonly of: StreamSubject;
}

/** An entry without which an automation would not have told another one: where it is, and what it is. */
interface Ground {
  readonly category: 'matter' | 'plan';
  readonly id: string;
  readonly is: (entry: Pick<Entry, 'type' | 'data'>) => boolean;
}

/** What a fact of a plan says of the records from which it was inferred. */
interface Inferring {
  readonly adoptedIn?: ResolvedIn;
  readonly askedIn?: ResolvedIn;
  readonly byPlan?: string;
}
type ResolvedIn = Readonly<Record<'matter' | 'resolution', string>>;

/**
 * On what stands what an automation told a plan: an adoption, or what was asked for, on the resolution that it names; that
 * another plan follows this one on the adoption of that plan, and where it took its place on its commencement, too.
 */
const groundsOf = ({ type, data }: Entry, plan: string): readonly Ground[] => {
  const { adoptedIn, askedIn, byPlan: id }: Inferring = data;
  const resolved = adoptedIn ?? askedIn;
  if (resolved !== undefined) {
    const { matter, resolution } = resolved;
    return [
      { category: 'matter', id: matter, is: (one) => fieldOf(one, 'ResolutionPassed', 'resolution') === resolution },
    ];
  }
  if (id === undefined) return [];
  const isAdoption: Ground['is'] = (one) => fieldOf(one, 'PlanAdopted', 'succeedsPlan') === plan;
  const adoption: Ground = { category: 'plan', id, is: isAdoption };
  return type === 'PlanSuperseded'
    ? [adoption, { category: 'plan', id, is: (one) => one.type === 'PlanCommenced' }]
    : [adoption];
};

const fieldOf = ({ type, data }: Pick<Entry, 'type' | 'data'>, of: string, field: string): unknown =>
  type === of ? Reflect.get(data, field) : undefined;

/** By which striking out an entry of a plan has lost that on which it stands in a record; nothing where it has not. */
const lostBy = (entry: Entry, plan: string, { of, entries, struckOut }: Told): StruckEntry | undefined =>
  groundsOf(entry, plan)
    .filter(({ category, id, is }) => category === of.category && id === of.id && !entries.some(is))
    .map(({ is }) => struckOut.findLast(is))
    .find((ground) => ground !== undefined);

/**
 * What automations would not have told a plan, had something never been recorded elsewhere, with all that stands on it.
 * Nothing where an office has told something of that, or corrected it, or where the plan would contradict itself: both
 * records stand then, for an officer to see to. Pure.
 */
export const followedFrom = (
  isLost: (entry: Entry) => boolean,
  { id, entries }: { readonly id: string } & Pick<Chronicle, 'entries'>,
): readonly Entry[] => {
  const lost = entries.filter((entry) => !isAmendment(entry) && isInferred(entry) && isLost(entry));
  const all = [...lost, ...standingOnInPlan(lost, entries)];
  return all.every(isInferred) && !contradictsItselfWithout(all, entries, id) ? all : [];
};

/** Strikes out of plans what would not have been told them, had an entry that is struck out never been made. */
export const strikingOutWhatFollowed = (parts: SendingParts): Process => {
  const { records } = parts;
  return sendingAfter(parts, {
    name: 'strike-out-what-followed',
    categories: ['matter', 'plan'],
    // The others were on their way, perhaps, when that on which they stand was struck out.
    types: ['EntryStruckOut', 'PlanAdopted', 'PlanObligationAdded', 'PlanRenewed', 'PlanSuperseded'],
    consequences: async (stream, fact) => {
      const own = await toldIn(stream, records);
      if (own === undefined) return [];
      return isStrikingOut(fact) ? afterStriking(fact, own, records) : afterTelling(fact, own, records);
    },
  });
};

/** What followed from the entries that one command has struck out, all of them at once. */
const afterStriking = async (
  fact: RecordedFact & EntryStruckOut,
  own: Told,
  records: Records,
): Promise<readonly Consequence[]> => {
  const together = new Set(struckWith(fact, await records.readStream(fact.stream)).map(({ id }) => id));
  const struck = own.struckOut.filter(({ struckOutBy }) => together.has(struckOutBy));
  const source = { ...own, struckOut: struck };
  const orders: Consequence[] = [];
  for (const id of plansInferredFrom(source, own)) {
    const plan = await toldIn(streamName({ ...own.of, category: 'plan', id }), records);
    if (plan === undefined || (own.of.category === 'plan' && own.of.id === id)) continue;
    orders.push(...striking((entry) => lostBy(entry, id, source) !== undefined, plan, fact.data));
  }
  return orders;
};

/** The plans to which automations may have told something because of entries. */
const plansInferredFrom = ({ of, struckOut }: Told, { entries, struckOut: ever }: Told): ReadonlySet<string> => {
  if (of.category === 'matter') return new Set([of.id]);
  const concerned = struckOut.some(({ type }) => type === 'PlanCommenced') ? [...entries, ...ever] : struckOut;
  return new Set(
    concerned.map((one) => fieldOf(one, 'PlanAdopted', 'succeedsPlan')).filter((id) => typeof id === 'string'),
  );
};

/** What an automation has told a plan only after that on which it stands was struck out. */
const afterTelling = async (fact: RecordedFact, plan: Told, records: Records): Promise<readonly Consequence[]> => {
  const entry = plan.entries.find(({ id }) => id === fact.id);
  if (entry === undefined || !isInferred(entry)) return [];
  for (const { category, id } of groundsOf(entry, plan.of.id)) {
    const source = await toldIn(streamName({ ...plan.of, category, id }), records);
    const ground = source === undefined ? undefined : lostBy(entry, plan.of.id, source);
    const by = source?.entries.find((one) => one.id === ground?.struckOutBy);
    if (by !== undefined && isStrikingOut(by)) return striking((one) => one === entry, plan, by.data);
  }
  return [];
};

const striking = (
  isLost: (entry: Entry) => boolean,
  { of, entries }: Told,
  { occurredOn, authority, reason }: EntryStruckOut['data'],
): readonly Consequence[] => {
  const facts = followedFrom(isLost, { id: of.id, entries }).map(({ id }) => id);
  if (facts.length === 0) return [];
  return [{ to: of, command: commandOf(RecordEntriesStruckOut, { occurredOn, facts, authority, reason }) }];
};

const SUBJECTS = { matter: matterSubject, plan: planSubject } as const;

/** Nothing where there is no such record. */
const toldIn = async (stream: string, records: Records): Promise<Told | undefined> => {
  const of = parseStreamName(stream);
  if (of === undefined || !(of.category === 'matter' || of.category === 'plan')) return undefined;
  return { ...foldAll(SUBJECTS[of.category], await records.readStream(stream)), of };
};
