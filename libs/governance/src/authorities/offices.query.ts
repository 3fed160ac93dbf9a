import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { foldAll, type Role } from '#kernel';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { Question } from '#platform/queries/question';
import { authoritySubject, settingsStreamOf } from './authority-subject.js';
import { nextOffice } from './escalation.js';
import { ruleTermsInForce } from './rule-terms.js';
import { type UnreachedOffice, unreachedOffices } from './unreached.js';

/** An office, as it is read. `addresses` is left out for those who need not see it. */
export interface ListedOffice {
  readonly office: string;
  readonly title: string;
  readonly addresses?: readonly string[];
  /** The office that is told when this one was told in vain, settled or usual; nothing where the chain ends. */
  readonly escalatesTo: string | null;
  readonly retired: boolean;
  /** The day on which it was retired; left out where it is not. */
  readonly retiredOn?: string;
}

export interface ListedOffices {
  /** Of the authority's settings; -1 where nothing was ever settled. */
  readonly revision: number;
  readonly offices: readonly ListedOffice[];
  /** Those that ladders or escalation name, as settled or as usual, and that no mail reaches. */
  readonly unreached: readonly UnreachedOffice[];
}

/** Asks for the offices that an authority has appointed, in the order in which it first did. */
export class OfficesAsked extends Question<ListedOffices> {
  override readonly may: readonly Role[] = ['officer', 'auditor', 'operator'];

  constructor(
    authority: string,
    readonly showsAddresses: boolean,
  ) {
    super(authority);
  }
}

@QueryHandler(OfficesAsked)
export class OfficesAnswered implements IQueryHandler<OfficesAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ authority, showsAddresses }: OfficesAsked): Promise<ListedOffices> {
    const facts = await this.log.readStream(settingsStreamOf(authority));
    const { offices, ruleTerms } = foldAll(authoritySubject, facts);
    const listed = offices.map(({ addresses, ...held }) => ({
      ...held,
      ...(showsAddresses ? { addresses } : {}),
      escalatesTo: nextOffice(held.office, offices) ?? null,
    }));
    const unreached = unreachedOffices(offices, ruleTermsInForce(ruleTerms));
    return { revision: facts.length - 1, offices: listed, unreached };
  }
}
