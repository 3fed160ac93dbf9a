import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { StartupProblem } from '../config/startup-problem.js';
import { LogUnavailable } from '../event-log/event-log.js';
import { startupFailure } from './startup-failure.js';

const refused = async (): Promise<unknown> => {
  const [error] = (await once(connect({ port: 1, host: '127.0.0.1' }), 'error')) as unknown[];
  return error;
};

describe('why a process does not start', () => {
  it('is said as it stands where it was written for the operator', () => {
    expect(startupFailure(new StartupProblem('PORT is "x", and must be a number'))).toBe(
      'PORT is "x", and must be a number',
    );
  });

  it('is said of a port that is taken, with the port', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as { port: number };
    const [error] = (await once(createServer().listen(port, '127.0.0.1'), 'error')) as unknown[];
    holder.close();
    expect(startupFailure(error)).toBe(`Port ${port} is taken by another process: set PORT to one that is free.`);
  });

  it('is said of a server that does not answer, however deep the reason lies', async () => {
    const saying = /^A server that the configuration names does not answer \(ECONNREFUSED 127.0.0.1:1\): start it, or/;
    const cause = await refused();
    expect(startupFailure(cause)).toMatch(saying);
    expect(startupFailure(new AggregateError([cause]))).toMatch(saying);
    expect(startupFailure(new LogUnavailable('nothing written', { cause }))).toMatch(saying);
  });

  it('is said in the words of a log whose client has no code for it', () => {
    const cause = new Error('no KurrentDB server answers: it must be up and ready at the address');
    expect(startupFailure(new LogUnavailable('nothing written', { cause }))).toBe(
      'The event log does not answer: no KurrentDB server answers: it must be up and ready at the address.',
    );
  });

  it('is said of a log that answers and takes no facts', () => {
    const cause = new Error('cannot execute UPDATE in a read-only transaction');
    expect(startupFailure(new LogUnavailable('refused', { cause }))).toBe(
      'The event log takes no facts: cannot execute UPDATE in a read-only transaction.',
    );
  });

  it('is said of a database that does not let us in', async () => {
    const url = new URL(process.env['TEST_POSTGRES_URL'] ?? '');
    url.pathname = '/there_is_none';
    const client = new pg.Client({ connectionString: url.href });
    const error: unknown = await client.connect().catch((reason: unknown) => reason);
    expect(startupFailure(error)).toBe(
      'The database of DATABASE_URL does not let Minutebook in: database "there_is_none" does not exist.',
    );
  });

  it('is told whole where it is a bug', () => {
    expect(startupFailure(new TypeError('undefined is not a council'))).toMatch(/^TypeError: undefined is .*\n +at /s);
  });
});
