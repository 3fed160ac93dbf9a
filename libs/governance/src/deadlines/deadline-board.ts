import { type ReadModel } from '#kernel';
import { inTimeOf } from '../vocabulary/met.js';
import { knownAs } from '../vocabulary/same-body.js';
import { type Deadline, type Deadlines } from './deadline.js';
import { deadlinesFold } from './deadlines-fold.js';
import { subjectOfId } from './deadline-stream.js';
import { nextReminderAt, stillReminds } from './due-reminders.js';
import { type Reminder } from './reminder.js';

/** One row for each deadline of each subject. It holds dates: whether one is at risk or missed depends on the day of asking. */
export const deadlineBoard: ReadModel<Deadlines> = {
  name: 'deadline_board',
  version: 12,
  category: 'deadlines',
  ...deadlinesFold,
  rows: (deadlines, { authority, id }) => {
    const subject = subjectOfId({ authority, id });
    if (subject === undefined) return { deadlines: [] };
    const of = { authority, held_under: id, subject_category: subject.category, subject: subject.id };
    return { deadlines: deadlines.map((deadline) => ({ ...of, ...termsOf(deadline), ...storyOf(deadline) })) };
  },
};

const termsOf = (deadline: Deadline) => ({
  key: deadline.key,
  version: deadline.version,
  title: deadline.title,
  body: deadline.body,
  bodies: deadline.bodies ?? [deadline.body],
  bodies_known_as: (deadline.bodies ?? [deadline.body]).map(knownAs),
  owner: deadline.owner,
  rule: deadline.rule.id,
  rule_version: deadline.rule.version,
  basis: deadline.rule.basis,
  citation: deadline.rule.citation,
  hardness: deadline.rule.hardness,
  due_on: deadline.dueOn,
  due_at: deadline.dueAt,
  receipt: deadline.receipt,
  explained: deadline.explained,
  started_by: deadline.startedBy,
  becomes: deadline.becomes?.command ?? null,
  rungs: deadline.rungs,
});

const storyOf = (deadline: Deadline) => ({
  status: deadline.status,
  set_at: deadline.setAt,
  changed_at: deadline.changedAt,
  ...metColumns(metAsRead(deadline)),
  passed_at_revision: deadline.passed?.subjectRevision ?? null,
  waived: deadline.waived ?? null,
  moves: deadline.moves,
  changes: deadline.changes,
  suspensions: deadline.suspensions,
  reminders: deadline.reminders,
  next_reminder_at: nextReminderAt(deadline) ?? null,
  undelivered: undelivered(deadline),
});

/** When it was done, as far as that is known, and whether by its day. */
export const metAsRead = ({ met, dueOn }: Pick<Deadline, 'met' | 'dueOn'>) =>
  met === undefined
    ? { metOn: null, metBy: null, metKnown: null, inTime: null }
    : { metOn: met.on, metBy: met.by, metKnown: met.known ?? null, inTime: inTimeOf(met, dueOn) };

const metColumns = ({ metOn, metBy, metKnown, inTime }: ReturnType<typeof metAsRead>) => ({
  ...{ met_on: metOn, met_by: metBy, met_known: metKnown, in_time: inTime },
});

/** Reminders of the present date that were given up and have not gone out since, while somebody still has to do what is due. */
export const undelivered = (deadline: Deadline): number =>
  stillReminds(deadline)
    ? deadline.reminders.filter(({ version, ...held }) => version === deadline.version && isUndelivered(held)).length
    : 0;

const isUndelivered = ({ status, releases = 0 }: Pick<Reminder, 'status' | 'releases'>): boolean =>
  status === 'failed' || status === 'released' || (status === 'claimed' && releases > 0);
