import { type OccurredOn, type PlainDateText, Recording } from '#kernel';
import { CivilDate, Line, Name, Occurrence, OneOf, Text } from '#kernel/input/fields';
import { type BodyName, LIMITS } from '../vocabulary/references.js';
import { REVIEW_OUTCOMES } from './plan-facts.js';

/** Tells that the plan was published. */
export class RecordPlanPublished extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Line(LIMITS.title, { describe: 'Where it can be read: a page, the library.' })
  where!: string;
}

/** Tells that a copy of the plan went to the elected local policing body. */
export class RecordPlanCopySent extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Name(LIMITS.name, { describe: 'The body’s name on that day: Police and Crime Commissioner.' })
  recipient!: string;
}

/** Tells that the plan was monitored for a period. */
export class RecordPlanMonitored extends Recording {
  @Occurrence({ describe: 'When it was monitored.' })
  occurredOn!: OccurredOn;

  @CivilDate({ describe: 'The last day of the period, such as the quarter, for which it was.' })
  periodEndsOn!: PlainDateText;

  @Name(LIMITS.name, { describe: 'The body that monitored it.' })
  by!: BodyName;

  @Line(LIMITS.title, { optional: true })
  document?: string;
}

/** Tells that progress over a year of the plan was reported on. */
export class RecordPlanProgressReported extends Recording {
  @Occurrence({ describe: 'When the report was received.' })
  occurredOn!: OccurredOn;

  @CivilDate({ describe: 'The last day of the plan year on which it reports.' })
  yearEndsOn!: PlainDateText;

  @Name(LIMITS.name, { describe: 'The body that received it.' })
  to!: BodyName;

  @Line(LIMITS.title, { optional: true })
  document?: string;
}

/** Tells that the plan was reviewed, and what came of it. */
export class RecordPlanReviewed extends Recording {
  @Occurrence({ describe: 'When it was reviewed.' })
  occurredOn!: OccurredOn;

  @CivilDate({
    optional: true,
    describe:
      'The date for which the review was due, as its deadline has it. Left out, it is a review besides, and meets no deadline.',
  })
  dueOn?: PlainDateText;

  @Name(LIMITS.name, { describe: 'The body that reviewed it.' })
  by!: BodyName;

  @OneOf(REVIEW_OUTCOMES)
  outcome!: (typeof REVIEW_OUTCOMES)[number];

  @Text(LIMITS.text, { optional: true, describe: 'What changes. Needed where, and only where, something does.' })
  changes?: string;
}

/** Tells that a strategic assessment is ready. */
export class RecordStrategicAssessmentPrepared extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @CivilDate({ describe: 'The last day of the months whose data it analyses.' })
  dataTo!: PlainDateText;

  @Line(LIMITS.title, { optional: true })
  document?: string;
}

/** Tells that the plan or its action plan was brought up to date for one of its years. */
export class RecordPlanRefreshed extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @CivilDate({ describe: 'A day of the plan year for which it was: its first.' })
  forYearOf!: PlainDateText;

  @Line(LIMITS.title, { optional: true })
  document?: string;
}

/** Tells that the partnership whose plan it is met. */
export class RecordPartnershipMet extends Recording {
  @CivilDate({ describe: 'The day on which it met. The meeting is of the period in which this day lies.' })
  metOn!: PlainDateText;

  @Line(LIMITS.name, { optional: true, describe: 'Where it met: the Council House, online.' })
  where?: string;

  @Line(LIMITS.title, { optional: true, describe: 'The minutes that record it.' })
  minutes?: string;
}
