import { Temporal } from 'temporal-polyfill';
import { LONDON, parseStreamName, type RecordedFact } from '#kernel';

/**
 * What a log tells, as a diary. Under each minute in London stands what was recorded then, a line for each fact, and one
 * for what was recorded alike about several offices. What was done at once comes in no order that means anything: it is
 * told stream by stream, deadline by deadline.
 * @param names what ids are called
 */
export const diaryOf = (facts: readonly RecordedFact[], names: ReadonlyMap<string, string>): readonly string[] =>
  [...grouped(facts, ({ metadata }) => minuteIn(metadata.recordedAt))].flatMap(([minute, recorded]) => [
    minute,
    ...tellings(recorded.map((fact) => lineOf(fact, names))).map((line) => `  ${line}`),
  ]);

/** `Thu 2024-10-03 00:00 BST` */
export const minuteIn = (instant: string): string => {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON);
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][there.dayOfWeek - 1] ?? '';
  const season = there.offset === '+01:00' ? 'BST' : 'GMT';
  return `${day} ${there.toPlainDate().toString()} ${there.toPlainTime().toString({ smallestUnit: 'minute' })} ${season}`;
};

interface Line {
  /** The stream, and the deadline in it. */
  readonly place: string;
  readonly what: string;
  readonly office: string | undefined;
}

const tellings = (lines: readonly Line[]): readonly string[] =>
  [...grouped(lines, ({ place }) => place)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([place, there]) =>
      [...grouped(there, ({ what }) => what)].map(([what, alike]) => {
        const offices = alike.flatMap(({ office }) => (office === undefined ? [] : [office]));
        return `${place} ${what}${offices.length === 0 ? '' : `: ${offices.toSorted().join(', ')}`}`;
      }),
    );

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What facts about deadlines say that a diary tells. */
interface Told {
  readonly occurredOn?: string;
  readonly key?: string;
  readonly version?: number;
  readonly recipient?: string;
  readonly rung?: string;
  readonly dueOn?: string;
  readonly from?: { readonly dueOn: string };
  readonly to?: { readonly dueOn: string };
  readonly on?: string;
  readonly late?: boolean;
  readonly resent?: boolean;
  readonly reason?: string;
}

const lineOf = ({ stream, type, data }: RecordedFact, names: ReadonlyMap<string, string>): Line => {
  const named = (text: string): string => text.replaceAll(UUID, (id) => names.get(id) ?? 'another');
  const told = data as Told;
  const { category = '', id = '' } = parseStreamName(stream) ?? {};
  if (told.key === undefined) {
    const day = told.occurredOn === undefined ? '' : ` of ${told.occurredOn}`;
    return { place: named(`${category} ${id}`), what: `${type}${day}`, office: undefined };
  }
  return {
    place: named(`${id.replace('-', ' ')} ${told.key}`),
    what: [type, ...DETAILS.flatMap((detail) => detail(told) ?? [])].join(' '),
    office: told.recipient,
  };
};

/** What there is to say of a fact about a deadline beside its type. */
const DETAILS: readonly ((told: Told) => string | undefined)[] = [
  ({ version = 1 }) => (version === 1 ? undefined : `v${version}`),
  ({ rung }) => rung,
  ({ dueOn }) => (dueOn === undefined ? undefined : `due ${dueOn}`),
  ({ from, to }) => (from === undefined || to === undefined ? undefined : `${from.dueOn} to ${to.dueOn}`),
  ({ on }) => (on === undefined ? undefined : `on ${on}`),
  ({ late }) => (late === true ? 'late' : undefined),
  ({ resent }) => (resent === true ? 'resent' : undefined),
  ({ reason }) => (reason === undefined ? undefined : `(${reason})`),
];
