import { type OccurredOn, type PlainDateText, Recording } from '#kernel';
import {
  CivilDate,
  Formed,
  Identifier,
  Line,
  Lines,
  ListOf,
  MonthOrDay,
  Name,
  Nested,
  Occurrence,
  OneOf,
  Text,
} from '#kernel/input/fields';
import { PlanObligation } from '../vocabulary/plan-obligation.js';
import { type BodyName, LIMITS } from '../vocabulary/references.js';
import { CLOSING_TIME } from '../vocabulary/window.js';

/** What became of one ask. */
export const ANSWERS = ['accepted', 'accepted in part', 'rejected', 'deferred', 'noted'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What a part of a resolution does, whatever verb the council chose for it. */
export const MEANINGS = [
  'answers recommendations',
  'authorises a consultation',
  'commissions a report',
  'approves',
  'adopts a plan',
  'sets an obligation',
  'recommends upward',
  'requests an action',
  'notes',
  'rejects',
  'defers',
  'other',
] as const;
export type Meaning = (typeof MEANINGS)[number];

/** The answer to some or all leaves of a tree of recommendations. */
export class PartAnswer {
  @Identifier({ describe: 'Id of the recommendations that are answered.' })
  recommendations!: string;

  @Lines(
    { max: 6 * LIMITS.label, items: 200, min: 1 },
    {
      optional: true,
      describe: 'Label paths: 2)a). A path with items beneath it stands for all leaves there. Left out: every leaf.',
    },
  )
  leaves?: string[];

  @OneOf(ANSWERS)
  answer!: Answer;

  @Text(LIMITS.reason, {
    optional: true,
    describe: 'The reason that the body gave. A rejection without one is recorded, and is irregular.',
  })
  reason?: string;
}

/** A consultation window as a resolution states it. */
export class AuthorisedWindow {
  @CivilDate({ describe: 'The first day on which responses are taken, inclusive.' })
  opensOn!: PlainDateText;

  @CivilDate({ describe: 'The last day on which responses are taken, inclusive.' })
  closesOn!: PlainDateText;

  @Formed(CLOSING_TIME, {
    optional: true,
    describe: 'The time of that day in London at which it closes, where the resolution gives one.',
  })
  closesAt?: string;
}

/** A plan as a resolution adopts it. */
export class ResolvedPlan {
  @Line(LIMITS.title)
  title!: string;

  @CivilDate({ describe: 'The first day on which the plan is to be in force.' })
  firstDay!: PlainDateText;

  @CivilDate({
    optional: true,
    describe: 'The last day, inclusive. Left out where no document states it: the authority’s usual term is counted.',
  })
  lastDay?: PlainDateText;

  @Line(LIMITS.title, { optional: true, describe: 'The document that was adopted: Appendix 6 to the report.' })
  document?: string;
}

export class ResolutionPart {
  @Line(LIMITS.label, { optional: true, describe: 'The label as written, verbatim; left out where the part has none.' })
  label?: string;

  @Line(LIMITS.name, { describe: 'The verb as written: Approves, NOTED.' })
  verb!: string;

  @Text(LIMITS.text, { describe: 'The words of the part, verbatim, the verb included.' })
  text!: string;

  @OneOf(MEANINGS)
  meaning!: Meaning;

  @ListOf(
    () => PartAnswer,
    { items: 50, min: 1 },
    { optional: true, describe: 'Only where it answers recommendations.' },
  )
  answers?: PartAnswer[];

  @Nested(() => AuthorisedWindow, { optional: true, describe: 'Only where it authorises a consultation.' })
  window?: AuthorisedWindow;

  @Text(LIMITS.text, { optional: true, describe: 'The report: needed where, and only where, it commissions one.' })
  report?: string;

  @MonthOrDay({
    optional: true,
    describe:
      'By when the part asks for the report or the action, as it says: a day or a month. Only where it asks for one.',
  })
  dueOn?: string;

  @Name(LIMITS.name, {
    optional: true,
    describe: 'The other body: needed where, and only where, it recommends upward.',
  })
  recommendsTo?: BodyName;

  @Nested(() => ResolvedPlan, { optional: true, describe: 'Needed where, and only where, it adopts a plan.' })
  plan?: ResolvedPlan;

  @Nested(() => PlanObligation, {
    optional: true,
    describe: 'What is to be done over the plan’s term: needed where, and only where, it sets an obligation.',
  })
  obligation?: PlanObligation;
}

/** Tells what a body resolved. */
export class RecordResolutionPassed extends Recording {
  @Occurrence({ describe: 'When the body resolved.' })
  occurredOn!: OccurredOn;

  @Name(LIMITS.name)
  body!: BodyName;

  @Text(LIMITS.text, { optional: true, describe: 'The words that lead in, verbatim: RESOLVED that the Cabinet …' })
  preamble?: string;

  @ListOf(() => ResolutionPart, { items: 100, min: 1 })
  parts!: ResolutionPart[];
}
