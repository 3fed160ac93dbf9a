import { type Mail } from './mail.js';

/**
 * The mail as nodemailer takes it: addresses are given as addresses, so that no name or subject can add a header;
 * nothing is read from files or addresses of the network.
 */
export const asMessage = (mail: Mail) => ({
  messageId: `<${mail.messageId}>`,
  from: mail.from,
  to: [...mail.to],
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  date: new Date(mail.date),
  disableFileAccess: true,
  disableUrlAccess: true,
  headers: {
    'Auto-Submitted': 'auto-generated',
    ...(mail.resent ? { 'X-Minutebook-Resent': 'yes' } : {}),
    ...(mail.isDemo === true ? { 'X-Minutebook-Demo': 'yes' } : {}),
  },
});
