import { longDay } from '#calendar';
import { type Blocker, type DecisionContext, malformed, type OccurredOn, type PlainDateText, refuse } from '#kernel';
import { certainlyBefore, requireHappened, requireNotBefore } from '../vocabulary/happened.js';
import { occurredInWords } from '../vocabulary/occurred-in-words.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { endInWords, endOf } from '../vocabulary/window.js';
import {
  closeToldIn,
  type ConsultationFact,
  type Consultations,
  type Extension,
  type Responses,
  type Round,
} from './consultation.js';
import {
  type CloseConsultation,
  type ExtendConsultation,
  type RecordConsultationClosed,
  type RecordConsultationExtended,
  type RecordConsultationResultsPublished,
  type RecordResponsesCounted,
} from './consultation-commands.js';
import { type ConsultationView, knownPart } from './consultation-rules.js';

const PROMISE = 'the closing date that was published; R v Brent LBC ex p Gunning (1985)';

const roundOf = ({ rounds }: Consultations, wanted: number): Round =>
  rounds.find(({ round }) => round === wanted) ?? malformed('/round', roundsThatAre(rounds));

/** They are counted without a hole, but for those that were struck out. */
const roundsThatAre = (rounds: readonly Round[]): string => {
  const numbers = rounds.map(({ round }) => round).sort((one, other) => one - other);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return 'no consultation was opened yet';
  if (first === last) return `there is only round ${first}`;
  return numbers.length === last - first + 1
    ? `must be from ${first} to ${last}`
    : `must be one of ${numbers.join(', ')}`;
};

/** A window may be lengthened while it is open. */
export const extendConsultation = (
  command: ExtendConsultation,
  consultations: Consultations,
  context: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { today, now } = context;
  const { round, closesOn, closesAt, authority, authorisedBy, reason } = command;
  const told = stated({ occurredOn: today, round, closesOn, closesAt, authority, authorisedBy, reason });
  if (wasDoneBefore(command, roundOf(consultations, round))) return [];
  const extended = extension(told, consultations, view);
  const known = roundOf(consultations, round);
  const closed = closeToldIn(known);
  if (closed !== undefined) refuse(closedBefore(round, closed.on));
  const { window } = known;
  if (now >= endOf(window))
    refuse({
      reason: `round ${round} closed at ${endInWords(window)}`,
      rule: 'consultations/extended-while-open',
      citation: PROMISE,
      satisfiedBy: 'another round of consultation',
    });
  return extended;
};

/** Today's act says nothing new where it was done before, on whatever day. */
const wasDoneBefore = (
  { closesOn, closesAt, authority, authorisedBy, reason }: ExtendConsultation,
  { extensions }: Round,
): boolean =>
  extensions.some((known) =>
    isTheSame(known, { closesOn, closesAt, authority, authorisedBy, reason, decidedOn: known.decidedOn }),
  );

type Decided = Pick<Extension, 'closesOn' | 'authority' | 'reason' | 'decidedOn'> & {
  readonly authorisedBy: Extension['authorisedBy'];
  readonly closesAt: string | undefined;
};

const isTheSame = (
  { fact: _fact, previouslyClosesOn: _day, previouslyClosesAt: _time, ...known }: Extension,
  told: Decided,
): boolean => saysTheSame(known, stated(told));

/** An extension that was made is recorded, in time or not, and whether or not the window was closed by its old last day, or before its new one. */
export const recordConsultationExtended = (
  command: RecordConsultationExtended,
  consultations: Consultations,
  context: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  requireHappened('/occurredOn', command.occurredOn, context);
  return extension(command, consultations, view);
};

const extension = (
  command: Omit<RecordConsultationExtended, 'kind'>,
  consultations: Consultations,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { occurredOn, round, closesOn, closesAt, authority, authorisedBy, reason } = command;
  const known = roundOf(consultations, round);
  if (authorisedBy !== undefined) knownPart(authorisedBy, view);
  const same = known.extensions.find((one) => one.closesOn === closesOn);
  if (same !== undefined) {
    if (isTheSame(same, { closesOn, closesAt, authority, authorisedBy, reason, decidedOn: occurredOn })) return [];
    refuse(extendedBefore(round, same));
  }
  const type = 'ConsultationExtended';
  const stood = roundOf(view.before({ type, data: { occurredOn, round } }).consultations, round);
  requireLonger(closesOn, stood, known);
  const closed = closeToldIn(known);
  if (closed !== undefined && certainlyBefore(closed.on, occurredOn)) refuse(closedBefore(round, closed.on));
  const { closesOn: previouslyClosesOn } = stood.window;
  const data = stated({ occurredOn, round, closesOn, closesAt, previouslyClosesOn, authority, authorisedBy, reason });
  return [{ type, data }];
};

/** Later than the window was to close until then; and earlier than to what it was extended since, if this is told late. */
const requireLonger = (closesOn: PlainDateText, stood: Round, known: Round): void => {
  if (closesOn <= stood.window.closesOn)
    malformed('/closesOn', `must be later than ${stood.window.closesOn}: an extension never shortens the window`);
  const since = known.extensions.slice(stood.extensions.length).find((extended) => extended.closesOn < closesOn);
  if (since !== undefined)
    malformed(
      '/closesOn',
      `must be earlier than ${since.closesOn}, to which the window was extended on ${since.decidedOn}: an extension never shortens the window`,
    );
};

const extendedBefore = (round: number, { closesOn, authority, decidedOn, reason }: Extension): Blocker => ({
  reason: `round ${round} was extended to ${longDay(closesOn)} by ${authority} ${occurredInWords(decidedOn)} already: ${reason}`,
  rule: 'consultations/extended-once-to-a-day',
  satisfiedBy: 'a later last day, or a correction of that record, if it is wrong',
  pointer: '/closesOn',
});

const closedBefore = (round: number, closedOn: OccurredOn): Blocker => ({
  reason: `round ${round} was closed ${occurredInWords(closedOn)}`,
  rule: 'consultations/closed-once',
  satisfiedBy: 'another round, or a correction of the close that is recorded',
  pointer: '/round',
});

/** The window closes at the end of its last day, or at the closing time on it; an act cannot close it sooner. */
export const closeConsultation = (
  { round }: CloseConsultation,
  consultations: Consultations,
  { now }: DecisionContext,
): readonly ConsultationFact[] => {
  const { window, closedOn } = roundOf(consultations, round);
  if (closedOn !== undefined) return [];
  const { closesOn, closesAt } = window;
  if (now < endOf(window))
    refuse({
      reason: `responses are taken until ${endInWords(window)}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy:
        closesAt === undefined ? `waiting until ${longDay(closesOn)} is over` : `waiting until ${endInWords(window)}`,
    });
  const closedAt = closesAt === undefined ? undefined : endOf(window);
  return [{ type: 'ConsultationClosed', data: stated({ occurredOn: closesOn, round, closedAt }) }];
};

/**
 * A close is recorded on the day on which it was made, early or not; a second one on another day contradicts it. One that
 * was only inferred contradicts nothing: the office's word takes its place.
 */
export const recordConsultationClosed = (
  { round, closedOn }: RecordConsultationClosed,
  consultations: Consultations,
  context: DecisionContext,
): readonly ConsultationFact[] => {
  requireHappened('/closedOn', closedOn, context);
  const known = roundOf(consultations, round);
  requireSinceOpening('/closedOn', closedOn, known);
  const told = closeToldIn(known);
  if (told?.on === closedOn) return [];
  if (told !== undefined) refuse(closedBefore(round, told.on));
  return [{ type: 'ConsultationClosed', data: { occurredOn: closedOn, round } }];
};

const requireSinceOpening = (pointer: string, day: OccurredOn, { window }: Round): void => {
  requireNotBefore(pointer, day, 'the consultation opened', window.opensOn);
};

/** A count is never quietly changed: another count of the same responses cites the one whose place it takes. */
export const recordResponsesCounted = (
  command: RecordResponsesCounted,
  consultations: Consultations,
  context: DecisionContext,
): readonly ConsultationFact[] => {
  const { occurredOn, round, count, method, asOf, replaces, reason } = command;
  const known = roundOf(consultations, round);
  requireHappened('/occurredOn', occurredOn, context);
  requireHappened('/asOf', asOf, context);
  requireSinceOpening('/asOf', asOf, known);
  requireNotBefore('/occurredOn', occurredOn, 'the day up to which they count', asOf);
  requireReplaceable(command, known.responses);
  const same = known.responses.filter(
    (told) => told.method === method && told.asOf === asOf && !isReplaced(told, known),
  );
  const data = stated({ occurredOn, round, count, method, asOf, replaces, reason });
  if (same.some(({ fact: _fact, countedOn, ...told }) => saysTheSame({ ...told, round, occurredOn: countedOn }, data)))
    return [];
  const standing = same.find(({ fact }) => fact !== replaces);
  if (standing !== undefined) refuse(countedDifferently(standing));
  return [{ type: 'ResponsesCounted', data }];
};

const isReplaced = ({ fact }: Responses, { responses }: Round): boolean =>
  responses.some(({ replaces }) => replaces === fact);

const requireReplaceable = ({ replaces, reason }: RecordResponsesCounted, responses: readonly Responses[]): void => {
  if (replaces === undefined) return;
  if (!responses.some(({ fact }) => fact === replaces))
    malformed('/replaces', 'must be the id of a fact with an earlier count of this round');
  if (reason === undefined) malformed('/reason', 'must say why the earlier count does not stand');
};

const countedDifferently = ({ count, asOf, countedOn, fact }: Responses): Blocker => ({
  reason: `${count} responses, as they stood ${occurredInWords(asOf)}, were counted by the same method ${occurredInWords(countedOn)}`,
  rule: 'consultations/count-never-quietly-changed',
  satisfiedBy: `citing that count (replaces: ${fact}) with a reason, or another day up to which responses are counted`,
  pointer: '/count',
});

/** Results are published once, and not before the window opened; before its close they are irregular, and recorded. */
export const recordConsultationResultsPublished = (
  { occurredOn, round, where }: RecordConsultationResultsPublished,
  consultations: Consultations,
  context: DecisionContext,
): readonly ConsultationFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  const known = roundOf(consultations, round);
  requireSinceOpening('/occurredOn', occurredOn, known);
  const before = known.resultsPublished;
  if (before?.publishedOn === occurredOn && before.where === where) return [];
  if (before !== undefined)
    refuse({
      reason: `the results of round ${round} were recorded as published ${occurredInWords(before.publishedOn)} already`,
      rule: 'consultations/results-published-once',
      satisfiedBy: 'a correction of that record, if it is wrong',
      pointer: '/occurredOn',
    });
  return [{ type: 'ConsultationResultsPublished', data: { occurredOn, round, where } }];
};
