import { describe, expect, it } from '@jest/globals';
import { distinctBodies, isSameBody } from './same-body.js';

describe('a body', () => {
  it.each([
    ['Cabinet', 'cabinet'],
    ['Audit Committee', 'Audit  Committee'],
    ['Audit Committee', 'Audit\u00a0Committee'],
    ['Cabinet', ' Cabinet '],
    ['Pwyllgor Tŷ', 'Pwyllgor Ty\u0302'],
    ['ÉTATS', 'états'],
  ])('is one by two names that differ in nothing that is heard: %j, %j', (one, other) => {
    expect(isSameBody(one, other)).toBe(true);
  });

  it.each([
    ['Cabinet', 'Cabinet Member'],
    ['Audit Committee', 'AuditCommittee'],
    ['Panel 1', 'Panel 11'],
  ])('is another by another name: %j, %j', (one, other) => {
    expect(isSameBody(one, other)).toBe(false);
  });

  it('is named once among several, as it was written first', () => {
    expect(distinctBodies(['Cabinet', 'Council', 'cabinet', 'COUNCIL'])).toEqual(['Cabinet', 'Council']);
  });
});
