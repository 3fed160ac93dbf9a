import { type StreamSubject } from '#kernel';
import { type Offices, officeTitle } from '../authorities/index.js';
import { type Deadline, type DueReminder } from '../deadlines/index.js';
import { type Notice } from '../reminders/index.js';
import { lastMoveOf } from '../vocabulary/last-move.js';
import { toldBecause } from './escalate-reminders.js';

interface Held {
  readonly subject: StreamSubject;
  readonly deadline: Deadline;
  readonly reminder: DueReminder;
  readonly of: string;
  readonly stillOpen: string | undefined;
}

/** What is told of a deadline in a reminder of it, the offices by their titles. */
export const noticeOf = (held: Held, offices: Offices, publicUrl: string | undefined): Notice => {
  const { subject, deadline, reminder, of, stillOpen } = held;
  const { title, body, owner, dueOn, dueAt, explained, rule, becomes } = deadline;
  const moved = lastMoveOf(deadline.moves);
  const because = toldBecause(reminder, deadline, offices);
  return {
    ...{
      title,
      of: { category: subject.category, title: of },
      body,
      owner: officeTitle(owner, offices),
      dueOn,
      dueAt,
      explained,
      ...(moved === undefined ? {} : { moved }),
      ...(stillOpen === undefined ? {} : { stillOpen }),
    },
    ...{ rule: rule.id, basis: rule.basis, citation: rule.citation, hardness: rule.hardness },
    ...(becomes === undefined ? {} : { becomes: becomes.command }),
    ...(publicUrl === undefined ? {} : { link: `${publicUrl}${pageOf(subject)}` }),
    ...(because === undefined ? {} : { toldBecause: because }),
  };
};

/** Where the deadlines of a subject are read. */
const pageOf = ({ authority, category, id }: StreamSubject): string =>
  `/v1/authorities/${authority}/${category}s/${id}/deadlines`;
