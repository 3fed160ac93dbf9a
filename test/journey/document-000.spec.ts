import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { read, type StoryTold, tellStory } from '../support/coventry-story.js';

/** The minute's own words, as published; the spec's own copy, so that what the sample tells is held against them. */
const MINUTE = {
  scrutiny:
    'Having considered the requirements of the Crime and Disorder Act 1998 and the need to create a Community Safety Partnership Plan, Scrutiny Co-ordination Committee:',
  followUp:
    'Agreed to receive a future report setting out the responses received, and the proposed Community Safety Partnership Plan 2024-2027.',
  asks: [
    'Identified the following additional recommendations for Cabinet:',
    'That the Cabinet request officers to use all of the Council’s partners’ communication channels, including faith groups and housing providers, to ensure as wide consultation as possible.',
    'That additional bullet points be added to Question 5 of the questionnaire (relating to main priorities for the Community Safety Partnership to focus on) identifying.',
    'environmental ASB – e.g. fly-tipping and dog fouling, and',
    'off-road e-bikes',
  ],
  letter:
    'The Cabinet requested that a letter be sent to the Community Safety Partnership requesting that the speed of traffic be considered as part of the Community Safety Plan.',
  resolved:
    'RESOLVED that the Cabinet, having considered the requirements of the Crime and Disorder Act 1998 and the need to create a Community Safety Partnership Plan:',
  parts: [
    'Approves the recommendations from the Scrutiny Co-ordination Committee.',
    'Authorises a citywide 12-week consultation beginning 10th July to 2nd October 2024.',
    'Requests a future report setting out the responses received, and the proposed Community Safety Partnership Plan 2024-2027.',
  ],
  report:
    'a future report setting out the responses received, and the proposed Community Safety Partnership Plan 2024-2027.',
  anticipated:
    'When completed the draft Plan would be brought back to Cabinet for approval, anticipated to be submitted to 7th January 2025 meeting.',
} as const;

type Page = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

interface Item {
  readonly text: string;
  readonly items?: readonly Item[];
}

/** Fails where a page does not say in the minute's words, and in their places, what the minute says. */
const mustSayWhatTheMinuteSays = ({
  reports,
  recommendations,
  requests,
  resolutions,
  forecasts,
  commissions,
}: Page): void => {
  expect(reports).toMatchObject([
    {
      title: 'Proposed Consultation for the Community Safety Partnership Plan 2024-2027',
      owner: 'Director of Law and Governance',
      submittedTo: ['Scrutiny Co-ordination Committee', 'Cabinet'],
      appendices: [{ title: 'Briefing Note' }],
    },
  ]);
  const textsOf = (items: readonly Item[]): readonly string[] =>
    items.flatMap(({ text, items: within = [] }) => [text, ...textsOf(within)]);
  expect(recommendations).toMatchObject([{ preamble: MINUTE.scrutiny, followUps: [{ text: MINUTE.followUp }] }]);
  expect(textsOf(recommendations?.[0]?.['items'] as readonly Item[])).toEqual(MINUTE.asks);
  expect(requests).toMatchObject([{ text: MINUTE.letter }]);
  expect(resolutions).toMatchObject([{ preamble: MINUTE.resolved, parts: MINUTE.parts.map((text) => ({ text })) }]);
  expect(forecasts).toMatchObject([{ of: MINUTE.report, words: MINUTE.anticipated }]);
  expect(commissions).toMatchObject([{ report: MINUTE.report }, { report: MINUTE.report }]);
};

const MORNING = Date.parse('2026-11-22T10:00:00.000Z');
const minutesLater = (minutes: number): string => new Date(MORNING + minutes * 60_000).toISOString();

describe('the minute of Coventry’s Cabinet, told to a running Minutebook by an officer', () => {
  let minutebook: RunningMinutebook;
  let officer: string;
  let story: StoryTold;

  beforeAll(async () => {
    minutebook = await openMinutebook();
    officer = await minutebook.token('coventry');
    story = await tellStory(minutebook, officer, (place) => {
      minutebook.clock.set(minutesLater(place));
    });
  });
  afterAll(() => minutebook.close());

  const ask = async (path: string) => read(minutebook, officer, path, story.answers.at(-1));
  const page = async (query = ''): Promise<Page> => (await ask(`${story.path}${query}`)).json as Page;
  const register = async (query: string) => (await ask(`/v1/authorities/coventry/${query}`)).json;

  it('left one fact for each command, each with its receipt', () => {
    expect(story.answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200]);
    expect(story.answers.map(({ json }) => json['facts'])).toEqual(
      [
        'MatterOpened',
        'ReportSubmitted',
        'RecommendationsMade',
        'RequestMade',
        'ResolutionPassed',
        'ForecastMade',
        'ConsultationOpened',
      ].map((type, revision) => [{ id: expect.any(String), type, revision }]),
    );
    expect(story.answers.map(({ headers }) => headers.etag)).toEqual([0, 1, 2, 3, 4, 5, 6].map((at) => `"${at}"`));
    expect(story.answers.every(({ json }) => json['repeated'] === false)).toBe(true);
  });

  it('names the plan’s period as written', async () => {
    expect(await page()).toMatchObject({
      title: 'Proposed Consultation for the Community Safety Partnership Plan 2024-2027',
      planPeriod: { label: '2024-2027' },
      authority: 'coventry',
      matter: story.matter,
      revision: 6,
    });
  });

  it('keeps scrutiny’s numbering verbatim, and its follow-up apart from what it asked of Cabinet', async () => {
    const { recommendations } = await page();
    expect(recommendations).toHaveLength(1);
    expect(recommendations?.[0]).toMatchObject({
      by: 'Scrutiny Co-ordination Committee',
      to: 'Cabinet',
      madeOn: '2024-06-26',
      deliveredBy: 'Briefing Note attached to the report',
      followUps: [{ label: '1)', text: MINUTE.followUp }],
      items: [
        {
          label: '2)',
          text: MINUTE.asks[0],
          items: [
            { label: 'a)', path: '2)a)', text: MINUTE.asks[1] },
            {
              label: 'b)',
              path: '2)b)',
              text: MINUTE.asks[2],
              items: [
                { label: 'i)', path: '2)b)i)', text: MINUTE.asks[3] },
                { label: 'ii)', path: '2)b)ii)', text: MINUTE.asks[4] },
              ],
            },
          ],
        },
      ],
    });
  });

  it('keeps the words of the minute, each where it stands', async () => {
    mustSayWhatTheMinuteSays(await page());
  });

  it.each([
    ['another owner', 'Director of Law and Governance', 'Director of Finance'],
    ['another length', 'a citywide 12-week consultation', 'a citywide 13-week consultation'],
    ['a word put in', 'the speed of traffic be considered', 'the speed of traffic not be considered'],
    ['another forecast', 'anticipated to be submitted to 7th January 2025', 'anticipated in spring'],
    ['another appendix', '"title":"Briefing Note"', '"title":"Something else"'],
    ['a letter put in', 'Requests a future report', 'Requests xa future report'],
    ['a leaf left out', 'off-road e-bikes', ''],
    ['another body', '["Scrutiny Co-ordination Committee","Cabinet"]', '["Cabinet"]'],
  ])('would not pass with %s', async (_, words, others) => {
    const told = JSON.stringify(await page());
    expect(told).toContain(words);
    const falsified = JSON.parse(told.replaceAll(words, others)) as Page;
    expect(() => {
      mustSayWhatTheMinuteSays(falsified);
    }).toThrow();
  });

  it('has three asks, each accepted thirteen days after it was made', async () => {
    const accepted = {
      ...{ askedBy: 'Scrutiny Co-ordination Committee', addressedTo: 'Cabinet', madeOn: '2024-06-26' },
      ...{ answer: 'accepted', answeredBy: 'Cabinet', answeredOn: '2024-07-09', resolutionPartLabel: '1)' },
      daysToAnswer: 13,
    };
    const tracker = await register('recommendations');
    expect(tracker['total']).toBe(3);
    expect(tracker['recommendations']).toMatchObject(
      ['2)a)', '2)b)i)', '2)b)ii)'].map((leaf, at) => ({ ...accepted, leaf, place: at + 1, matter: story.matter })),
    );
  });

  it('has a numbered resolution of three parts with three verbs', async () => {
    const { resolutions } = await page();
    expect(resolutions).toHaveLength(1);
    expect(resolutions?.[0]).toMatchObject({
      body: 'Cabinet',
      passedOn: '2024-07-09',
      preamble: MINUTE.resolved,
      parts: [
        {
          label: '1)',
          verb: 'Approves',
          text: MINUTE.parts[0],
          meaning: 'answers recommendations',
          answers: ['2)a)', '2)b)i)', '2)b)ii)'].map((leaf) => ({ leaf, answer: 'accepted' })),
        },
        { label: '2)', verb: 'Authorises', text: MINUTE.parts[1], meaning: 'authorises a consultation' },
        { label: '3)', verb: 'Requests', text: MINUTE.parts[2], meaning: 'commissions a report' },
      ],
    });
  });

  it('keeps the window as it was resolved: 84 days from end to end, 85 with both of them', async () => {
    const { consultations, resolutions } = await page();
    const window = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
    expect(resolutions?.[0]?.['parts']).toMatchObject([{}, { window }, {}]);
    expect(consultations).toMatchObject([
      {
        ...{ round: 1, window, daysElapsed: 84, daysInclusive: 85 },
        ...{ scope: 'citywide', describedAs: '12-week consultation' },
        authorisedBy: { resolution: resolutions?.[0]?.['resolution'], part: 2 },
      },
    ]);
  });

  it.each([
    ['?asAt=2024-07-10', 'open'],
    ['?asAt=2024-07-15', 'open'],
    ['?asAt=2024-10-02', 'open'],
    ['?asAt=2024-10-03', 'over'],
    ['', 'over'],
  ])('asked %s, its consultation is %s', async (query, standing) => {
    expect((await page(query))['consultations']).toMatchObject([{ standing }]);
  });

  it('had no consultation before it opened, no resolution before Cabinet met, and was not there before scrutiny', async () => {
    expect(await page('?asAt=2024-07-09')).toMatchObject({ consultations: [], resolutions: [{ body: 'Cabinet' }] });
    expect(await page('?asAt=2024-07-08')).toMatchObject({ resolutions: [], recommendations: [{ to: 'Cabinet' }] });
    expect((await ask(`${story.path}?asAt=2024-06-25`)).status).toBe(404);
  });

  it('expects one report on 7 January 2025, for two bodies that asked for it', async () => {
    const { forecasts, commissions } = await page();
    expect(commissions).toMatchObject([{ askedBy: 'Cabinet' }, { askedBy: 'Scrutiny Co-ordination Committee' }]);
    expect(forecasts).toMatchObject([
      { expected: '2025-01-07', requestingBodies: ['Cabinet', 'Scrutiny Co-ordination Committee'] },
    ]);
  });

  it.each([
    ['2024-07-09', 'awaited'],
    ['2025-01-07', 'awaited'],
    ['2025-01-08', 'missed'],
  ])('as at %s that forecast is %s, and no breach', async (asAt, standing) => {
    expect((await page(`?asAt=${asAt}`))['forecasts']).toMatchObject([{ standing, isBreach: false }]);
  });

  it('has the letter about the speed of traffic beside the resolution, without number or date', async () => {
    const { requests } = await page();
    expect(requests).toHaveLength(1);
    expect(requests?.[0]).toMatchObject({
      ...{ by: 'Cabinet', madeOn: '2024-07-09', subject: 'the speed of traffic', replies: [] },
      addressee: 'Community Safety Partnership',
    });
    expect(requests?.[0]).not.toHaveProperty('dueOn');
    expect(requests?.[0]).not.toHaveProperty('label');
  });

  it('tells its history with both times, and who told it in which capacity', async () => {
    const history = (await page('/history'))['history'];
    expect(history?.map(({ occurredOn }) => occurredOn)).toEqual([
      ...['2024-06-26', '2024-06-26', '2024-06-26', '2024-07-09', '2024-07-09', '2024-07-09', '2024-07-10'],
    ]);
    expect(history?.map(({ recordedAt }) => recordedAt)).toEqual([0, 1, 2, 3, 4, 5, 6].map(minutesLater));
    for (const [revision, line] of (history ?? []).entries())
      expect(line).toMatchObject({
        ...{ revision, actor: 'office:democratic-services', capacity: 'officer' },
        commandId: story.answers[revision]?.json['commandId'],
      });
  });

  it('tells what was known when', async () => {
    expect(await page(`?knownAt=${minutesLater(3)}`)).toMatchObject({
      revision: 3,
      ...{ recommendations: [{ to: 'Cabinet' }], requests: [{ by: 'Cabinet' }] },
      ...{ resolutions: [], consultations: [], forecasts: [] },
    });
    expect((await page(`/history?knownAt=${minutesLater(3)}`))['history']).toHaveLength(4);
    expect((await page('/history?knownAt=2026-11-22&asAt=2024-06-26'))['history']).toHaveLength(3);
    expect((await page('?knownAt=2026-11-22'))['resolutions']).toHaveLength(1);
    expect((await ask(`${story.path}?knownAt=2026-11-21`)).status).toBe(404);
    expect((await ask(`${story.path}/history?knownAt=2026-11-21`)).status).toBe(404);
  });

  it('stands in the matter register, and is found by words, by body and by period', async () => {
    const line = {
      ...{ matter: story.matter, planPeriod: '2024-2027', openedOn: '2024-06-26', lastHappenedOn: '2024-07-10' },
      bodies: ['Cabinet', 'Scrutiny Co-ordination Committee'],
    };
    for (const query of [
      '',
      '?search=safety+plans',
      '?body=Cabinet',
      '?body=cabinet',
      '?planPeriod=2024-2027',
      '?page=1&limit=1',
    ])
      expect(await register(`matters${query}`)).toMatchObject({ total: 1, matters: [line] });
    for (const query of ['?search=dogs', '?body=Council', '?planPeriod=2025-2028'])
      expect(await register(`matters${query}`)).toMatchObject({ total: 0, matters: [] });
    expect(await register('matters?page=2&limit=1')).toMatchObject({ page: 2, limit: 1, total: 1, matters: [] });
  });

  it('is turned over page by page in the recommendation tracker, and filtered', async () => {
    expect(await register('recommendations?limit=2')).toMatchObject({
      ...{ page: 1, limit: 2, total: 3 },
      recommendations: [{ leaf: '2)a)' }, { leaf: '2)b)i)' }],
    });
    expect(await register('recommendations?limit=2&page=2')).toMatchObject({ recommendations: [{ leaf: '2)b)ii)' }] });
    for (const [query, total] of [
      [`matter=${story.matter}`, 3],
      ['askedBy=Scrutiny+Co-ordination+Committee&addressedTo=Cabinet', 3],
      ['askedBy=scrutiny+co-ordination+committee&addressedTo=CABINET', 3],
      ['answer=accepted', 3],
      ['answer=none', 0],
      ['answer=rejected', 0],
      ['askedBy=Cabinet', 0],
    ] as const)
      expect([query, await register(`recommendations?${query}`)]).toMatchObject([query, { total }]);
  });

  it('stands in the consultation register for as long as responses are taken', async () => {
    expect(await register(`consultations?matter=${story.matter}`)).toMatchObject({
      total: 1,
      consultations: [{ round: 1, opensOn: '2024-07-10', closesOn: '2024-10-02', firstClosesOn: '2024-10-02' }],
    });
    for (const [day, total] of [
      ['2024-07-09', 0],
      ['2024-07-10', 1],
      ['2024-10-02', 1],
      ['2024-10-03', 0],
    ] as const)
      expect([day, await register(`consultations?openOn=${day}`)]).toMatchObject([day, { total }]);
  });
});
