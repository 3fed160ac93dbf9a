import { describe, expect, it } from '@jest/globals';
import { pointersOf } from '#kernel/testing/pointers';
import { pageOf } from './paging.js';
import { onlyNames, single } from './query.js';
import { asOf } from './time-travel.js';

describe('as of when a question is asked', () => {
  it.each([
    ['2024-07-15', '2024-07-15T22:59:59.999Z'],
    ['2024-12-31', '2024-12-31T23:59:59.999Z'],
    ['2024-10-27', '2024-10-27T23:59:59.999Z'],
    ['2024-07-15T12:00:00Z', '2024-07-15T12:00:00.000Z'],
    ['2024-07-15T12:00+01:00', '2024-07-15T11:00:00.000Z'],
  ])('knownAt=%s means what was recorded by %s', (text, instant) => {
    expect(asOf({ knownAt: text })).toEqual({ knownAt: instant });
  });

  it('is now where nothing is said, and a day that exists where it is', () => {
    expect(asOf({})).toEqual({});
    expect(asOf({ asAt: '2024-07-15' })).toEqual({ asAt: '2024-07-15' });
  });

  it.each(['2024-02-30', '', 'yesterday', '2024-07-15T12:00:00Z', '\u0000'])('asAt is not %j', (asAt) => {
    expect(pointersOf(() => asOf({ asAt }))).toEqual(['#query/asAt']);
  });

  it.each([
    '2024-02-30',
    '',
    '2024-07-15T25:00:00Z',
    '2024-07-15T12:00:00',
    '+275761-01-01T00:00:00Z',
    'x'.repeat(300),
  ])('knownAt is not %j', (knownAt) => {
    expect(pointersOf(() => asOf({ knownAt }))).toEqual(['#query/knownAt']);
  });

  it('is asked once', () => {
    expect(pointersOf(() => asOf({ asAt: ['2024-07-15', '2024-07-16'] }))).toEqual(['#query/asAt']);
  });
});

describe('a page of a list', () => {
  it('is the first fifty entries unless told otherwise', () => {
    expect(pageOf({})).toEqual({ page: 1, limit: 50, offset: 0 });
    expect(pageOf({ page: '3', limit: '20' })).toEqual({ page: 3, limit: 20, offset: 40 });
  });

  it.each(['0', '-1', '1.5', '1e3', '', ' 1', '10001', '99999999999'])('is not page %j', (page) => {
    expect(pointersOf(() => pageOf({ page }))).toEqual(['#query/page']);
  });

  it('has at most two hundred entries', () => {
    expect(pageOf({ limit: '200' }).limit).toBe(200);
    expect(pointersOf(() => pageOf({ limit: '201' }))).toEqual(['#query/limit']);
  });
});

describe('a query', () => {
  it.each(['', ' ', '\u2003'])('asks nothing by a name with the value %j, and is no question', (search) => {
    expect(pointersOf(() => single({ search }, 'search'))).toEqual(['#query/search']);
    expect(single({}, 'search')).toBeUndefined();
  });

  it('has no names but those that its route takes', () => {
    expect(
      pointersOf(() => {
        onlyNames({ page: '1', pag: '2' }, ['page']);
      }),
    ).toEqual(['#query/pag']);
    expect(
      pointersOf(() => {
        onlyNames({ page: '1' }, ['page']);
      }),
    ).toEqual([]);
  });
});
