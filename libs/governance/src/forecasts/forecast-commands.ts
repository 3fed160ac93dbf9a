import { type OccurredOn, Recording } from '#kernel';
import { Identifier, ListOf, MonthOrDay, Name, Occurrence, Text } from '#kernel/input/fields';
import { type BodyName, CommissionRef, LIMITS } from '../vocabulary/references.js';

/** Tells by when something was expected: "anticipated to be submitted to 7th January 2025 meeting". */
export class RecordForecastMade extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Text(LIMITS.text, { describe: 'What is expected to come.' })
  of!: string;

  @MonthOrDay({ describe: 'By the precision that the document gives.' })
  expected!: string;

  @Name(LIMITS.name, { optional: true, describe: 'The body before which it is expected.' })
  before?: BodyName;

  @ListOf(() => CommissionRef, { items: 20 }, { optional: true, describe: 'The commissions that it will meet.' })
  meets?: CommissionRef[];

  @Text(LIMITS.text, { optional: true, describe: 'The words of the document, verbatim.' })
  words?: string;
}

/** Tells that what was expected is now expected at another time. */
export class RecordForecastRestated extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the forecast, as the page of the matter has it.' })
  forecast!: string;

  @MonthOrDay()
  expected!: string;

  @Text(LIMITS.reason, { describe: 'Why it slipped or came forward.' })
  cause!: string;
}

/** Tells that a report, or what a body resolved, is what was forecast: a person’s judgement, whatever its title. */
export class RecordForecastFulfilled extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the forecast, as the page of the matter has it.' })
  forecast!: string;

  @Identifier({ optional: true, describe: 'Id of the report, where one was forecast. Needed unless a decision was.' })
  report?: string;

  @Identifier({ optional: true, describe: 'Id of the resolution, where a decision was forecast and not a report.' })
  resolution?: string;

  @Text(LIMITS.reason, { describe: 'Why it is what was forecast.' })
  because!: string;
}
