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

  it('takes no more than it may, and leaves both their beginnings, in whole words', () => {
    const plan = 'A plan for the safety of all who live, work, study or stay in the city, for 2025 to 2028';
    expect(whatFirst('Consultation opens', plan, 70)).toBe(
      'Consultation opens: A plan for the safety of all who live, work…',
    );
    expect(whatFirst('A report on everything that was said at the meeting of 9 July', plan, 80)).toBe(
      'A report on everything that was said at the meeting…: A plan for the safety of…',
    );
    expect(whatFirst('A report on everything that was said', 'A plan', 31)).toBe('A report on everything…: A plan');
    expect(whatFirst(`${plan} commences`, plan, 70)).toBe(
      'A plan for the safety of all who live, work, study or stay… commences',
    );
    const parks = 'Safety in the city and its parks';
    expect(whatFirst(`${parks} is reviewed by the panel of the county`, parks, 31)).toBe(
      'Safety in… is reviewed by the…',
    );
  });
});
