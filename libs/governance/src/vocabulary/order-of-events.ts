import { Temporal } from 'temporal-polyfill';
import {
  earliestDay,
  happenedBy,
  instantText,
  type OccurredOn,
  type PlainDateText,
  precisionOf,
  remembered,
} from '#kernel';
import { type Entry } from './facet.js';
import { certainlyBefore } from './happened.js';

/** When the entry's fact happened, as far as it is known. Every fact's data has `occurredOn`. */
export const occurredOnOf = (entry: Entry): OccurredOn =>
  'occurredOn' in entry.data && typeof entry.data.occurredOn === 'string' ? entry.data.occurredOn : 'unknown';

/** The day by which the entry's fact had certainly happened, by its own date alone. */
export const happenedOnOrBefore = (entry: Entry): PlainDateText => happenedBy(occurredOnOf(entry), entry.recordedAt);

/**
 * The entries in the order in which judgements read them. Their dates decide, and instants within a day; where a date
 * leaves it open (no day, a month, a day without a time), the order in which they were told does. No fact comes before
 * one that it refers to, whatever their dates; of several that such a one holds back, the dates decide again.
 */
export const inOrderOfEvents = (entries: readonly Entry[]): readonly Entry[] => {
  const told = inOrderOfTelling(entries);
  const begun = begunIn(told);
  const places = placesOf(told, begun);
  const beginning = begun.get(THE_SUBJECT);
  return told
    .map((entry, at) => ({ entry, ...(places[at] ?? NOWHERE), turn: at === beginning ? -1 : at }))
    .sort((one, other) => compared(one.place, other.place) || compared(one.own, other.own) || one.turn - other.turn)
    .map(({ entry }) => entry);
};

/**
 * The days by which the entries' facts had certainly happened, by id: a fact had, where one that refers to it had, as far
 * as its own date allows.
 */
export const daysOf = (entries: readonly Entry[]): ReadonlyMap<string, PlainDateText> => {
  const told = inOrderOfTelling(entries);
  const days = told.map(happenedOnOrBefore);
  for (const [at, parents] of [...parentsOf(told, begunIn(told)).entries()].reverse())
    for (const parent of parents) {
      const earliest = earliestDay(occurredOnOf(told[parent] ?? NOBODY)) ?? '';
      days[parent] = atLeast(earliest, earlier(days[parent] ?? '', days[at] ?? ''));
    }
  return new Map(told.map(({ id }, at) => [id, days[at] ?? '']));
};

/** The entries of what had certainly happened by the end of a day, in the order of events; without what they tell of a later one. */
export const happenedByDay = (entries: readonly Entry[], day: PlainDateText): readonly Entry[] => {
  const days = daysOf(entries);
  return inOrderOfEvents(entries)
    .filter(({ id }) => (days.get(id) ?? '') <= day)
    .map((entry) => withoutLater(entry, day));
};

/** The fields by which a fact tells, with what happened, of something that has a day of its own: when notice of it was given. */
const DAYS_APART: readonly string[] = ['noticeGivenOn'];

const withoutLater = (entry: Entry, day: PlainDateText): Entry => {
  const isLater = (field: string, held: unknown): boolean =>
    DAYS_APART.includes(field) && typeof held === 'string' && held > day;
  const fields = Object.entries(entry.data);
  if (!fields.some(([field, held]) => isLater(field, held))) return entry;
  return { ...entry, data: Object.fromEntries(fields.filter(([field, held]) => !isLater(field, held))) };
};

/**
 * The entries that are read before a fact, were it told now.
 *
 * @param fact told last of all
 */
export const readBefore = (entries: readonly Entry[], fact: Entry): readonly Entry[] => {
  const ordered = inOrderOfEvents([...entries, fact]);
  return ordered.slice(0, ordered.indexOf(fact));
};

/** The name of what a subject’s stream is about, for what refers to it as a whole. */
export const THE_SUBJECT = 'the subject';

const NOBODY: Entry = { id: '', revision: 0, recordedAt: '', type: '', data: {}, toldBy: '' };

const inOrderOfTelling = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((one, other) => one.revision - other.revision);

/** Texts that sort like what they place: a day, or a day and an instant of it. */
type Place = string;

const FIRST: Place = '';

/** Where a fact stands; and where its own date would have it, or that of what refers to it, among those that stand in one place. */
interface Standing {
  readonly place: Place;
  readonly own: Place;
}

const NOWHERE: Standing = { place: FIRST, own: FIRST };

const compared = (one: Place, other: Place): number => (one === other ? 0 : one < other ? -1 : 1);
const earlier = (one: Place, other: Place): Place => (other < one ? other : one);
const atLeast = (least: Place, place: Place): Place => (place < least ? least : place);

const placesOf = (told: readonly Entry[], begun: ReadonlyMap<string, number>): readonly Standing[] => {
  const spans = told.map((entry) => spanOf(occurredOnOf(entry)));
  const places = asTold(spans);
  const placeAt = (at: number): Place => places[at] ?? FIRST;
  const parents = [...parentsOf(told, begun).entries()];
  for (const [at, its] of [...parents].reverse())
    for (const parent of its) {
      const from = beginsIt(told[parent]) ? FIRST : (spans[parent]?.from ?? FIRST);
      places[parent] = atLeast(from, earlier(placeAt(parent), placeAt(at)));
    }
  const own = [...places];
  for (const [at, its] of parents) for (const parent of its) places[at] = atLeast(placeAt(parent), placeAt(at));
  return standing(places, own, parents);
};

/** What others of one place refer to is no later by its own date than they are, so that it comes before them. */
const standing = (
  places: readonly Place[],
  dated: readonly Place[],
  parents: readonly (readonly [number, readonly number[]])[],
): readonly Standing[] => {
  const stands = places.map((place, at) => ({ place, own: dated[at] ?? FIRST }));
  for (const [at, its] of parents.toReversed())
    for (const parent of its) {
      const [held, by] = [stands[parent] ?? NOWHERE, stands[at] ?? NOWHERE];
      if (held.place === by.place) stands[parent] = { ...held, own: earlier(held.own, by.own) };
    }
  return stands;
};

/** What begins the subject: what takes something from it comes after it, even where its date says otherwise. */
const beginsIt = (entry: Entry | undefined): boolean => entry?.begins?.includes(THE_SUBJECT) === true;

/** When a fact can have happened: not before `from`, and in a place that begins with `within`. */
interface Span {
  readonly from: Place;
  readonly within: string;
}

const spanOf = (occurredOn: OccurredOn): Span => {
  const from = earliestPlace(occurredOn);
  if (from === FIRST) return { from, within: '' };
  return { from, within: from.startsWith(occurredOn) ? occurredOn : from };
};

const earliestPlace: (occurredOn: OccurredOn) => Place = remembered((occurredOn) => {
  const day = earliestDay(occurredOn) ?? FIRST;
  return precisionOf(occurredOn) === 'time' ? `${day} ${instantText(Temporal.Instant.from(occurredOn))}` : day;
});

/** Each as early as it can have happened, and after those told before it that lie within its span. */
const asTold = (spans: readonly Span[]): Place[] => {
  const latest = new Map<string, Place>();
  return spans.map(({ from, within }) => {
    const place = atLeast(from, latest.get(within) ?? FIRST);
    for (const span of ['', place.slice(0, 7), place.slice(0, 10)])
      latest.set(span, atLeast(place, latest.get(span) ?? FIRST));
    return place;
  });
};

/** For each entry those to which it refers, by their places among those given. */
const parentsOf = (told: readonly Entry[], begun: ReadonlyMap<string, number>): readonly (readonly number[])[] =>
  told.map(({ refersTo = [] }) => refersTo.flatMap((name) => begun.get(name) ?? []));

/**
 * Where among the entries each thing is begun that is named. Of several that begin one thing, as each adoption of a plan does,
 * it is the one told first, unless another certainly came before it.
 */
const begunIn = (told: readonly Entry[]): ReadonlyMap<string, number> => {
  const begun = new Map<string, number>();
  for (const [at, entry] of told.entries())
    for (const name of [entry.id, ...(entry.begins ?? [])]) {
      const first = told[begun.get(name) ?? -1];
      if (first === undefined || certainlyBefore(occurredOnOf(entry), occurredOnOf(first))) begun.set(name, at);
    }
  return begun;
};
