import { type Configuration } from '../config/configuration.js';
import { type Post } from './mail.js';
import { mailboxPost } from './mailbox-post.js';
import { smtpPost } from './smtp-post.js';

/** The way out for mail that the configuration chooses: a mail server, or a folder. */
export const openPost = (mail: Configuration['mail']): Post =>
  mail.kind === 'smtp' ? smtpPost(mail.url) : mailboxPost(mail.folder);
