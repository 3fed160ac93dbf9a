import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/** How a process ended, and all that it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  /** The log lines (JSON) are left out. */
  readonly complaint: string;
  /** The log lines. */
  readonly logged: string;
}

/** What a Minutebook prints when it takes requests. */
export interface Welcome {
  readonly origin: string;
  readonly text: string;
}

/** A Minutebook in a process of its own, as `npm start` makes one. */
export interface MinutebookProcess {
  readonly pid: number;
  /** Resolves when it takes requests; rejects with what it complained of when it ends before. */
  readonly ready: Promise<Welcome>;
  readonly ended: Promise<Ended>;
  /** Sends the signal, and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts a built program (`…/apps/api/src/main.js`) with these variables and none of the test runner's. */
export const startMinutebook = (program: string, variables: Readonly<Record<string, string>>): MinutebookProcess => {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: tmpdir(), ...variables };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    const lines = said.err.split('\n').filter((line) => line !== '');
    const logged = lines.filter((line) => line.startsWith('{"'));
    const complaint = lines.filter((line) => !line.startsWith('{"'));
    return {
      ...{ code: code as number | null, signal: signal as NodeJS.Signals | null, out: said.out },
      complaint: complaint.join('\n'),
      logged: logged.join('\n'),
    };
  });
  const ready = Promise.race([
    welcomeOf(child.stdout, () => said.out),
    ended.then(({ code, signal, complaint }) =>
      Promise.reject(new Error(`ended with ${code ?? signal ?? 'nothing'} before it was ready: ${complaint}`)),
    ),
  ]);
  ready.catch(() => undefined);
  return {
    ...{ pid: child.pid ?? 0, ready, ended },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
};

const welcomeOf = (stdout: NodeJS.ReadableStream, said: () => string): Promise<Welcome> =>
  new Promise((resolve) => {
    stdout.on('data', () => {
      const text = said();
      const origin = /^Minutebook listens on (\S+)$/m.exec(text)?.[1];
      if (origin !== undefined && text.includes('Ctrl-C ends it')) resolve({ origin, text });
    });
  });
