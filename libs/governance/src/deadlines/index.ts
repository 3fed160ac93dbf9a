export { type Deadline, type DeadlineFact, type Deadlines } from './deadline.js';
export { BoardedDeadline, deadlineBoardProjection } from './deadline-board.entity.js';
export {
  ClaimReminder,
  PassDeadline,
  ReconcileDeadlines,
  RecordReminderOutcome,
  ResumeDeadline,
  SuspendDeadline,
  WaiveDeadline,
} from './deadline-commands.js';
export { claimed } from './deadline-rules.js';
export {
  NotComputableAsked,
  PastDeadlinesAsked,
  type SubjectDeadlines,
  UnansweredAsked,
} from './deadline-questions.query.js';
export { deadlineSet, deadlinesFold, withStatement } from './deadlines-fold.js';
export { deadlinesIdOf, deadlinesStreamOf, subjectOfDeadlines } from './deadline-stream.js';
export { deadlinesSubject } from './deadlines-subject.js';
export { dueDeadlines } from './due-deadlines.query.js';
export { type DueReminder, remindersDue } from './due-reminders.js';
export { remindingDeadlines, subjectsRemindedOf, undeliveredReminders } from './due-reminders.query.js';
export { explainedOn } from './explained-deadline.js';
export { isToldAnew, LeaveDatesOpen } from './left-open.js';
export { leftOpenProjection } from './left-open.entity.js';
export { lengthened, thatWere } from './lengthened.js';
export { type Reminder } from './reminder.js';
export { hasMoved, isRecounted, reconcile } from './reconcile.js';
export { isWaiverWithdrawn, letsRunAgain, withdrawalInWords } from './reopening.js';
export { toldNow } from './restatement.js';
export { doneEarly, doneWhen } from './standing.js';
export { isOpen, isOwed, isToGo } from './still-owed.js';
export { isResumption, type DeadlineResumed } from './suspension.js';
