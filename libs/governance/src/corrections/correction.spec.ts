import { describe, it } from '@jest/globals';
import { factIdAt, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { plainData } from '../vocabulary/stated.js';
import { RecordCorrection, RecordOccurrenceSupplied } from './correction-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2025-04-20';
const report = told('ReportSubmitted', {
  recommendations: [{ to: 'Council', items: [{ label: '(1)', text: 'Consider the Crime and Disorder Act 1999' }] }],
});
const history = [told('MatterOpened'), report, told('ConsultationOpened')] as const;

const correct = (changes: Partial<FieldsOf<RecordCorrection>> = {}): RecordCorrection =>
  commandOf(RecordCorrection, {
    occurredOn: '2025-04-01',
    fact: factIdAt(1),
    mistakeIn: 'document',
    changes: [
      {
        pointer: '/recommendations/0/items/0/text',
        asRecorded: 'Consider the Crime and Disorder Act 1999',
        asCorrected: 'Consider the Crime and Disorder Act 1998',
      },
    ],
    authority: 'Monitoring Officer',
    reason: 'There is no such Act of 1999.',
    ...changes,
  });
const corrected = (command: RecordCorrection) => {
  const { kind: _kind, ...data } = command;
  return { type: 'RecordCorrected', data: plainData(data) };
};
const window = (...changes: [string, string, string][]): RecordCorrection =>
  correct({
    fact: factIdAt(2),
    mistakeIn: 'record',
    changes: changes.map(([pointer, asRecorded, asCorrected]) => ({ pointer, asRecorded, asCorrected })),
  });

describe('a correction', () => {
  it('cites the fact, the words as they stand, and what is right', () => {
    given(...history)
      .when(correct(), { on })
      .then(corrected(correct()));
    given(...history, corrected(correct()))
      .when(correct(), { on })
      .thenNothing();
  });

  it('is of a fact of this matter', () => {
    given(...history)
      .when(correct({ fact: factIdAt(9) }), { on })
      .thenMalformed('/fact');
  });

  it.each([
    ['a place that is not there', '/recommendations/1/items/0/text', 'must lead to something'],
    ['an identity', '/report', 'may be corrected in ReportSubmitted'],
    ['a label', '/recommendations/0/items/0/label', 'may be corrected'],
  ])('does not correct %s', (_what, pointer, detail) => {
    const changes = [{ pointer, asRecorded: '(1)', asCorrected: '(2)' }];
    given(...history)
      .when(correct({ changes }), { on })
      .thenMalformed('/changes/0/pointer', detail);
  });

  it('cites the words verbatim, once, and differs from them', () => {
    const change = {
      pointer: '/recommendations/0/items/0/text',
      asRecorded: 'Consider the Crime and Disorder Act 1999',
      asCorrected: 'Consider the Crime and Disorder Act 1998',
    };
    given(...history)
      .when(correct({ changes: [{ ...change, asRecorded: 'Consider the Act' }] }), { on })
      .thenMalformed('/changes/0/asRecorded', 'verbatim');
    given(...history)
      .when(correct({ changes: [{ ...change, asCorrected: change.asRecorded }] }), { on })
      .thenMalformed('/changes/0/asCorrected');
    given(...history)
      .when(correct({ changes: [change, change] }), { on })
      .thenMalformed('/changes/1/pointer', 'twice');
  });

  it.each([
    ['the title of a report', 1, '/title', 'The plan'],
    ['a body', 1, '/submittedTo/0', 'Cabinet'],
    ['what a consultation was called', 2, '/describedAs', '12-week consultation'],
  ] as const)('keeps %s on one line', (_what, revision, pointer, asRecorded) => {
    const rightly = (asCorrected: string): RecordCorrection =>
      correct({ fact: factIdAt(revision), changes: [{ pointer, asRecorded, asCorrected }] });
    for (const broken of ['Two\nlines', 'Two\r\nlines', 'Two\u2028lines', 'A\ttab', 'A bell\u0007'])
      given(...history)
        .when(rightly(broken), { on })
        .thenMalformed(
          '/changes/0/asCorrected',
          /^must be one line, without line breaks and other control characters$/,
        );
    given(...history)
      .when(rightly('One line'), { on })
      .then(corrected(rightly('One line')));
  });

  it.each([
    ['the title of a report', 1, '/title', 'The plan', 300],
    ['a body', 1, '/submittedTo/0', 'Cabinet', 200],
  ] as const)('keeps %s to the length that its command takes', (_what, revision, pointer, asRecorded, most) => {
    const rightly = (asCorrected: string): RecordCorrection =>
      correct({ fact: factIdAt(revision), changes: [{ pointer, asRecorded, asCorrected }] });
    given(...history)
      .when(rightly('é'.repeat(most + 1)), { on })
      .thenMalformed('/changes/0/asCorrected', `is too long, with ${most + 1} characters`);
    given(...history)
      .when(rightly('é'.repeat(most)), { on })
      .then(corrected(rightly('é'.repeat(most))));
  });

  it('makes no other body of one by a space that came along', () => {
    const change = { pointer: '/submittedTo/0', asRecorded: 'Cabinet', asCorrected: 'Cabinet ' };
    given(...history)
      .when(correct({ fact: factIdAt(1), changes: [change] }), { on })
      .thenMalformed('/changes/0/asCorrected', 'must not begin or end with a space');
  });

  it('gives words of a document as many lines as they have', () => {
    const change = {
      asRecorded: 'Consider the Crime and Disorder Act 1999',
      asCorrected: 'Consider:\nthe Act of 1998',
    };
    const inLines = correct({ changes: [{ pointer: '/recommendations/0/items/0/text', ...change }] });
    given(...history)
      .when(inLines, { on })
      .then(corrected(inLines));
  });

  it('of the record leaves a fact that agrees with itself', () => {
    const good = window(['/window/closesOn', '2024-10-02', '2024-10-03']);
    given(...history)
      .when(good, { on })
      .then(corrected(good));
    given(...history)
      .when(window(['/window/closesOn', '2024-10-02', 'October']), { on })
      .thenMalformed('/changes/0/asCorrected', 'a day that exists');
    given(...history)
      .when(window(['/window/closesOn', '2024-10-02', '2024-07-09']), { on })
      .thenMalformed('/changes', '/window/closesOn must not come before the first day, 2024-07-10');
    given(...history)
      .when(window(['/window/opensOn', '2024-07-10', '2024-07-11']), { on })
      .thenMalformed('/changes', 'first day of its window');
    const both = window(['/window/opensOn', '2024-07-10', '2024-07-11'], ['/occurredOn', '2024-07-10', '2024-07-11']);
    given(...history)
      .when(both, { on })
      .then(corrected(both));
  });

  it('follows an earlier one: it cites the words as that left them', () => {
    const first = window(['/window/closesOn', '2024-10-02', '2024-10-03']);
    const second = window(['/window/closesOn', '2024-10-03', '2024-10-04']);
    given(...history, corrected(first))
      .when(second, { on })
      .then(corrected(second));
    given(...history, corrected(first))
      .when(window(['/window/closesOn', '2024-10-02', '2024-10-04']), { on })
      .thenMalformed('/changes/0/asRecorded');
  });
});

describe('a date that is supplied', () => {
  const supply = (happenedOn: string, fact = factIdAt(1)): RecordOccurrenceSupplied =>
    commandOf(RecordOccurrenceSupplied, { occurredOn: '2025-04-01', fact, happenedOn, source: 'The minutes.' });
  const submitted = (occurredOn: string) => [told('MatterOpened'), told('ReportSubmitted', { occurredOn })] as const;

  it.each([
    ['unknown', '2024-06'],
    ['unknown', '2024-06-26'],
    ['2024-06', '2024-06-26'],
    ['2024-06-26', '2024-06-26T14:00+01:00'],
  ])('makes %s into %s', (previously, happenedOn) => {
    given(...submitted(previously))
      .when(supply(happenedOn), { on })
      .then({
        type: 'OccurrenceSupplied',
        data: { occurredOn: '2025-04-01', fact: factIdAt(1), previously, happenedOn, source: 'The minutes.' },
      });
    given(...submitted(happenedOn))
      .when(supply(happenedOn), { on })
      .thenNothing();
  });

  it.each([
    ['2024-06', '2024-07-01', 'lie within 2024-06'],
    ['2024-06-26', '2024-06-27', 'more precise'],
    ['2024-06-26', 'unknown', 'more precise'],
    ['unknown', '2025-05-01', 'future'],
  ])('does not make %s into %s', (previously, happenedOn, detail) => {
    given(...submitted(previously))
      .when(supply(happenedOn), { on })
      .thenMalformed('/happenedOn', detail);
  });

  it('keeps to the days of a window', () => {
    given(...history)
      .when(supply('2024-07-10T09:00+01:00', factIdAt(2)), { on })
      .thenMalformed('/happenedOn', 'YYYY-MM-DD');
    given(...history)
      .when(supply('2024-07-10', factIdAt(9)), { on })
      .thenMalformed('/fact');
  });
});
