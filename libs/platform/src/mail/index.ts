export { demoPost } from './demo-post.js';
export { type Delivery, type Mail, type Post } from './mail.js';
export { mailboxPost } from './mailbox-post.js';
export { openPost } from './open-post.js';
export { type Patience, PatientPost } from './patient-post.js';
export { smtpPost } from './smtp-post.js';
