import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer } from '#platform/http/testing/ask';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { read, sendCommand, tellStory } from '../support/coventry-story.js';

/** The story of the sample, up to the command that tells of the opening. */
const BEFORE_THE_OPENING = 6;
const opening = { closesOn: '2024-10-02', describedAs: '12-week consultation', scope: 'citywide' };
const waiver = {
  ...{ by: 'Cabinet', capacity: 'authorising body', reason: 'The printed forms had gone out.' },
  document: 'minute 14 of 9 July 2024',
};

describe('the questionnaire that scrutiny asked to change, on the morning of 10 July 2024', () => {
  let minutebook: RunningMinutebook;
  let officer: string;
  let path: string;
  let told: Answer;
  let authorisedBy: object;
  let recommendations: string;

  beforeAll(async () => {
    minutebook = await openMinutebook();
    minutebook.clock.set('2024-07-10T08:00:00.000Z');
    officer = await minutebook.token('coventry');
  });
  afterAll(() => minutebook.close());

  const send = async (name: string, body: object): Promise<Answer> => {
    const answer = await sendCommand(minutebook, officer, { path: `${path}/${name}`, body });
    if (answer.status === 200) told = answer;
    return answer;
  };
  const open = (more: object = {}) => send('open-consultation', { ...opening, authorisedBy, ...more });
  const ready = (carriesOut: readonly string[], more: object = {}) =>
    send('record-questionnaire-ready', {
      ...{ occurredOn: '2024-07-10', questionnaire: 'as scrutiny asked', ...more },
      carriesOut: carriesOut.map((leaf) => ({ recommendations, leaf })),
    });
  const page = async () => (await read(minutebook, officer, path, told)).json;

  it('keeps the consultation from opening, and its telling from nothing', async () => {
    const refused: Answer[] = [];
    const story = await tellStory(minutebook, officer, async (place, address) => {
      if (place !== BEFORE_THE_OPENING) return;
      path = address;
      const known = (await read(minutebook, officer, path)).json as {
        resolutions: readonly { resolution: string }[];
        recommendations: readonly { recommendations: string }[];
      };
      authorisedBy = { resolution: known.resolutions[0]?.resolution, part: 2 };
      recommendations = known.recommendations[0]?.recommendations ?? '';
      refused.push(await open());
      await ready(['2)b)i)'], { carriedOutElsewhere: [{ recommendations, leaf: '2)a)' }] });
      refused.push(await open(), await open({ waiver: { ...waiver, by: 'Leader' } }));
      expect((await open({ waiver })).json).toMatchObject({ facts: [{ type: 'ConsultationOpened' }] });
    });
    const by = 'Scrutiny Co-ordination Committee';
    const citation = 'the resolution that accepted the recommendations and authorised the consultation';
    const r21 = { rule: 'R21', citation, satisfiedBy: expect.stringContaining('a waiver by Cabinet') };
    const outstanding = (labels: string) => ({
      ...r21,
      reason: `Cabinet accepted what is not in the questionnaire yet: ${labels} of ${by}`,
    });
    expect(refused.map(({ status, headers }) => [status, headers['content-type']?.split(';')[0]])).toEqual(
      refused.map(() => [409, 'application/problem+json']),
    );
    expect(refused.map(({ json }) => json['blockers'])).toEqual([
      [outstanding('2)a), 2)b)i) and 2)b)ii)')],
      [outstanding('2)b)ii)')],
      [{ ...r21, reason: expect.stringContaining('only Cabinet lets it open'), pointer: '/waiver/by' }],
    ]);
    expect(story.answers[BEFORE_THE_OPENING]).toMatchObject({ status: 200, json: { facts: [] } });
  });

  it('shows the waiver with the opening on the page of the matter, and in its history', async () => {
    expect(await page()).toMatchObject({
      consultations: [{ round: 1, window: { opensOn: '2024-07-10' }, waiver }],
      questionnaires: [{ carriesOut: [{ leaf: '2)b)i)' }], carriedOutElsewhere: [{ leaf: '2)a)' }] }],
    });
    const { json } = await read(minutebook, officer, `${path}/history`, told);
    expect((json['history'] as readonly object[]).at(-1)).toMatchObject({
      type: 'ConsultationOpened',
      data: { waiver },
    });
  });

  it('has all that was asked in the end, and another round opens without a waiver', async () => {
    await ready(['2)b)ii)']);
    const audience = 'all Elected Members';
    const needless = await open({ audience, waiver });
    expect([needless.status, needless.json['errors']]).toMatchObject([400, [{ pointer: '/waiver' }]]);
    expect((await open({ audience })).status).toBe(200);
    expect(await page()).toMatchObject({ consultations: [{ waiver }, { round: 2, audience }] });
  });
});
