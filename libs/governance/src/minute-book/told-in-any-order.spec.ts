import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#calendar';
import { type Command, type Fact, foldAll, latestDay, Malformed, type RecordedFact, Refusal } from '#kernel';
import {
  RecordConsultationClosed,
  RecordConsultationExtended,
  RecordConsultationOpened,
  RecordResponsesCounted,
} from '../consultations/index.js';
import { RecordResolutionPassed } from '../decisions/index.js';
import { RecordForecastMade, RecordForecastRestated } from '../forecasts/index.js';
import { ChangePlanPeriod, OpenMatter, RetitleMatter } from '../matters/index.js';
import { RecordRequestMade, RecordRequestReplied, RecordRequestSent } from '../requests/index.js';
import { RecordRecommendationsMade } from '../scrutiny/index.js';
import { Story } from '../testing/story.js';
import { commandOf } from '../vocabulary/command-of.js';
import { certainlyBefore } from '../vocabulary/happened.js';
import { saysTheSame } from '../vocabulary/stated.js';
import { consultationRegister } from './consultation-register.js';
import { type MatterPage } from './matter-page.js';
import { matterRegister } from './matter-register.js';
import { matterChronicle } from '../matter.js';
import { recommendationTracker } from './recommendation-tracker.js';

const opened = (occurredOn = '2024-01-01'): Story => {
  const story = new Story();
  story.tell(commandOf(OpenMatter, { occurredOn, title: 'A', planPeriod: { label: 'A' } }));
  return story;
};
const retitle = (occurredOn: string, title: string) =>
  commandOf(RetitleMatter, { occurredOn, title, reason: 'As the report.' });
const change = (occurredOn: string, label: string) =>
  commandOf(ChangePlanPeriod, { occurredOn, planPeriod: { label }, reason: 'As the report.' });
const idIn = (facts: readonly { readonly data: object }[], field: string): string =>
  (facts[0]?.data as Readonly<Record<string, string>>)[field] ?? '';

const AT_FIRST = { opensOn: '2024-07-10', closesOn: '2024-10-02', describedAs: '12 weeks' };
const extend = (occurredOn: string, closesOn: string) =>
  commandOf(RecordConsultationExtended, { round: 1, occurredOn, closesOn, authority: 'Cabinet', reason: 'Few came.' });

describe('what is told late', () => {
  it('takes its place among titles and periods', () => {
    const story = opened();
    for (const to of [retitle, change]) {
      story.tell(to('2024-08-01', 'B'));
      story.tell(to('2024-07-01', 'C'));
    }
    const [A, B, C] = ['A', 'B', 'C'].map((label) => ({ label }));
    expect(story.page()).toMatchObject({ title: 'B', formerTitles: ['A', 'C'] });
    expect(story.page()).toMatchObject({ planPeriod: B, formerPlanPeriods: [A, C] });
    expect(story.page('2024-07-15')).toMatchObject({ title: 'C', formerTitles: ['A'], planPeriod: C });
    for (const to of [retitle, change]) {
      expect(story.tell(to('2024-07-01', 'C'))).toStrictEqual([]);
      expect(story.tell(to('2024-08-15', 'B'))).toStrictEqual([]);
      expect(story.tell(to('2024-09-01', 'C'))).toHaveLength(1);
    }
    expect(story.page()).toMatchObject({ title: 'C', formerTitles: ['A', 'C', 'B'] });
    expect(story.page()).toMatchObject({ planPeriod: C, formerPlanPeriods: [A, C, B] });
  });

  it('takes its place in the slippage of a forecast', () => {
    const story = opened();
    const made = { occurredOn: '2024-03-01', of: 'the draft plan', expected: '2024-05' };
    const forecast = idIn(story.tell(commandOf(RecordForecastMade, made)), 'forecast');
    const restate = (occurredOn: string, expected: string) =>
      commandOf(RecordForecastRestated, { forecast, occurredOn, expected, cause: 'It took longer.' });
    story.tell(restate('2024-06-01', '2024-12'));
    story.tell(restate('2024-04-01', '2024-08'));
    const [first, second] = [
      { restatedOn: '2024-04-01', from: '2024-05', to: '2024-08' },
      { restatedOn: '2024-06-01', from: '2024-08', to: '2024-12' },
    ];
    expect(story.page().forecasts).toMatchObject([{ expected: '2024-12', slippage: [first, second] }]);
    expect(story.tell(restate('2024-04-01', '2024-08'))).toStrictEqual([]);
    story.tell(restate('2024-07-01', '2024-08'));
    expect(story.page().forecasts).toMatchObject([
      { expected: '2024-08', slippage: [first, second, { from: '2024-12', to: '2024-08' }] },
    ]);
    expect(story.tell(commandOf(RecordForecastMade, made))).toStrictEqual([]);
  });

  it('takes its place among the extensions of a window, which none of them shortens', () => {
    const story = opened();
    story.tell(commandOf(RecordConsultationOpened, AT_FIRST));
    story.tell(extend('2024-09-15', '2024-10-30'));
    expect(() => story.tell(extend('2024-09-01', '2024-11-15'))).toThrow(/earlier than 2024-10-30.*on 2024-09-15/);
    expect(() => story.tell(extend('2024-09-20', '2024-10-16'))).toThrow('later than 2024-10-30');
    story.tell(extend('2024-09-01', '2024-10-16'));
    const window = { opensOn: '2024-07-10', closesOn: '2024-10-30' };
    const extensions = [
      { previouslyClosesOn: '2024-10-02', closesOn: '2024-10-16' },
      { previouslyClosesOn: '2024-10-16', closesOn: '2024-10-30' },
    ];
    expect(story.page().consultations).toMatchObject([{ window, extensions }]);
    expect(story.tell(extend('2024-09-01', '2024-10-16'))).toStrictEqual([]);
    expect(story.tell(commandOf(RecordConsultationOpened, AT_FIRST))).toStrictEqual([]);
    const { rounds } = consultationRegister.rows(foldAll(matterChronicle, story.facts), MATTER);
    expect(rounds).toMatchObject([{ first_closes_on: '2024-10-02', closes_on: '2024-10-30' }]);
  });
});

describe('what happened on one day', () => {
  const answeredAt = (...times: readonly string[]): Story => {
    const story = opened();
    const items = [{ label: '1', text: 'that all channels be used' }];
    const made = { occurredOn: '2024-06-26', by: 'Scrutiny Board', to: 'Cabinet', items };
    const recommendations = idIn(story.tell(commandOf(RecordRecommendationsMade, made)), 'recommendations');
    times.forEach((occurredOn, at) => {
      const answers = [{ recommendations, answer: at === 0 ? ('accepted' as const) : ('deferred' as const) }];
      const part = { verb: 'Answers', text: 'Answers.', meaning: 'answers recommendations' as const, answers };
      story.tell(commandOf(RecordResolutionPassed, { occurredOn, body: 'Cabinet', parts: [part] }));
    });
    return story;
  };

  it.each([
    ['is read by its time', ['2024-07-09T18:00+01:00', '2024-07-09T14:00+01:00'], 'accepted'],
    ['is read by its time, whatever the offset', ['2024-07-09T14:30Z', '2024-07-09T15:00+01:00'], 'accepted'],
    ['is read as it was told where one has no time', ['2024-07-09T18:00+01:00', '2024-07-09'], 'deferred'],
    ['is read as it was told where the other has none', ['2024-07-09', '2024-07-09T14:00+01:00'], 'deferred'],
  ] as const)('%s', (_what, times, stands) => {
    const story = answeredAt(...times);
    expect(story.page().recommendations[0]?.items[0]?.outcome?.answer).toMatchObject({ answer: stands });
    const { leaves } = recommendationTracker.rows(foldAll(matterChronicle, story.facts), MATTER);
    expect(leaves).toMatchObject([{ answer: stands }]);
  });
});

// ── Whatever commands accept, in whatever order they come and however precise they are, shows on the page and in the rows

const daysFrom = (first: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((after) => addDays(first, after));
const day = daysFrom('2024-01-01', 330);
const occurrence = fc.oneof(
  { weight: 4, arbitrary: day },
  day.map((text) => text.slice(0, 7)),
  fc.constant('unknown'),
  fc.tuple(day, fc.constantFrom('09:00', '18:00')).map(([text, time]) => `${text}T${time}+00:00`),
);
const word = fc.constantFrom('A', 'B', 'C', 'D');

/** What an officer tells, by a number for what it is about; nothing where there is nothing of the kind yet. */
type Telling = (story: Story, known: { requests: string[]; forecasts: string[] }) => Command | undefined;
const nth = (ids: readonly string[], at: number): string | undefined => ids[at % Math.max(1, ids.length)];

const told = (on: fc.Arbitrary<string>, say: (occurredOn: string, text: string, at: number) => Telling) =>
  fc.tuple(on, word, fc.nat(5)).map(([occurredOn, text, at]) => say(occurredOn, text, at));
const about =
  (kind: 'requests' | 'forecasts', at: number, say: (id: string) => Command): Telling =>
  (_story, known) => {
    const id = nth(known[kind], at);
    return id === undefined ? undefined : say(id);
  };
const month = (at: number): string => `2025-0${at + 1}`;

const telling: fc.Arbitrary<Telling> = fc.oneof(
  told(occurrence, (on, text) => () => retitle(on, text)),
  told(occurrence, (on, text) => () => change(on, text)),
  told(
    occurrence,
    (occurredOn, subject) => () =>
      commandOf(RecordRequestMade, { occurredOn, by: 'Cabinet', text: 'that a letter be sent', subject }),
  ),
  told(occurrence, (occurredOn, _text, at) =>
    about('requests', at, (request) => commandOf(RecordRequestSent, { request, occurredOn })),
  ),
  told(occurrence, (occurredOn, summary, at) =>
    about('requests', at, (request) => commandOf(RecordRequestReplied, { request, occurredOn, summary })),
  ),
  told(
    occurrence,
    (occurredOn, of, at) => () => commandOf(RecordForecastMade, { occurredOn, of, expected: month(at) }),
  ),
  told(occurrence, (occurredOn, cause, at) =>
    about('forecasts', at, (forecast) =>
      commandOf(RecordForecastRestated, { forecast, occurredOn, expected: month(cause.charCodeAt(0) % 9), cause }),
    ),
  ),
  told(
    day,
    (opensOn, describedAs) => () =>
      commandOf(RecordConsultationOpened, { opensOn, closesOn: '2024-11-30', describedAs }),
  ),
  fc.tuple(occurrence, daysFrom('2024-12-01', 90)).map(
    ([on, until]) =>
      () =>
        extend(on, until),
  ),
  told(day, (closedOn) => () => commandOf(RecordConsultationClosed, { round: 1, closedOn })),
  told(
    occurrence,
    (occurredOn, method, at) => () =>
      commandOf(RecordResponsesCounted, { round: 1, occurredOn, count: at, method, asOf: occurredOn }),
  ),
);

const firstOf = ({ slippage, expected }: MatterPage['forecasts'][number]): string => slippage[0]?.from ?? expected;

type Data = Readonly<Record<string, unknown>>;

const asked = (page: MatterPage, { request }: Data) => page.requests.find((known) => known.request === request);
const forecast = (page: MatterPage, data: Data) => page.forecasts.find((known) => known.forecast === data['forecast']);
const round = (page: MatterPage, data: Data) => page.consultations.find((known) => known.round === data['round']);
const titles = ({ title, formerTitles }: MatterPage) => [title, ...formerTitles];
const periods = ({ planPeriod, formerPlanPeriods }: MatterPage) => [planPeriod, ...formerPlanPeriods];

/** What the page must hold of each fact, wherever it stands there. */
const SHOWN: Readonly<Record<string, (page: MatterPage, data: Data) => readonly unknown[]>> = {
  MatterOpened: (page, { occurredOn }) => [page.openedOn === occurredOn, titles(page).includes('A')],
  MatterRetitled: (page, { title }) => [titles(page).some((known) => known === title)],
  PlanPeriodChanged: (page, { planPeriod }) => [periods(page).some((known) => saysTheSame(known, planPeriod))],
  RequestMade: (page, data) => [asked(page, data)?.madeOn === data['occurredOn']],
  RequestSent: (page, data) => [asked(page, data)?.sentOn === data['occurredOn']],
  RequestReplied: (page, data) => [asked(page, data)?.replies.some((one) => one.repliedOn === data['occurredOn'])],
  ForecastMade: (page, data) => {
    const known = forecast(page, data);
    return [known !== undefined && firstOf(known) === data['expected'], known?.madeOn === data['occurredOn']];
  },
  ForecastRestated: (page, { occurredOn, expected, ...data }) => [
    forecast(page, data)?.slippage.some(({ restatedOn, to }) => restatedOn === occurredOn && to === expected),
  ],
  ConsultationOpened: (page, data) => {
    const known = round(page, data);
    return [(known?.extensions[0]?.previouslyClosesOn ?? known?.window.closesOn) === '2024-11-30'];
  },
  ConsultationExtended: (page, { closesOn, ...data }) => [
    round(page, data)?.extensions.some((known) => known.closesOn === closesOn),
  ],
  ConsultationClosed: (page, data) => [round(page, data)?.closedOn === data['occurredOn']],
  ResponsesCounted: (page, { asOf, ...data }) => [round(page, data)?.responses.some((known) => known.asOf === asOf)],
};

const expectShown = (page: MatterPage, facts: readonly Fact[]): void => {
  for (const { type, data } of facts) {
    const shown = SHOWN[type]?.(page, data as Data) ?? [false];
    expect({ type, data, shown }).toEqual({ type, data, shown: shown.map(() => true) });
  }
};

/** No later one of them certainly came before an earlier one. */
const expectInOrder = (days: readonly string[]): void => {
  const reversed = days.filter((day, at) => days.slice(0, at).some((before) => certainlyBefore(day, before)));
  expect({ days, reversed }).toEqual({ days, reversed: [] });
};

const expectAllInOrder = ({ requests, forecasts, consultations }: MatterPage): void => {
  expectInOrder(requests.map(({ madeOn }) => madeOn));
  expectInOrder(forecasts.map(({ madeOn }) => madeOn));
  for (const { replies } of requests) expectInOrder(replies.map(({ repliedOn }) => repliedOn));
  for (const { slippage } of forecasts) expectInOrder(slippage.map(({ restatedOn }) => restatedOn));
  for (const { extensions } of consultations) {
    expectInOrder(extensions.map(({ decidedOn }) => decidedOn));
    for (const { closesOn, previouslyClosesOn } of extensions) expect(closesOn > previouslyClosesOn).toBe(true);
  }
};

/** Whether it certainly had; and what became of a round shows from its opening, though it was decided before. */
const hadHappened = ({ data }: Fact, asAt: string, page: MatterPage): boolean => {
  const { occurredOn } = data as { readonly occurredOn: string };
  const opensOn = round(page, data as Data)?.window.opensOn ?? asAt;
  return (latestDay(occurredOn) ?? '9999-12-31') <= asAt && opensOn <= asAt;
};

const MATTER = { category: 'matter', authority: 'coventry', id: 'm' } as const;

const expectRows = (facts: readonly RecordedFact[], page: MatterPage): void => {
  const chronicle = foldAll(matterChronicle, facts);
  const { title, planPeriod, consultations } = page;
  expect(matterRegister.rows(chronicle, MATTER)['matters']).toMatchObject([{ title, plan_period: planPeriod?.label }]);
  expect(consultationRegister.rows(chronicle, MATTER)['rounds']).toMatchObject(
    consultations.map(({ window, extensions }) => ({ closes_on: window.closesOn, extensions })),
  );
};

const tellAll = (story: Story, tellings: readonly Telling[]): void => {
  const known = { requests: [] as string[], forecasts: [] as string[] };
  for (const say of tellings) {
    const command = say(story, known);
    try {
      const given = command === undefined ? [] : story.tell(command);
      for (const fact of given) {
        if (fact.type === 'RequestMade') known.requests.push(idIn([fact], 'request'));
        if (fact.type === 'ForecastMade') known.forecasts.push(idIn([fact], 'forecast'));
      }
      if (command !== undefined) expect(story.tell(command)).toStrictEqual([]);
    } catch (refused) {
      if (!(refused instanceof Malformed || refused instanceof Refusal)) throw refused;
    }
  }
};

describe('a story of a matter, told in any order and precision', () => {
  it('is on the page and in the registers with all that was accepted, and is quiet when it is told again', () => {
    fc.assert(
      fc.property(occurrence, fc.array(telling, { minLength: 1, maxLength: 14 }), day, (openedOn, tellings, asAt) => {
        const story = opened(openedOn);
        tellAll(story, tellings);
        const page = story.page();
        expectShown(page, story.facts);
        expectAllInOrder(page);
        expectRows(story.facts, page);
        const happened = story.facts.filter((fact) => hadHappened(fact, asAt, page));
        if (happened.length > 0) expectShown(story.page(asAt), happened);
      }),
      { numRuns: 120 },
    );
  });
});
