import { type DataSource } from 'typeorm';
import { type InstantText } from '#kernel';
import { BoardedDeadline } from './deadline-board.entity.js';
import { remindersDue } from './due-reminders.js';

/** A deadline of which somebody is to be reminded, by what its timer must know. */
export interface RemindingDeadline {
  readonly authority: string;
  readonly subjectCategory: string;
  readonly subject: string;
  readonly key: string;
  readonly version: number;
  readonly nextReminderAt: InstantText;
}

const BATCH = 1_000;
const WANTED = ['authority', 'heldUnder', 'subjectCategory', 'subject', 'key', 'version', 'nextReminderAt'] as const;

/** The deadlines of all authorities with reminders to send by then, as far as the board has come: in order of their time, in batches. */
export async function* remindingDeadlines(
  dataSource: DataSource,
  until: InstantText,
): AsyncGenerator<readonly RemindingDeadline[], void, undefined> {
  let last: BoardedDeadline | undefined;
  do {
    const rows = await nextRows(dataSource, until, last);
    last = rows.at(-1);
    if (last !== undefined) yield rows.map((row) => asReminding(row, until));
  } while (last !== undefined);
}

const asReminding = (row: BoardedDeadline, until: InstantText): RemindingDeadline => {
  const { authority, subjectCategory, subject, key, version, nextReminderAt } = row;
  return { authority, subjectCategory, subject, key, version, nextReminderAt: nextReminderAt ?? until };
};

const nextRows = async (
  dataSource: DataSource,
  until: InstantText,
  last: BoardedDeadline | undefined,
): Promise<readonly BoardedDeadline[]> => {
  const { authority = '', heldUnder = '', key = '' } = last ?? {};
  return dataSource
    .getRepository(BoardedDeadline)
    .createQueryBuilder('held')
    .select(WANTED.map((name) => `held.${name}`))
    .where('held.next_reminder_at <= :until', { until })
    .andWhere(
      '(held.next_reminder_at, held.authority, held.held_under, held.key) > (:at, :authority, :heldUnder, :key)',
      {
        ...{ at: last?.nextReminderAt ?? '', authority, heldUnder, key },
      },
    )
    .orderBy('held.nextReminderAt')
    .addOrderBy('held.authority')
    .addOrderBy('held.heldUnder')
    .addOrderBy('held.key')
    .limit(BATCH)
    .getMany();
};

/** A subject of an authority, and the offices that are to be reminded of its deadlines. */
export interface RemindedOfSubject {
  readonly category: string;
  readonly id: string;
  readonly offices: ReadonlySet<string>;
}

/** The subjects of an authority of whose deadlines somebody is to be reminded by then, as far as the board has come. */
export const subjectsRemindedOf = async (
  dataSource: DataSource,
  authority: string,
  by: InstantText,
): Promise<readonly RemindedOfSubject[]> => {
  const rows = await dataSource
    .getRepository(BoardedDeadline)
    .createQueryBuilder('held')
    .where('held.authority = :authority and held.next_reminder_at <= :by', { authority, by })
    .orderBy('held.nextReminderAt')
    .addOrderBy('held.heldUnder')
    .getMany();
  const subjects = new Map<string, RemindedOfSubject & { readonly offices: Set<string> }>();
  for (const row of rows) {
    const { heldUnder, subjectCategory: category, subject: id } = row;
    const subject = subjects.get(heldUnder) ?? { category, id, offices: new Set() };
    for (const { recipient } of remindersDue(row, by)) subject.offices.add(recipient);
    subjects.set(heldUnder, subject);
  }
  return [...subjects.values()].filter(({ offices }) => offices.size > 0);
};

/** How many reminders of deadlines that are still open could not be delivered, in all authorities. */
export const undeliveredReminders = async (dataSource: DataSource): Promise<number> => {
  const { sum } = (await dataSource
    .getRepository(BoardedDeadline)
    .createQueryBuilder('held')
    .select('coalesce(sum(held.undelivered), 0)', 'sum')
    .where('held.undelivered > 0')
    .getRawOne<{ sum: string }>()) ?? { sum: '0' };
  return Number(sum);
};
