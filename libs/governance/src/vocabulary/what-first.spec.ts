import { describe, expect, it } from '@jest/globals';
import { whatFirst } from './what-first.js';

describe('what is due, in a short line', () => {
  it('stands before what it belongs to', () => {
    expect(whatFirst('Consultation opens', 'A plan for 2025')).toBe('Consultation opens: A plan for 2025');
    expect(whatFirst('A plan for 2025: monitoring of quarter 1', 'A plan for 2025')).toBe(
      'Monitoring of quarter 1: A plan for 2025',
    );
  });

  it('bears the title of what it belongs to once', () => {
    expect(whatFirst('A plan for 2025 commences', 'A plan for 2025')).toBe('A plan for 2025 commences');
  });

  it('names what it belongs to, though it begins with the same letters', () => {
    expect(whatFirst('Consultation opens', 'Consult')).toBe('Consultation opens: Consult');
  });
});
