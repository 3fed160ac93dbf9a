import { type OccurredOn, Recording } from '#kernel';
import { Identifier, Identifiers, Line, ListOf, Occurrence, OneOf, Text, TextOrEmpty } from '#kernel/input/fields';
import { LIMITS } from '../vocabulary/references.js';

const MISTAKES = ['record', 'document'] as const;

/** One place of a fact that is wrong. */
export class CorrectedPlace {
  @Line(LIMITS.name, {
    describe:
      'JSON pointer into the fact’s data: /parts/0/text. The place after the last of a list adds to it: /submittedTo/0.',
  })
  pointer!: string;

  @TextOrEmpty(LIMITS.text, {
    optional: true,
    describe:
      'The words as they stand, verbatim. Left out, or empty, where nothing was recorded there: it is supplied.',
  })
  asRecorded?: string;

  @Text(LIMITS.text)
  asCorrected!: string;
}

/** Tells of a mistake, citing the fact that holds it. The fact itself is never changed. */
export class RecordCorrection extends Recording {
  @Occurrence({ describe: 'When it was corrected.' })
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the fact that holds the mistake.' })
  fact!: string;

  @OneOf(MISTAKES, {
    describe:
      'record: the entry does not say what the document says, and is read as corrected from now on. document: the document is wrong; its words stand, and the correction is shown beside them.',
  })
  mistakeIn!: (typeof MISTAKES)[number];

  @ListOf(() => CorrectedPlace, { items: 20, min: 1 })
  changes!: CorrectedPlace[];

  @Line(LIMITS.name, { describe: 'The body or office with the authority to correct it.' })
  authority!: string;

  @Text(LIMITS.reason)
  reason!: string;
}

/** Tells when a fact happened, where that was not known, or only the month, when it was recorded. */
export class RecordOccurrenceSupplied extends Recording {
  @Occurrence({ describe: 'When it was found out.' })
  occurredOn!: OccurredOn;

  @Identifier({ describe: 'Id of the fact whose date is supplied.' })
  fact!: string;

  @Occurrence({ describe: 'When the fact happened.' })
  happenedOn!: OccurredOn;

  @Line(LIMITS.title, { describe: 'The document that gives it.' })
  source!: string;
}

/** Tells of entries that should never have been made, such as those of another matter. The facts stay, and are read no more. */
export class RecordEntriesStruckOut extends Recording {
  @Occurrence({ describe: 'When they were struck out.' })
  occurredOn!: OccurredOn;

  @Identifiers(
    { items: 50, min: 1 },
    { describe: 'Ids of the facts that are struck out: all or none. What refers to one of them has to be among them.' },
  )
  facts!: string[];

  @Line(LIMITS.name, { describe: 'The body or office with the authority to strike them out.' })
  authority!: string;

  @Text(LIMITS.reason)
  reason!: string;
}
