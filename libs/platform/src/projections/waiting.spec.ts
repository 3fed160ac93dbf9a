import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Malformed, type Position } from '#kernel';
import { ConsistencyTokens } from './consistency-tokens.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, petitionProjection, signed } from './testing/petitions.js';

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice();
});
afterEach(async () => {
  await office.close();
});

describe('waiting until a write is seen', () => {
  it('ends when the projection stands there, in whichever process it moves', async () => {
    const worker = await office.open([petitionProjection()]);
    const api = await office.open([petitionProjection()]);
    const last = await office.append(petition('a'), opened('Trees'));
    const waited = [worker, api].map((projections) =>
      projections.waitUntilSeen('petitions', last, { timeoutMs: 20_000 }),
    );
    worker.start();
    expect(await Promise.all(waited)).toEqual([true, true]);
    expect((await office.rows('petitions_v1')).petitions).toHaveLength(1);
  });

  it('ends when the time is up, or when nobody wants to know any more', async () => {
    const projections = await office.open([petitionProjection(), petitionProjection({ name: 'others' })]);
    const last = await office.append(petition('a'), opened('Trees'));
    expect(await projections.waitUntilSeen('all', last, { timeoutMs: 60 })).toBe(false);
    const leaving = new AbortController();
    const waited = projections.waitUntilSeen('all', last, { timeoutMs: 60_000, signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await expect(waited).rejects.toThrow('gone');
    await expect(projections.waitUntilSeen('unheard', last, { timeoutMs: 1 })).rejects.toThrow(
      'no projection is called unheard; there are petitions, others',
    );
  });

  it('lets many wait at once', async () => {
    const worker = await office.open([petitionProjection()], 2);
    const api = await office.open([petitionProjection()]);
    worker.start();
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, number) => {
        const last = await office.append(petition(`p${number}`), opened('Trees'), signed('Earlsdon', number));
        return api.waitUntilSeen('all', last, { timeoutMs: 20_000 });
      }),
    );
    expect(seen.every(Boolean)).toBe(true);
  });
});

describe('a consistency token', () => {
  const position = '00000000000000000042' as Position;

  it('opens in every process on the database, for the authority to which it was given', async () => {
    const [one, other, third] = await Promise.all([1, 2, 3].map(() => ConsistencyTokens.of(office.databaseUrl)));
    const token = one!.seal(position, 'coventry');
    expect(other!.open(token, 'coventry')).toBe(position);
    expect(third!.open(token, 'coventry')).toBe(position);
    expect(() => third!.open(token, 'leeds')).toThrow(Malformed);
  });

  it('tells nothing: neither the same position nor its length can be recognised', () => {
    const tokens = new ConsistencyTokens(randomBytes(32));
    const long = `${'9'.repeat(20)}/${'9'.repeat(20)}` as Position;
    const texts = [position, position, long].map((each) => tokens.seal(each, 'coventry'));
    expect(new Set(texts).size).toBe(3);
    expect(new Set(texts.map((text) => text.length)).size).toBe(1);
    expect(tokens.open(texts[2]!, 'coventry')).toBe(long);
  });

  it('is refused when it was altered, cut, made up, or sealed elsewhere', () => {
    const tokens = new ConsistencyTokens(randomBytes(32));
    const token = tokens.seal(position, 'coventry');
    const altered = Array.from(
      token,
      (letter, place) => token.slice(0, place) + (letter === 'A' ? 'B' : 'A') + token.slice(place + 1),
    );
    const foreign = new ConsistencyTokens(randomBytes(32)).seal(position, 'coventry');
    for (const text of [
      ...altered.slice(0, -1),
      foreign,
      '',
      'x',
      token.slice(1),
      `${token}AAAA`,
      `${token}=`,
      '0'.repeat(20),
      ' ',
    ])
      expect(() => tokens.open(text, 'coventry')).toThrow('is no consistency token of this authority');
  });
});
