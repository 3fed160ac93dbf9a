import {
  Act,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  type PlainDateText,
  type RecordedFact,
} from '#kernel';
import { Line } from '#kernel/input/fields';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { LIMITS } from '../vocabulary/references.js';

// ── Events

/** The authority is called this: `Coventry City Council`. Told again, it was renamed. */
export type AuthorityNamed = Fact<'AuthorityNamed', { readonly occurredOn: PlainDateText; readonly name: string }>;

export const nameFacts: FactDefinitions<AuthorityNamed> = {
  AuthorityNamed: { version: 1, personalData: [], correctable: {} },
};

// ── Commands

/** Says what the authority is called in mails and calendars; its short name in addresses stays. */
export class NameAuthority extends Act {
  @Line(LIMITS.name, { describe: 'Its full name: Coventry City Council.' })
  name!: string;
}

// ── State

/** What an authority has said of its name; nothing before it did. */
export interface NameTold {
  readonly name?: string;
}

/** What was told after a fact. Facts of other kinds change nothing. */
export const nameToldAfter = (told: NameTold, fact: RecordedFact): NameTold =>
  isNaming(fact) ? { name: fact.data.name } : told;

const isNaming = (fact: RecordedFact): fact is RecordedFact<AuthorityNamed> & AuthorityNamed =>
  fact.type === 'AuthorityNamed';

/** What an authority is called: its full name, or its short one where it told no other. */
export const authorityName = (authority: string, { name }: NameTold): string => name ?? authority;

// ── Rules

const call = ({ name }: NameAuthority, before: NameTold, { today }: DecisionContext): readonly AuthorityNamed[] =>
  name === before.name ? [] : [{ type: 'AuthorityNamed', data: { occurredOn: today, name } }];

export const nameCommands: readonly CommandHandling<NameTold>[] = [
  handles({
    command: NameAuthority,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Name the authority, as mails and calendars call it',
    decide: call,
  }),
];
