import { calendarNamed } from '#calendar';
import { type Command, Refusal } from '#kernel';
import { type DerivedDeadline } from '../../vocabulary/deadline.js';
import { onDay } from '../../vocabulary/deadline-terms.js';
import { WaiveDeadline } from '../deadline-commands.js';
import { recordOfDeadlines, typesOf } from './record-of-deadlines.js';

export const KEY = 'R22/round-1';
export const MATTER = { category: 'matter', id: 'm' };

/** The terms of R22, with a ladder of these steps. */
export const termsWith = (...steps: readonly string[]) => ({
  calendar: calendarNamed('england-and-wales'),
  rules: {
    R22: { owner: 'report-author', ladder: steps.map((at) => ({ at, offices: ['report-author'] })) },
  },
});

/** The results of a consultation, to be published by a day. */
export const results = (
  dueOn: string,
  more: Partial<DerivedDeadline> = {},
  terms = termsWith('-P4W', '-P1W'),
): DerivedDeadline => ({
  ...{ key: KEY, title: 'Results of consultation round 1 are published', body: 'Cabinet', owner: 'report-author' },
  rule: { id: 'R22', version: 1, basis: 'practice', citation: 'principle J', hardness: 'target' },
  ...onDay('R22', { dueOn }, terms),
  ...{ receipt: { convention: 'AFTER_C', result: dueOn }, explained: `by ${dueOn}`, startedBy: 'fact-1' },
  ...more,
});

/** The same day, due under another rule. */
export const dueUnder = (
  id: string,
  hardness: DerivedDeadline['rule']['hardness'],
  body = 'Scrutiny',
): DerivedDeadline =>
  results('2024-12-25', { body, rule: { id, version: 1, basis: 'statute', citation: 'the Act', hardness } });

/** Owed to both for one and the same thing. */
export const toBoth = results('2024-12-25', {
  ...{ body: 'Cabinet, Council', bodies: ['Cabinet', 'Council'] },
  rule: { id: 'R32', version: 1, basis: 'resolution', citation: 'the resolution', hardness: 'promised' },
});

export const WAIVER = { key: KEY, by: 'Cabinet', capacity: 'authorising body', reason: 'a general election' };
export const waiving = (more: object = {}): WaiveDeadline => Object.assign(new WaiveDeadline(), { ...WAIVER, ...more });

/** The record of one deadline; set on 3 October 2024. */
export const story = (derived: DerivedDeadline = results('2024-12-25')) => {
  const record = recordOfDeadlines();
  const bring = (now: readonly DerivedDeadline[], on: string): readonly string[] =>
    typesOf(record.bring(now, on, 'the close was corrected'));
  bring([derived], '2024-10-03');
  return { ...record, bring, tell: (command: Command, on: string) => typesOf(record.tell(command, on)) };
};

export const blockerOf = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error.blockers[0];
    throw error;
  }
  return undefined;
};
