import { describe, expect, it } from '@jest/globals';
import { Act, type Command, type Fact, handles, malformed, refuse, type Subject } from '../index.js';
import { type Expectation, rulesOf } from './given.js';

type How = 'once' | 'twice' | 'not' | 'forbidden' | 'wrong' | 'broken';

class Lay extends Act {
  how!: How;
}

const laying = (how: How): Lay => Object.assign(new Lay(), { how });

const laid = (n: number): Fact => ({ type: 'PetitionLaid', data: { n } });

/** A subject that counts, and does as it is told. */
const petition: Subject<number> = {
  category: 'petition',
  initial: 0,
  evolve: (count) => count + 1,
  facts: { PetitionLaid: 1 },
  commands: [
    handles({
      command: Lay,
      may: ['officer'],
      on: 'any subject',
      summary: 'Lay a petition',
      decide: ({ how }: Lay, count: number): readonly Fact[] => {
        if (how === 'broken') throw new TypeError('broken');
        if (how === 'wrong') return malformed('/how', 'is wrong');
        if (how === 'forbidden')
          return refuse({
            rule: 'petitions/quiet',
            citation: 'standing order 1',
            reason: 'not now',
            satisfiedBy: 'later',
          });
        return how === 'not' ? [] : how === 'once' ? [laid(count)] : [laid(count), laid(count + 1)];
      },
    }),
  ],
};

const { given } = rulesOf(petition);
const when = (command: Command, ...before: readonly Fact[]): Expectation =>
  given(...before).when(command, { on: '2024-07-09' });

describe('given, when, then', () => {
  it('passes what is as it should be', () => {
    when(laying('once')).then(laid(0));
    when(laying('once'), laid(0), laid(1)).then(laid(2));
    when(laying('not')).thenNothing();
    when(laying('forbidden')).thenRefused(/not now/, 'petitions/quiet');
    when(laying('wrong')).thenMalformed('/how', 'is wrong');
  });

  it.each<[string, () => void]>([
    [
      'another fact',
      () => {
        when(laying('once'), laid(0)).then(laid(0));
      },
    ],
    [
      'a fact too many',
      () => {
        when(laying('twice')).then(laid(0));
      },
    ],
    [
      'a fact too few',
      () => {
        when(laying('once')).then(laid(0), laid(1));
      },
    ],
    [
      'facts where there should be none',
      () => {
        when(laying('once')).thenNothing();
      },
    ],
    [
      'a refusal where there should be facts',
      () => {
        when(laying('forbidden')).then(laid(0));
      },
    ],
    [
      'facts where there should be a refusal',
      () => {
        when(laying('once')).thenRefused('');
      },
    ],
    [
      'another reason',
      () => {
        when(laying('forbidden')).thenRefused('never');
      },
    ],
    [
      'another rule',
      () => {
        when(laying('forbidden')).thenRefused('not now', 'petitions/other');
      },
    ],
    [
      'malformed input where there should be a refusal',
      () => {
        when(laying('wrong')).thenRefused('');
      },
    ],
    [
      'a refusal where there should be malformed input',
      () => {
        when(laying('forbidden')).thenMalformed('/how');
      },
    ],
    [
      'another place',
      () => {
        when(laying('wrong')).thenMalformed('/what');
      },
    ],
    [
      'other words',
      () => {
        when(laying('wrong')).thenMalformed('/how', 'is missing');
      },
    ],
    [
      'a bug where there should be a refusal',
      () => {
        when(laying('broken')).thenRefused('');
      },
    ],
  ])('fails on %s', (_, attempt) => {
    expect(attempt).toThrow();
  });
});
