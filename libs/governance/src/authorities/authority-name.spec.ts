import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { recorded, rulesOf } from '#kernel/testing/given';
import { authorityName, NameAuthority } from './authority-name.js';
import { authoritySubject } from './authority-subject.js';

const { given } = rulesOf(authoritySubject);
const ON = { on: '2025-06-02' };

const naming = (name: string): NameAuthority => readInput(NameAuthority, { name });
const named = (name: string): Fact => ({ type: 'AuthorityNamed', data: { occurredOn: ON.on, name } });
const calledAfter = (...facts: readonly Fact[]) =>
  authorityName('melton', foldAll(authoritySubject, recorded(facts)).name);

describe('the name of an authority', () => {
  it('is what it was last told to be, and its short name before that', () => {
    expect(calledAfter()).toBe('melton');
    expect(calledAfter(named('Melton Borough Council'))).toBe('Melton Borough Council');
    expect(calledAfter(named('Melton Borough Council'), named('Melton and Rutland Council'))).toBe(
      'Melton and Rutland Council',
    );
  });

  it('is told once: the same again leaves nothing to say', () => {
    given().when(naming('Melton Borough Council'), ON).then(named('Melton Borough Council'));
    given(named('Melton Borough Council')).when(naming('Melton Borough Council'), ON).thenNothing();
  });
});
