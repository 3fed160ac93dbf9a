import { type Notice } from './notice.js';

/** What Minutebook does by itself when a date goes by, by the command that it becomes. */
const BECOMES: Readonly<Record<string, string>> = {
  CloseConsultation: 'The consultation closes by itself at the end of that day.',
  CommencePlan: 'The plan commences by itself.',
  LapsePlan: 'The plan lapses at the end of that day, unless it is extended or another plan takes its place.',
};

const IF_MISSED: Readonly<Record<Notice['hardness'], string>> = {
  hard: 'a duty that the law sets is breached',
  soft: 'a duty that the law sets is not kept, and the reason should be recorded',
  constitutional: 'the council’s own constitution is breached',
  promised: 'what was resolved is not kept, and it is shown as missed',
  target: 'it is shown as missed; nothing is breached',
  forecast: 'the forecast has slipped; nothing is breached',
};

/** What happens when the date goes by, or what it means that it has. */
export const consequenceOf = ({ becomes, hardness }: Pick<Notice, 'becomes' | 'hardness'>, isOver: boolean): string => {
  if (becomes !== undefined)
    return BECOMES[becomes] ?? `Minutebook records by itself what follows: ${inWords(becomes)}.`;
  return `${isOver ? 'It was not recorded as done by then' : 'If it is not done by then'}: ${IF_MISSED[hardness]}.`;
};

/** `CommencePlan` as `commence plan`. */
const inWords = (command: string): string => command.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
