import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { factIdAt, type Past, recorded, rulesOf } from '#kernel/testing/given';
import { matterSubject, matterTold } from '../matter.js';
import { planSubject } from '../plan.js';
import { toldOfPlan } from '../testing/golden-plan.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import { plainData } from '../vocabulary/stated.js';
import { RecordCorrection, RecordOccurrenceSupplied } from './correction-commands.js';

const matter = rulesOf(matterSubject);
const plan = rulesOf(planSubject);
const on = '2028-04-20';

type Change = readonly [pointer: string, asRecorded: string, asCorrected: string];

const correct = (revision: number, ...changes: readonly Change[]): RecordCorrection =>
  commandOf(RecordCorrection, {
    occurredOn: '2028-04-01',
    fact: factIdAt(revision),
    mistakeIn: 'record',
    changes: changes.map(([pointer, asRecorded, asCorrected]) => ({ pointer, asRecorded, asCorrected })),
    authority: 'Monitoring Officer',
    reason: 'The minute says otherwise.',
  });
const corrected = (command: RecordCorrection): Fact => {
  const { kind: _kind, ...data } = command;
  return { type: 'RecordCorrected', data: plainData(data) };
};
const date = (asRecorded: string, asCorrected: string): Change => ['/occurredOn', asRecorded, asCorrected];
const last = (asRecorded: string, asCorrected: string): Change => ['/window/closesOn', asRecorded, asCorrected];

const opened = told('MatterOpened');
const round: Past = {
  type: 'ConsultationOpened',
  data: {
    occurredOn: '2024-07-10',
    round: 1,
    window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
    describedAs: '12-week',
  },
};
const extended = (occurredOn: string, closesOn: string): Past => ({
  type: 'ConsultationExtended',
  data: { occurredOn, round: 1, closesOn, previouslyClosesOn: '2024-10-02', authority: 'Cabinet', reason: 'Rain.' },
});
const counted = (asOf: string, count: number): Past => ({
  type: 'ResponsesCounted',
  data: { occurredOn: '2024-10-20', round: 1, count, method: 'online', asOf },
});
const tally = [round, counted('2024-10-02', 7)];
const asOf = (asCorrected: string): Change => ['/asOf', '2024-10-02', asCorrected];
const closed = (occurredOn: string): Past => told('ConsultationClosed', { occurredOn });
const [first, second] = [extended('2024-09-01', '2024-10-16'), extended('2024-10-10', '2024-11-30')];
const asked = told('RequestMade');
const sent = told('RequestSent');
const made = told('RecommendationsMade');
const restated = told('ForecastRestated');
const report = told('ReportSubmitted');
const [met, received] = [told('ForecastFulfilled'), told('CommissionFulfilled')];
const resolved = told('ResolutionPassed');
const [later, tooLate] = [date('2024-06-26', '2025-03-19'), date('2024-07-09', '2025-03-19')];
const authorising = told('ResolutionPassed', {
  parts: [{ part: 1, verb: 'Authorises', text: 'Authorises it.', meaning: 'authorises a consultation', answers: [] }],
});
const authorised: Past = {
  ...round,
  data: { ...round.data, authorisedBy: { resolution: IDS.RESOLUTION, part: 1 } },
};
const adopted = toldOfPlan('PlanAdopted');
const plainAdoption: Past = { ...adopted, data: { ...adopted.data, obligations: [] } };

type Row = readonly [
  what: string,
  history: readonly Past[],
  revision: number,
  changes: readonly Change[],
  rule: string,
];

const OF_MATTERS: readonly Row[] = [
  [
    'a close before the opening',
    [round, closed('2024-10-02')],
    2,
    [date('2024-10-02', '2020-01-01')],
    'consultations/closed-after-opening',
  ],
  [
    'an opening after the close',
    [round, closed('2024-07-20')],
    1,
    [date('2024-07-10', '2024-07-21'), ['/window/opensOn', '2024-07-10', '2024-07-21']],
    'consultations/closed-after-opening',
  ],
  [
    'a window that an extension shortens',
    [round, first],
    1,
    [last('2024-10-02', '2024-10-30')],
    'consultations/never-shortened',
  ],
  [
    'an extension beyond the next',
    [round, first, second],
    2,
    [['/closesOn', '2024-10-16', '2024-12-31']],
    'consultations/never-shortened',
  ],
  ['a count as of before the opening', tally, 2, [asOf('1999-01-01')], 'consultations/counted-after-opening'],
  ['a count as of a day after it', tally, 2, [asOf('2024-10-21')], 'consultations/counted-after-they-came'],
  ['a count too early', tally, 2, [date('2024-10-20', '2024-10-01')], 'consultations/counted-after-they-came'],
  [
    'two counts in one',
    [round, counted('2024-10-02', 7), counted('2024-10-09', 8)],
    3,
    [['/asOf', '2024-10-09', '2024-10-02']],
    'consultations/count-never-quietly-changed',
  ],
  [
    'results before the opening',
    [round, told('ConsultationResultsPublished')],
    2,
    [date('2024-12-18', '2023-12-18')],
    'consultations/results-after-opening',
  ],
  [
    'a consultation by a part that does not authorise it',
    [made, authorising, authorised],
    2,
    [['/parts/0/meaning', 'authorises a consultation', 'notes']],
    'consultations/authorised-by-a-part-that-does',
  ],
  ['a sending before the asking', [asked, sent], 2, [date('2024-07-20', '2019-07-12')], 'requests/sent-after-asking'],
  ['an asking after the sending', [asked, sent], 1, [date('2024-07-09', '2024-07-21')], 'requests/sent-after-asking'],
  [
    'a reply before the sending',
    [asked, sent, told('RequestReplied')],
    3,
    [date('2024-08-20', '2024-07-15')],
    'requests/replied-after-asking',
  ],
  [
    'an answer before the asking',
    [made, told('ResolutionPassed')],
    2,
    [date('2024-07-09', '2024-06-25')],
    'decisions/answered-after-recommended',
  ],
  [
    'a deed before the asking',
    [made, told('RecommendationImplemented', { occurredOn: '2024-07-09' })],
    2,
    [date('2024-07-09', '2024-05')],
    'scrutiny/implemented-after-recommended',
  ],
  [
    'notice to respond before the asking',
    [made, told('NoticeGiven', { occurredOn: '2024-07-01' })],
    2,
    [date('2024-07-01', '2024-06-25')],
    'scrutiny/notice-after-recommended',
  ],
  [
    'a forecast restated before it was made',
    [told('ForecastMade'), restated],
    2,
    [date('2024-12-18', '2024-06')],
    'forecasts/restated-after-made',
  ],
  [
    'a forecast fulfilled before it was made',
    [told('ForecastMade'), report, told('ForecastFulfilled')],
    3,
    [date('2025-03-18', '2024-03-18')],
    'forecasts/fulfilled-after-made',
  ],
  ['a forecast met too early', [told('ForecastMade'), report, met], 2, [later], 'forecasts/fulfilled-when-it-came'],
  ['a report received too early', [report, received], 1, [later], 'requests/received-after-submitted'],
  ['a report asked for too late', [resolved, report, received], 1, [tooLate], 'requests/received-after-asking'],
];

const OF_PLANS: readonly Row[] = [
  [
    'a plan that an extension shortens',
    [plainAdoption, toldOfPlan('PlanExtended')],
    0,
    [['/lastDay', '2028-03-31', '2029-03-31']],
    'plans/never-shortened',
  ],
  [
    'an extension that nobody could have meant',
    [plainAdoption, toldOfPlan('PlanExtended')],
    1,
    [['/lastDay', '2029-03-31', '9999-12-31']],
    'plans/a-term-that-can-be',
  ],
  [
    'monitoring for no period',
    [adopted, toldOfPlan('PlanMonitored')],
    1,
    [['/periodEndsOn', '2025-06-30', '2025-06-29']],
    'plans/done-for-a-date',
  ],
  [
    'a plan brought up to date for a year that it does not have',
    [plainAdoption, toldOfPlan('PlanRefreshed')],
    1,
    [['/forYearOf', '2026-04-01', '2028-04-01']],
    'plans/done-for-a-date',
  ],
  [
    'a renewal that begins before the plan has run out',
    [plainAdoption, toldOfPlan('PlanRenewed')],
    1,
    [['/firstDay', '2028-04-01', '2028-03-31']],
    'plans/renewed-after-expiry',
  ],
  [
    'a plan replaced before it was adopted',
    [plainAdoption, toldOfPlan('PlanSuperseded')],
    1,
    [date('2027-04-01', '2025-03-24')],
    'plans/superseded-after-adopted',
  ],
  [
    'a plan replaced when it had run out',
    [plainAdoption, toldOfPlan('PlanSuperseded')],
    0,
    [['/lastDay', '2028-03-31', '2027-03-31']],
    'plans/superseded-before-expiry',
  ],
];

describe('a correction', () => {
  it.each(OF_MATTERS)('does not bring about %s', (_what, history, revision, changes, rule) => {
    matter
      .given(opened, ...history)
      .when(correct(revision, ...changes), { on })
      .thenRefused(/./, rule);
  });

  it.each(OF_PLANS)('does not bring about %s', (_what, history, revision, changes, rule) => {
    plan
      .given(...history)
      .when(correct(revision, ...changes), { on })
      .thenRefused(/./, rule);
  });

  it.each<[string, readonly Past[], Change]>([
    ['a count as of', [round, counted('2024-10-02', 7)], ['/asOf', '2024-10-02', '2028-04-21']],
    ['notice to respond', [round, made], ['/noticeGivenOn', '2024-06-27', '2028-04-21']],
  ])('does not put into the future what has happened: %s', (_what, history, change) => {
    matter
      .given(opened, ...history)
      .when(correct(2, change), { on })
      .thenMalformed('/changes', 'must not lie in the future');
  });

  it('says what would contradict what', () => {
    matter
      .given(opened, asked, sent)
      .when(correct(2, date('2024-07-20', '2019-07-12')), { on })
      .thenRefused(
        'the request would have been sent on Friday 12 July 2019, before it was made, on Tuesday 9 July 2024',
      );
    matter
      .given(opened, told('RequestMade', { occurredOn: '2024-07-10T14:05+01:00' }), sent)
      .when(correct(2, date('2024-07-20', '2024-07-10T12:30Z')), { on })
      .thenRefused(
        'would have been sent on Wednesday 10 July 2024 at 13:30, before it was made, on Wednesday 10 July 2024 at 14:05',
      );
    matter
      .given(opened, round, first)
      .when(correct(1, last('2024-10-02', '2024-10-30')), { on })
      .thenRefused(
        'would close on Wednesday 16 October 2024 by an extension, instead of on Wednesday 30 October 2024: an extension never shortens',
      );
  });

  it('comes after that of the other fact, where both are wrong', () => {
    const extension = correct(2, ['/closesOn', '2024-10-16', '2024-11-13']);
    const window = correct(1, last('2024-10-02', '2024-10-30'));
    matter.given(opened, round, first).when(extension, { on }).then(corrected(extension));
    matter.given(opened, round, first, corrected(extension)).when(window, { on }).then(corrected(window));
    const { entries } = foldAll(
      matterSubject,
      recorded([opened, round, first, corrected(extension), corrected(window)]),
    );
    expect(matterTold(entries).matter.consultations.rounds).toMatchObject([
      {
        window: { closesOn: '2024-11-13' },
        extensions: [{ closesOn: '2024-11-13', previouslyClosesOn: '2024-10-30' }],
      },
    ]);
  });

  it.each<[string, readonly Past[], number, readonly Change[]]>([
    ['an early close', [round, closed('2024-10-02')], 2, [date('2024-10-02', '2024-07-15')]],
    ['an extension after the window had closed', [round, first], 2, [date('2024-09-01', '2024-10-09')]],
    ['a month in which both may have been', [asked, sent], 2, [date('2024-07-20', '2024-07')]],
    ['a day that nobody knows', [asked, sent], 1, [date('2024-07-09', 'unknown')]],
    ['results before the close', [round, told('ConsultationResultsPublished')], 2, [date('2024-12-18', '2024-08-01')]],
  ])('may leave what is irregular: %s', (_what, history, revision, changes) => {
    const command = correct(revision, ...changes);
    matter
      .given(opened, ...history)
      .when(command, { on })
      .then(corrected(command));
  });

  it.each<[string, readonly Past[], number, readonly Change[]]>([
    [
      'what was done for other recommendations, made before',
      [
        made,
        told('RecommendationImplemented', { occurredOn: '2024-07-09' }),
        told('NoticeGiven', { occurredOn: '2024-07-01' }),
        told('RecommendationsMade', { recommendations: IDS.REPORT, occurredOn: '2024-06-28' }),
      ],
      4,
      [date('2024-06-28', '2024-07-28')],
    ],
    [
      'a count whose place it took',
      [
        round,
        counted('2024-10-02', 7),
        {
          ...counted('2024-10-09', 8),
          data: { ...counted('2024-10-09', 8).data, replaces: factIdAt(2), reason: 'One more.' },
        },
      ],
      3,
      [['/asOf', '2024-10-09', '2024-10-02']],
    ],
  ])('contradicts nothing that has no part in it: %s', (_what, history, revision, changes) => {
    const command = correct(revision, ...changes);
    matter
      .given(opened, ...history)
      .when(command, { on })
      .then(corrected(command));
  });

  it('of a plan’s days comes before that of what was done for them', () => {
    const term = correct(0, ['/firstDay', '2025-04-01', '2025-05-01']);
    const history = [plainAdoption, toldOfPlan('PlanRefreshed', { forYearOf: '2025-04-01' })];
    plan
      .given(...history)
      .when(term, { on })
      .then(corrected(term));
    const refreshed = correct(1, ['/forYearOf', '2025-04-01', '2025-05-01']);
    plan
      .given(...history, corrected(term))
      .when(refreshed, { on })
      .then(corrected(refreshed));
  });

  it.each<[string, readonly Past[], Change]>([
    [
      'the day of a letter',
      [asked, told('RequestSent', { occurredOn: '2024-07-01' })],
      date('2024-07-01', '2024-07-02'),
    ],
    [
      'the words of a reply',
      [asked, told('RequestReplied', { occurredOn: '2024-07-01' })],
      ['/summary', 'It will be considered.', 'Considered.'],
    ],
    [
      'why a forecast slipped',
      [told('ForecastMade'), told('ForecastRestated', { occurredOn: '2020-07-01' })],
      ['/cause', 'The workshops took longer.', 'Rain.'],
    ],
  ])('is not held up by what has been contradictory before: %s', (_what, history, change) => {
    const command = correct(2, change);
    matter
      .given(opened, ...history)
      .when(command, { on })
      .then(corrected(command));
  });

  it('of the document leaves the record, and contradicts nothing in it', () => {
    const { kind: _kind, ...told } = correct(2, date('2024-07-20', '2019-07-12'));
    const inDocument = commandOf(RecordCorrection, { ...told, mistakeIn: 'document' });
    matter.given(opened, asked, sent).when(inDocument, { on }).then(corrected(inDocument));
  });
});

describe('a date that is supplied', () => {
  it('does not put what was asked for before the asking', () => {
    const history = [
      opened,
      told('RequestMade', { occurredOn: '2024-07' }),
      told('RequestSent', { occurredOn: '2024-07-20' }),
    ];
    const supply = (happenedOn: string): RecordOccurrenceSupplied =>
      commandOf(RecordOccurrenceSupplied, { occurredOn: on, fact: factIdAt(1), happenedOn, source: 'The minutes.' });
    matter
      .given(...history)
      .when(supply('2024-07-21'), { on })
      .thenRefused('before it was made', 'requests/sent-after-asking');
    const data = {
      occurredOn: on,
      fact: factIdAt(1),
      previously: '2024-07',
      happenedOn: '2024-07-20',
      source: 'The minutes.',
    };
    matter
      .given(...history)
      .when(supply('2024-07-20'), { on })
      .then({ type: 'OccurrenceSupplied', data });
  });
});
