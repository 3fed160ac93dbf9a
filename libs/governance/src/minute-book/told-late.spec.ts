import { describe, expect, it } from '@jest/globals';
import { type Command, type Fact, type RecordedFact } from '#kernel';
import { contextOn, decide, factIdAt, recorded } from '#kernel/testing/given';
import {
  RecordConsultationClosed,
  RecordConsultationExtended,
  RecordConsultationOpened,
} from '../consultations/index.js';
import { RecordCorrection, RecordOccurrenceSupplied } from '../corrections/index.js';
import { matterSubject } from '../matter.js';
import { OpenMatter } from '../matters/index.js';
import { clockworks } from '../processes/clocks.js';
import { RecordReportSubmitted } from '../reports/index.js';
import { RecordNoticeGiven, RecordRecommendationsMade } from '../scrutiny/index.js';
import { goldenDeadlines } from '../testing/golden-deadlines.js';
import { Story } from '../testing/story.js';
import { commandOf } from '../vocabulary/command-of.js';
import { deadlinesAsAt } from './deadlines-as-at.js';
import { matterAsAt } from './matter-as-at.js';

const opened = (occurredOn: string) => commandOf(OpenMatter, { occurredOn, title: 'A matter' });

/** The facts of commands, each told on a day of its own. */
const toldOn = (...days: readonly (readonly [string, Command])[]): readonly RecordedFact[] =>
  days.reduce<readonly RecordedFact[]>((facts, [on, command]) => {
    const given: readonly Fact[] = [...facts, ...decide(matterSubject, facts, command, contextOn(on))];
    return [...facts, ...recorded(given, { at: `${on}T11:30:00.000Z` }).slice(facts.length)];
  }, []);

describe('a report that turns out to have been submitted after it was recorded', () => {
  const report = (occurredOn: string) =>
    commandOf(RecordReportSubmitted, { occurredOn, title: 'A report', owner: 'director' });
  const fact = factIdAt(1);

  it.each<readonly [string, string, Command]>([
    [
      'supplied',
      'unknown',
      commandOf(RecordOccurrenceSupplied, {
        ...{ occurredOn: '2025-06-11', fact, happenedOn: '2025-04-01', source: 'the minutes' },
      }),
    ],
    [
      'corrected',
      '2025-03-01',
      commandOf(RecordCorrection, {
        ...{ occurredOn: '2025-06-11', fact, mistakeIn: 'record', authority: 'clerk', reason: 'It was put off.' },
        changes: [{ pointer: '/occurredOn', asRecorded: '2025-03-01', asCorrected: '2025-04-01' }],
      }),
    ],
  ])('is shown from that day on, where the day was %s', (_how, occurredOn, amendment) => {
    const facts = toldOn(
      ['2025-03-03', opened('2025-01-01')],
      ['2025-03-03', report(occurredOn)],
      ['2025-06-11', amendment],
    );
    const reportsOn = (asAt: string) => matterAsAt(facts, { asAt, today: '2025-06-11' })?.reports;
    expect(reportsOn('2025-03-31')).toEqual([]);
    expect(reportsOn('2025-04-01')).toMatchObject([{ submittedOn: '2025-04-01' }]);
  });
});

describe('a notice to respond that was given after the recommendations', () => {
  const made = (more: object) =>
    commandOf(RecordRecommendationsMade, {
      ...{ occurredOn: '2026-08-03', by: 'Scrutiny Board', to: 'Cabinet', items: [{ label: '1)', text: 'An ask.' }] },
      ...more,
    });
  const owedOn = (story: Story, asAt: string) =>
    deadlinesAsAt(
      clockworks.matter,
      { subject: story.facts, calendar: [], settings: [], deadlines: [] },
      { asAt },
    )?.map(({ rule, dueOn }) => [rule.id, rule.hardness, dueOn]);

  it('counts from its own day on, whether it was told with them or by itself', () => {
    const [apart, together] = [new Story(), new Story()];
    for (const story of [apart, together]) story.tell(opened('2026-01-01'));
    const [fact] = apart.tell(made({}));
    const { recommendations } = fact?.data as { recommendations: string };
    apart.tell(commandOf(RecordNoticeGiven, { occurredOn: '2026-11-02', recommendations, by: 'Scrutiny Board' }));
    together.tell(made({ noticeGivenOn: '2026-11-02' }));
    for (const asAt of ['2026-09-01', '2026-11-01', '2026-11-02'])
      expect([asAt, owedOn(together, asAt)]).toEqual([asAt, owedOn(apart, asAt)]);
    expect(owedOn(together, '2026-11-01')).toEqual([['R16', 'target', '2026-10-02']]);
    expect(owedOn(together, '2026-11-02')).toEqual([['R16', 'hard', '2027-01-01']]);
    expect(JSON.stringify(together.page('2026-11-01').recommendations)).not.toContain('2026-11-02');
  });
});

describe('a deadline that was met by what happened later', () => {
  const met = (asAt: string) => {
    const report = commandOf(RecordReportSubmitted, { occurredOn: '2026-06-01', title: 'A report', owner: 'director' });
    const subject = toldOn(['2026-09-01', opened('2026-01-01')], ['2026-09-01', report]);
    const [first, by] = [subject[0]?.id ?? '', subject[1]?.id ?? ''];
    const deadlines = recorded([
      { type: 'DeadlineSet', data: goldenDeadlines.DeadlineSet[1] },
      { type: 'DeadlineMet', data: { ...goldenDeadlines.DeadlineMet[1], on: '2026-06-01', by } },
    ]).map((fact) => ({ ...fact, metadata: { ...fact.metadata, causationId: first } }));
    return deadlinesAsAt(clockworks.matter, { subject, calendar: [], settings: [], deadlines }, { asAt })?.map(
      ({ status }) => status,
    );
  };

  it('is not met before, whatever caused it to be told', () => {
    expect([met('2026-05-31'), met('2026-06-01')]).toEqual([['superseded'], ['met']]);
  });
});

describe('an extension of a consultation', () => {
  const extended = (occurredOn: string, closesOn: string) =>
    commandOf(RecordConsultationExtended, { round: 1, occurredOn, closesOn, authority: 'Cabinet', reason: 'Snow.' });
  const begun = (): Story => {
    const story = new Story();
    story.tell(opened('2024-01-01'));
    const window = { opensOn: '2024-02-01', closesOn: '2024-11-30' };
    story.tell(commandOf(RecordConsultationOpened, { ...window, describedAs: 'a consultation' }));
    return story;
  };

  it.each([
    ['2024-01-05', '2024-01-10'],
    ['2024-01-10', '2024-03-01'],
    ['2024-03-01', '2024-03-08'],
  ])('takes its place by the day on which it was decided, before the opening too: %s and %s', (first, second) => {
    const decided = [extended(first, '2024-12-05'), extended(second, '2024-12-10')];
    for (const order of [decided, decided.toReversed()]) {
      const story = begun();
      for (const command of order) story.tell(command);
      expect(story.page().consultations[0]?.extensions).toMatchObject([
        { decidedOn: first, previouslyClosesOn: '2024-11-30' },
        { decidedOn: second, previouslyClosesOn: '2024-12-05' },
      ]);
    }
    const shortening = begun();
    shortening.tell(extended(second, '2024-12-05'));
    expect(() => shortening.tell(extended(first, '2024-12-10'))).toThrow('shortens');
  });

  it('that was decided before an early close is recorded, whichever of the two is told first', () => {
    const [extension, close] = [
      extended('2024-07-20', '2024-12-10'),
      commandOf(RecordConsultationClosed, { round: 1, closedOn: '2024-08-19' }),
    ];
    for (const order of [
      [extension, close],
      [close, extension],
    ]) {
      const story = begun();
      for (const command of order) expect(story.tell(command)).toHaveLength(1);
      expect(story.page().consultations[0]).toMatchObject({ closedOn: '2024-08-19' });
    }
    const late = begun();
    late.tell(close);
    expect(() => late.tell(extended('2024-08-20', '2024-12-10'))).toThrow('closed on Monday 19 August 2024');
  });
});
