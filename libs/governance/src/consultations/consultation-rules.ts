import { type DecisionContext, malformed, type PlainDateText, refuse } from '#kernel';
import { requireHappened } from '../vocabulary/happened.js';
import { type LeafRef, type ResolutionPartRef } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { type ConsultationFact, type ConsultationOpened, type Consultations } from './consultation.js';
import {
  type OpenConsultation,
  type RecordConsultationOpened,
  type RecordQuestionnaireReady,
} from './consultation-commands.js';

/** What a consultation needs to know of the rest of the matter. */
export interface ConsultationView {
  /** The part of a resolution, if the matter has it. */
  readonly part: (ref: Readonly<ResolutionPartRef>) => AuthorisingPart | undefined;
  readonly hasLeaf: (ref: Readonly<LeafRef>) => boolean;
}

export interface AuthorisingPart {
  readonly meaning: string;
  readonly window?: { readonly opensOn: PlainDateText; readonly closesOn: PlainDateText };
}

const AUTHORISES = 'authorises a consultation';
const PROMISE = 'the resolution that authorised the consultation; R v Brent LBC ex p Gunning (1985)';

/** Opens today. Refused unless a resolution authorises a consultation of just these days. */
export const openConsultation = (
  command: OpenConsultation,
  consultations: Consultations,
  { today }: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { closesOn, describedAs, scope, audience, authorisedBy } = command;
  if (closesOn < today) malformed('/closesOn', `must not come before the day on which it opens, today, ${today}`);
  const window = { opensOn: today, closesOn };
  const opened = openedFact(consultations, { occurredOn: today, window, describedAs, scope, audience, authorisedBy });
  if (opened.length > 0) {
    requireAuthority(window, knownPart(authorisedBy, view));
    requireNoneOpen(consultations, audience, today);
  }
  return opened;
};

const requireAuthority = (window: { opensOn: PlainDateText; closesOn: PlainDateText }, part: AuthorisingPart): void => {
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
      reason: `the consultation is authorised from ${part.window.opensOn}, and today is ${window.opensOn}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: `opening it on ${part.window.opensOn}`,
    });
  if (window.closesOn !== part.window.closesOn)
    refuse({
      reason: `the consultation is authorised to close on ${part.window.closesOn}`,
      rule: 'R19',
      citation: PROMISE,
      satisfiedBy: `closing on ${part.window.closesOn}, or a resolution that authorises another day`,
      pointer: '/closesOn',
    });
};

const requireNoneOpen = ({ rounds }: Consultations, audience: string | undefined, today: PlainDateText): void => {
  const open = rounds.find(
    (round) => round.closedOn === undefined && round.window.closesOn >= today && round.audience === audience,
  );
  if (open !== undefined)
    refuse({
      reason: `round ${open.round} is open until ${open.window.closesOn}`,
      rule: 'consultations/one-round-at-a-time',
      satisfiedBy: `extending round ${open.round}, or waiting until it has closed`,
    });
};

/** What was opened is recorded, authorised or not. */
export const recordConsultationOpened = (
  command: RecordConsultationOpened,
  consultations: Consultations,
  context: DecisionContext,
  view: ConsultationView,
): readonly ConsultationFact[] => {
  const { opensOn, closesOn, describedAs, scope, audience, authorisedBy } = command;
  requireHappened('/opensOn', opensOn, context);
  if (closesOn < opensOn) malformed('/closesOn', `must not come before the first day, ${opensOn}`);
  if (authorisedBy !== undefined && knownPart(authorisedBy, view).meaning !== AUTHORISES)
    malformed('/authorisedBy', 'must be a part that authorises a consultation; leave it out where none did');
  const window = { opensOn, closesOn };
  return openedFact(consultations, { occurredOn: opensOn, window, describedAs, scope, audience, authorisedBy });
};

/** The part of a resolution to which a command refers. @throws Malformed where the matter has none such */
export const knownPart = (ref: Readonly<ResolutionPartRef>, { part }: ConsultationView): AuthorisingPart =>
  part(ref) ?? malformed('/authorisedBy', 'must be a part of a resolution that this matter has');

type Opening = Pick<ConsultationOpened['data'], 'occurredOn' | 'window' | 'describedAs'> & {
  readonly scope: string | undefined;
  readonly audience: string | undefined;
  readonly authorisedBy: Readonly<ResolutionPartRef> | undefined;
};

/** The fact of the opening; nothing where a round says just that already. */
const openedFact = ({ rounds }: Consultations, opening: Opening): readonly ConsultationFact[] => {
  const data = stated({ ...opening, round: rounds.length + 1 });
  const { window, describedAs, scope, audience, authorisedBy } = data;
  const told = stated({ window, describedAs, scope, audience, authorisedBy });
  const known = rounds.some((round) => {
    const { describedAs: name, scope: covers, audience: asked, authorisedBy: part, extensions } = round;
    const closesOn = extensions[0]?.previouslyClosesOn ?? round.window.closesOn;
    const first = { ...round.window, closesOn };
    return saysTheSame(
      told,
      stated({ window: first, describedAs: name, scope: covers, audience: asked, authorisedBy: part }),
    );
  });
  return known ? [] : [{ type: 'ConsultationOpened', data }];
};

export const recordQuestionnaireReady = (
  { occurredOn, questionnaire, carriesOut = [] }: RecordQuestionnaireReady,
  { questionnaires }: Consultations,
  context: DecisionContext,
  { hasLeaf }: ConsultationView,
): readonly ConsultationFact[] => {
  requireHappened('/occurredOn', occurredOn, context);
  for (const [at, leaf] of carriesOut.entries())
    if (!hasLeaf(leaf)) malformed(`/carriesOut/${at}/leaf`, 'must be a leaf of recommendations that this matter has');
  const data = stated({ occurredOn, questionnaire, carriesOut });
  const known = questionnaires.some(({ fact: _fact, readyOn, ...told }) =>
    saysTheSame({ ...told, occurredOn: readyOn }, data),
  );
  return known ? [] : [{ type: 'QuestionnaireReady', data }];
};
