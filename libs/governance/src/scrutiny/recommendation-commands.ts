import { type OccurredOn, type PlainDateText, Recording } from '#kernel';
import { CivilDate, Identifier, Line, ListOf, MonthOrDay, Name, Occurrence, Text } from '#kernel/input/fields';
import { NumberedItem } from '../vocabulary/numbered.js';
import { type BodyName, LIMITS } from '../vocabulary/references.js';

/** What a body keeps for itself to do. */
export class FollowUpItem {
  @Line(LIMITS.label, { optional: true, describe: 'The label as written, verbatim, if it has one.' })
  label?: string;

  @Text(LIMITS.text)
  text!: string;

  @Text(LIMITS.text, { optional: true, describe: 'The report that the body agreed to receive, if that is what it is.' })
  awaitsReport?: string;

  @MonthOrDay({
    optional: true,
    describe: 'By when it asked for the report, a day or a month. Only where it is a report.',
  })
  dueOn?: string;
}

/** Tells what a scrutiny body recommended to another body, and what it kept for itself. */
export class RecordRecommendationsMade extends Recording {
  @Occurrence({ describe: 'When the body met.' })
  occurredOn!: OccurredOn;

  @Name(LIMITS.name, { describe: 'The body that recommends.' })
  by!: BodyName;

  @Name(LIMITS.name, { describe: 'The body to which it recommends.' })
  to!: BodyName;

  @Text(LIMITS.text, { optional: true, describe: 'The words that lead in, verbatim.' })
  preamble?: string;

  @ListOf(() => NumberedItem, { items: 100 }, { optional: true, describe: 'At most 6 levels and 200 items in all.' })
  items?: NumberedItem[];

  @ListOf(() => FollowUpItem, { items: 100 }, { optional: true })
  followUps?: FollowUpItem[];

  @Line(LIMITS.title, { optional: true, describe: 'How they reached the other body: a briefing note.' })
  deliveredBy?: string;

  @CivilDate({ optional: true, describe: 'The day on which notice in writing to respond was given, if it was.' })
  noticeGivenOn?: PlainDateText;
}

/** Tells that notice in writing was given to the executive to respond to recommendations: with it the two months of the law begin. */
export class RecordNoticeGiven extends Recording {
  @Occurrence({ describe: 'When the notice was given.' })
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the recommendations that are to be responded to.' })
  recommendations!: string;

  @Name(LIMITS.name, { describe: 'The body that gave it: the one that made the recommendations.' })
  by!: BodyName;

  @Line(LIMITS.title, { optional: true, describe: 'The document that is the notice, or its reference.' })
  document?: string;
}

/** Tells that an ask was carried out: the bullet points are in the questionnaire. */
export class RecordRecommendationImplemented extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the recommendations, as the page of the matter has it.' })
  recommendations!: string;

  @Line(6 * LIMITS.label, { describe: 'The labels on the way to the leaf: 2)b)i).' })
  leaf!: string;

  @Text(LIMITS.reason)
  how!: string;
}
