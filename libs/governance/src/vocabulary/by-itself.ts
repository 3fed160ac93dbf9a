import { endOfLondonDay, longDay, timeInLondon } from '#calendar';
import { type InstantText, londonMidnight, type PlainDateText } from '#kernel';

/** What happens by itself on a date, in words. */
export interface HappensByItself {
  /** `The plan commences` */
  readonly what: string;
  /** What would prevent it, to follow a comma. */
  readonly unless?: string;
  /** What is so once the time has come, whoever has recorded it. */
  readonly over: string;
  /** What was done, where what stopped the clock was done: `Closed`. */
  readonly done: string;
}

/** What happens by itself when a date comes, by the command that this becomes. */
const BY_ITSELF: Readonly<Record<string, HappensByItself>> = {
  CloseConsultation: {
    what: 'The consultation closes',
    over: 'The window is over: the consultation has closed.',
    done: 'Closed',
  },
  CommencePlan: { what: 'The plan commences', over: 'The plan has commenced.', done: 'Commenced' },
  LapsePlan: {
    what: 'The plan lapses',
    unless: 'unless it is extended or another plan takes its place',
    over: 'The term is over: the plan has lapsed, unless it was extended or another plan took its place.',
    done: 'Renewed',
  },
};

/** What happens by itself, also where there are no words of its own for the command. */
export const byItself = (command: string): HappensByItself =>
  BY_ITSELF[command] ?? {
    what: `Minutebook does this: ${inWords(command)}`,
    over: `The time has come to do this: ${inWords(command)}.`,
    done: 'Done',
  };

/** `CommencePlan` as `commence plan`. */
const inWords = (command: string): string => command.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();

/** `the end of Wednesday 2 October 2024`, `the start of Tuesday 1 April 2025`, `17:00 on Wednesday 2 October 2024`. */
export const momentInWords = ({
  dueOn,
  dueAt,
}: {
  readonly dueOn: PlainDateText;
  readonly dueAt: InstantText;
}): string => {
  if (dueAt === endOfLondonDay(dueOn)) return `the end of ${longDay(dueOn)}`;
  if (dueAt === londonMidnight(dueOn)) return `the start of ${longDay(dueOn)}`;
  return `${timeInLondon(dueAt)} on ${longDay(dueOn)}`;
};
