import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { demoPost } from './demo-post.js';
import { type Mail } from './mail.js';
import { mailboxPost } from './mailbox-post.js';
import { PatientPost } from './patient-post.js';
import { smtpPost } from './smtp-post.js';

const mail: Mail = {
  messageId: 'deadline-1.rung-7@minutebook.example',
  from: 'Minutebook <minutebook@coventry.example>',
  to: ['democratic-services@coventry.example'],
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

  it('says of a demo’s mails, and of no other, that they come from one', async () => {
    const subject = 'The window closes';
    await demoPost(mailboxPost(folder)).deliver({ ...mail, subject, html: `<html><body>${mail.html}</body></html>` });
    const [file] = await readdir(folder);
    const text = await readFile(join(folder, file!), 'utf8');
    expect(text).toMatch(/^Subject: DEMO: The window closes\r?$/m);
    expect(text).toMatch(/^X-Minutebook-Demo: yes\r?$/m);
    expect(text.match(/This mail comes from a demo of Minutebook/g)).toHaveLength(2);
    expect(text).toContain('<html><body><p><b>This mail comes from a demo');
    await mailboxPost(folder).deliver({ ...mail, messageId: 'other@minutebook.example' });
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.filter((one) => /\bdemo\b/i.test(one))).toEqual([text]);
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
  const passwords: unknown[] = [];
  /** A mail server that answers each recipient with a code; 250 takes it. */
  const serve = async (
    codeOf: (address: string) => number,
    port = 0,
    afterMail: 'says so' | 'breaks off' | 'says nothing' = 'says so',
    words = 'no such office',
  ): Promise<SMTPServer> => {
    const server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => {
        passwords.push(password);
        done(null, { user: 'clerk' });
      },
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        const responseCode = codeOf(address);
        done(responseCode === 250 ? null : Object.assign(new Error(words), { responseCode }));
      },
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (piece: Buffer) => (text += piece.toString()));
        stream.on('end', () => {
          received.push(text);
          if (afterMail === 'says so') done();
          if (afterMail === 'breaks off') for (const socket of sockets) socket.destroy();
        });
      },
    });
    const sockets: Socket[] = [];
    server.server.on('connection', (socket: Socket) => sockets.push(socket));
    server.on('error', () => undefined);
    running.push(server);
    await new Promise<void>((listening) => {
      server.listen(port, '127.0.0.1', listening);
    });
    return server;
  };
  const portOf = (server: SMTPServer): number => (server.server.address() as AddressInfo).port;
  const urlOf = (server: SMTPServer): string => `smtp://127.0.0.1:${portOf(server)}`;
  const ended = (server: SMTPServer): Promise<void> =>
    new Promise((closed) => {
      if (server.server.listening) server.close(closed);
      else closed();
    });
  const running: SMTPServer[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await ended(server);
  });

  it('hands the mail over under its own id', async () => {
    const server = await serve(() => 250);
    const post = smtpPost(urlOf(server));
    await post.reach();
    expect(received).toEqual([]);
    expect(await post.deliver(mail)).toEqual({ outcome: 'accepted', addresses: mail.to });
    await post.close();
    expect(received.at(-1)).toContain('Message-ID: <deadline-1.rung-7@minutebook.example>');
    expect(received.at(-1)).toContain('Auto-Submitted: auto-generated');
  });

  it('says for which addresses it was accepted', async () => {
    const server = await serve((address) => (address.startsWith('gone') ? 550 : 250));
    const post = smtpPost(urlOf(server));
    const to = ['gone@coventry.example', 'democratic-services@coventry.example'];
    expect(await post.deliver({ ...mail, to })).toEqual({ outcome: 'accepted', addresses: [to[1]] });
    await post.close();
  });

  it.each([
    [550, true],
    [451, false],
  ])('tells a refusal with %i, and whether it is for ever: %s', async (code, forEver) => {
    const server = await serve(() => code);
    const post = smtpPost(urlOf(server));
    expect(await post.deliver(mail)).toEqual({
      ...{ outcome: 'refused', forEver, reason: String(code) },
      words: expect.stringContaining(`${code} no such office`),
    });
    await post.close();
  });

  it('keeps of a refusal its codes apart from its words, which may name somebody', async () => {
    const words = '5.1.1 no such user the-clerk@coventry.example, or call the clerk';
    const server = await serve(() => 550, 0, 'says so', words);
    const refusals: string[] = [];
    const post = new PatientPost(smtpPost(urlOf(server)), {
      onChange: () => undefined,
      onRefusal: (told) => refusals.push(told),
    });
    expect(await post.deliver(mail)).toMatchObject({ outcome: 'refused', forEver: true, reason: '550 5.1.1' });
    await post.close();
    expect(refusals).toEqual([expect.stringContaining('or call the clerk')]);
  });

  it('hands no password and no mail in clear to another machine, unless told to', async () => {
    const server = await serve(() => 250);
    const before = received.length;
    // An address of this machine that is not the loopback's.
    const url = `smtp://clerk:hush@0.0.0.0:${portOf(server)}`;
    const post = smtpPost(url);
    await expect(post.reach()).rejects.toMatchObject({ code: 'ETLS' });
    expect(await post.deliver(mail)).toMatchObject({ outcome: 'unreached' });
    await post.close();
    expect([received.length, passwords]).toEqual([before, []]);
    for (const willing of [`${url}?requireTLS=false`, url.replace('0.0.0.0', '127.0.0.1')]) {
      const open = smtpPost(willing);
      expect(await open.deliver(mail)).toMatchObject({ outcome: 'accepted' });
      await open.close();
    }
    expect(passwords).toEqual(['hush', 'hush']);
  });

  it('says so when there is no server, and asks less and less often until there is one', async () => {
    const server = await serve(() => 250);
    const port = portOf(server);
    await ended(server);
    const told: (string | undefined)[] = [];
    const post = new PatientPost(smtpPost(`smtp://127.0.0.1:${port}`), {
      onChange: (now) => told.push(now),
      first: 300,
    });
    await expect(post.reach()).rejects.toThrow(/ECONNREFUSED/);
    expect(await post.deliver(mail)).toMatchObject({ outcome: 'unreached' });
    await serve(() => 250, port);
    await expect(post.reach()).rejects.toThrow(/ECONNREFUSED/);
    expect(post.trouble).toMatch(/ECONNREFUSED/);
    const limit = performance.now() + 10_000;
    while (post.trouble !== undefined && performance.now() < limit) {
      await post.reach().catch(() => undefined);
      await pause(20);
    }
    expect(post.trouble).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('ECONNREFUSED'), undefined]);
    await post.close();
  });

  it('waits a few seconds for an answer when it is closed, and then hangs up on what it does not know the end of', async () => {
    const server = await serve(() => 250, 0, 'says nothing');
    const post = smtpPost(urlOf(server));
    const before = received.length;
    const delivery = post.deliver(mail);
    const failed = delivery.catch((error: unknown) => error);
    while (received.length === before) await pause(10);
    const closedAt = performance.now();
    await post.close();
    expect(await failed).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - closedAt).toBeLessThan(6_000);
    expect(await post.deliver(mail)).toEqual({ outcome: 'unreached', reason: 'the process ends' });
    await expect(post.reach()).rejects.toThrow('the process ends');
  });

  it('does not know what became of a mail when the server goes while it takes it', async () => {
    const server = await serve(() => 250, 0, 'breaks off');
    const post = smtpPost(urlOf(server));
    await expect(post.deliver(mail)).rejects.toThrow();
    expect(received.at(-1)).toContain('deadline-1.rung-7@minutebook.example');
    await post.close();
  });
});
