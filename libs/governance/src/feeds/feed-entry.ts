import { v5 as uuidv5 } from 'uuid';
import { longDay } from '#calendar';
import { type InstantText, streamName } from '#kernel';
import { type BoardedDeadline, doneEarly, doneWhen, isOwed } from '../deadlines/index.js';
import { byItself, momentInWords } from '../vocabulary/by-itself.js';
import { lastMoveOf, movesDate } from '../vocabulary/last-move.js';
import { satisfiedBy } from '../vocabulary/rules.js';
import { whatFirst } from '../vocabulary/what-first.js';
import { ifMissed, wordsOfDate } from '../vocabulary/words-by-hardness.js';
import { type CalendarEntry } from './calendar-text.js';
import { type FeedScope } from './feed-scope.js';

/** What a feed reads of a deadline. */
export const FEED_COLUMNS = [
  ...(['authority', 'heldUnder', 'subjectCategory', 'subject', 'key', 'version', 'title', 'body', 'owner'] as const),
  ...([
    'rule',
    'ruleVersion',
    'basis',
    'citation',
    'hardness',
    'dueOn',
    'dueAt',
    'becomes',
    'explained',
    'rungs',
  ] as const),
  ...(['status', 'changedAt', 'metOn', 'metKnown', 'inTime', 'waived', 'moves', 'changes', 'suspensions'] as const),
] as const;
export type FeedDeadline = Pick<BoardedDeadline, (typeof FEED_COLUMNS)[number]>;

/** Under which the ids of entries are derived; another one would make every entry a new one to those who subscribe. */
const ENTRIES = '0d3b9d0e-6f0b-5c55-9d5e-6a4f6f0f6a11';

/** What surrounds a deadline in a feed. */
export interface FeedSetting {
  readonly scope: FeedScope;
  /** Title of the matter or plan. */
  readonly subjectTitle?: string | undefined;
  /** Where a deadline can be read, where that is known: `https://minutebook.council.example/v1/…`. */
  readonly url?: string | undefined;
}

/** A deadline as an entry of a calendar: the same facts give the same entry. */
export const entryOf = (deadline: FeedDeadline, setting: FeedSetting): CalendarEntry => {
  const { authority, heldUnder, key, dueOn, changedAt } = deadline;
  const stream = streamName({ category: 'deadlines', authority, id: heldUnder });
  return {
    ...{ uid: uuidv5(`${stream} ${key}`, ENTRIES), sequence: sequenceOf(deadline), changedAt, day: dueOn },
    status: isClosed(deadline) ? 'CANCELLED' : 'CONFIRMED',
    summary: summaryOf(deadline, setting.subjectTitle),
    description: descriptionOf(deadline),
    ...(setting.url === undefined ? {} : { url: setting.url }),
    alarms: alarmsOf(deadline, setting.scope),
  };
};

/** What can become of one version of a date, in the order in which it can. */
const RANKS: Readonly<Record<FeedDeadline['status'], number>> = {
  running: 0,
  suspended: 0,
  passed: 1,
  met: 2,
  waived: 3,
  superseded: 4,
};

/**
 * Rises when the date moves, when it passes, is met, is open again, waived or superseded, when its owner, its reminders or
 * what is told of it change, and when it is suspended or runs again; never falls, so that the suspensions of one
 * that never was count on. It does not rise where the same day was counted again, for that revises
 * nothing that somebody would plan by: of two entries of one sequence the later stamp is the newer (RFC 5546, 2.1.5), so
 * programs take the other words over, and alarm nobody.
 */
const sequenceOf = ({ version, status, changes, suspensions }: FeedDeadline): number => {
  const everSuspended = [
    ...suspensions,
    ...changes.flatMap((change) => (change.of === 'start' ? change.suspensions : [])),
  ];
  return (
    (version - 1 + changes.filter(({ of }) => of === 'reopening').length) * 5 +
    RANKS[status] +
    changes.filter(({ of }) => of !== 'count').length +
    everSuspended.length +
    everSuspended.filter(({ until }) => until !== undefined).length
  );
};

const isClosed = ({ status }: FeedDeadline): boolean => status === 'waived' || status === 'superseded';

const markOf = (deadline: FeedDeadline): string => {
  const { status, becomes } = deadline;
  switch (status) {
    case 'running':
    case 'passed':
      return '';
    case 'met':
      return `${becomes === null ? 'Done' : byItself(becomes).done}: `;
    case 'waived':
      return 'Waived: ';
    case 'suspended':
      return 'Suspended: ';
    case 'superseded':
      return `${wordsOfDate(deadline).noLonger}: `;
  }
};

const summaryOf = (deadline: FeedDeadline, subjectTitle: string | undefined): string =>
  `${markOf(deadline)}${subjectTitle === undefined ? deadline.title : whatFirst(deadline.title, subjectTitle)}`;

const descriptionOf = (deadline: FeedDeadline): string => {
  const { explained, body, owner, rule, ruleVersion, basis, hardness, citation } = deadline;
  const say = wordsOfDate(deadline);
  const satisfied = isOwed(deadline) ? satisfiedBy(deadline) : undefined;
  return [
    ...storyOf(deadline),
    ...(satisfied === undefined ? [] : [`Satisfied by: ${satisfied}`]),
    `Why this date: ${explained}`,
    `${say.from}: ${owner}`,
    `${say.to}: ${body}`,
    `Rule: ${rule}, version ${ruleVersion} (${hardness}, by ${basis})`,
    `Basis: ${citation}`,
  ].join('\n');
};

const storyOf = (deadline: FeedDeadline): readonly string[] => [
  outcomeOf(deadline),
  ...movesOf(deadline),
  ...lastChangeOf(deadline),
];

const outcomeOf = (deadline: FeedDeadline): string => {
  const { status, dueOn, waived, suspensions, becomes } = deadline;
  const say = wordsOfDate(deadline);
  const due = becomes === null ? `${say.ahead} ${longDay(dueOn)}` : happensAt(deadline, becomes);
  switch (status) {
    case 'running':
      return `${due}${say.meanwhile}`;
    case 'passed':
      return `${due}. ${goneBy(deadline)}`;
    case 'met':
      return `${due}. ${doneOn(deadline)}.`;
    case 'waived':
      return `${due}, and waived${waived === null ? '' : ` by ${waived.by} (${waived.capacity}): ${waived.reason}`}.`;
    case 'suspended':
      return `${due} before its clock was stopped${stoppedBy(suspensions.at(-1))}.`;
    case 'superseded':
      return `${say.was} ${longDay(dueOn)}, and ${whyNoLonger(deadline)}.`;
  }
};

/** `it no longer applies: the plan was extended on Tuesday 9 July 2024`, as it was recorded. */
const whyNoLonger = ({ changes }: FeedDeadline): string =>
  changes.findLast((change) => change.of === 'supersession')?.reason ?? 'it no longer applies';

/** `The plan lapses at the end of Friday 31 March 2028, unless it is extended or another plan takes its place`. */
const happensAt = ({ dueOn, dueAt, status }: FeedDeadline, command: string): string => {
  const { what, unless } = byItself(command);
  const condition = status === 'running' && unless !== undefined ? `, ${unless}` : '';
  return `${what} at ${momentInWords({ dueOn, dueAt })}${condition}`;
};

const goneBy = ({ rule, hardness, becomes }: FeedDeadline): string => {
  if (becomes !== null) return byItself(becomes).over;
  const { words, isBreach } = ifMissed(rule, hardness);
  return `The date has passed and nothing on record shows that it was done${isBreach ? '' : `: ${words}`}.`;
};

const stoppedBy = (suspension: FeedDeadline['suspensions'][number] | undefined): string => {
  if (suspension === undefined) return '';
  const { from, by, capacity, reason } = suspension;
  return ` from ${longDay(from)} by ${by} (${capacity}): ${reason}`;
};

const doneOn = ({ metOn, metKnown, inTime, dueOn, rule, becomes }: FeedDeadline): string => {
  const done = becomes === null ? 'Done' : byItself(becomes).done;
  if (metOn === null) return done;
  const early = doneEarly(rule, metOn, dueOn);
  if (early !== undefined) return `${done} on ${longDay(metOn)}, before its day: ${early}`;
  return `${done} ${doneWhen(metOn, metKnown)}${inTime === null ? '' : AFTERWARDS[inTime]}`;
};

const AFTERWARDS: Readonly<Record<NonNullable<FeedDeadline['inTime']>, string>> = {
  yes: '',
  no: ', after its day',
  'not known': ': whether by its day is not known',
};

const movesOf = ({ moves }: FeedDeadline): readonly string[] => {
  const [last, moved] = [moves.at(-1), lastMoveOf(moves)];
  return [
    ...(last === undefined || movesDate(last) ? [] : [`Other mornings for its reminders: ${last.cause}`]),
    ...(moved === undefined ? [] : [`Moved from ${moved.from}: ${moved.cause}`]),
  ];
};

/** Of the date that it has: what was counted again, or opened again, before it moved is over. */
const lastChangeOf = ({ changes, version, status }: FeedDeadline): readonly string[] => {
  const ofDate = changes.filter((change) => change.of === 'count' || change.of === 'reopening');
  const last = ofDate.findLast((change) => change.version === version);
  if (last === undefined) return [];
  if (last.of === 'count') return [`Counted again, to the same day: ${last.cause}`];
  return status === 'running' || status === 'passed' ? [`Still to be done, after all: ${last.cause}`] : [];
};

/** The mornings on which the engine reminds: to an office, those on which it is told; none once nothing is due. */
const alarmsOf = ({ status, rungs }: FeedDeadline, scope: FeedScope): readonly InstantText[] => {
  if (status !== 'running' && status !== 'passed') return [];
  const told = scope.kind === 'office' ? rungs.filter(({ offices }) => offices.includes(scope.of)) : rungs;
  return [...new Set(told.map(({ sendAt }) => sendAt))].sort();
};
