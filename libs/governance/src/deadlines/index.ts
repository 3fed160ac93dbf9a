export {
  type Deadline,
  type DeadlineFact,
  type Deadlines,
  deadlinesFold,
  type DeadlineStatus,
  missed,
} from './deadline.js';
export {
  ClaimReminder,
  PassDeadline,
  ReconcileDeadlines,
  RecordReminderOutcome,
  WaiveDeadline,
} from './deadline-commands.js';
export { claimed } from './deadline-rules.js';
export { deadlinesSubject } from './deadlines-subject.js';
export { type Reminder } from './reminder.js';
export { unsent } from './reconcile.js';
