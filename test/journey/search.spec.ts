import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from '#platform/http/testing/ask';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { MATTERS, read, sendCommand } from '../support/coventry-story.js';

/** Matters as a council would call them, by what they are called here. */
const TITLES = {
  road: { title: 'St John’s Road: traffic calming' },
  cafe: { title: 'Pavement Cafe\u0301 Licences' },
  numbered: { title: 'Annual accounts', reference: 'REF/2024-17' },
  plan: { title: 'Community Safety Plan', planPeriod: { label: '2024-2027' } },
  scrutiny: { title: 'Report of the Scrutiny Co-ordination Committee' },
  parking: { title: 'Residents parking, off street' },
} as const;

describe('the search in the matter register', () => {
  let minutebook: RunningMinutebook;
  let officer: string;
  let last: Answer;
  const names = new Map<unknown, string>();
  beforeAll(async () => {
    minutebook = await openMinutebook();
    officer = await minutebook.token('coventry');
    for (const [name, fields] of Object.entries(TITLES)) {
      last = await sendCommand(minutebook, officer, { path: MATTERS, body: { occurredOn: '2024-06-26', ...fields } });
      if (last.status !== 201) throw new Error(last.text);
      names.set(last.json['matter'], name);
    }
  });
  afterAll(() => minutebook.close());

  const search = (words: string): Promise<Answer> =>
    read(minutebook, officer, `${MATTERS}?search=${encodeURIComponent(words)}`, last);
  const found = async (words: string): Promise<readonly (string | undefined)[]> => {
    const { json } = await search(words);
    return (json['matters'] as readonly { readonly matter: string }[]).map(({ matter }) => names.get(matter)).sort();
  };

  it.each([
    ['an apostrophe of the keyboard', "st john's", ['road']],
    ['the apostrophe of the title', 'St John’s', ['road']],
    ['no apostrophe', 'johns', ['road']],
    ['an accent in one character', 'caf\u00e9', ['cafe']],
    ['an accent in two', 'cafe\u0301', ['cafe']],
    ['no accent', 'cafe', ['cafe']],
    ['a reference', 'REF/2024-17', ['numbered']],
    ['a part of a reference', '2024-17', ['numbered']],
    ['the number in a reference', '17', ['numbered']],
    ['a period', '2024-2027', ['plan']],
    ['a period with a dash', '2024–2027', ['plan']],
    ['a hyphen', 'co-ordination', ['scrutiny']],
    ['a hyphen left out', 'scrutiny coordination', ['scrutiny']],
    ['a hyphen that is not in the title', 'off-street', ['parking']],
    ['a phrase', '"community safety plan"', ['plan']],
    ['a phrase in another order', '"safety community"', []],
    ['one or another', 'cafe or parking', ['cafe', 'parking']],
    ['one without another', 'plan -safety', []],
    ['other forms of a word', 'licensing plans', []],
    ['the plural', 'reports', ['scrutiny']],
  ])('finds by %s', async (_, words, expected) => {
    expect(await found(words)).toEqual(expected);
  });

  it.each(['the', "'", '(((', 'of the'])('refuses %s, in which no word is left to search for', async (words) => {
    const { status, json } = await search(words);
    expect(status).toBe(400);
    expect(json['errors']).toEqual([
      { pointer: '#query/search', detail: expect.stringContaining('must contain a word to search for') },
    ]);
  });
});
