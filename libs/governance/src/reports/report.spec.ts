import { describe, expect, it } from '@jest/globals';
import { readInput } from '#kernel/input/read-input';
import { newIdOf, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { RecordReportSubmitted } from './report.js';

const { given } = rulesOf(matterSubject);
const on = '2025-03-20';

const fields: FieldsOf<RecordReportSubmitted> = {
  occurredOn: 'unknown',
  title: 'The plan',
  owner: 'Director of Law and Governance',
  submittedTo: ['Cabinet', 'Council'],
  recommendations: [
    { to: 'Cabinet', items: [{ label: '(1)', text: 'recommend that Council approve' }] },
    { to: 'Council', items: [{ label: '(1)', text: 'approve' }] },
  ],
  appendices: [{ label: '1', title: 'Priorities' }, { title: 'Briefing note' }],
  backgroundPapers: ['Cabinet, 9 July 2024'],
  templateFields: [{ name: 'Is this a key decision?', value: 'No' }],
};

describe('a report', () => {
  it('is recorded with what it recommends to each body, in their own numbering', () => {
    given(told('MatterOpened'))
      .when(commandOf(RecordReportSubmitted, fields), { on })
      .then({ type: 'ReportSubmitted', data: { ...fields, report: newIdOf('report') } });
  });

  it('is recorded once, however often it is told', () => {
    given(told('MatterOpened'), { type: 'ReportSubmitted', data: { ...fields, report: newIdOf('earlier') } })
      .when(commandOf(RecordReportSubmitted, fields), { on })
      .thenNothing();
  });

  it('is recorded as its document has it: without a body where none is named, with headings under which nothing stands', () => {
    const { submittedTo: _, ...unaddressed } = fields;
    const templateFields = [{ name: '6.2 Supporting documents', value: '' }];
    given(told('MatterOpened'))
      .when(readInput(RecordReportSubmitted, { ...unaddressed, templateFields }), { on })
      .then({
        type: 'ReportSubmitted',
        data: { ...unaddressed, templateFields, submittedTo: [], report: newIdOf('report') },
      });
  });

  it.each([
    ['/templateFields/0/value', { templateFields: [{ name: '6.2', value: ' ' }] }],
    ['/templateFields/0/value', { templateFields: [{ name: '6.2' }] }],
    ['/templateFields/0/name', { templateFields: [{ name: '', value: '' }] }],
    ['/submittedTo', { submittedTo: [] }],
  ])('leaves nothing else blank: %s', (pointer, wrong) => {
    expect(() => readInput(RecordReportSubmitted, { ...fields, ...wrong })).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ pointer })] }),
    );
  });

  it('does not recommend two things under one number to one body', () => {
    const items = [
      { label: '(1)', text: 'approve' },
      { label: '(1)', text: 'note' },
    ];
    given(told('MatterOpened'))
      .when(commandOf(RecordReportSubmitted, { ...fields, recommendations: [{ to: 'Cabinet', items }] }), { on })
      .thenMalformed('/recommendations/0/items/1/label', 'must be the only (1)');
  });

  it('does not have two appendices of one number', () => {
    const appendices = [
      { label: 'A', title: 'Plan' },
      { label: 'A', title: 'Overview' },
    ];
    given(told('MatterOpened'))
      .when(commandOf(RecordReportSubmitted, { ...fields, appendices }), { on })
      .thenMalformed('/appendices/1/label');
  });
});
