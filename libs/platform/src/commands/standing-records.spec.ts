import { describe, expect, it } from '@jest/globals';
import { type AnySubject, Malformed, malformed, type RecordedFact } from '#kernel';
import { recorded } from '#kernel/testing/given';
import { RecordNotReadable } from './rejections.js';
import { StandingRecords } from './standing-records.js';
import { petitions } from './testing/petition.js';

const RECEIVED = { type: 'PetitionReceived', data: { room: 3 } };
const CLOSED = { type: 'PetitionClosed', data: {} };

const isOpen = (state: unknown): boolean => !(state as { readonly closed: boolean }).closed;
const withdrawable: AnySubject = { ...petitions(), stands: isOpen };

const has = (subject: AnySubject, facts: readonly RecordedFact[], authority = 'coventry'): Promise<boolean> => {
  const log = {
    readStream: (stream: string) => Promise.resolve(stream === 'petition-coventry-crossing' ? facts : []),
  };
  return new StandingRecords([subject], log).has({ category: 'petition', authority, id: 'crossing' });
};

describe('what is on record', () => {
  it('is whatever has a fact, where its subject says no more of it', async () => {
    expect(await has(petitions(), recorded([RECEIVED, CLOSED]))).toBe(true);
    expect(await has(petitions(), [])).toBe(false);
  });

  it('is else what stands by all of its facts', async () => {
    expect(await has(withdrawable, recorded([RECEIVED]))).toBe(true);
    expect(await has(withdrawable, recorded([RECEIVED, CLOSED]))).toBe(false);
    expect(await has(withdrawable, [])).toBe(false);
  });

  it('is nothing of another authority', async () => {
    expect(await has(withdrawable, recorded([RECEIVED]), 'rugby')).toBe(false);
  });

  it('is not told of a record that cannot be read', async () => {
    const unreadable: AnySubject = { ...petitions(), stands: () => malformed('/room', 'is not to be read') };
    const asked = has(unreadable, recorded([RECEIVED]));
    await expect(asked).rejects.toThrow(RecordNotReadable);
    await expect(asked).rejects.toMatchObject({ cause: expect.any(Malformed) });
  });
});
