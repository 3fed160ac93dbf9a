import { describe, expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { type RecordedFact } from '#kernel';
import { contextOn, decide, recorded } from '#kernel/testing/given';
import { matterSubject } from './matter.js';
import { consultationRegister } from './minute-book/consultation-register.js';
import { type JudgedMatterPage, knownBy, matterAsAt } from './minute-book/matter-as-at.js';
import { historyOf } from './minute-book/matter-history.js';
import { matterRegister } from './minute-book/matter-register.js';
import { recommendationTracker } from './minute-book/recommendation-tracker.js';
import { foldAll } from '#kernel';
import { clockworks } from './processes/clocks.js';
import { COVENTRY_MATTER, coventrySample } from './sample/coventry-000.js';

const TODAY = '2026-11-22';
const SUBJECT = { category: 'matter', authority: 'coventry', id: COVENTRY_MATTER };

const loaded = (history: readonly RecordedFact[] = []): readonly RecordedFact[] =>
  coventrySample.reduce<readonly RecordedFact[]>((facts, { command, commandId }) => {
    const context = { ...contextOn(TODAY), newId: (purpose: string) => uuidv5(purpose, commandId) };
    const added = decide(matterSubject, facts, command, context);
    return recorded([...facts, ...added], { at: `${TODAY}T12:00:00.000Z`, subject: COVENTRY_MATTER });
  }, history);

const facts = loaded();

const pageAsAt = (asAt?: string): JudgedMatterPage => {
  const page = matterAsAt(facts, { today: TODAY, ...(asAt === undefined ? {} : { asAt }) });
  if (page === undefined) throw new Error('the matter is not there');
  return page;
};

describe('the minute of Coventry’s Cabinet on the consultation for its plan', () => {
  it('becomes one fact for each command, and none twice', () => {
    expect(facts.map(({ type }) => type)).toStrictEqual([
      'MatterOpened',
      'ReportSubmitted',
      'RecommendationsMade',
      'RequestMade',
      'ResolutionPassed',
      'ForecastMade',
      'ConsultationOpened',
    ]);
    expect(new Set(coventrySample.map(({ commandId }) => commandId)).size).toBe(coventrySample.length);
  });

  it('names the plan’s period as written', () => {
    expect(pageAsAt().planPeriod).toStrictEqual({ label: '2024-2027' });
  });

  it('keeps scrutiny’s own numbering, and its follow-up apart from what it asked of Cabinet', () => {
    const [made] = pageAsAt().recommendations;
    expect(made).toMatchObject({
      by: 'Scrutiny Co-ordination Committee',
      to: 'Cabinet',
      madeOn: '2024-06-26',
      deliveredBy: 'Briefing Note attached to the report',
      followUps: [{ item: 1, label: '1)' }],
      items: [
        {
          path: '2)',
          items: [{ path: '2)a)' }, { path: '2)b)', items: [{ path: '2)b)i)' }, { path: '2)b)ii)' }] }],
        },
      ],
    });
  });

  it('shows three leaves accepted thirteen days after they were made', () => {
    const { leaves } = recommendationTracker.rows(foldAll(recommendationTracker, facts), SUBJECT);
    expect(leaves).toHaveLength(3);
    for (const [at, leaf] of ['2)a)', '2)b)i)', '2)b)ii)'].entries())
      expect(leaves?.[at]).toMatchObject({
        leaf,
        asked_by: 'Scrutiny Co-ordination Committee',
        addressed_to: 'Cabinet',
        answer: 'accepted',
        answered_on: '2024-07-09',
        resolution_part_label: '1)',
        days_to_answer: 13,
      });
  });

  it('has a resolution of three parts with three verbs', () => {
    const [resolution] = pageAsAt().resolutions;
    expect(resolution?.parts.map(({ label, verb, meaning }) => [label, verb, meaning])).toStrictEqual([
      ['1)', 'Approves', 'answers recommendations'],
      ['2)', 'Authorises', 'authorises a consultation'],
      ['3)', 'Requests', 'commissions a report'],
    ]);
    expect(resolution?.passedOn).toBe('2024-07-09');
  });

  it('has the letter about the speed of traffic, unnumbered and without a date by which it is due', () => {
    const { requests } = pageAsAt();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ by: 'Cabinet', addressee: 'Community Safety Partnership', replies: [] });
    expect(requests[0]?.subject).toContain('speed of traffic');
    expect(requests[0]).not.toHaveProperty('dueOn');
  });

  it('stores the window: 84 days from the first to the last, 85 on which responses are taken', () => {
    const [round] = pageAsAt().consultations;
    expect(round).toMatchObject({
      window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
      scope: 'citywide',
      describedAs: '12-week consultation',
      daysElapsed: 84,
      daysInclusive: 85,
    });
  });

  it.each([
    ['2024-07-10', 'open'],
    ['2024-07-15', 'open'],
    ['2024-10-02', 'open'],
    ['2024-10-03', 'over'],
    [undefined, 'over'],
  ])('as at %s the consultation is %s', (asAt, standing) => {
    expect(pageAsAt(asAt).consultations.map((round) => round.standing)).toStrictEqual([standing]);
  });

  it('had no consultation on the day on which Cabinet authorised it', () => {
    expect(pageAsAt('2024-07-09').consultations).toStrictEqual([]);
    expect(pageAsAt('2024-07-08').resolutions).toStrictEqual([]);
    expect(matterAsAt(facts, { asAt: '2024-06-25', today: TODAY })).toBeUndefined();
  });

  it('expects one report for two bodies', () => {
    const page = pageAsAt();
    expect(page.commissions.map(({ askedBy }) => askedBy)).toStrictEqual([
      'Cabinet',
      'Scrutiny Co-ordination Committee',
    ]);
    expect(page.forecasts[0]).toMatchObject({
      expected: '2025-01-07',
      requestingBodies: ['Cabinet', 'Scrutiny Co-ordination Committee'],
    });
  });

  it.each([
    ['2025-01-07', 'awaited'],
    ['2025-01-08', 'missed'],
  ])('as at %s the forecast is %s, and that is no breach', (asAt, standing) => {
    expect(pageAsAt(asAt).forecasts[0]).toMatchObject({ standing, isBreach: false });
  });

  it('was not known before the log learned of it', () => {
    expect(matterAsAt(facts, { knownAt: '2026-11-21', today: TODAY })).toBeUndefined();
    expect(historyOf(knownBy(facts, '2026-11-22'), clockworks.matter.chronicleOf)).toHaveLength(7);
    expect(historyOf(facts, clockworks.matter.chronicleOf, '2024-06-26').map(({ type }) => type)).toStrictEqual([
      'MatterOpened',
      'ReportSubmitted',
      'RecommendationsMade',
    ]);
  });

  it('stands in the registers by its dates alone', () => {
    const { matters } = matterRegister.rows(foldAll(matterRegister, facts), SUBJECT);
    expect(matters).toMatchObject([
      {
        authority: 'coventry',
        matter: COVENTRY_MATTER,
        plan_period: '2024-2027',
        bodies: ['Cabinet', 'Scrutiny Co-ordination Committee'],
        last_happened_on: '2024-07-10',
        revision: 6,
      },
    ]);
    const { rounds } = consultationRegister.rows(foldAll(consultationRegister, facts), SUBJECT);
    expect(rounds).toMatchObject([
      { round: 1, opens_on: '2024-07-10', closes_on: '2024-10-02', first_closes_on: '2024-10-02', responses: null },
    ]);
  });

  it('gives nothing new when it is told again', () => {
    const [, ...later] = coventrySample;
    for (const { command, commandId } of later) {
      const context = {
        ...contextOn(TODAY),
        newId: (purpose: string) => uuidv5(`${purpose} again`, commandId),
      };
      expect(decide(matterSubject, facts, command, context)).toStrictEqual([]);
    }
  });
});
