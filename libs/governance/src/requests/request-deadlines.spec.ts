import { describe, expect, it } from '@jest/globals';
import { type Fact } from '#kernel';
import { factIdAt } from '#kernel/testing/given';
import { derivedFrom } from '../testing/derived.js';
import { golden, IDS, told } from '../testing/golden.js';
import { type DerivedDeadline } from '../vocabulary/deadline.js';

const OTHER = '10000000-0000-4000-8000-0000000000ff';
const opened = told('MatterOpened');
const commissions = {
  R44: { madeIn: IDS.RESOLUTION, item: 3 },
  R48: { madeIn: IDS.RECOMMENDATIONS, item: 1 },
};
const asked = [opened, told('RecommendationsMade'), told('ResolutionPassed')] as const;
const forecast = told('ForecastMade');
const arrived = told('ForecastFulfilled');

const reports = (...facts: readonly Fact[]): readonly DerivedDeadline[] =>
  derivedFrom([...asked, ...facts]).filter(({ rule: { id } }) => id === 'R44' || id === 'R48');
const on = (rule: 'R44' | 'R48', ...facts: readonly Fact[]): DerivedDeadline =>
  reports(...facts).find(({ rule: { id } }) => id === rule)!;

describe('a report that bodies asked for', () => {
  it('is received by all of them when what was forecast for all of them came', () => {
    const met = { on: '2025-03-18', by: factIdAt(4) };
    expect(reports(forecast).map(({ met: stopped }) => stopped)).toEqual([undefined, undefined]);
    expect(reports(forecast, arrived).map(({ met: stopped }) => stopped)).toEqual([met, met]);
  });

  it('is received on the day of the first report that is what was asked for, however that was told', () => {
    const fulfilled = (occurredOn: string) =>
      told('CommissionFulfilled', { occurredOn, commissions: [commissions.R44], report: OTHER });
    expect(on('R44', forecast, arrived, fulfilled('2025-03-25')).met?.on).toBe('2025-03-18');
    expect(on('R44', forecast, arrived, fulfilled('2025-03-11')).met?.on).toBe('2025-03-11');
    expect(on('R48', forecast, arrived, fulfilled('2025-03-11')).met?.on).toBe('2025-03-18');
  });

  it('is not received with a forecast that was made for another', () => {
    const ofR44 = told('ForecastMade', { meets: [commissions.R44] });
    const ofR48 = told('ForecastMade', { forecast: OTHER, meets: [commissions.R48] });
    expect(on('R48', ofR44, ofR48, arrived).met).toBeUndefined();
  });
});

describe('a report that was asked for by a day', () => {
  const due = [
    opened,
    { type: 'RecommendationsMade', data: golden.RecommendationsMade[2] },
    { type: 'ResolutionPassed', data: golden.ResolutionPassed[3] },
  ];
  const clocks = (...facts: readonly Fact[]) =>
    derivedFrom([...due, ...facts])
      .filter(({ rule: { id } }) => id === 'R44' || id === 'R48')
      .map(({ rule: { id, hardness }, dueOn, explained, startedBy }) => ({
        id,
        hardness,
        dueOn,
        explained,
        startedBy,
      }));

  it('is promised, by the resolution or by what the body kept for itself, and says so', () => {
    expect(clocks()).toEqual([
      {
        ...{ id: 'R44', hardness: 'promised', dueOn: '2025-01-07', startedBy: factIdAt(2) },
        explained: 'the body asked for it by Tuesday 7 January 2025',
      },
      {
        ...{ id: 'R48', hardness: 'promised', dueOn: '2025-01-31', startedBy: factIdAt(1) },
        explained: 'the body asked for it by January 2025, which ends on Friday 31 January 2025',
      },
    ]);
  });

  it('stays due on that day, whatever is forecast', () => {
    expect(clocks(told('ForecastMade', { expected: '2025-06-30' }))).toEqual(clocks());
  });
});

describe('the day for which a report is expected', () => {
  const later = told('ForecastMade', { forecast: OTHER, occurredOn: '2024-11-12', expected: '2025-06-30' });

  it('is that of the newest forecast', () => {
    expect(on('R44', forecast).dueOn).toBe('2025-01-07');
    expect(on('R44', forecast, later).dueOn).toBe('2025-06-30');
    expect(on('R44', later, forecast).dueOn).toBe('2025-06-30');
  });

  it('is what the last word was, be that an earlier forecast restated', () => {
    expect(on('R44', forecast, later, told('ForecastRestated')).dueOn).toBe('2025-03-31');
    expect(on('R44', forecast, told('ForecastRestated', { occurredOn: '2024-10-01' }), later).dueOn).toBe('2025-06-30');
  });

  it('stays as it was when the report came, whatever is forecast afterwards', () => {
    const next = told('ForecastMade', { forecast: OTHER, occurredOn: '2025-05-13', expected: '2026-03' });
    expect(on('R44', forecast, arrived, next).dueOn).toBe('2025-01-07');
  });
});
