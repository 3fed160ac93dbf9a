import { describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { golden, IDS, told } from '../testing/golden.js';
import { type JudgedMatterPage, type Judgement, matterAsAt } from './matter-as-at.js';

type Told = readonly [recordedAt: string, fact: ReturnType<typeof told>];

/** Facts, each with the instant at which the log learned of it. */
const log = (...facts: readonly Told[]): readonly RecordedFact[] => {
  const whole = recorded(facts.map(([, fact]) => fact));
  return whole.map((fact, at) => ({
    ...fact,
    metadata: { ...fact.metadata, recordedAt: facts[at]?.[0] ?? fact.metadata.recordedAt },
  }));
};

const page = (facts: readonly RecordedFact[], judgement: Partial<Judgement> = {}): JudgedMatterPage => {
  const read = matterAsAt(facts, { today: '2026-11-22', ...judgement });
  if (read === undefined) throw new Error('the matter is not there');
  return read;
};

const noon = (day: string): string => `${day}T11:00:00.000Z`;
const matter: readonly Told[] = [
  [noon('2024-06-26'), told('MatterOpened', { occurredOn: '2024-06-26' })],
  [noon('2024-06-27'), told('RecommendationsMade', { occurredOn: '2024-06-26' })],
  [noon('2024-07-10'), told('ConsultationOpened')],
];

describe('a matter as it stood', () => {
  it('tells an extension only from the day on which it was decided', () => {
    const facts = log(...matter, [noon('2024-10-04'), told('ConsultationExtended', { occurredOn: '2024-09-30' })]);
    expect(page(facts, { asAt: '2024-09-29' }).consultations).toMatchObject([{ window: { closesOn: '2024-10-02' } }]);
    expect(page(facts, { asAt: '2024-10-10' }).consultations).toMatchObject([
      { standing: 'open', window: { closesOn: '2024-10-16' }, extensions: [{ previouslyClosesOn: '2024-10-02' }] },
    ]);
    expect(page(facts, { asAt: '2024-10-03', knownAt: '2024-10-03' }).consultations).toMatchObject([
      { standing: 'over', window: { closesOn: '2024-10-02' } },
    ]);
    expect(page(facts, { asAt: '2024-10-03', knownAt: '2024-10-04' }).consultations).toMatchObject([
      { standing: 'open' },
    ]);
  });

  it('was known up to an instant, or to the end of a day in London', () => {
    const late = '2024-07-15T23:30:00.000Z';
    const facts = log(...matter, [late, told('ConsultationClosed', { occurredOn: '2024-07-14' })]);
    const standing = (knownAt: string) =>
      page(facts, { asAt: '2024-07-15', knownAt }).consultations.map((round) => round.standing);
    expect(standing('2024-07-15')).toStrictEqual(['open']);
    expect(standing('2024-07-16')).toStrictEqual(['over']);
    expect(standing(late)).toStrictEqual(['over']);
    expect(standing('2024-07-15T23:29:59.999Z')).toStrictEqual(['open']);
  });

  it('reads facts in the order in which they happened, not in that in which they were recorded', () => {
    const answer = (resolution: string, occurredOn: string, answered: 'deferred' | 'accepted'): Told => [
      noon('2024-12-01'),
      told('ResolutionPassed', {
        ...{ resolution, occurredOn, body: 'Cabinet' },
        parts: [
          {
            ...{ part: 1, verb: 'Answers', text: 'Answers.', meaning: 'answers recommendations' },
            answers: [{ recommendations: IDS.RECOMMENDATIONS, leaf: '2)a)', answer: answered }],
          },
        ],
      }),
    ];
    const facts = log(
      ...matter,
      answer('later', '2024-09-10', 'accepted'),
      answer('earlier', '2024-07-09', 'deferred'),
    );
    const [leaf] = page(facts).recommendations[0]?.items[0]?.items ?? [];
    expect(leaf?.outcome).toMatchObject({
      answer: { answer: 'accepted', answeredOn: '2024-09-10' },
      earlierAnswers: [{ answer: 'deferred' }],
      daysToAnswer: 76,
    });
    const [before] = page(facts, { asAt: '2024-08-01' }).recommendations[0]?.items[0]?.items ?? [];
    expect(before?.outcome).toMatchObject({ answer: { answer: 'deferred' }, daysToAnswer: 13 });
  });

  it('counts what happened on an unknown day from the day on which it was recorded, until the day is supplied', () => {
    const unknown: Told = [noon('2026-01-10'), told('ReportSubmitted', { occurredOn: 'unknown' })];
    const supplied: Told = [
      noon('2026-02-10'),
      told('OccurrenceSupplied', { occurredOn: '2026-02-10', fact: factIdAt(3), happenedOn: '2024-07-01' }),
    ];
    const facts = log(...matter, unknown, supplied);
    expect(page(facts, { asAt: '2024-07-15' }).reports).toMatchObject([{ submittedOn: '2024-07-01' }]);
    expect(page(facts, { asAt: '2024-07-15', knownAt: '2026-02-09' }).reports).toStrictEqual([]);
    expect(page(facts, { asAt: '2026-01-10', knownAt: '2026-02-09' }).reports).toMatchObject([
      { submittedOn: 'unknown' },
    ]);
  });

  it('counts recommendations of which only the month is known from the resolution that answers them, at the latest', () => {
    const facts = log(
      [noon('2024-07-31'), told('MatterOpened')],
      [noon('2024-07-31'), told('RecommendationsMade', { occurredOn: '2024-07' })],
      [noon('2024-07-31'), told('ResolutionPassed', { occurredOn: '2024-07-09' })],
    );
    const made = (asAt: string) => page(facts, { asAt }).recommendations.map(({ madeOn }) => madeOn);
    expect([made('2024-07-08'), made('2024-07-09')]).toEqual([[], ['2024-07']]);
  });

  it('is read with what was corrected in the record, and keeps the words of the document', () => {
    const correction = (mistakeIn: 'record' | 'document'): Told => [
      noon('2025-04-01'),
      told('RecordCorrected', {
        ...{ fact: factIdAt(2), mistakeIn, occurredOn: '2025-04-01' },
        changes: [{ pointer: '/window/closesOn', asRecorded: '2024-10-02', asCorrected: '2024-10-03' }],
      }),
    ];
    const asAt = '2024-10-03';
    expect(page(log(...matter, correction('record')), { asAt }).consultations).toMatchObject([{ standing: 'open' }]);
    expect(page(log(...matter, correction('record')), { asAt, knownAt: '2025-03-31' }).consultations).toMatchObject([
      { standing: 'over' },
    ]);
    expect(page(log(...matter, correction('document')), { asAt }).consultations).toMatchObject([{ standing: 'over' }]);
    expect(page(log(...matter, correction('document'))).corrections).toMatchObject([
      { fact: factIdAt(2), changes: [{ asRecorded: '2024-10-02' }] },
    ]);
  });

  it('shows a forecast that a report met as fulfilled, and its commissions with it', () => {
    const facts = log(
      ...matter,
      [noon('2024-07-09'), told('ResolutionPassed')],
      [noon('2024-07-09'), told('ForecastMade')],
      [noon('2024-12-18'), told('ForecastRestated')],
      [noon('2025-03-18'), told('ForecastFulfilled')],
    );
    const forecast = (asAt: string) => page(facts, { asAt }).forecasts[0];
    expect(forecast('2025-01-08')).toMatchObject({ standing: 'awaited', expected: '2025-03' });
    expect(page(facts, { asAt: '2025-01-08', knownAt: '2024-12-01' }).forecasts).toMatchObject([
      { standing: 'missed' },
    ]);
    expect(forecast('2025-03-18')).toMatchObject({
      standing: 'fulfilled',
      slippage: [{ from: '2025-01-07', to: '2025-03' }],
    });
    expect(page(facts).commissions).toMatchObject([
      { askedBy: 'Cabinet', fulfilments: [{ report: IDS.REPORT }] },
      { askedBy: 'Scrutiny Co-ordination Committee', fulfilments: [{ report: IDS.REPORT }] },
    ]);
  });

  it('shows a forecast that a decision met as fulfilled from the day of the decision', () => {
    const facts = log(
      ...matter,
      [noon('2024-07-09'), told('ResolutionPassed')],
      [noon('2024-07-09'), told('ForecastMade', { occurredOn: '2024-07-01', expected: '2024-07', meets: [] })],
      [
        noon('2024-07-09'),
        { type: 'ForecastFulfilled', data: { ...golden.ForecastFulfilled[2], occurredOn: '2024-07-09' } },
      ],
    );
    const forecast = (asAt: string) => page(facts, { asAt }).forecasts[0];
    expect(forecast('2024-07-08')).toMatchObject({ standing: 'awaited' });
    expect(forecast('2024-07-09')).toMatchObject({ standing: 'fulfilled', fulfilled: { resolution: IDS.RESOLUTION } });
  });

  it('waits for the whole month that a forecast names', () => {
    const facts = log(...matter, [noon('2024-07-09'), told('ForecastMade', { expected: '2025-03' })]);
    expect(page(facts, { asAt: '2025-03-31' }).forecasts).toMatchObject([{ standing: 'awaited' }]);
    expect(page(facts, { asAt: '2025-04-01' }).forecasts).toMatchObject([{ standing: 'missed', isBreach: false }]);
  });
});
