export { type Notice } from './notice.js';
export { isLate, mailsFor, type ReminderMail, type Sending } from './reminder-mails.js';
export { rendered } from './render.js';
