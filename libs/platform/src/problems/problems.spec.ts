import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { Malformed, Refusal } from '#kernel';
import {
  CommandIdReused,
  NotAuthenticated,
  NotKnown,
  NotPermitted,
  RecordNotReadable,
  StaleRevision,
  TooContended,
} from '../commands/rejections.js';
import { LogClosed, LogUnavailable } from '../event-log/event-log.js';
import { problemNames, PROBLEMS_PAGE } from './catalogue.js';
import { problem, problemOf, unavailable } from './problem.js';
import { problemsHtml, problemsMarkdown } from './problem-page.js';

describe('a problem', () => {
  it.each([
    [new Malformed([{ pointer: '/a', detail: 'is missing' }]), 400, 'malformed-input'],
    [new NotAuthenticated('who?'), 401, 'not-authenticated'],
    [new NotPermitted('not you'), 403, 'not-permitted'],
    [new NotKnown(), 404, 'not-known'],
    [new Refusal([{ reason: 'it is closed', rule: 'R19' }]), 409, 'rule-forbids'],
    [new StaleRevision(1, 2), 412, 'stale-revision'],
    [new CommandIdReused('again'), 422, 'key-reused'],
    [new TooContended(), 503, 'unavailable'],
    [new LogUnavailable('nothing written'), 503, 'unavailable'],
    [new LogUnavailable('refused'), 503, 'unavailable'],
    [new LogUnavailable('not known'), 503, 'unavailable'],
    [new LogClosed(), 503, 'unavailable'],
    [unavailable('the log is away', 7), 503, 'unavailable'],
    [Object.assign(new Error('FST'), { statusCode: 413 }), 413, 'too-large'],
    [Object.assign(new Error('teapot'), { statusCode: 418 }), 400, 'malformed-input'],
    [Object.assign(new Error('gateway'), { statusCode: 502 }), 500, 'internal-error'],
    [Object.assign(new Error('the database system is starting up'), { code: '57P03' }), 503, 'unavailable'],
    [
      Object.assign(new Error('cannot execute INSERT in a read-only transaction'), { code: '25006' }),
      503,
      'unavailable',
    ],
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
    [new Error('Connection terminated unexpectedly'), 503, 'unavailable'],
    [Object.assign(new Error('query failed'), { driverError: { code: '08006' } }), 503, 'unavailable'],
    [Object.assign(new Error('query failed'), { driverError: { code: '42P01' } }), 500, 'internal-error'],
    [new RecordNotReadable({ cause: new TypeError('secret words') }), 500, 'record-not-readable'],
    [new TypeError('secret words'), 500, 'internal-error'],
    ['a text that was thrown', 500, 'internal-error'],
    [undefined, 500, 'internal-error'],
  ])('is made of %s', (error, status, name) => {
    expect(problemOf(error).problem).toMatchObject({ status, type: `${PROBLEMS_PAGE}#${name}` });
  });

  it('says nothing of what broke', () => {
    const error = new TypeError('secret words');
    for (const broken of [error, new RecordNotReadable({ cause: error })])
      expect(JSON.stringify(problemOf(broken).problem)).not.toContain('secret');
  });

  it('says what is known of a write that the log did not answer', () => {
    expect(problemOf(new LogUnavailable('not known')).problem.detail).toContain('under the same Idempotency-Key');
    expect(problemOf(new LogUnavailable('nothing written')).problem.detail).toContain('nothing was written');
  });

  it('says when to come back, and how to be known', () => {
    expect(problemOf(unavailable('away', 7)).headers).toEqual({ 'retry-after': '7' });
    expect(problemOf(new TooContended()).headers).toEqual({ 'retry-after': '1' });
    expect(problemOf(new NotAuthenticated('who?')).headers).toEqual({ 'www-authenticate': 'Bearer' });
  });
});

describe('the page of problems', () => {
  it('has an anchor for the type of each', () => {
    for (const name of problemNames())
      expect(problemsHtml()).toContain(`id="${problem(name).type.split('#')[1] ?? ''}"`);
  });

  it('is what docs/problems.md says', async () => {
    expect(await readFile('docs/problems.md', 'utf8')).toBe(problemsMarkdown());
  });
});
