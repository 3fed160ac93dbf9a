import { Act, type OccurredOn, type PlainDateText, Recording } from '#kernel';
import { CivilDate, Count, Formed, Identifier, Line, ListOf, Nested, Occurrence, Text } from '#kernel/input/fields';
import { LeafRef, LIMITS, ResolutionPartRef } from '../vocabulary/references.js';
import { Waiver } from '../vocabulary/waiver.js';
import { CLOSING_TIME } from '../vocabulary/window.js';

const ROUND = { min: 1, max: 1_000, describe: 'The round, counted from 1.' } as const;
const CLOSES = { describe: 'The last day on which responses are taken, inclusive.' } as const;
const CLOSES_AT = {
  optional: true,
  describe:
    'The time of the last day in London at which it closes. Left out where none was given: the end of that day.',
} as const;

/** Opens the window today, in the council's name; `RecordConsultationOpened` tells of one that was opened. */
export class OpenConsultation extends Act {
  @CivilDate(CLOSES)
  closesOn!: PlainDateText;

  @Formed(CLOSING_TIME, CLOSES_AT)
  closesAt?: string;

  @Line(LIMITS.name, { describe: 'What the body called it: 12-week consultation.' })
  describedAs!: string;

  @Line(LIMITS.name, { optional: true, describe: 'Whom or what it covers: citywide.' })
  scope?: string;

  @Line(LIMITS.name, { optional: true, describe: 'Who is asked, where that is not everyone.' })
  audience?: string;

  @Nested(() => ResolutionPartRef, { describe: 'The part of a resolution that authorises it.' })
  authorisedBy!: ResolutionPartRef;

  @Nested(() => Waiver, {
    optional: true,
    describe:
      'Only where it opens without all that was accepted in the questionnaire: a waiver by the authorising body.',
  })
  waiver?: Waiver;
}

/** Tells that a consultation was opened. */
export class RecordConsultationOpened extends Recording {
  @CivilDate({ describe: 'The first day on which responses were taken, inclusive.' })
  opensOn!: PlainDateText;

  @CivilDate(CLOSES)
  closesOn!: PlainDateText;

  @Formed(CLOSING_TIME, CLOSES_AT)
  closesAt?: string;

  @Line(LIMITS.name, { describe: 'What the body called it: 12-week consultation. No date is computed from it.' })
  describedAs!: string;

  @Line(LIMITS.name, { optional: true, describe: 'Whom or what it covers: citywide.' })
  scope?: string;

  @Line(LIMITS.name, { optional: true, describe: 'Who is asked, where that is not everyone.' })
  audience?: string;

  @Nested(() => ResolutionPartRef, { optional: true, describe: 'Left out where no resolution authorised it.' })
  authorisedBy?: ResolutionPartRef;

  @Nested(() => Waiver, {
    optional: true,
    describe: 'Who let it open without all that was accepted in the questionnaire.',
  })
  waiver?: Waiver;
}

/** Lengthens the window today, in the council's name. The old last day is kept beside the new one. */
export class ExtendConsultation extends Act {
  @Count(ROUND)
  round!: number;

  @CivilDate({ describe: 'The new last day, inclusive: later than the present one.' })
  closesOn!: PlainDateText;

  @Formed(CLOSING_TIME, CLOSES_AT)
  closesAt?: string;

  @Line(LIMITS.name, { describe: 'The body or office that extends it.' })
  authority!: string;

  @Nested(() => ResolutionPartRef, { optional: true })
  authorisedBy?: ResolutionPartRef;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Tells that a window was lengthened. */
export class RecordConsultationExtended extends Recording {
  @Occurrence({ describe: 'When the extension was decided.' })
  occurredOn!: OccurredOn;

  @Count(ROUND)
  round!: number;

  @CivilDate({ describe: 'The new last day, inclusive: later than the present one.' })
  closesOn!: PlainDateText;

  @Formed(CLOSING_TIME, CLOSES_AT)
  closesAt?: string;

  @Line(LIMITS.name, { describe: 'The body or office that extended it.' })
  authority!: string;

  @Nested(() => ResolutionPartRef, { optional: true })
  authorisedBy?: ResolutionPartRef;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Closes a window whose last day is over, or the closing time on it. The close is dated then, however late this comes. */
export class CloseConsultation extends Act {
  @Count(ROUND)
  round!: number;
}

/** Tells that a window was closed, on its last day or on another. */
export class RecordConsultationClosed extends Recording {
  @Count(ROUND)
  round!: number;

  @CivilDate({ describe: 'The last day on which responses were taken.' })
  closedOn!: PlainDateText;
}

/** Tells how many responses there were. Another count of the same responses cites the one whose place it takes. */
export class RecordResponsesCounted extends Recording {
  @Occurrence({ describe: 'When they were counted.' })
  occurredOn!: OccurredOn;

  @Count(ROUND)
  round!: number;

  @Count()
  count!: number;

  @Line(LIMITS.title, { describe: 'How they were counted: paper and online, duplicates removed.' })
  method!: string;

  @Occurrence({ describe: 'Up to when responses are in the count.' })
  asOf!: OccurredOn;

  @Identifier({ optional: true, describe: 'Id of the fact with the earlier count, where this one takes its place.' })
  replaces?: string;

  @Text(LIMITS.reason, { optional: true, describe: 'Why the earlier count does not stand. Needed with replaces.' })
  reason?: string;
}

/** Tells that the questionnaire is ready, and which asks of scrutiny are carried out in it. */
export class RecordQuestionnaireReady extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Line(LIMITS.title, { describe: 'Which questionnaire, in which version.' })
  questionnaire!: string;

  @ListOf(
    () => LeafRef,
    { items: 200 },
    { optional: true, describe: 'The asks that are carried out in it. One that holds several stands for all of them.' },
  )
  carriesOut?: LeafRef[];

  @ListOf(
    () => LeafRef,
    { items: 200, min: 1 },
    {
      optional: true,
      describe:
        'Asks that were accepted, and ask nothing of the questionnaire. One that holds several stands for all of them.',
    },
  )
  carriedOutElsewhere?: LeafRef[];
}

/** Tells that the results of a round were published. */
export class RecordConsultationResultsPublished extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Count(ROUND)
  round!: number;

  @Line(LIMITS.title, { describe: 'Where they can be read: an appendix, a page.' })
  where!: string;
}
