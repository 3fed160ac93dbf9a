import { describe, expect, it } from '@jest/globals';
import { calendarNamed } from '#calendar';
import { foldAll } from '#kernel';
import { RecordCorrection } from '../matter-commands.js';
import { RecordForecastMade, RecordForecastRestated } from '../forecasts/index.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { ChangePlanPeriod, OpenMatter, RetitleMatter } from '../matters/index.js';
import { clockworks } from '../processes/clocks.js';
import { RecordReportSubmitted } from '../reports/index.js';
import { RecordRequestMade, RecordRequestReplied, RecordRequestSent } from '../requests/index.js';
import { Story } from '../testing/story.js';
import { commandOf } from '../vocabulary/command-of.js';
import { deadlinesAsAt } from './deadlines-as-at.js';
import { matterRegister } from './matter-register.js';
import { historyOf } from './matter-history.js';
import { matterChronicle } from '../matter.js';

const PRECISIONS = ['unknown', '2024-07', '2024-07-09', '2024-07-09T10:00+01:00'] as const;

const opened = (occurredOn = '2024-06-26'): Story => {
  const story = new Story();
  story.tell(commandOf(OpenMatter, { occurredOn, title: 'Old title', planPeriod: { label: '2024-2027' } }));
  return story;
};

const reportOf = (story: Story, occurredOn: string, title: string): void => {
  story.tell(commandOf(RecordReportSubmitted, { occurredOn, title, owner: 'Director', submittedTo: ['Cabinet'] }));
};

describe.each(PRECISIONS)('what is told of something that happened %s', (occurredOn) => {
  it('is a new title and another period of the matter', () => {
    const story = opened(occurredOn);
    story.tell(commandOf(RetitleMatter, { occurredOn: '2024-07-12', title: 'New title', reason: 'As the report.' }));
    const planPeriod = { label: '2025-2028' };
    story.tell(commandOf(ChangePlanPeriod, { occurredOn: '2024-07-12', planPeriod, reason: 'It starts later.' }));
    const heading = { title: 'New title', formerTitles: ['Old title'], openedOn: occurredOn, planPeriod };
    expect(story.page()).toMatchObject(heading);
    expect(story.page('2024-07-12')).toMatchObject(heading);
    const rows = matterRegister.rows(foldAll(matterChronicle, story.facts), {
      category: 'matter',
      authority: 'coventry',
      id: 'm',
    });
    expect(rows['matters']).toMatchObject([{ title: 'New title', plan_period: '2025-2028' }]);
  });

  it('is what became of a request', () => {
    const story = opened('2024-06-26');
    reportOf(story, '2025-03-18', 'What came much later');
    const asked = {
      by: 'Cabinet',
      text: 'that a letter be sent',
      subject: 'the speed of traffic',
      dueOn: '2024-08-01',
    };
    const [made] = story.tell(commandOf(RecordRequestMade, { occurredOn, ...asked }));
    const { request } = made?.data as { request: string };
    story.tell(commandOf(RecordRequestSent, { request, occurredOn: '2024-07-12' }));
    story.tell(commandOf(RecordRequestReplied, { request, occurredOn: '2024-08-20', summary: 'It will be done.' }));
    expect(story.page().requests).toMatchObject([{ sentOn: '2024-07-12', replies: [{ repliedOn: '2024-08-20' }] }]);
    expect(story.page('2024-08-01').requests).toMatchObject([
      { madeOn: occurredOn, sentOn: '2024-07-12', replies: [] },
    ]);
    expect(historyOf(story.facts, clockworks.matter.chronicleOf, '2024-08-01').map(({ type }) => type)).toStrictEqual([
      ...['MatterOpened', 'RequestMade', 'RequestSent'],
    ]);
    const books = { subject: story.facts, calendar: [], settings: [], deadlines: [] };
    const onDay = (asAt: string) => deadlinesAsAt(clockworks.matter, books, { asAt })?.map(({ status }) => status);
    expect(['2024-07-11', '2024-07-12'].map(onDay)).toStrictEqual([
      occurredOn.startsWith('2024-07-09') ? ['running'] : [],
      ['met'],
    ]);
    expect(
      matterDeadlines(story.telling.matter, { calendar: calendarNamed('england-and-wales'), rules: {} }),
    ).toMatchObject([{ rule: { id: 'R49' }, met: { on: '2024-07-12' } }]);
  });

  it('is what a forecast slipped to', () => {
    const story = opened('2024-06-26');
    reportOf(story, '2025-03-18', 'What came much later');
    const expected = { of: 'the draft plan', expected: '2025-01-07' };
    const [made] = story.tell(commandOf(RecordForecastMade, { occurredOn, ...expected }));
    const { forecast } = made?.data as { forecast: string };
    const restated = { forecast, expected: '2025-03', cause: 'The workshops took longer.' };
    story.tell(commandOf(RecordForecastRestated, { occurredOn: '2024-12-18', ...restated }));
    expect(story.page().forecasts).toMatchObject([
      { expected: '2025-03', slippage: [{ from: '2025-01-07', to: '2025-03' }] },
    ]);
    expect(story.page('2024-12-18').forecasts).toMatchObject([{ madeOn: occurredOn, expected: '2025-03' }]);
  });
});

describe('what happened on no day that is known', () => {
  it('counts from the day on which something else presupposes it, and else from the day on which it was told', () => {
    const story = opened('2024-06-26');
    const asked = { by: 'Cabinet', text: 'that a letter be sent', subject: 'the speed of traffic' };
    const [made] = story.tell(commandOf(RecordRequestMade, { occurredOn: 'unknown', ...asked }));
    expect(story.page('2026-11-21').requests).toStrictEqual([]);
    const { request } = made?.data as { request: string };
    story.tell(commandOf(RecordRequestSent, { request, occurredOn: '2024-07-12' }));
    expect(story.page('2024-07-11').requests).toStrictEqual([]);
    expect(story.page('2024-07-12').requests).toMatchObject([{ madeOn: 'unknown', sentOn: '2024-07-12' }]);
  });
});

describe('what happened before the matter was opened', () => {
  it('is read under its heading', () => {
    const story = opened('2024-06-26');
    reportOf(story, '2023-05-01', 'The plan of before');
    expect(story.page('2023-06-01')).toMatchObject({
      ...{ title: 'Old title', openedOn: '2024-06-26', reports: [{ title: 'The plan of before' }] },
    });
    expect(() => story.page('2023-04-30')).toThrow('not there');
    const opening = story.facts[0]?.id ?? '';
    const changes = [{ pointer: '/occurredOn', asRecorded: '2024-06-26', asCorrected: '2024-07-01' }];
    const correction = { occurredOn: '2026-11-20', fact: opening, mistakeIn: 'record' as const, changes };
    story.tell(commandOf(RecordCorrection, { ...correction, authority: 'Monitoring Officer', reason: 'Misread.' }));
    expect(story.page('2024-06-28')).toMatchObject({ title: 'Old title', openedOn: '2024-07-01' });
    expect(historyOf(story.facts, clockworks.matter.chronicleOf, '2023-06-01')).toMatchObject([
      { type: 'ReportSubmitted' },
    ]);
  });
});
