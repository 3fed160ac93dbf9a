import { describe, it } from '@jest/globals';
import { factIdAt, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import {
  CloseConsultation,
  ExtendConsultation,
  RecordConsultationClosed,
  RecordConsultationExtended,
  RecordConsultationResultsPublished,
  RecordResponsesCounted,
} from './consultation-commands.js';

const { given } = rulesOf(matterSubject);
const opened = [told('MatterOpened'), told('ConsultationOpened')] as const;
const closed = (occurredOn: string) => ({ type: 'ConsultationClosed', data: { occurredOn, round: 1 } });
const inferredClosed = (occurredOn: string) => ({ ...closed(occurredOn), actor: 'automation:deadlines' });

describe('extending a consultation', () => {
  const extend = (closesOn: string, round = 1): ExtendConsultation =>
    commandOf(ExtendConsultation, { round, closesOn, authority: 'Cabinet', reason: 'The site was down.' });
  const extended = (occurredOn: string) => ({
    type: 'ConsultationExtended',
    data: {
      ...{ occurredOn, round: 1, closesOn: '2024-10-16', previouslyClosesOn: '2024-10-02' },
      ...{ authority: 'Cabinet', reason: 'The site was down.' },
    },
  });

  it('keeps the old last day beside the new one', () => {
    given(...opened)
      .when(extend('2024-10-16'), { on: '2024-09-30' })
      .then(extended('2024-09-30'));
    given(...opened, extended('2024-09-30'))
      .when(extend('2024-10-16'), { on: '2024-09-30' })
      .thenNothing();
  });

  it('says nothing new in the same words, and is not told twice in others', () => {
    const record = (changes: Partial<FieldsOf<RecordConsultationExtended>> = {}) =>
      commandOf(RecordConsultationExtended, {
        ...{ occurredOn: '2024-09-30', round: 1, closesOn: '2024-10-16' },
        ...{ authority: 'Cabinet', reason: 'The site was down.' },
        ...changes,
      });
    const before = [...opened, extended('2024-09-30')] as const;
    given(...before)
      .when(record(), { on: '2024-10-20' })
      .thenNothing();
    given(...before)
      .when(extend('2024-10-16'), { on: '2024-10-01' })
      .thenNothing();
    for (const other of [{ occurredOn: '2024-10-01' }, { authority: 'Council' }, { reason: 'Schools were closed.' }])
      given(...before)
        .when(record(other), { on: '2024-10-20' })
        .thenRefused(
          'extended to Wednesday 16 October 2024 by Cabinet on Monday 30 September 2024',
          'consultations/extended-once-to-a-day',
        );
    given(...opened)
      .when(extend('2024-10-02'), { on: '2024-09-30' })
      .thenMalformed('/closesOn', 'later than 2024-10-02');
  });

  it('is done on its last day, and not the day after', () => {
    given(...opened)
      .when(extend('2024-10-16'), { on: '2024-10-02' })
      .then(extended('2024-10-02'));
    given(...opened)
      .when(extend('2024-10-16'), { on: '2024-10-03' })
      .thenRefused('closed at the end of Wednesday 2 October 2024', 'consultations/extended-while-open');
  });

  it('never shortens it', () => {
    given(...opened)
      .when(extend('2024-09-01'), { on: '2024-08-01' })
      .thenMalformed('/closesOn', 'later than 2024-10-02');
    given(...opened, extended('2024-09-30'))
      .when(extend('2024-10-10'), { on: '2024-10-01' })
      .thenMalformed('/closesOn', 'later than 2024-10-16');
  });

  it('is of a round that was opened', () => {
    given(...opened)
      .when(extend('2024-10-16', 2), { on: '2024-09-30' })
      .thenMalformed('/round', 'there is only round 1');
    given(told('MatterOpened'))
      .when(extend('2024-10-16'), { on: '2024-09-30' })
      .thenMalformed('/round', 'no consultation');
  });

  it('is authorised by a part of a resolution that the matter has, where one authorised it', () => {
    const authorised = (part: number) =>
      commandOf(ExtendConsultation, {
        ...{ round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'The site was down.' },
        authorisedBy: { resolution: IDS.RESOLUTION, part },
      });
    const { data, ...fact } = extended('2024-09-30');
    given(...opened, told('ResolutionPassed'))
      .when(authorised(2), { on: '2024-09-30' })
      .then({ ...fact, data: { ...data, authorisedBy: { resolution: IDS.RESOLUTION, part: 2 } } });
    given(...opened, told('ResolutionPassed'))
      .when(authorised(9), { on: '2024-09-30' })
      .thenMalformed('/authorisedBy');
  });

  it('is recorded where it was made too late', () => {
    const late = commandOf(RecordConsultationExtended, {
      ...{ occurredOn: '2024-10-05', round: 1, closesOn: '2024-10-16' },
      ...{ authority: 'Cabinet', reason: 'The site was down.' },
    });
    given(...opened)
      .when(late, { on: '2024-11-01' })
      .then(extended('2024-10-05'));
    given(...opened, closed('2024-10-16'))
      .when(late, { on: '2024-11-01' })
      .then(extended('2024-10-05'));
    given(...opened, closed('2024-10-02'))
      .when(late, { on: '2024-11-01' })
      .thenRefused('closed on Wednesday 2 October 2024', 'consultations/closed-once');
    given(...opened, inferredClosed('2024-10-02'))
      .when(late, { on: '2024-11-01' })
      .then(extended('2024-10-05'));
  });

  it('contradicts a close of before it was decided, once an office says that it was on that day, in whatever words', () => {
    const told = commandOf(RecordConsultationExtended, {
      ...{ occurredOn: '2024-10-03', round: 1, closesOn: '2024-10-16' },
      ...{ authority: 'Cabinet', reason: 'The site was down.' },
    });
    const correction = (fact: string) => ({
      type: 'RecordCorrected',
      data: {
        ...{ occurredOn: '2024-10-20', fact, mistakeIn: 'record', authority: 'Cabinet', reason: 'It closed early.' },
        changes: [{ pointer: '/occurredOn', asRecorded: '2024-10-02', asCorrected: '2024-09-27' }],
      },
    });
    given(...opened, inferredClosed('2024-10-02'), closed('2024-10-02'))
      .when(told, { on: '2024-11-01' })
      .thenRefused('closed on Wednesday 2 October 2024', 'consultations/closed-once');
    given(...opened, inferredClosed('2024-10-02'), correction(factIdAt(2)))
      .when(told, { on: '2024-11-01' })
      .thenRefused('closed on Friday 27 September 2024', 'consultations/closed-once');
  });
});

describe('closing a consultation', () => {
  const close = commandOf(CloseConsultation, { round: 1 });
  const record = (closedOn: string): RecordConsultationClosed =>
    commandOf(RecordConsultationClosed, { round: 1, closedOn });

  it('is dated on its last day, however late it comes', () => {
    given(...opened)
      .when(close, { on: '2024-10-03' })
      .then(closed('2024-10-02'));
    given(...opened)
      .when(close, { on: '2024-10-10' })
      .then(closed('2024-10-02'));
    given(...opened, closed('2024-10-02'))
      .when(close, { on: '2024-10-10' })
      .thenNothing();
  });

  it('waits until the last day is over', () => {
    given(...opened)
      .when(close, { on: '2024-10-02' })
      .thenRefused('until the end of Wednesday 2 October 2024', 'R19');
    given(...opened, told('ConsultationExtended'))
      .when(close, { on: '2024-10-10' })
      .thenRefused('Wednesday 16 October 2024', 'R19');
  });

  it('is recorded where it came early', () => {
    given(...opened)
      .when(record('2024-09-01'), { on: '2024-11-01' })
      .then(closed('2024-09-01'));
  });

  it('comes after the opening, and not tomorrow', () => {
    given(...opened)
      .when(record('2024-07-09'), { on: '2024-11-01' })
      .thenMalformed('/closedOn', 'Wednesday 10 July 2024');
    given(...opened)
      .when(record('2024-10-02'), { on: '2024-10-01' })
      .thenMalformed('/closedOn', 'future');
  });

  it('happens once', () => {
    given(...opened, closed('2024-10-02'))
      .when(record('2024-10-02'), { on: '2024-11-01' })
      .thenNothing();
    given(...opened, closed('2024-10-02'))
      .when(record('2024-10-03'), { on: '2024-11-01' })
      .thenRefused('was closed on Wednesday 2 October 2024', 'consultations/closed-once');
  });

  it('is inferred from the window as it stands, again where that has moved, and gives way to an office’s word', () => {
    const moved = { type: 'ConsultationExtended', data: told('ConsultationExtended').data };
    given(...opened, inferredClosed('2024-10-02'))
      .when(close, { on: '2024-10-10' })
      .thenNothing();
    given(...opened, inferredClosed('2024-10-02'), moved)
      .when(close, { on: '2024-10-10' })
      .thenRefused('until the end of Wednesday 16 October 2024', 'R19');
    given(...opened, inferredClosed('2024-10-02'), moved)
      .when(close, { on: '2024-10-17' })
      .then(closed('2024-10-16'));
    for (const day of ['2024-09-01', '2024-10-02'])
      given(...opened, inferredClosed('2024-10-02'))
        .when(record(day), { on: '2024-11-01' })
        .then(closed(day));
    given(...opened, inferredClosed('2024-10-02'), closed('2024-09-01'))
      .when(record('2024-10-02'), { on: '2024-11-01' })
      .thenRefused('was closed on Sunday 1 September 2024', 'consultations/closed-once');
  });
});

describe('the results of a consultation', () => {
  const publish = (occurredOn: string): RecordConsultationResultsPublished =>
    commandOf(RecordConsultationResultsPublished, { occurredOn, round: 1, where: 'Appendix 3 to the report' });

  it('are published once', () => {
    const published = told('ConsultationResultsPublished');
    given(...opened)
      .when(publish('2024-12-18'), { on: '2025-01-01' })
      .then(published);
    given(...opened, published)
      .when(publish('2024-12-18'), { on: '2025-01-01' })
      .thenNothing();
    given(...opened, published)
      .when(publish('2024-12-19'), { on: '2025-01-01' })
      .thenRefused('Wednesday 18 December 2024 already', 'consultations/results-published-once');
  });

  it('are not published before the window opened, nor tomorrow', () => {
    given(...opened)
      .when(publish('2024-07-09'), { on: '2025-01-01' })
      .thenMalformed('/occurredOn', 'Wednesday 10 July 2024');
    given(...opened)
      .when(publish('2025-01-02'), { on: '2025-01-01' })
      .thenMalformed('/occurredOn', 'future');
  });
});

describe('the responses', () => {
  const count = (changes: Partial<FieldsOf<RecordResponsesCounted>> = {}): RecordResponsesCounted =>
    commandOf(RecordResponsesCounted, {
      ...{ occurredOn: '2024-10-20', round: 1, count: 700, method: 'online', asOf: '2024-10-02' },
      ...changes,
    });
  const counted = (changes: object = {}) => ({
    type: 'ResponsesCounted',
    data: { occurredOn: '2024-10-20', round: 1, count: 700, method: 'online', asOf: '2024-10-02', ...changes },
  });
  const on = '2024-11-01';

  it('are counted with the method and the day up to which they count', () => {
    given(...opened)
      .when(count(), { on })
      .then(counted());
    given(...opened, counted())
      .when(count(), { on })
      .thenNothing();
    given(...opened, counted())
      .when(count({ asOf: '2024-10-09', count: 712 }), { on })
      .then(counted({ asOf: '2024-10-09', count: 712 }));
  });

  it('are never quietly counted otherwise', () => {
    given(...opened, counted())
      .when(count({ count: 696 }), { on })
      .thenRefused(
        '700 responses, as they stood on Wednesday 2 October 2024, were counted by the same method on Sunday 20 October 2024',
        'consultations/count-never-quietly-changed',
      );
    for (const other of [{ occurredOn: '2024-10-21' }, { reason: 'x' }])
      given(...opened, counted())
        .when(count(other), { on })
        .thenRefused(
          '700 responses, as they stood on Wednesday 2 October 2024, were counted by the same method on Sunday 20 October 2024',
          'consultations/count-never-quietly-changed',
        );
    given(...opened, counted())
      .when(count({ count: 696, replaces: factIdAt(2) }), { on })
      .thenMalformed('/reason');
    given(...opened, counted())
      .when(count({ count: 696, replaces: factIdAt(1), reason: 'Four came twice.' }), { on })
      .thenMalformed('/replaces');
    const mended = { count: 696, replaces: factIdAt(2), reason: 'Four came twice.' };
    given(...opened, counted())
      .when(count(mended), { on })
      .then(counted(mended));
    given(...opened, counted(), counted(mended))
      .when(count(mended), { on })
      .thenNothing();
    given(...opened, counted(), counted(mended))
      .when(count(), { on })
      .thenRefused('696 responses');
  });

  it('cannot have come before the consultation opened', () => {
    given(...opened)
      .when(count({ asOf: '2024-07-09' }), { on })
      .thenMalformed('/asOf', 'Wednesday 10 July 2024');
    given(...opened)
      .when(count({ asOf: 'unknown' }), { on })
      .then(counted({ asOf: 'unknown' }));
  });

  it('cannot have been counted before the day up to which they count', () => {
    given(...opened)
      .when(count({ occurredOn: '2024-10-01' }), { on })
      .thenMalformed(
        '/occurredOn',
        /^must not come before the day up to which they count, on Wednesday 2 October 2024$/,
      );
    for (const occurredOn of ['2024-10-02', '2024-10', 'unknown'])
      given(...opened)
        .when(count({ occurredOn }), { on })
        .then(counted({ occurredOn }));
  });
});
