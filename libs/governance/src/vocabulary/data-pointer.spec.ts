import { describe, expect, it } from '@jest/globals';
import { hasPlaceAt, withValueAt } from './data-pointer.js';

const data = { title: 'A plan', parts: [{ text: 'one' }, { text: 'two' }], bodies: ['Cabinet'] };

describe('a value that is put in the place to which a pointer leads', () => {
  it('takes the place of what stands there, or of what was left out', () => {
    expect(withValueAt(data, '/parts/1/text', 'second')).toEqual({
      ...data,
      parts: [{ text: 'one' }, { text: 'second' }],
    });
    expect(withValueAt(data, '/document', 'Appendix 1')).toEqual({ ...data, document: 'Appendix 1' });
  });

  it('is added to a list in the place after its last', () => {
    expect(hasPlaceAt(data, '/bodies/1')).toBe(true);
    expect(withValueAt(data, '/bodies/1', 'Council')).toEqual({ ...data, bodies: ['Cabinet', 'Council'] });
  });

  it.each(['/bodies/2', '/bodies/01', '/parts/2/text', '/title/0', '/nothing/0'])(
    'changes nothing at %s, which is no place',
    (pointer) => {
      expect(hasPlaceAt(data, pointer)).toBe(false);
      expect(withValueAt(data, pointer, 'Council')).toEqual(data);
    },
  );
});
