import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Temporal } from 'temporal-polyfill';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { type Clock, foldAll, londonDay } from '#kernel';
import { demoNotice, IS_DEMO, nameInDemo } from '#platform/clock/demo-in-words';
import { type Configuration } from '#platform/config/configuration';
import { CONFIGURATION } from '#platform/config/configuration.module';
import { EVENT_LOG, type EventLog } from '#platform/event-log/event-log';
import { CLOCK } from '#platform/http/ports';
import { authorityName, authoritySubject, officeTitle, settingsStreamOf } from '../authorities/index.js';
import { deadlinesIdOf } from '../deadlines/index.js';
import { RegisteredMatter, RegisteredPlan } from '../minute-book/index.js';
import { type CalendarHeading, calendarHead, calendarTail, entriesText } from './calendar-text.js';
import { feedDeadlines } from './feed-deadlines.query.js';
import { entryOf, type FeedDeadline } from './feed-entry.js';
import { type FeedScope } from './feed-scope.js';

/** The deadlines of a feed as a calendar program reads them. */
export interface FeedCalendar {
  /** An iCalendar stream. */
  readonly text: string;
  /** Names these very bytes: the entity tag, in its double quotes. */
  readonly tag: string;
}

/** What a feed is of. */
export interface FeedOf {
  readonly authority: string;
  readonly scope: FeedScope;
}

/** The same with what its authority and its offices are called. */
interface NamedFeed extends FeedOf {
  readonly authorityName: string;
  readonly called: (office: string) => string;
}

const MONTHS_BACK = 13;
const MOST = 5_000;
const BOUNDS = { most: MOST, batch: 100 };
const HOURS = 3_600;
const REFRESH_SECONDS = 4 * HOURS;
const DESCRIPTION = `What is due from ${MONTHS_BACK} months ago on, at most the latest ${MOST.toLocaleString('en-GB')}.`;

/** Writes feeds. The same facts on the same day give the same bytes. */
@Injectable()
export class FeedCalendars {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(IS_DEMO) private readonly isDemo: boolean,
  ) {}

  /** All of a feed as it stands at one moment. */
  async write(feed: FeedOf): Promise<FeedCalendar> {
    const { offices, name } = foldAll(authoritySubject, await this.log.readStream(settingsStreamOf(feed.authority)));
    const called = (office: string): string => officeTitle(office, offices);
    const named = { ...feed, called, authorityName: authorityName(feed.authority, name) };
    const parts = await this.dataSource.transaction('REPEATABLE READ', (manager) => this.partsOf(manager, named));
    const text = parts.join('');
    return { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
  }

  private async partsOf(manager: EntityManager, feed: NamedFeed): Promise<readonly string[]> {
    const { authority, scope } = feed;
    const from = Temporal.PlainDate.from(londonDay(this.clock.now())).subtract({ months: MONTHS_BACK }).toString();
    const heading = headingOf(`Deadlines: ${await nameOf(manager, feed)}`, this.isDemo);
    const parts = [calendarHead(heading)];
    for await (const deadlines of feedDeadlines(manager, { authority, scope, from, ...BOUNDS })) {
      const titles = await titlesOf(manager, authority, deadlines);
      parts.push(
        entriesText(
          deadlines.map((deadline) =>
            entryOf(deadline, { scope, subjectTitle: titles.get(deadline.heldUnder), url: this.urlOf(deadline) }),
          ),
        ),
      );
    }
    return [...parts, calendarTail(heading)];
  }

  private urlOf({ authority, subjectCategory, subject }: FeedDeadline): string | undefined {
    const { publicUrl } = this.configuration.http;
    const path = PLACES[subjectCategory];
    if (publicUrl === undefined || path === undefined) return undefined;
    return `${publicUrl}/v1/authorities/${authority}/${path}/${subject}/deadlines`;
  }
}

/** Where the deadlines of a subject are read, by its category. */
const PLACES: Readonly<Partial<Record<string, string>>> = { matter: 'matters', plan: 'plans' };

const headingOf = (name: string, isDemo: boolean): CalendarHeading => ({
  name: isDemo ? nameInDemo(name) : name,
  description: isDemo ? `${demoNotice('calendar')} ${DESCRIPTION}` : DESCRIPTION,
  refreshSeconds: REFRESH_SECONDS,
});

const nameOf = async (manager: EntityManager, feed: NamedFeed): Promise<string> => {
  const { authority, scope } = feed;
  if (scope.kind === 'authority') return feed.authorityName;
  const of = scope.kind === 'office' ? feed.called(scope.of) : scope.of;
  return `${(await titleOf(manager, authority, scope)) ?? of} (${feed.authorityName})`;
};

const titleOf = async (
  manager: EntityManager,
  authority: string,
  scope: Exclude<FeedScope, { kind: 'authority' }>,
): Promise<string | undefined> => {
  switch (scope.kind) {
    case 'matter':
      return (await manager.findOneBy(RegisteredMatter, { authority, matter: scope.of }))?.title;
    case 'plan':
      return (await manager.findOneBy(RegisteredPlan, { authority, plan: scope.of }))?.title;
    default:
      return undefined;
  }
};

/** The titles of the matters and plans to which deadlines belong, by the id under which these are held. */
const titlesOf = async (
  manager: EntityManager,
  authority: string,
  deadlines: readonly FeedDeadline[],
): Promise<ReadonlyMap<string, string>> => {
  const idsOf = (category: string) =>
    In([...new Set(deadlines.filter((one) => one.subjectCategory === category).map(({ subject }) => subject))]);
  const matters = await manager.find(RegisteredMatter, {
    select: { matter: true, title: true },
    where: { authority, matter: idsOf('matter') },
  });
  const plans = await manager.find(RegisteredPlan, {
    select: { plan: true, title: true },
    where: { authority, plan: idsOf('plan') },
  });
  return new Map([
    ...matters.map(({ matter, title }) => [deadlinesIdOf({ category: 'matter', id: matter }), title] as const),
    ...plans.map(({ plan, title }) => [deadlinesIdOf({ category: 'plan', id: plan }), title] as const),
  ]);
};
