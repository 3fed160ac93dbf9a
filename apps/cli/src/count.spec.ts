import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { answerCount, CannotCompute, type CountOptions } from './count-answer.js';

const answer = (words: string, options: CountOptions = {}): string => {
  const [convention = '', amount, anchor] = words.split(' ');
  return answerCount({ convention, amount, anchor }, options);
};

const json = (words: string, options: CountOptions = {}): unknown =>
  JSON.parse(answer(words, { ...options, json: true }));

describe('minutebook count', () => {
  it('prints a sentence', () => {
    expect(answer('CLR_W 5 2025-01-07')).toMatch(
      /^five clear working days before .* publish by Friday 27 December 2024$/,
    );
  });

  it.each([
    ['CLR_W 5 2025-01-07', '2024-12-27'],
    ['CLR_C 28 2025-01-07', '2024-12-09'],
    ['ELAPSE_W 5 2025-03-10', '2025-03-18'],
    ['AFTER_C 28 2024-06-26', '2024-07-24'],
    ['BEGIN_C 28 2024-06-26', '2024-07-23'],
    ['AFTER_W 5 2024-07-09', '2024-07-16'],
    ['BEGIN_W_NEXT 5 2025-03-25', '2025-04-01'],
    ['BEGIN_M 2 2024-06-26', '2024-08-25'],
    ['BEGIN_Y 3 2025-04-01', '2028-03-31'],
    ['AFTER_M 12 2024-06-26', '2025-06-26'],
    ['AFTER_Y 1 2024-02-29', '2025-02-28'],
    ['BEFORE_M 1 2028-04-01', '2028-03-01'],
    ['HOURS_X 55 2025-03-27T19:00', '2025-03-25T12:00'],
  ])('%s gives %s', (words, result) => {
    expect(json(words)).toMatchObject({
      result,
      receipt: { result, calendar: { name: 'england-and-wales', version: 1 } },
    });
    expect(json(words)).not.toHaveProperty('contested');
  });

  it('shows both readings where the law is contested', () => {
    expect(json('BEGIN_M 2 2024-12-31')).toMatchObject({
      result: '2025-02-27',
      contested: true,
      alternatives: ['2025-02-28'],
    });
  });

  it('lists a recurrence and spans a window', () => {
    expect(json('EVERY P6M 2025-04-01', { times: '3' })).toMatchObject({
      result: ['2025-10-01', '2026-04-01', '2026-10-01'],
    });
    expect(json('WINDOW - 2024-07-10/2024-10-02')).toMatchObject({
      result: { opensAt: '2024-07-09T23:00:00.000Z', closesAt: '2024-10-02T23:00:00.000Z', daysInclusive: 85 },
    });
  });

  it('takes the calendar, the cut-off and the days to skip that it is given', () => {
    expect(json('AFTER_W 1 2025-04-17', { calendar: 'scotland' })).toMatchObject({ result: '2025-04-21' });
    expect(json('CLR_W 5 2025-01-07', { calendar: 'scotland' })).toMatchObject({
      ...{ result: '2024-12-24', receipt: { calendar: { name: 'scotland', version: 1 } } },
    });
    expect(answer('CLR_W 5 2025-07-17', { calendar: 'northern-ireland' })).toContain('14 July is a bank holiday');
    expect(json('AFTER_W 5 2024-07-09T17:30', { cutoff: '17:00' })).toMatchObject({ result: '2024-07-17' });
    expect(json('HOURS_X 24 2025-03-24T10:00', { skip: 'none' })).toMatchObject({ result: '2025-03-23T10:00' });
  });

  it.each<[string, CountOptions, RegExp]>([
    ['CLEAR 5 2025-01-07', {}, /no convention 'CLEAR'; there are CLR_W, CLR_C, .*MONTH$/],
    ['clr_w 5 2025-01-07', {}, /no convention/],
    ['CLR_W -5 2025-01-07', {}, /whole number/],
    ['CLR_W 2.5 2025-01-07', {}, /whole number/],
    ['CLR_W 1e3 2025-01-07', {}, /whole number/],
    [`CLR_W ${'9'.repeat(400)} 2025-01-07`, {}, /up to 100000/],
    ['CLR_W 99999999999999999999 2025-01-07', {}, /up to 100000, such as 5, not '99999999999999999999'$/],
    ['CLR_W 5 2025-01-07T10:00', {}, /'2025-01-07T10:00' is a day with a time, and a day alone is wanted/],
    ['CLR_C 5 0000-01-01', {}, /is in the year 0000, and days are counted in the years 0001 to 9999$/],
    ['CLR_C 1 0001-01-02', {}, /leaves the years 0001 to 9999/],
    ['WINDOW - 2024-07-10/2024-07-10T00:00', {}, /closes at 00:00 on 2024-07-10, the moment it opens$/],
    ['CLR_W 5 2025-02-30', {}, /not a day that exists/],
    ['CLR_W 5 07/01/2025', {}, /not a day that exists/],
    ['CLR_W 5', {}, /needs an amount and an anchor/],
    ['CLR_W 5 2014-06-01', {}, /knows 2015-01-01 to 2032-12-31/],
    ['CLR_W 5 2025-01-07', { calendar: 'mars' }, /no calendar 'mars'; there are england-and-wales, /],
    ['CLR_W 5 2025-01-07', { times: '3' }, /--times belongs to EVERY/],
    ['EVERY P3M 2025-01-07', {}, /--times/],
    ['EVERY P3M 2025-01-07', { times: '-1' }, /--times must be a whole number/],
    ['EVERY monthly 2025-01-07', { times: '3' }, /ISO 8601/],
    ['HOURS_X 5 2025-01-07T10:00', { skip: 'mondays' }, /--skip takes saturday,sunday/],
    ['WINDOW 5 2024-07-10/2024-10-02', {}, /write '-'/],
    ['WINDOW - 2024-07-10', {}, /first\/last/],
    ['WINDOW - 2024-10-02/2024-07-10', {}, /before it opens/],
    ['ASARP 5 2025-01-07', {}, /needs facts, not arithmetic/],
    ['NEXT_MTG', {}, /needs facts, not arithmetic/],
    ['FORECAST - 2025-01-07', {}, /needs facts, not arithmetic/],
    ['MONTH - 2021-03', {}, /needs facts, not arithmetic/],
  ])('says in one line why it cannot compute %s %j', (words, options, reason) => {
    const ask = (): string => answer(words, options);
    expect(ask).toThrow(CannotCompute);
    expect(ask).toThrow(reason);
  });
});

describe('the built minutebook', () => {
  const program = fileURLToPath(new URL('../../../dist/apps/cli/src/main.js', import.meta.url));
  const run = async (...words: string[]) => {
    if (!existsSync(program)) throw new Error('there is no build to run: npm run build');
    return promisify(execFile)(process.execPath, [program, 'count', ...words]);
  };

  it('answers on standard output', async () => {
    const { stdout, stderr } = await run('CLR_W', '5', '2025-01-07', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ result: '2024-12-27' });
    expect(stderr).toBe('');
  });

  it.each([
    ['CLR_W', '-5', '2025-01-07'],
    ['CLR_W', '5', '2033-01-07'],
    ['MONTH'],
    ['CLR_W', '5', '2025-01-07\nand more'],
  ])('exits with 1 and one line on standard error: %s %s %s', async (...words) => {
    const failure = (await run(...words).catch((error: unknown) => error)) as {
      code: number;
      stdout: string;
      stderr: string;
    };
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(failure.stderr).toMatch(/^minutebook: cannot compute: [^\n]+\n$/);
  });

  it('loads neither Nest nor a database driver to count', async () => {
    const tell =
      'data:text/javascript,export const load = (url, context, next) => (process._rawDebug(url), next(url, context))';
    const traced = `data:text/javascript,import { register } from 'node:module'; register(${JSON.stringify(tell)})`;
    const { stderr } = await promisify(execFile)(process.execPath, [
      `--import=${traced}`,
      program,
      ...['count', 'CLR_W', '5', '2025-01-07'],
    ]);
    expect(stderr).toContain('/node_modules/temporal-polyfill/');
    expect(stderr).not.toMatch(/node_modules\/(@nestjs|typeorm|pg|ioredis|bullmq|@kurrent|class-validator)\//);
  });
});
