import { Act, type OccurredOn, type PlainDateText, Recording } from '#kernel';
import {
  CivilDate,
  Count,
  Identifier,
  Line,
  ListOf,
  Name,
  Nested,
  Occurrence,
  OneOf,
  Text,
} from '#kernel/input/fields';
import { RENEWAL_STEPS, type RenewalStep } from '../vocabulary/plan-cadences.js';
import { PlanObligation } from '../vocabulary/plan-obligation.js';
import { type BodyName, LIMITS, ResolutionPartRef } from '../vocabulary/references.js';

/** A part of a resolution, and the matter in which it was passed. */
export class MatterPartRef extends ResolutionPartRef {
  @Identifier({ describe: 'Id of the matter.' })
  matter!: string;
}

/** What a body asked to be done, and where. */
export class ObligationAsked extends PlanObligation {
  @Occurrence({ describe: 'When the body asked.' })
  askedOn!: OccurredOn;

  @Name(LIMITS.name, { describe: 'The body that asked.' })
  askedBy!: BodyName;

  @Nested(() => MatterPartRef, { optional: true, describe: 'The part of a resolution by which it asked.' })
  askedIn?: MatterPartRef;
}

abstract class Adoption extends Recording {
  @Occurrence({
    describe: 'When the body adopted it: the day of its meeting, not that on which the minutes were approved.',
  })
  occurredOn!: OccurredOn;

  @Name(LIMITS.name, { describe: 'The body that adopted it.' })
  by!: BodyName;

  @Line(LIMITS.title)
  title!: string;

  @CivilDate({ describe: 'The first day in force.' })
  firstDay!: PlainDateText;

  @CivilDate({ describe: 'The last day in force, inclusive.' })
  lastDay!: PlainDateText;

  @Count({
    ...{ optional: true, min: 1, max: 100 },
    describe:
      'The authority’s usual term in years, where the last day was counted by it because no document states one.',
  })
  countedYears?: number;

  @Line(LIMITS.title, { optional: true, describe: 'The document that was adopted.' })
  document?: string;

  @ListOf(() => ObligationAsked, { items: 50 }, { optional: true })
  obligations?: ObligationAsked[];

  @Identifier({ optional: true, describe: 'Id of the plan that it renews or replaces.' })
  succeedsPlan?: string;
}

/** Tells of a plan that a body adopted, where no matter here led to it. */
export class RecordPlanAdopted extends Adoption {}

/** Opens the plan that a resolution of a matter adopted, and brings it what the matter's resolutions asked for. */
export class AdoptPlan extends Adoption {
  @Nested(() => MatterPartRef)
  adoptedIn!: MatterPartRef;
}

/** Tells that a body asked for something to be done over the plan's term. */
export class RecordPlanObligationAdded extends Recording {
  @Nested(() => ObligationAsked)
  obligation!: ObligationAsked;
}

/** Brings the plan into force, once its first day has begun in London. Dated on that day, however late this comes. */
export class CommencePlan extends Act {}

/** Tells on which day the plan came into force. */
export class RecordPlanCommenced extends Recording {
  @CivilDate()
  commencedOn!: PlainDateText;
}

/** Lengthens the plan today, by a decision of the body that adopted it. A renewal it is not: that is another plan. */
export class ExtendPlan extends Act {
  @Name(LIMITS.name, { describe: 'The body that extends it.' })
  by!: BodyName;

  @CivilDate({ describe: 'The new last day, inclusive: later than the present one.' })
  lastDay!: PlainDateText;

  @Nested(() => MatterPartRef, { optional: true, describe: 'The part of a resolution by which it does.' })
  decidedIn?: MatterPartRef;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Tells that the plan was lengthened. */
export class RecordPlanExtended extends Recording {
  @Occurrence({ describe: 'When the body decided.' })
  occurredOn!: OccurredOn;

  @Name(LIMITS.name, { describe: 'The body that extended it.' })
  by!: BodyName;

  @CivilDate({ describe: 'The new last day, inclusive: later than the present one.' })
  lastDay!: PlainDateText;

  @Nested(() => MatterPartRef, { optional: true, describe: 'The part of a resolution by which it did.' })
  decidedIn?: MatterPartRef;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Puts another plan in its place from today on. */
export class SupersedePlan extends Act {
  @Identifier({ describe: 'Id of the plan that takes its place.' })
  byPlan!: string;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Tells that another plan took its place before it had run out. */
export class RecordPlanSuperseded extends Recording {
  @CivilDate({ describe: 'The first day on which the other plan was in force.' })
  supersededOn!: PlainDateText;

  @Identifier({ describe: 'Id of the plan that took its place.' })
  byPlan!: string;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Lets the plan lapse when its last day is over and no plan follows. Dated on that day, however late this comes. */
export class LapsePlan extends Act {}

/** Begins work on the plan that is to follow, in a matter of its own that names this plan. */
export class OpenPlanRenewal extends Act {
  @Line(LIMITS.title, { describe: 'The title of the matter: Community Safety Partnership Plan 2028-2031.' })
  title!: string;
}

/** Tells that work on the plan that is to follow began, in a matter that is on record already. */
export class RecordPlanRenewalOpened extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the matter.' })
  matter!: string;

  @Line(LIMITS.title)
  title!: string;
}

/** Tells of a step on the way to renewal. */
export class RecordRenewalStepTaken extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @OneOf(RENEWAL_STEPS)
  step!: RenewalStep;

  @Text(LIMITS.reason, { describe: 'What was done: the options appraisal went to the Partnership.' })
  words!: string;
}

/** Tells that the plan which follows was adopted. */
export class RecordPlanRenewed extends Recording {
  @Occurrence({ describe: 'When the plan that follows was adopted.' })
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the plan that follows.' })
  byPlan!: string;

  @CivilDate({ describe: 'The first day of the plan that follows.' })
  firstDay!: PlainDateText;
}
