import { describe, it } from '@jest/globals';
import { newIdOf, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import {
  RecordCommissionFulfilled,
  RecordRequestMade,
  RecordRequestReplied,
  RecordRequestSent,
} from './request-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2025-03-20';
const made = [told('MatterOpened'), told('RequestMade')] as const;
const request = IDS.REQUEST;

describe('a request outside the resolution', () => {
  const fields = {
    occurredOn: '2024-07-09',
    by: 'Cabinet',
    text: 'requested that a letter be sent',
    subject: 'traffic',
  };

  it('is tracked without number, addressee or date where the minute gives none', () => {
    given(told('MatterOpened'))
      .when(commandOf(RecordRequestMade, fields), { on })
      .then({ type: 'RequestMade', data: { ...fields, request: newIdOf('request') } });
    given(told('MatterOpened'), { type: 'RequestMade', data: { ...fields, request } })
      .when(commandOf(RecordRequestMade, fields), { on })
      .thenNothing();
  });

  it('is sent once', () => {
    const sent = commandOf(RecordRequestSent, { occurredOn: '2024-07-20', request, reference: 'L/1' });
    given(...made)
      .when(sent, { on })
      .then(told('RequestSent'));
    given(...made, told('RequestSent'))
      .when(sent, { on })
      .thenNothing();
    given(...made, told('RequestSent', { occurredOn: '2024-07-19' }))
      .when(sent, { on })
      .thenRefused('Friday 19 July 2024 already', 'requests/sent-once');
  });

  it('is sent under a reference that may be told later, and is not told otherwise', () => {
    const sentUnder = (reference?: string) =>
      commandOf(RecordRequestSent, {
        occurredOn: '2024-07-20',
        request,
        ...(reference === undefined ? {} : { reference }),
      });
    const without = { type: 'RequestSent', data: { occurredOn: '2024-07-20', request } };
    given(...made, without)
      .when(sentUnder('L/1'), { on })
      .then(told('RequestSent'));
    given(...made, without, told('RequestSent'))
      .when(sentUnder('L/1'), { on })
      .thenNothing();
    given(...made, told('RequestSent'))
      .when(sentUnder(), { on })
      .thenNothing();
    given(...made, told('RequestSent'))
      .when(sentUnder('L/2'), { on })
      .thenRefused('under the reference L/1 already', 'requests/sent-once');
  });

  it('is not sent before it was made, and is one of this matter', () => {
    given(...made)
      .when(commandOf(RecordRequestSent, { occurredOn: '2024-07-08', request }), { on })
      .thenMalformed('/occurredOn', 'Tuesday 9 July 2024');
    given(...made)
      .when(commandOf(RecordRequestSent, { occurredOn: '2024-07-20', request: IDS.REPORT }), { on })
      .thenMalformed('/request');
  });

  it('has replies, even where nobody recorded that it was sent', () => {
    const repliedOn = (occurredOn: string) =>
      commandOf(RecordRequestReplied, { occurredOn, request, summary: 'It will be considered.' });
    const reply = repliedOn('2024-08-20');
    given(...made)
      .when(reply, { on })
      .then(told('RequestReplied'));
    given(...made, told('RequestReplied'))
      .when(reply, { on })
      .thenNothing();
    given(...made, told('RequestSent', { occurredOn: '2024-09' }))
      .when(reply, { on })
      .thenMalformed('/occurredOn', 'September 2024');
    for (const sent of ['unknown', '2024-07'])
      given(...made, told('RequestSent', { occurredOn: sent }))
        .when(repliedOn('2024-07-08'), { on })
        .thenMalformed('/occurredOn', 'Tuesday 9 July 2024');
  });
});

describe('a report that bodies asked for', () => {
  const asked = [told('MatterOpened'), told('RecommendationsMade'), told('ResolutionPassed')] as const;
  const commissions = [
    { madeIn: IDS.RESOLUTION, item: 3 },
    { madeIn: IDS.RECOMMENDATIONS, item: 1 },
  ];
  const data = {
    ...{ occurredOn: '2025-03-18', commissions, report: IDS.REPORT },
    because: 'It is the plan of 2025-2028 that was asked for as that of 2024-2027.',
  };
  const fulfilled = commandOf(RecordCommissionFulfilled, data);

  it('is received by a person’s judgement, one report for all who asked', () => {
    given(...asked, told('ReportSubmitted'))
      .when(fulfilled, { on })
      .then({ type: 'CommissionFulfilled', data });
  });

  it('is received once; what is open still is recorded', () => {
    given(...asked, told('ReportSubmitted'), { type: 'CommissionFulfilled', data })
      .when(fulfilled, { on })
      .thenNothing();
    given(...asked, told('ReportSubmitted'), told('CommissionFulfilled'))
      .when(fulfilled, { on })
      .then({
        type: 'CommissionFulfilled',
        data: { ...data, commissions: [{ madeIn: IDS.RECOMMENDATIONS, item: 1 }] },
      });
    for (const other of [{ because: 'It has the title.' }, { occurredOn: '2025-03-19' }])
      given(...asked, told('ReportSubmitted'), { type: 'CommissionFulfilled', data })
        .when(commandOf(RecordCommissionFulfilled, { ...data, ...other }), { on: '2026-01-01' })
        .thenRefused('on Tuesday 18 March 2025 already', 'requests/fulfilled-once-by-a-report');
  });

  it('is a report of this matter, and somebody asked for it', () => {
    given(...asked)
      .when(fulfilled, { on })
      .thenMalformed('/report');
    given(told('MatterOpened'), told('ResolutionPassed'), told('ReportSubmitted'))
      .when(fulfilled, { on })
      .thenMalformed('/commissions/1');
  });

  it('is not received before it was submitted, nor before it was asked for', () => {
    const received = (occurredOn: string) => commandOf(RecordCommissionFulfilled, { ...data, occurredOn });
    const submitted = told('ReportSubmitted', { occurredOn: '2025-03-10' });
    given(...asked, submitted)
      .when(received('2025-03-09'), { on })
      .thenMalformed('/occurredOn', /^must not come before the report was submitted, on Monday 10 March 2025$/);
    given(...asked, told('ReportSubmitted'))
      .when(received('2024-07-08'), { on })
      .thenMalformed('/occurredOn', /^must not come before the report was asked for, on Tuesday 9 July 2024$/);
    for (const occurredOn of ['2025-03-10', '2025-03', 'unknown'])
      given(...asked, submitted)
        .when(received(occurredOn), { on })
        .then({ type: 'CommissionFulfilled', data: { ...data, occurredOn } });
  });
});
