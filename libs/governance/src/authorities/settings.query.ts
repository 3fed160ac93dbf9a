import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { foldAll, type PlainDateText, type RecordedFact, type Role } from '#kernel';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { Question } from '#platform/queries/question';
import { authoritySubject, settingsStreamOf } from './authority-subject.js';
import { type SettingsInForce, settingsInForce } from './settings-in-force.js';

export interface RevisedSettings {
  /** Of all that was ever settled, also after the day that was asked for; -1 where nothing was. */
  readonly revision: number;
  readonly settings: SettingsInForce;
}

/** Asks for the name, the calendar, the cadences and the terms that an authority has settled, at the end of a day where one is given. */
export class SettingsAsked extends Question<RevisedSettings> {
  override readonly may: readonly Role[] = ['officer', 'auditor', 'operator'];

  constructor(
    authority: string,
    readonly asAt?: PlainDateText,
  ) {
    super(authority);
  }
}

@QueryHandler(SettingsAsked)
export class SettingsAnswered implements IQueryHandler<SettingsAsked> {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async execute({ authority, asAt }: SettingsAsked): Promise<RevisedSettings> {
    const facts = await this.log.readStream(settingsStreamOf(authority));
    const settings = settingsInForce(authority, foldAll(authoritySubject, facts.filter(settledBy(asAt))));
    return { revision: facts.length - 1, settings };
  }
}

const settledBy =
  (asAt: PlainDateText | undefined) =>
  ({ data }: RecordedFact): boolean =>
    asAt === undefined || (data as { readonly occurredOn: PlainDateText }).occurredOn <= asAt;
