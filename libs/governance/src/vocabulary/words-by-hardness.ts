import { type Hardness } from './deadline.js';
import { type IfMissed, RULES } from './rules.js';

/** How one speaks of a date, by how firm it is: only what is owed is due, overdue or in time. */
export interface WordsOfDate {
  /** `Due on Tuesday 7 January 2025`, `Due today, Tuesday 7 January 2025`, and once it is past. */
  readonly ahead: string;
  readonly today: string;
  readonly past: string;
  /** Names the date where it stands by itself, ahead and past; and what leads to its end there. */
  readonly name: string;
  readonly pastName: string;
  readonly until: string;
  /** What leads to the office from which it comes, and to the body to which it goes. */
  readonly from: string;
  readonly to: string;
  /** `It was due on Tuesday …`, and before the title of what no longer applies. */
  readonly was: string;
  readonly noLonger: string;
  /** What follows its day while that is to come: within the sentence, or as one of its own. */
  readonly meanwhile: string;
  /** Whether somebody owes it: of anything else nothing is breached, and that is said wherever it was missed. */
  readonly isOwed: boolean;
}

const OWED: WordsOfDate = {
  ...{ ahead: 'Due on', today: 'Due today,', past: 'Overdue since' },
  ...{ name: 'Due', pastName: 'Was due', until: 'by' },
  ...{ from: 'Owed by', to: 'Owed to', was: 'It was due on', noLonger: 'No longer due' },
  ...{ meanwhile: ', the last day on which it is in time.', isOwed: true },
};

/** See `Hardness`. `ifMissed`: what it means that it is missed, as a clause. */
export const WORDS_BY_HARDNESS: Readonly<Record<Hardness, WordsOfDate & { readonly ifMissed: string }>> = {
  hard: { ...OWED, ifMissed: 'a statutory duty has been breached' },
  soft: { ...OWED, ifMissed: 'a statutory duty has not been met in time; record the reason' },
  constitutional: { ...OWED, ifMissed: 'the council’s own constitution has been breached' },
  promised: { ...OWED, ifMissed: 'the council has not done in time what it resolved to do' },
  target: {
    ...{ ahead: 'Target date', today: 'Target date today,', past: 'Target date was' },
    ...{ name: 'Target date', pastName: 'Target date was', until: '' },
    ...{ from: 'Responsible office', to: 'For', was: 'Its target date was', noLonger: 'No longer a target' },
    ...{ meanwhile: '. It is a target: if it is missed, nothing is breached.', isOwed: false },
    ifMissed: 'it counts as missed; nothing is breached',
  },
  forecast: {
    ...{ ahead: 'Expected by', today: 'Expected today,', past: 'Was expected by' },
    ...{ name: 'Expected', pastName: 'Was expected', until: 'by' },
    ...{ from: 'Responsible office', to: 'For', was: 'It was expected by', noLonger: 'No longer expected' },
    ...{ meanwhile: '. It is a forecast: it may slip, and nothing is breached then.', isOwed: false },
    ifMissed: 'the forecast has slipped; nothing is breached',
  },
};

/** Of a date on which something happens by itself, however firm it is: nobody owes it. */
const HAPPENS: WordsOfDate = {
  ...{ ahead: 'On', today: 'Today,', past: 'Was on' },
  ...{ name: 'Happens', pastName: 'Happened', until: 'at' },
  ...{ from: 'Responsible office', to: 'Decided by', was: 'It was set for', noLonger: 'No longer happens' },
  ...{ meanwhile: '.', isOwed: false },
};

/** What is to be done on its day, and on no other. */
const ON_ITS_DAY = { meanwhile: ', and on no day before or after.' };

/** A date as far as it decides how one speaks of it: the id of its rule, and the command that its passing becomes, if any. */
interface SpokenOf {
  readonly rule: string;
  readonly hardness: Hardness;
  readonly becomes?: string | null;
}

export const wordsOfDate = ({ rule, hardness, becomes = null }: SpokenOf): WordsOfDate => {
  if (becomes !== null) return HAPPENS;
  return { ...WORDS_BY_HARDNESS[hardness], ...(RULES[rule]?.ifEarly === undefined ? {} : ON_ITS_DAY) };
};

/** What it means that a date of a rule was missed. */
export const ifMissed = (rule: string, hardness: Hardness): IfMissed => {
  const { ifMissed: words, isOwed } = WORDS_BY_HARDNESS[hardness];
  return RULES[rule]?.ifMissed?.[hardness] ?? { words, isBreach: isOwed };
};
