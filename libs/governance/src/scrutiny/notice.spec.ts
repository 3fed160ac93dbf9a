import { describe, it } from '@jest/globals';
import { rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told, toldWithout } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { RecordNoticeGiven } from './recommendation-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2024-07-15';
const opened = told('MatterOpened');
const asked = [opened, toldWithout('noticeGivenOn', 'RecommendationsMade')] as const;

const fields: FieldsOf<RecordNoticeGiven> = {
  occurredOn: '2024-07-01',
  recommendations: IDS.RECOMMENDATIONS,
  by: 'Scrutiny Co-ordination Committee',
  document: 'Notice of 1 July 2024',
};
const record = (changes: Partial<typeof fields> = {}): RecordNoticeGiven =>
  commandOf(RecordNoticeGiven, { ...fields, ...changes });

describe('notice in writing to respond', () => {
  it('is recorded when it is given, after the recommendations were made', () => {
    given(...asked)
      .when(record(), { on })
      .then(told('NoticeGiven'));
  });

  it('is given once', () => {
    given(...asked, told('NoticeGiven'))
      .when(record(), { on })
      .thenNothing();
    given(...asked, told('NoticeGiven'))
      .when(record({ occurredOn: '2024-07-02' }), { on })
      .thenRefused('given on Monday 1 July 2024 already', 'scrutiny/notice-given-once');
    given(...asked, told('NoticeGiven'))
      .when(record({ document: 'Another notice' }), { on })
      .thenRefused('by Notice of 1 July 2024 already', 'scrutiny/notice-given-once');
  });

  it('may be named by its document later', () => {
    const { document: _, ...unnamed } = fields;
    const before = { type: 'NoticeGiven', data: unnamed };
    given(...asked, before)
      .when(record(), { on })
      .then(told('NoticeGiven'));
    given(...asked, before, told('NoticeGiven'))
      .when(commandOf(RecordNoticeGiven, unnamed), { on })
      .thenNothing();
  });

  it('is the one that was told with the recommendations, where there was one', () => {
    const noticed = [opened, told('RecommendationsMade', { noticeGivenOn: '2024-07-01' })] as const;
    const { document: _, ...unnamed } = fields;
    given(...noticed)
      .when(commandOf(RecordNoticeGiven, unnamed), { on })
      .thenNothing();
    given(...noticed)
      .when(record(), { on })
      .then(told('NoticeGiven'));
    given(...noticed)
      .when(record({ occurredOn: '2024-07-02' }), { on })
      .thenRefused('given on Monday 1 July 2024 already', 'scrutiny/notice-given-once');
  });

  it('is given by who recommended, and by nobody else', () => {
    given(...asked)
      .when(record({ by: 'Allotments Panel' }), { on })
      .thenRefused('only Scrutiny Co-ordination Committee', 'scrutiny/notice-by-who-recommended');
    const by = 'Scrutiny Co-Ordination  Committee';
    given(...asked)
      .when(record({ by }), { on })
      .then(told('NoticeGiven', { by }));
  });

  it('is of recommendations that ask something, not before they were made, and not in the future', () => {
    given(opened).when(record(), { on }).thenMalformed('/recommendations', 'that this matter has');
    given(opened, told('RecommendationsMade', { items: [] }))
      .when(record(), { on })
      .thenMalformed('/recommendations', 'ask something');
    given(...asked)
      .when(record({ occurredOn: '2024-06-25' }), { on })
      .thenMalformed('/occurredOn', 'Wednesday 26 June 2024');
    given(...asked)
      .when(record({ occurredOn: '2024-07-16' }), { on })
      .thenMalformed('/occurredOn', 'future');
  });
});
