import { longDay } from '#calendar';
import { type DecisionContext, type Fact, malformed, type PlainDateText, refuse } from '#kernel';
import { requireHappened } from '../vocabulary/happened.js';
import { type ResolutionPartRef } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type Waiver } from '../vocabulary/waiver.js';
import { endInWords, faultInWindow, type Window, windowOf } from '../vocabulary/window.js';
import {
  type ConsultationFact,
  type ConsultationOpened,
  type Consultations,
  firstWindowOf,
  type Round,
} from './consultation.js';
import { type OpenConsultation, type RecordConsultationOpened } from './consultation-commands.js';
import { type AcceptedWith, type QuestionnaireView, requireReady } from './questionnaire.js';

/** What a consultation needs to know of the rest of the matter. */
export interface ConsultationView extends QuestionnaireView {
  /** The part of a resolution, if the matter has it. */
  readonly part: (ref: Readonly<ResolutionPartRef>) => AuthorisingPart | undefined;
  /** What was accepted together with the consultation that a part authorises, if anything was. */
  readonly acceptedWith: (ref: Readonly<ResolutionPartRef>) => AcceptedWith | undefined;
  /** The consultations before a fact, were it told now. */
  readonly before: (fact: Fact) => { readonly consultations: Consultations };
}

export interface AuthorisingPart {
  readonly meaning: string;
  readonly window?: Window;
}

export const AUTHORISES = 'authorises a consultation';
const PROMISE = 'the resolution that authorised the consultation; R v Brent LBC ex p Gunning (1985)';

/** Opens today. Refused unless a resolution authorises a consultation of just these days, and the questionnaire is ready. */
export const openConsultation = (
  command: OpenConsultation,
  consultations: Consultations,
  { today }: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { closesOn, closesAt, describedAs, scope, audience, authorisedBy, waiver } = command;
  if (closesOn < today) malformed('/closesOn', `must not come before the day on which it opens, today, ${today}`);
  const window = soundWindow(windowOf(today, closesOn, closesAt));
  const told = { occurredOn: today, window, describedAs, scope, audience, authorisedBy, waiver };
  const opened = openedFact(consultations, told);
  if (opened.length > 0) {
    requireAuthority(window, knownPart(authorisedBy, view));
    requireNoneOpen(consultations, audience, today);
    requireReady(waiver, view.acceptedWith(authorisedBy), consultations, view);
  }
  return opened;
};

const requireAuthority = (window: Window, part: AuthorisingPart): void => {
  if (part.meaning !== AUTHORISES)
    refuse({
      reason: 'that part of the resolution does not authorise a consultation',
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: 'a resolution that authorises the consultation',
      pointer: '/authorisedBy',
    });
  if (part.window === undefined) return;
  if (window.opensOn < part.window.opensOn)
    refuse({
      reason: `the consultation is authorised from ${longDay(part.window.opensOn)}, and today is ${longDay(window.opensOn)}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: `opening it on ${longDay(part.window.opensOn)}`,
    });
  if (window.closesOn !== part.window.closesOn)
    refuse({
      reason: `the consultation is authorised to close on ${longDay(part.window.closesOn)}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: `closing on ${longDay(part.window.closesOn)}, or a resolution that authorises another day`,
      pointer: '/closesOn',
    });
  if (window.closesAt !== part.window.closesAt)
    refuse({
      reason: `the consultation is authorised to close at ${endInWords(part.window)}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: `closing at ${endInWords(part.window)}, or a resolution that authorises another time`,
      pointer: '/closesAt',
    });
};

const requireNoneOpen = ({ rounds }: Consultations, audience: string | undefined, today: PlainDateText): void => {
  const open = rounds.find(
    (round) => round.closedOn === undefined && round.window.closesOn >= today && round.audience === audience,
  );
  if (open !== undefined)
    refuse({
      reason: `round ${open.round} is open until ${longDay(open.window.closesOn)}`,
      rule: 'consultations/one-round-at-a-time',
      satisfiedBy: `extending round ${open.round}, or waiting until it has closed`,
    });
};

/** What was opened is recorded, authorised or not, and with whatever questionnaire. */
export const recordConsultationOpened = (
  command: RecordConsultationOpened,
  consultations: Consultations,
  context: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { opensOn, closesOn, closesAt, describedAs, scope, audience, authorisedBy, waiver } = command;
  requireHappened('/opensOn', opensOn, context);
  if (authorisedBy !== undefined && knownPart(authorisedBy, view).meaning !== AUTHORISES)
    malformed('/authorisedBy', 'must be a part that authorises a consultation; leave it out where none did');
  const window = soundWindow(windowOf(opensOn, closesOn, closesAt));
  const told = { occurredOn: opensOn, window, describedAs, scope, audience, authorisedBy, waiver };
  return openedFact(consultations, told);
};

const soundWindow = (window: Window): Window => {
  const fault = faultInWindow(window);
  return fault === undefined ? window : malformed(`/${fault.field}`, fault.reason);
};

/** The part of a resolution to which a command refers. @throws Malformed where the matter has none such */
export const knownPart = (ref: Readonly<ResolutionPartRef>, { part }: ConsultationView): AuthorisingPart =>
  part(ref) ?? unknownToMatter('/authorisedBy', 'a part of a resolution');

type Opening = Pick<ConsultationOpened['data'], 'occurredOn' | 'window' | 'describedAs'> & {
  readonly scope: string | undefined;
  readonly audience: string | undefined;
  readonly authorisedBy: Readonly<ResolutionPartRef> | undefined;
  readonly waiver: Readonly<Waiver> | undefined;
};

/** The fact of the opening; nothing where a round says just that already. Numbers go on from the last, also where one before it was struck out. */
const openedFact = ({ rounds }: Consultations, opening: Opening): readonly ConsultationFact[] => {
  const data = stated({ ...opening, round: Math.max(0, ...rounds.map(({ round }) => round)) + 1 });
  const { window, describedAs, scope, audience, authorisedBy } = data;
  const told = stated({ window, describedAs, scope, audience, authorisedBy });
  const known = rounds.find((round) => {
    const { describedAs: name, scope: covers, audience: asked, authorisedBy: part } = round;
    return saysTheSame(
      told,
      stated({ window: firstWindowOf(round), describedAs: name, scope: covers, audience: asked, authorisedBy: part }),
    );
  });
  if (known !== undefined) requireSameWaiver(data.waiver, known);
  return known === undefined ? [{ type: 'ConsultationOpened', data }] : [];
};

/** An opening that is told again without a waiver says nothing against the one on record. */
const requireSameWaiver = (waiver: Readonly<Waiver> | undefined, { round, waiver: told }: Round): void => {
  if (waiver !== undefined && !saysTheSame(waiver, told))
    refuse({
      reason: `round ${round} was recorded as opened with ${told === undefined ? 'no waiver' : 'another waiver'} already`,
      rule: 'consultations/opened-once',
      satisfiedBy: 'a correction of that record, if it is wrong',
      pointer: '/waiver',
    });
};
