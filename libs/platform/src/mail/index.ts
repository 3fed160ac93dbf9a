export { type Mail, type Post } from './mail.js';
export { mailboxPost } from './mailbox-post.js';
export { smtpPost } from './smtp-post.js';
