import { describe, expect, it } from '@jest/globals';
import { plainLine, plainText } from './plain-text.js';

const TURNING = [
  ...['\u061c', '\u200e', '\u200f'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'],
  ...['\u2066', '\u2067', '\u2068', '\u2069'],
];

describe('free text as it is shown', () => {
  it('is turned round by nothing in it', () => {
    const text = `Refused: ${TURNING.join('')}devorppa${TURNING.join('')}, by resolution`;
    expect([plainText(text), plainLine(text)]).toEqual(
      Array.from({ length: 2 }, () => 'Refused: devorppa, by resolution'),
    );
  });

  it('keeps its lines and its tabs, and as one line neither', () => {
    const text = 'a\r\nb\rc\u2028d\te\u0007f';
    expect([plainText(text), plainLine(text)]).toEqual(['a\nb\nc\nd\te f', 'a b c d e f']);
  });

  it('keeps what is joined together, and as one line nothing that cannot be seen', () => {
    expect([plainText('👩‍👧'), plainLine(' a\u200bb\ud800 ')]).toEqual(['👩‍👧', 'a b\ufffd']);
  });
});
