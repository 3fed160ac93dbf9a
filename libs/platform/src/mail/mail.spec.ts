import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { type Mail } from './mail.js';
import { mailboxPost } from './mailbox-post.js';
import { smtpPost } from './smtp-post.js';

const mail: Mail = {
  messageId: 'deadline-1.rung-7@minutebook.example',
  from: 'Minutebook <minutebook@coventry.example>',
  to: 'democratic-services@coventry.example',
  subject: 'The consultation closes on Wednesday 2 October 2024 – in seven days',
  text: 'It closes at the end of 2 October.',
  html: '<p>It closes at the end of <b>2 October</b>.</p>',
  date: '2024-09-25T08:00:00.000Z',
  resent: false,
};

describe('the mailbox folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minutebook-mail-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds each mail as a file for one reader, once', async () => {
    const post = mailboxPost(join(folder, 'mail'));
    await post.deliver(mail);
    await post.deliver({ ...mail, resent: true });
    await post.deliver({ ...mail, messageId: 'other@minutebook.example' });
    const files = await readdir(join(folder, 'mail'));
    expect(files).toHaveLength(2);
    expect(files.every((name) => /^2024-09-25T08-00-00-[0-9a-f]{16}\.eml$/.test(name))).toBe(true);
    expect((await stat(join(folder, 'mail', files[0]!))).mode & 0o777).toBe(0o600);
    const texts = await Promise.all(files.map((file) => readFile(join(folder, 'mail', file), 'utf8')));
    expect(texts.filter((text) => text.includes('X-Minutebook-Resent: yes'))).toHaveLength(1);
    expect(texts[0]).toContain('multipart/alternative');
    expect(texts[0]).toContain('Date: Wed, 25 Sep 2024 08:00:00 +0000');
  });

  it('lets no subject add a header', async () => {
    const post = mailboxPost(folder);
    await post.deliver({ ...mail, subject: 'a\r\nBcc: everyone@coventry.example' });
    const [file] = await readdir(folder);
    expect(await readFile(join(folder, file!), 'utf8')).not.toMatch(/^Bcc:/m);
  });
});

describe('delivery by SMTP', () => {
  const received: string[] = [];
  const serve = async (refuses: boolean): Promise<SMTPServer> => {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) => {
        done(refuses ? new Error('no such office') : null);
      },
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (piece: Buffer) => (text += piece.toString()));
        stream.on('end', () => {
          received.push(text);
          done();
        });
      },
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    return server;
  };
  const urlOf = (server: SMTPServer): string => `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  it('hands the mail over under its own id', async () => {
    const server = await serve(false);
    const post = smtpPost(urlOf(server));
    await post.deliver(mail);
    await post.close();
    server.close();
    expect(received.at(-1)).toContain('Message-ID: <deadline-1.rung-7@minutebook.example>');
    expect(received.at(-1)).toContain('Auto-Submitted: auto-generated');
  });

  it('says so when the server refuses, and when there is none', async () => {
    const server = await serve(true);
    const post = smtpPost(urlOf(server));
    await expect(post.deliver(mail)).rejects.toThrow('no such office');
    await new Promise<void>((closed) => {
      server.close(closed);
    });
    await expect(post.deliver(mail)).rejects.toThrow(/ECONNREFUSED/);
    await post.close();
  });
});
