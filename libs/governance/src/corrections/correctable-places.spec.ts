import { describe, expect, it } from '@jest/globals';
import { foldAll } from '#kernel';
import { decide, contextOn, factIdAt, type Past, recorded, rulesOf } from '#kernel/testing/given';
import { type Matter, matterAfter, matterSubject } from '../matter.js';
import { derivedFrom } from '../testing/derived.js';
import { IDS, told, toldWithout } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import { placesOf } from '../vocabulary/numbered.js';
import { plainData } from '../vocabulary/stated.js';
import { RecordCorrection } from './correction-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2025-04-20';

type Change = readonly [pointer: string, asRecorded: string | undefined, asCorrected: string];

const correct = (revision: number, ...changes: readonly Change[]): RecordCorrection =>
  commandOf(RecordCorrection, {
    occurredOn: '2025-04-01',
    fact: factIdAt(revision),
    mistakeIn: 'record',
    changes: changes.map(([pointer, asRecorded, asCorrected]) => ({
      ...{ pointer, asCorrected },
      ...(asRecorded === undefined ? {} : { asRecorded }),
    })),
    authority: 'Monitoring Officer',
    reason: 'The minute says otherwise.',
  });

const decided = (history: readonly Past[], command: RecordCorrection): readonly Past[] =>
  decide(matterSubject, recorded(history), command, contextOn(on));

/** The matter as it reads once the command was carried out. */
const matterOnce = (history: readonly Past[], command: RecordCorrection): Matter =>
  matterAfter(foldAll(matterSubject, recorded([...history, ...decided(history, command)])).entries);

const deep = (label: string, depth: number): object =>
  depth === 6 ? { label, text: 'the last' } : { label, text: `level ${depth}`, items: [deep(`${label})`, depth + 1)] };

const opened = told('MatterOpened');
const made = told('RecommendationsMade', { items: [deep('1', 1)] as never });
const part = { verb: 'Notes', text: 'Notes it.', meaning: 'notes', answers: [] } as const;
const answering = told('ResolutionPassed', {
  parts: [
    {
      ...{ part: 1, verb: 'Approves', text: 'Approves them.', meaning: 'answers recommendations' },
      answers: [{ recommendations: IDS.RECOMMENDATIONS, leaf: '2)a)', answer: 'accepted' }],
    },
    { part: 2, ...part },
  ],
});

describe('what a correction mends', () => {
  it('an answer, with the reason that the body gave', () => {
    const history = [opened, told('RecommendationsMade'), answering];
    const rejected: Change = ['/parts/0/answers/0/answer', 'accepted', 'rejected'];
    const reason: Change = ['/parts/0/answers/0/reason', '', 'It is asked already.'];
    expect(matterOnce(history, correct(2, rejected, reason)).decisions.passed[0]?.parts[0]?.answers).toStrictEqual([
      {
        recommendations: IDS.RECOMMENDATIONS,
        leaf: '2)a)',
        answer: 'rejected',
        reason: 'It is asked already.',
      },
    ]);
    expect(matterOnce(history, correct(2, rejected)).decisions.passed[0]?.parts[0]?.answers).toMatchObject([
      { answer: 'rejected' },
    ]);
    given(...history)
      .when(correct(2, ['/parts/0/answers/0/answer', 'accepted', 'agreed']), { on })
      .thenMalformed('/changes/0/asCorrected', 'one of: accepted, accepted in part, rejected, deferred, noted');
  });

  it('a meaning, which still agrees with what the part states', () => {
    const history = [opened, told('RecommendationsMade'), answering];
    const approves = correct(2, ['/parts/1/meaning', 'notes', 'approves']);
    expect(matterOnce(history, approves).decisions.passed[0]?.parts[1]?.meaning).toBe('approves');
    const commissions: Change = ['/parts/1/meaning', 'notes', 'commissions a report'];
    given(...history)
      .when(correct(2, commissions), { on })
      .thenMalformed('/changes', '/parts/1/report must be stated, since the part commissions a report');
    const report = correct(2, commissions, ['/parts/1/report', '', 'a report on the responses']);
    expect(matterOnce(history, report).decisions.passed[0]?.parts[1]).toMatchObject({
      meaning: 'commissions a report',
      report: 'a report on the responses',
    });
    given(...history)
      .when(correct(2, ['/parts/0/meaning', 'answers recommendations', 'notes']), { on })
      .thenMalformed('/changes', '/parts/0/answers must be left out');
    given(...history)
      .when(correct(2, ['/parts/1/report', '', 'a report']), { on })
      .thenMalformed('/changes', '/parts/1/report must be left out');
  });

  it('a title, and the period of a plan', () => {
    const history = [opened, told('MatterRetitled', { title: 'The new paln' }), told('PlanPeriodChanged')];
    const title = correct(0, ['/title', 'Community Safety Partnership Plan', 'The plan']);
    expect(matterOnce([opened], title).heading.title).toBe('The plan');
    expect(matterOnce(history, correct(1, ['/title', 'The new paln', 'The new plan'])).heading).toMatchObject({
      title: 'The new plan',
    });
    const label = correct(2, ['/planPeriod/label', '2025-2028', '2025-2029']);
    expect(matterOnce(history, label).heading.planPeriod?.label).toBe('2025-2029');
    given(...history)
      .when(correct(2, ['/planPeriod/lastDay', '2028-03-31', '2025-03-31']), { on })
      .thenMalformed('/changes', 'the period would end before it begins');
  });

  it('the words at every level of a tree', () => {
    for (const depth of [1, 2, 3, 4, 5, 6]) {
      const pointer = `/items/0${'/items/0'.repeat(depth - 1)}/text`;
      const words = depth === 6 ? 'the last' : `level ${depth}`;
      const { scrutiny } = matterOnce([opened, made], correct(1, [pointer, words, 'as it was put']));
      expect(placesOf(scrutiny.made[0]!.items)[depth - 1]?.text).toBe('as it was put');
    }
    const nested = correct(1, ['/recommendations/0/items/0/items/0/text', 'the plan', 'the Plan']);
    expect(matterOnce([opened, told('ReportSubmitted')], nested).reports.submitted[0]?.recommendations).toMatchObject([
      { items: [{ items: [{ text: 'the Plan' }] }] },
    ]);
  });

  it('a day by which a report is due, where the body awaits one', () => {
    const followUps = [{ text: 'Agreed to meet again.' }];
    const due = correct(1, ['/followUps/0/dueOn', '', '2025-01']);
    given(opened, told('RecommendationsMade', { followUps }))
      .when(due, { on })
      .thenMalformed('/changes', 'only a report that the body awaits');
    const report = correct(
      1,
      ['/followUps/0/dueOn', '', '2025-01'],
      ['/followUps/0/awaitsReport', '', 'the responses'],
    );
    expect(matterOnce([opened, told('RecommendationsMade', { followUps })], report).scrutiny.made).toMatchObject([
      { followUps: [{ awaitsReport: 'the responses', dueOn: '2025-01' }] },
    ]);
  });

  it('what was left out, where it belongs', () => {
    const bare: Past = { type: 'MatterOpened', data: { occurredOn: '2024-06', title: 'The plan' } };
    expect(matterOnce([bare], correct(0, ['/reference', undefined, 'CSP/24'])).heading.reference).toBe('CSP/24');
    given(bare)
      .when(correct(0, ['/reference', 'CSP/23', 'CSP/24']), { on })
      .thenMalformed('/changes/0/asRecorded', 'left out, since nothing stands there');
    given(bare)
      .when(correct(0, ['/title', undefined, 'A plan']), { on })
      .thenMalformed('/changes/0/asRecorded', `must be all that stands there, verbatim: The plan`);
    given(bare)
      .when(correct(0, ['/planPeriod/label', undefined, '2024-2027']), { on })
      .thenMalformed('/changes/0/pointer', 'must lead to something that the fact has');
    given(bare, told('ReportSubmitted'))
      .when(correct(1, ['/backgroundPapers/2', undefined, 'Another']), { on })
      .thenMalformed('/changes/0/pointer', 'must lead to something that the fact has');
  });

  it('what was left out, told as what it is: not recorded, and not recorded as empty', () => {
    const headed = told('ReportSubmitted', { templateFields: [{ name: 'Risk', value: '' }] });
    const supplied = { pointer: '/owner', asCorrected: 'Director of Public Health' };
    const filledIn = { pointer: '/templateFields/0/value', asRecorded: '', asCorrected: 'None' };
    const history = [opened, toldWithout('owner', 'ReportSubmitted', headed.data)];
    for (const asRecorded of [undefined, '']) {
      const command = correct(
        1,
        ['/owner', asRecorded, 'Director of Public Health'],
        ['/templateFields/0/value', '', 'None'],
      );
      expect(matterOnce(history, command).corrections.made[0]?.changes).toStrictEqual([supplied, filledIn]);
      expect(matterOnce(history, command).reports.submitted[0]).toMatchObject({
        ...{ owner: 'Director of Public Health', templateFields: [{ value: 'None' }] },
      });
    }
    given(...history)
      .when(correct(1, ['/templateFields/0/value', undefined, 'None']), { on })
      .thenMalformed('/changes/0/asRecorded', 'must be all that stands there, verbatim: an empty text');
  });

  it('the bodies before which a report was put, where the record names none, or not all of them', () => {
    const reportOf = (...submittedTo: string[]) => [opened, told('ReportSubmitted', { submittedTo })] as const;
    const cabinet: Change = ['/submittedTo/0', undefined, 'Cabinet'];
    const council: Change = ['/submittedTo/1', undefined, 'Council'];
    const submittedTo = (history: readonly Past[], ...changes: readonly Change[]) =>
      matterOnce(history, correct(1, ...changes)).reports.submitted[0]?.submittedTo;
    expect(submittedTo(reportOf(), cabinet)).toEqual(['Cabinet']);
    expect(submittedTo(reportOf(), cabinet, council)).toEqual(['Cabinet', 'Council']);
    expect(submittedTo(reportOf('Cabinet'), council)).toEqual(['Cabinet', 'Council']);
    given(...reportOf())
      .when(correct(1, council), { on })
      .thenMalformed('/changes/0/pointer', 'must lead to something that the fact has');
    given(...reportOf('Cabinet'))
      .when(correct(1, cabinet), { on })
      .thenMalformed('/changes/0/asRecorded', 'must be all that stands there, verbatim: Cabinet');
    const twenty = Array.from({ length: 20 }, (_, at) => `Panel ${at}`);
    given(...reportOf(...twenty))
      .when(correct(1, ['/submittedTo/20', undefined, 'Cabinet']), { on })
      .thenMalformed('/changes', 'at most 20');
  });

  it('what was left out once, in whichever words the same is told again', () => {
    const bare: Past = { type: 'MatterOpened', data: { occurredOn: '2024-06', title: 'The plan' } };
    const { kind: _kind, ...left } = correct(0, ['/reference', undefined, 'CSP/24']);
    const empty = correct(0, ['/reference', '', 'CSP/24']);
    const { kind: _, ...asBefore } = empty;
    for (const data of [left, asBefore])
      for (const again of [correct(0, ['/reference', undefined, 'CSP/24']), empty])
        given(bare, { type: 'RecordCorrected', data: plainData(data) })
          .when(again, { on })
          .thenNothing();
  });

  it('a day by which a commissioned report is due, where the body gave one', () => {
    const commissioning = told('ResolutionPassed', {
      parts: [{ ...part, meaning: 'commissions a report', report: 'the responses', part: 1 }],
    });
    const history = [opened, commissioning];
    const due = correct(1, ['/parts/0/dueOn', undefined, '2025-01']);
    expect(matterOnce(history, due).decisions.passed[0]?.parts[0]?.dueOn).toBe('2025-01');
    expect(derivedFrom([...history, ...decided(history, due)])).toMatchObject([{ dueOn: '2025-01-31' }]);
  });
});

describe('a closing time', () => {
  const days = { opensOn: '2024-07-10', closesOn: '2024-07-10' };
  const round = (closesAt?: string): Past => ({
    type: 'ConsultationOpened',
    data: {
      ...{ occurredOn: '2024-07-10', round: 1, describedAs: 'a consultation' },
      window: closesAt === undefined ? days : { ...days, closesAt },
    },
  });
  const time = (was: string | undefined, is: string): RecordCorrection => correct(1, ['/window/closesAt', was, is]);
  const closeOf = (history: readonly Past[], command: RecordCorrection) =>
    derivedFrom([...history, ...decided(history, command)]).find(({ key }) => key === 'R19/round-1');

  it('is supplied, or corrected, and the deadline follows', () => {
    expect(closeOf([opened, round()], time(undefined, '17:00'))).toMatchObject({
      ...{ dueOn: '2024-07-10', dueAt: '2024-07-10T16:00:00.000Z' },
    });
    expect(closeOf([opened, round('12:00')], time('12:00', '17:00'))?.dueAt).toBe('2024-07-10T16:00:00.000Z');
  });

  it('of an extension, too', () => {
    const data = { occurredOn: '2024-07-10', round: 1, closesOn: '2024-08-01', previouslyClosesOn: '2024-07-10' };
    const extended: Past = {
      type: 'ConsultationExtended',
      data: { ...data, authority: 'Cabinet', reason: 'more time' },
    };
    const later = correct(2, ['/closesAt', undefined, '12:00']);
    expect(closeOf([opened, round(), extended], later)?.dueAt).toBe('2024-08-01T11:00:00.000Z');
  });

  it('is a time, and later than the opening of its day', () => {
    given(opened, round())
      .when(time(undefined, '25:00'), { on })
      .thenMalformed('/changes/0/asCorrected', 'a time of day in London, as HH:MM');
    given(opened, round())
      .when(time(undefined, '00:00'), { on })
      .thenMalformed('/changes', 'later than the midnight at which it opens');
  });

  it('that a resolution gives is corrected there', () => {
    const authorising = told('ResolutionPassed', {
      parts: [{ ...part, meaning: 'authorises a consultation', window: days, part: 1 }],
    });
    const given17 = (at: string) => correct(1, ['/parts/0/window/closesAt', undefined, at]);
    expect(matterOnce([opened, authorising], given17('17:00')).decisions.passed[0]?.parts[0]?.window).toEqual({
      ...{ ...days, closesAt: '17:00' },
    });
    given(opened, authorising)
      .when(given17('00:00'), { on })
      .thenMalformed('/changes', 'later than the midnight at which it opens');
  });

  it('opens a consultation again that was closed by itself at the end of its day', () => {
    const closed: Past = {
      ...{ type: 'ConsultationClosed', actor: 'automation:deadlines' },
      data: { occurredOn: '2024-07-10', round: 1 },
    };
    const history = [opened, round(), closed];
    expect(closeOf(history, time(undefined, '17:00'))).toMatchObject({ dueAt: '2024-07-10T16:00:00.000Z' });
    expect(closeOf(history, time(undefined, '17:00'))).not.toHaveProperty('met');
  });
});
