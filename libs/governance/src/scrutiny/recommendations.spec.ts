import { describe, expect, it } from '@jest/globals';
import { Malformed } from '#kernel';
import { newIdOf, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { type NumberedItem } from '../vocabulary/numbered.js';
import { RecordRecommendationImplemented, RecordRecommendationsMade } from './recommendation-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2024-07-15';
const opened = told('MatterOpened');
const made = told('RecommendationsMade');

const fields: FieldsOf<RecordRecommendationsMade> = {
  occurredOn: '2024-06-26',
  by: 'Scrutiny',
  to: 'Cabinet',
  items: [{ label: '2)', text: 'Recommends:', items: [{ label: 'a)', text: 'more channels' }] }],
  followUps: [{ label: '1)', text: 'Agreed to receive a report.', awaitsReport: 'a report' }],
};
const record = (changes: Partial<typeof fields>): RecordRecommendationsMade =>
  commandOf(RecordRecommendationsMade, { ...fields, ...changes });

const deep = (levels: number): NumberedItem => ({
  label: `${levels})`,
  text: 'deeper',
  ...(levels === 1 ? {} : { items: [deep(levels - 1)] }),
});

describe('what a scrutiny body recommends', () => {
  it('is kept in its own numbering, apart from what it kept for itself', () => {
    given(opened)
      .when(record({}), { on })
      .then({ type: 'RecommendationsMade', data: { ...fields, recommendations: newIdOf('recommendations') } });
  });

  it('is recorded once, however often it is told', () => {
    const { kind: _kind, ...before } = record({});
    given(
      opened,
      told('RecommendationsMade', { ...before, items: fields.items ?? [], followUps: fields.followUps ?? [] }),
    )
      .when(commandOf(RecordRecommendationsMade, { ...fields, preamble: 'Having considered the report:' }), { on })
      .then({
        type: 'RecommendationsMade',
        data: { ...fields, preamble: 'Having considered the report:', recommendations: newIdOf('recommendations') },
      });
    given(opened, { type: 'RecommendationsMade', data: { ...fields, recommendations: IDS.RECOMMENDATIONS } })
      .when(record({}), { on })
      .thenNothing();
  });

  it('may be a follow-up alone, but not nothing', () => {
    given(opened)
      .when(record({ items: [] }), { on })
      .then({
        type: 'RecommendationsMade',
        data: { ...fields, items: [], recommendations: newIdOf('recommendations') },
      });
    given(opened)
      .when(record({ items: [], followUps: [] }), { on })
      .thenMalformed('/items', 'must hold a recommendation');
  });

  it('may give a day to a report that the body awaits, and to nothing else', () => {
    const by = { label: '1)', text: 'Agreed to receive a report.', awaitsReport: 'a report', dueOn: '2025-01' };
    given(opened)
      .when(record({ followUps: [by] }), { on })
      .then({
        type: 'RecommendationsMade',
        data: { ...fields, followUps: [by], recommendations: newIdOf('recommendations') },
      });
    given(opened)
      .when(record({ followUps: [{ label: '1)', text: 'Agreed to look again.', dueOn: '2025-01' }] }), { on })
      .thenMalformed('/followUps/0/dueOn', 'awaits');
  });

  it.each<[string, NumberedItem[], string]>([
    [
      'in one list',
      [
        { label: '2)', text: 'one' },
        { label: '2)', text: 'another' },
      ],
      '/items/1/label',
    ],
    [
      'but for a space',
      [
        { label: '2)', text: 'one' },
        { label: '2 )', text: 'another' },
      ],
      '/items/1/label',
    ],
    [
      'beneath another',
      [
        {
          label: '2)',
          text: 'one',
          items: [
            { label: 'a)', text: 'one' },
            { label: 'a)', text: 'another' },
          ],
        },
      ],
      '/items/0/items/1/label',
    ],
    [
      'along two ways',
      [
        { label: '2', text: 'one', items: [{ label: '1', text: 'one' }] },
        { label: '21', text: 'another' },
      ],
      '/items/1/label',
    ],
    ['with a follow-up', [{ label: '1)', text: 'one' }], '/items/0/label'],
  ])('has no label twice %s', (_where, items, pointer) => {
    given(opened).when(record({ items }), { on }).thenMalformed(pointer, 'must be the only');
  });

  it('has no label twice among what the body kept for itself', () => {
    const followUps = ['to receive a report', 'to look again'].map((text) => ({ label: '1)', text }));
    given(opened).when(record({ followUps }), { on }).thenMalformed('/followUps/1/label');
  });

  it('has at most six levels and two hundred items', () => {
    given(opened)
      .when(record({ items: [deep(6)] }), { on })
      .then({
        type: 'RecommendationsMade',
        data: { ...fields, items: [deep(6)], recommendations: newIdOf('recommendations') },
      });
    given(opened)
      .when(record({ items: [deep(7)] }), { on })
      .thenMalformed(`/items/0${'/items/0'.repeat(6)}`, 'at most 6 levels');
    const many = Array.from({ length: 3 }, (_, at) => ({
      label: `${at}`,
      text: 'holds',
      items: Array.from({ length: 67 }, (_unused, beneath) => ({ label: `.${beneath}`, text: 'asks' })),
    }));
    given(opened)
      .when(record({ items: many }), { on })
      .thenMalformed('/items', 'at most 200');
  });

  it('is refused at the door with a pointer to a label that is no text', () => {
    expect(() => record({ items: [{ label: '', text: 'one' }] })).toThrow(Malformed);
    expect(() => record({ items: [{ label: '', text: 'one' }] })).toThrow('/items/0/label');
  });
});

describe('an ask that was carried out', () => {
  const implementedFields = {
    occurredOn: '2024-07-09',
    recommendations: IDS.RECOMMENDATIONS,
    leaf: '2)b)i)',
    how: 'Question 5 has it.',
  };
  const implemented = commandOf(RecordRecommendationImplemented, implementedFields);

  it('is recorded for its leaf, answered or not', () => {
    const { kind: _kind, ...data } = implemented;
    given(opened, made).when(implemented, { on }).then({ type: 'RecommendationImplemented', data });
    given(opened, made, { type: 'RecommendationImplemented', data }).when(implemented, { on }).thenNothing();
  });

  it('was not carried out on two days', () => {
    const { kind: _kind, ...data } = implemented;
    given(opened, made, { type: 'RecommendationImplemented', data: { ...data, occurredOn: '2024-07-08' } })
      .when(implemented, { on })
      .thenRefused('Monday 8 July 2024 already', 'scrutiny/implemented-once');
    given(opened, made, { type: 'RecommendationImplemented', data: { ...data, how: 'Question 6 has it.' } })
      .when(implemented, { on })
      .thenRefused('Tuesday 9 July 2024 already', 'scrutiny/implemented-once');
  });

  it('is a leaf of recommendations of this matter, and came after them', () => {
    given(opened).when(implemented, { on }).thenMalformed('/recommendations');
    given(opened, made)
      .when(commandOf(RecordRecommendationImplemented, { ...implementedFields, leaf: '2)b)' }), { on })
      .thenMalformed('/leaf', '2)a), 2)b)i), 2)b)ii)');
    given(opened, made)
      .when(commandOf(RecordRecommendationImplemented, { ...implementedFields, occurredOn: '2024-06-25' }), { on })
      .thenMalformed('/occurredOn', 'Wednesday 26 June 2024');
  });
});
