import { type Deadline } from '../../deadlines/index.js';
import { type CalendarEntry } from '../calendar-text.js';
import { entryOf } from '../feed-entry.js';

/** A deadline as calendar programs are told of it. */
export const inFeed = ({ rule, met, waived, becomes, ...deadline }: Deadline): CalendarEntry =>
  entryOf(
    {
      ...{ ...deadline, authority: 'coventry', heldUnder: 'matter-1', subjectCategory: 'matter', subject: '1' },
      ...{ rule: rule.id, ruleVersion: rule.version, basis: rule.basis, citation: rule.citation },
      ...{ hardness: rule.hardness, metOn: met?.on ?? null, metKnown: null, inTime: null },
      ...{ waived: waived ?? null, becomes: becomes?.command ?? null },
    },
    { scope: { kind: 'authority' } },
  );
