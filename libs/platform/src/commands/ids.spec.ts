import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandIdFor } from './ids.js';

const sent = fc.record({ authority: fc.string(), tokenId: fc.string(), key: fc.string() });

describe('the id of a command sent under an idempotency key', () => {
  it('is the same in every version of this engine', () => {
    expect(
      commandIdFor({ authority: 'coventry', tokenId: '0123456789abcdef', key: 'resolution-14' }),
    ).toMatchInlineSnapshot(`"1e2df086-1d45-54c5-960f-2fc99c5e2d34"`);
  });

  it('differs wherever authority, token or key differ, however their texts meet', () => {
    fc.assert(
      fc.property(sent, sent, (one, other) => {
        const same = one.authority === other.authority && one.tokenId === other.tokenId && one.key === other.key;
        expect(commandIdFor(one) === commandIdFor(other)).toBe(same);
      }),
    );
    expect(commandIdFor({ authority: 'a', tokenId: 'bc', key: 'k' })).not.toBe(
      commandIdFor({ authority: 'ab', tokenId: 'c', key: 'k' }),
    );
  });
});
