import { type Hardness } from './deadline.js';

/** How one speaks of a date, by how firm it is: only what is owed is due, overdue or in time. */
export interface WordsOfDate {
  /** `Due on Tuesday 7 January 2025`, `Due today, Tuesday 7 January 2025`, and once it is past. */
  readonly ahead: string;
  readonly today: string;
  readonly past: string;
  /** Names the date where it stands by itself, ahead and past; and what leads to its day there. */
  readonly name: string;
  readonly pastName: string;
  readonly until: string;
  /** What leads to the body to which it goes, and to the office from which. */
  readonly to: string;
  readonly from: string;
  /** `It was due on Tuesday …`, and before the title of what no longer stands. */
  readonly was: string;
  readonly noLonger: string;
  /** What follows its day while that is to come: within the sentence, or as one of its own. */
  readonly meanwhile: string;
  /** What it means that it is missed, to follow a colon. */
  readonly ifMissed: string;
  /** Whether somebody owes it: of anything else nothing is breached, and that is said wherever it was missed. */
  readonly isOwed: boolean;
}

const OWED: Omit<WordsOfDate, 'ifMissed'> = {
  ...{ ahead: 'Due on', today: 'Due today,', past: 'Overdue since' },
  ...{ name: 'Due', pastName: 'Was due', until: 'by the end of' },
  ...{ to: 'Owed to', from: 'Owed by', was: 'It was due on', noLonger: 'No longer due' },
  ...{ meanwhile: ', the last day on which it is in time.', isOwed: true },
};

/** See `Hardness`. */
export const WORDS_BY_HARDNESS: Readonly<Record<Hardness, WordsOfDate>> = {
  hard: { ...OWED, ifMissed: 'a duty that the law sets is breached' },
  soft: { ...OWED, ifMissed: 'a duty that the law sets is not kept, and the reason should be recorded' },
  constitutional: { ...OWED, ifMissed: 'the council’s own constitution is breached' },
  promised: { ...OWED, ifMissed: 'what was resolved is not kept, and it is shown as missed' },
  target: {
    ...{ ahead: 'Aimed for', today: 'Aimed for today,', past: 'Was aimed for' },
    ...{ name: 'Aimed for', pastName: 'Was aimed for', until: 'the end of' },
    ...{ to: 'For', from: 'From', was: 'It was aimed for', noLonger: 'No longer aimed for' },
    ...{ meanwhile: '. It is a target: if it is missed, nothing is breached.', isOwed: false },
    ifMissed: 'it is shown as missed; nothing is breached',
  },
  forecast: {
    ...{ ahead: 'Expected by', today: 'Expected today,', past: 'Was expected by' },
    ...{ name: 'Expected', pastName: 'Was expected', until: 'by the end of' },
    ...{ to: 'For', from: 'From', was: 'It was expected by', noLonger: 'No longer expected' },
    ...{ meanwhile: '. It is a forecast: it may slip, and nothing is breached then.', isOwed: false },
    ifMissed: 'the forecast has slipped; nothing is breached',
  },
};
