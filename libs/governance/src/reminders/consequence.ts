import { WORDS_BY_HARDNESS } from '../vocabulary/words-by-hardness.js';
import { type Notice } from './notice.js';

/** What Minutebook does by itself when a date goes by, by the command that it becomes. */
const BECOMES: Readonly<Record<string, string>> = {
  CloseConsultation: 'The consultation closes by itself then.',
  CommencePlan: 'The plan commences by itself.',
  LapsePlan: 'The plan lapses at the end of that day, unless it is extended or another plan takes its place.',
};

/** What happens when the date goes by, or what it means that it has. */
export const consequenceOf = ({ becomes, hardness }: Pick<Notice, 'becomes' | 'hardness'>, isOver: boolean): string => {
  if (becomes !== undefined)
    return BECOMES[becomes] ?? `Minutebook records by itself what follows: ${inWords(becomes)}.`;
  return `${isOver ? 'It was not recorded as done by then' : 'If it is not done by then'}: ${WORDS_BY_HARDNESS[hardness].ifMissed}.`;
};

/** `CommencePlan` as `commence plan`. */
const inWords = (command: string): string => command.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ').toLowerCase();
