import { type DataSource } from 'typeorm';
import { type InstantText } from '#kernel';
import { BoardedDeadline } from './deadline-board.entity.js';

/** A running deadline, by what its timer must know. */
export type DueDeadline = Pick<
  BoardedDeadline,
  'authority' | 'heldUnder' | 'subjectCategory' | 'subject' | 'key' | 'version' | 'dueAt'
>;

const BATCH = 1_000;
const WANTED = ['authority', 'heldUnder', 'subjectCategory', 'subject', 'key', 'version', 'dueAt'] as const;

/** The running deadlines of all authorities that fall due by then, as far as the board has come: in order of due time, in batches. */
export async function* dueDeadlines(
  dataSource: DataSource,
  until: InstantText,
): AsyncGenerator<readonly DueDeadline[], void, undefined> {
  let last: DueDeadline | undefined;
  do {
    const rows = await nextRows(dataSource, until, last);
    last = rows.at(-1);
    if (last !== undefined) yield rows;
  } while (last !== undefined);
}

const nextRows = async (
  dataSource: DataSource,
  until: InstantText,
  last: DueDeadline | undefined,
): Promise<readonly DueDeadline[]> => {
  const { dueAt = '', authority = '', heldUnder = '', key = '' } = last ?? {};
  return dataSource
    .getRepository(BoardedDeadline)
    .createQueryBuilder('due')
    .select(WANTED.map((name) => `due.${name}`))
    .where(`due.status = 'running' and due.due_at <= :until`, { until })
    .andWhere('(due.due_at, due.authority, due.held_under, due.key) > (:dueAt, :authority, :heldUnder, :key)', {
      ...{ dueAt, authority, heldUnder, key },
    })
    .orderBy('due.dueAt')
    .addOrderBy('due.authority')
    .addOrderBy('due.heldUnder')
    .addOrderBy('due.key')
    .limit(BATCH)
    .getMany();
};
