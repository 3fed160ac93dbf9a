import { demoNotice, nameInDemo } from '../clock/demo-in-words.js';
import { type Mail, type Post } from './mail.js';

const NOTICE = demoNotice('mail');

/** A way out on which every mail says that it comes from a demo: in its subject, at the head of its text, and in a header. */
export const demoPost = (post: Post): Post => ({
  reach: () => post.reach(),
  deliver: (mail) => post.deliver(marked(mail)),
  close: () => post.close(),
});

const marked = (mail: Mail): Mail => ({
  ...mail,
  subject: nameInDemo(mail.subject),
  text: `${NOTICE}\n\n${mail.text}`,
  html: mail.html.replace(/<body>|^(?![\s\S]*<body>)/, (body) => `${body}<p><b>${NOTICE}</b></p>\n`),
  isDemo: true,
});
