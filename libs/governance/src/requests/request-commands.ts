import { type OccurredOn, Recording } from '#kernel';
import { Identifier, Line, ListOf, MonthOrDay, Name, Occurrence, Text } from '#kernel/input/fields';
import { type BodyName, CommissionRef, LIMITS } from '../vocabulary/references.js';

/** Tells that a body asked for something without putting it into its resolution. */
export class RecordRequestMade extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Name(LIMITS.name)
  by!: BodyName;

  @Text(LIMITS.text, { describe: 'The words of the minute, verbatim.' })
  text!: string;

  @Line(LIMITS.title, { describe: 'What it is about: the speed of traffic.' })
  subject!: string;

  @Line(LIMITS.name, { optional: true, describe: 'To whom it is to go.' })
  addressee?: string;

  @Line(LIMITS.name, { optional: true, describe: 'The office that is to see to it.' })
  owner?: string;

  @MonthOrDay({ optional: true, describe: 'By when, where the body said so.' })
  dueOn?: string;
}

/** Tells that what was requested has gone out. */
export class RecordRequestSent extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the request, as the page of the matter has it.' })
  request!: string;

  @Line(LIMITS.name, { optional: true, describe: 'The reference under which it went.' })
  reference?: string;
}

/** Tells that the addressee replied. */
export class RecordRequestReplied extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the request, as the page of the matter has it.' })
  request!: string;

  @Text(LIMITS.text)
  summary!: string;
}

/** Tells that a report is what one or more bodies had asked for: a person’s judgement, whatever its title. */
export class RecordCommissionFulfilled extends Recording {
  @Occurrence({ describe: 'When the report was received.' })
  occurredOn!: OccurredOn;

  @ListOf(() => CommissionRef, { items: 50, min: 1 })
  commissions!: CommissionRef[];

  @Identifier({ describe: 'Id of the report.' })
  report!: string;

  @Text(LIMITS.reason, { describe: 'Why it is what was asked for.' })
  because!: string;
}
