import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fact, foldAll, type RecordedFact, Refusal } from '#kernel';
import { contextOn, decide, factIdAt, type Past, recorded, rulesOf } from '#kernel/testing/given';
import { type Matter, matterSubject, matterTold } from './matter.js';
import { consultationRegister } from './minute-book/consultation-register.js';
import { matterAsAt } from './minute-book/matter-as-at.js';
import { historyOf } from './minute-book/matter-history.js';
import { matterPages } from './minute-book/matter-page-read-model.js';
import { matterRegister } from './minute-book/matter-register.js';
import { recommendationTracker } from './minute-book/recommendation-tracker.js';
import { planSubject, planTold } from './plan.js';
import { AdoptPlan, CommencePlan } from './plans/index.js';
import { clocks, termsAfter } from './processes/clocks.js';
import { goldenPlanFacts, toldOfPlan } from './testing/golden-plan.js';
import { IDS, told } from './testing/golden.js';
import { commandOf, type FieldsOf } from './vocabulary/command-of.js';
import { plainData } from './vocabulary/stated.js';
import {
  RecordConsultationClosed,
  RecordConsultationOpened,
  RecordCorrection,
  RecordEntriesStruckOut,
  RecordOccurrenceSupplied,
  RetitleMatter,
} from './matter-commands.js';

const matter = rulesOf(matterSubject);
const plan = rulesOf(planSubject);
const on = '2028-04-20';
const SUBJECT = { category: 'matter', authority: 'coventry', id: 'under-test' };
const WHY = { authority: 'Monitoring Officer', reason: 'It belongs to another matter.' };

const strike = (...facts: readonly string[]): RecordEntriesStruckOut =>
  commandOf(RecordEntriesStruckOut, { occurredOn: '2028-04-01', facts: [...facts], ...WHY });
const strikeAt = (...revisions: readonly number[]): RecordEntriesStruckOut => strike(...revisions.map(factIdAt));
const struck = (revision: number, factType: string): Fact => ({
  type: 'EntryStruckOut',
  data: { occurredOn: '2028-04-01', fact: factIdAt(revision), factType, ...WHY },
});
const without = (...revisions: readonly number[]) => {
  const gone = new Set(revisions.map(factIdAt));
  return ({ id }: RecordedFact): boolean => !gone.has(id);
};

const opened = told('MatterOpened');
const round: Past = {
  type: 'ConsultationOpened',
  data: { occurredOn: '2024-07-10', round: 1, window: { opensOn: '2024-07-10', closesOn: '2024-10-02' } },
};
const closed: Past = { type: 'ConsultationClosed', data: { occurredOn: '2024-10-02', round: 1 } };
const results = told('ConsultationResultsPublished');
const asked = told('RequestMade');
const sent = told('RequestSent', { occurredOn: '2024-07-20' });
const replied = told('RequestReplied');
const made = told('RecommendationsMade');
const resolved = told('ResolutionPassed');
const adopted = toldOfPlan('PlanAdopted', { obligations: [] });
const commenced = toldOfPlan('PlanCommenced');

const matterOf = (facts: readonly RecordedFact[]): Matter => matterTold(foldAll(matterSubject, facts).entries).matter;
const planOf = (facts: readonly RecordedFact[]) => planTold(foldAll(planSubject, facts).entries).plan;

describe('an entry that should never have been made', () => {
  it('is struck out by a fact that cites it, once', () => {
    matter.given(opened, asked).when(strikeAt(1), { on }).then(struck(1, 'RequestMade'));
    matter.given(opened, asked, struck(1, 'RequestMade')).when(strikeAt(1), { on }).thenNothing();
  });

  it('is read no more, whatever had corrected it, and may be told again', () => {
    const corrected = told('RecordCorrected', { fact: factIdAt(1), mistakeIn: 'record' });
    const history = recorded([opened, asked, corrected, struck(1, 'RequestMade'), told('RequestMade')]);
    const { requests, corrections } = matterOf(history);
    expect(requests.made).toHaveLength(1);
    expect(requests.made).toEqual(matterOf(history.filter(without(1, 2, 3))).requests.made);
    expect(corrections).toMatchObject({ made: [{ fact: factIdAt(1) }], struckOut: [{ fact: factIdAt(1), ...WHY }] });
  });

  it('is in the history all the same, with the fact that struck it out', () => {
    const facts = recorded([opened, asked, struck(1, 'RequestMade')]);
    const lines = (asAt?: string) =>
      historyOf(facts, (known) => foldAll(matterSubject, known), asAt).map(({ type, occurredOn, struckOutBy }) => [
        type,
        occurredOn,
        struckOutBy,
      ]);
    const first = ['MatterOpened', '2024-06-26', undefined];
    const request = ['RequestMade', '2024-07-09', factIdAt(2)];
    expect(lines()).toEqual([first, request, ['EntryStruckOut', '2028-04-01', undefined]]);
    expect(lines('2024-07-09')).toEqual([first, request]);
    expect(lines('2024-07-08')).toEqual([first]);
  });

  it('is in the history on the day that was put right before it was struck out', () => {
    const changes = [{ pointer: '/occurredOn', asRecorded: '2024-07-09', asCorrected: '2024-07-10' }];
    const corrected = told('RecordCorrected', {
      occurredOn: '2024-07-11',
      fact: factIdAt(1),
      mistakeIn: 'record',
      changes,
    });
    const facts = recorded([opened, asked, corrected, struck(1, 'RequestMade')]);
    const lines = (asAt: string) =>
      historyOf(facts, (known) => foldAll(matterSubject, known), asAt).map(({ revision, occurredOn }) => [
        revision,
        occurredOn,
      ]);
    expect(lines('2024-07-10')).toEqual([
      [0, '2024-06-26'],
      [1, '2024-07-10'],
    ]);
    expect(lines('2024-07-09')).toEqual([[0, '2024-06-26']]);
  });

  it('takes what refers to it along, or stays', () => {
    const given = matter.given(opened, asked, sent, replied);
    const rule = 'corrections/nothing-stands-on-what-is-struck-out';
    given
      .when(strikeAt(1), { on })
      .thenRefused('entry 2 (RequestSent, on Saturday 20 July 2024) stands on what would be struck out', rule);
    given.when(strikeAt(1, 2), { on }).thenRefused('entry 3 (RequestReplied', rule);
    given
      .when(strikeAt(1, 2, 3), { on })
      .then(struck(1, 'RequestMade'), struck(2, 'RequestSent'), struck(3, 'RequestReplied'));
  });

  it('says of all that stands on it how to strike that out, and of many how many more there are', () => {
    const restatements = Array.from({ length: 14 }, () => told('ForecastRestated'));
    const { blockers } = refusal([opened, told('ForecastMade'), ...restatements], strikeAt(1));
    expect(blockers).toHaveLength(10);
    expect(blockers[0]).toMatchObject({
      pointer: '/facts',
      satisfiedBy: `striking out ${factIdAt(2)} as well, if that is wrong, too`,
    });
    expect(blockers[9]?.reason).toMatch('entry 11 (ForecastRestated, on Wednesday 18 December 2024) stands on');
    expect(blockers.map(({ reason }) => reason.includes('and so do 4 more'))).toEqual([...repeated(false, 9), true]);
  });

  it('may be a part of the resolution by which others were authorised, or an extension', () => {
    const authorising = told('ResolutionPassed', {
      parts: [{ part: 1, verb: 'Authorises', text: 'It.', meaning: 'authorises a consultation', answers: [] }],
    });
    const authorised: Past = {
      ...round,
      data: { ...round.data, authorisedBy: { resolution: IDS.RESOLUTION, part: 1 } },
    };
    matter.given(opened, made, authorising, authorised).when(strikeAt(2), { on }).thenRefused('ConsultationOpened');
    const extended: Past = {
      type: 'ConsultationExtended',
      data: {
        ...{ occurredOn: '2024-09-01', round: 1, closesOn: '2024-12-31', previouslyClosesOn: '2024-10-02' },
        ...{ authority: 'Cabinet', reason: 'Rain.' },
      },
    };
    matter.given(opened, round, extended).when(strikeAt(2), { on }).then(struck(2, 'ConsultationExtended'));
  });

  it('leaves the numbers of other rounds as they are', () => {
    const second = { ...round, data: { ...round.data, round: 2, describedAs: 'again' } };
    const given = matter.given(opened, round, second, struck(1, 'ConsultationOpened'));
    const third = { opensOn: '2025-07-10', closesOn: '2025-10-02', describedAs: 'once more' };
    const { opensOn: occurredOn, describedAs, ...days } = third;
    given.when(commandOf(RecordConsultationOpened, third), { on }).then({
      type: 'ConsultationOpened',
      data: { occurredOn, window: { opensOn: occurredOn, ...days }, describedAs, round: 3 },
    });
    const close = (wanted: number) => commandOf(RecordConsultationClosed, { round: wanted, closedOn: '2024-10-02' });
    given.when(close(1), { on }).thenMalformed('/round', 'there is only round 2');
    const numbered = (number: number): Past => ({ ...second, data: { ...second.data, round: number } });
    matter
      .given(opened, numbered(1), numbered(3), numbered(4))
      .when(close(2), { on })
      .thenMalformed('/round', 'must be one of 1, 3, 4');
  });

  it('may be the opening of the matter, with all that was told of it; the matter is none then', () => {
    const given = matter.given(opened, asked, told('RecordCorrected', { fact: factIdAt(1) }));
    given.when(strikeAt(0), { on }).thenRefused('entry 1 (RequestMade');
    given.when(strikeAt(0, 1), { on }).then(struck(0, 'MatterOpened'), struck(1, 'RequestMade'));
    const history = [opened, asked, struck(0, 'MatterOpened'), struck(1, 'RequestMade')];
    const facts = recorded(history);
    expect(matterAsAt(facts, { today: on })).toBeUndefined();
    for (const { rows } of [matterPages, matterRegister, consultationRegister, recommendationTracker])
      expect(Object.values(rows(foldAll(matterSubject, facts), SUBJECT)).flat()).toEqual([]);
    const command = commandOf(RetitleMatter, { occurredOn: '2028-04-01', title: 'Another', reason: 'Why not.' });
    matter
      .given(...history)
      .when(command, { on })
      .thenRefused('all of the matter was struck out', 'matters/opened');
    const { type, data } = struck(0, 'MatterOpened') as Fact<string, { reason: string }>;
    const reworded = commandOf(RecordCorrection, {
      ...{ occurredOn: '2028-04-01', fact: factIdAt(2), mistakeIn: 'record', ...WHY },
      changes: [{ pointer: '/reason', asRecorded: data.reason, asCorrected: 'It was opened twice.' }],
    });
    const { kind: _kind, ...correction } = reworded;
    expect(type).toBe('EntryStruckOut');
    matter
      .given(...history)
      .when(reworded, { on })
      .then({ type: 'RecordCorrected', data: plainData(correction) });
  });

  it.each<[string, RecordEntriesStruckOut, string, string]>([
    ['no fact of the record', strikeAt(9), '/facts/0', 'must be the id of a fact in this record'],
    ['a fact twice', strikeAt(1, 1), '/facts/1', 'must not name the same fact twice'],
    ['a correction', strikeAt(1, 2), '/facts/1', 'must not be a correction'],
    [
      'in the future',
      Object.assign(strikeAt(1), { occurredOn: '2028-04-21' }),
      '/occurredOn',
      'must not lie in the future',
    ],
  ])('is not %s', (_what, command, pointer, detail) => {
    matter
      .given(opened, asked, told('RecordCorrected', { fact: factIdAt(1) }))
      .when(command, { on })
      .thenMalformed(pointer, detail);
  });

  it('is corrected no more', () => {
    const correct = commandOf(RecordCorrection, {
      ...{ occurredOn: '2028-04-01', fact: factIdAt(1), mistakeIn: 'record', ...WHY },
      changes: [{ pointer: '/occurredOn', asRecorded: '2024-07-09', asCorrected: '2024-07-08' }],
    });
    const supply = (revision: number) =>
      commandOf(RecordOccurrenceSupplied, {
        ...{ occurredOn: '2028-04-01', fact: factIdAt(revision), happenedOn: '2024-07-08', source: 'The minutes.' },
      });
    const detail = `must be a fact that still stands: this one was struck out by the fact ${factIdAt(2)}`;
    const ofMatter = matter.given(opened, asked, struck(1, 'RequestMade'));
    for (const command of [correct, supply(1)]) ofMatter.when(command, { on }).thenMalformed('/fact', detail);
    plan.given(adopted, commenced, struck(1, 'PlanCommenced')).when(supply(1), { on }).thenMalformed('/fact', detail);
    ofMatter.when(supply(9), { on }).thenMalformed('/fact', 'must be the id of a fact in this record');
  });
});

describe('a plan', () => {
  it('is adopted no more, once its only adoption is struck out with all that stands on it', () => {
    plan.given(adopted, commenced).when(strikeAt(0), { on }).thenRefused('entry 1 (PlanCommenced');
    plan
      .given(adopted, commenced)
      .when(strikeAt(0, 1), { on })
      .then(struck(0, 'PlanAdopted'), struck(1, 'PlanCommenced'));
    const history = recorded([adopted, commenced, struck(0, 'PlanAdopted'), struck(1, 'PlanCommenced')]);
    expect(planOf(history)).toMatchObject({ adoptions: [], commencements: [] });
    plan
      .given(adopted, struck(0, 'PlanAdopted'))
      .when(commandOf(CommencePlan, {}), { on })
      .thenRefused('the adoption of the plan was struck out of the record', 'plans/adopted');
    const { obligations: _, ...again } = adopted.data as FieldsOf<AdoptPlan>;
    plan
      .given(adopted, { ...struck(0, 'PlanAdopted'), actor: 'automation:plans' })
      .when(commandOf(AdoptPlan, { ...again, obligations: [] }), { on })
      .then(adopted);
  });

  it('stays as another adoption has it', () => {
    const again = toldOfPlan('PlanAdopted', { occurredOn: '2025-03-26', by: 'Cabinet', obligations: [] });
    plan.given(adopted, again, commenced).when(strikeAt(0), { on }).then(struck(0, 'PlanAdopted'));
    const owed = toldOfPlan('PlanObligationAdded');
    plan.given(owed, adopted, commenced).when(strikeAt(1), { on }).thenRefused('entry 0 (PlanObligationAdded');
    plan.given(owed, adopted, commenced).when(strikeAt(0, 1), { on }).thenRefused('entry 2 (PlanCommenced');
    plan.given(owed, adopted, commenced).when(strikeAt(0), { on }).then(struck(0, 'PlanObligationAdded'));
  });

  it('keeps its extension where another took its place after the former end', () => {
    const superseded = toldOfPlan('PlanSuperseded', { occurredOn: '2028-04-10' });
    plan
      .given(adopted, toldOfPlan('PlanExtended'), superseded)
      .when(strikeAt(1), { on })
      .thenRefused(/./, 'plans/superseded-before-expiry');
  });
});

const OF_A_MATTER: readonly Past[] = [
  ...[opened, made, resolved, asked, sent, replied, round, closed, results],
  ...[told('ReportSubmitted'), told('ForecastMade'), told('ForecastRestated'), told('MatterRetitled')],
];
const OF_A_PLAN: readonly Past[] = [adopted, ...goldenPlanFacts];

describe('a record from which anything was struck out', () => {
  it.each([
    { of: 'matter', story: OF_A_MATTER, subject: matterSubject, reading: matterOf },
    { of: 'plan', story: OF_A_PLAN, subject: planSubject, reading: planOf },
  ] as const)('reads as if that had never been told: a $of, and its deadlines', ({ of, story, subject, reading }) => {
    const read = (facts: readonly RecordedFact[]) => {
      const { corrections: _, ...all } = reading(facts) as { corrections?: unknown };
      return { ...all, deadlines: clocks[of]?.(facts, termsAfter([], [])) };
    };
    let times = 0;
    fc.assert(
      fc.property(fc.subarray([...story.keys()], { minLength: 1 }), (revisions) => {
        const history = recorded(story);
        let given: readonly Fact[];
        try {
          given = decide(subject, history, strikeAt(...revisions), contextOn(on));
        } catch (error) {
          if (error instanceof Refusal) return;
          throw error;
        }
        times += 1;
        expect(read(recorded([...story, ...given]))).toEqual(read(history.filter(without(...revisions))));
      }),
      { numRuns: 300, seed: 20_281 },
    );
    expect(times).toBeGreaterThan(20);
  });
});

const refusal = (history: readonly Past[], command: RecordEntriesStruckOut): Refusal => {
  try {
    decide(matterSubject, recorded(history), command, contextOn(on));
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

const repeated = <T>(value: T, times: number): readonly T[] => Array.from({ length: times }, () => value);
