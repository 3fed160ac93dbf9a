import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadSample } from '#api/sample';
import { COVENTRY_MATTER, coventryOffices, coventrySample } from '#governance/sample/index';
import { USUAL_TERMS } from '#governance/vocabulary/rules';
import { type CommandDesk } from '#platform/commands/command-desk';
import { type EventLog } from '#platform/event-log/event-log';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { MATTERS, read, tellStory } from '../support/coventry-story.js';

const SAMPLE = `${MATTERS}/${COVENTRY_MATTER}`;
/** The name, the offices, the commands of the story, and the one that says that all of it is there. */
const SENDINGS = 1 + coventryOffices.length + coventrySample.length + 1;

class PowerCut extends Error {}

type Desk = Pick<CommandDesk, 'submit'>;

/** The desk, at which the power fails after so many commands. */
const failingAfter = (commands: number, desk: Desk): Desk => {
  let left = commands;
  return {
    submit: (submission) => {
      left -= 1;
      if (left < 0) throw new PowerCut();
      return desk.submit(submission);
    },
  };
};

const typesIn = async (log: EventLog): Promise<readonly string[]> => {
  const types: string[] = [];
  for await (const { facts } of log.readAll()) types.push(...facts.map(({ type }) => type));
  return types;
};

/** The text with every id replaced by its place among those that came before it. */
const withoutIds = (text: string): string => {
  const places = new Map<string, string>();
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const place = places.get(id) ?? `id ${places.size}`;
    places.set(id, place);
    return place;
  });
};

describe('the sample', () => {
  let minutebook: RunningMinutebook;

  beforeEach(async () => {
    minutebook = await openMinutebook();
  });
  afterEach(() => minutebook.close());

  const load = (desk: Desk = minutebook.desk): Promise<boolean> =>
    loadSample({ desk, log: minutebook.log, clock: minutebook.clock });

  it('is the matter that an officer tells by HTTP, but for its ids', async () => {
    const officer = await minutebook.token('coventry');
    await load();
    const story = await tellStory(minutebook, officer);
    const [told, loaded] = await Promise.all(
      [story.path, SAMPLE].map(async (path) => (await read(minutebook, officer, path, story.answers.at(-1))).text),
    );
    expect(told).toContain('off-road e-bikes');
    expect(withoutIds(loaded ?? '')).toBe(withoutIds(told ?? ''));
  });

  it('is taken up where it was cut off, after whichever command, and loaded once', async () => {
    for (let commands = 0; commands < SENDINGS; commands += 1) {
      await expect(load(failingAfter(commands, minutebook.desk))).rejects.toThrow(PowerCut);
      expect(await typesIn(minutebook.log)).toHaveLength(commands);
    }
    expect(await load()).toBe(true);
    const whole = await typesIn(minutebook.log);
    expect(whole).toHaveLength(SENDINGS);
    expect(whole.at(-1)).toBe('SampleLoaded');
    expect(await load()).toBe(false);
    expect(await typesIn(minutebook.log)).toEqual(whole);
  });

  it('has an address for each office that its deadlines remind, and leaves those alone that somebody has appointed', async () => {
    const headers = {
      authorization: `Bearer ${await minutebook.token('coventry')}`,
      'content-type': 'application/json',
    };
    const own = { office: 'director', title: 'Director of Law and Governance', addresses: ['own@coventry.example'] };
    const path = '/v1/authorities/coventry/offices';
    const body = JSON.stringify(own);
    const appointed = await minutebook.ask({ method: 'POST', path: `${path}/appoint-office`, headers, body });
    expect(appointed.status).toBe(200);
    await load();
    const { json } = await minutebook.ask({ path, headers });
    const offices = json['offices'] as readonly { readonly office: string; readonly addresses: readonly string[] }[];
    const told = new Set(Object.values(USUAL_TERMS).flatMap(({ ladder }) => ladder.flatMap((step) => step.offices)));
    const reachable = offices.filter(({ addresses }) => addresses.length > 0).map(({ office }) => office);
    expect([...told].filter((office) => !reachable.includes(office))).toEqual([]);
    expect(offices.find(({ office }) => office === 'director')).toMatchObject(own);
    expect(offices).toHaveLength(coventryOffices.length);
  });

  it('says what the council is called, where nobody has said so', async () => {
    const authorization = `Bearer ${await minutebook.token('coventry')}`;
    const settings = '/v1/authorities/coventry/settings';
    await load();
    const { json } = await minutebook.ask({ path: settings, headers: { authorization } });
    expect(json['name']).toEqual({ value: 'Coventry City Council', isDefault: false });
  });

  it('leaves the name alone that somebody has told', async () => {
    const headers = {
      authorization: `Bearer ${await minutebook.token('coventry')}`,
      'content-type': 'application/json',
    };
    const settings = '/v1/authorities/coventry/settings';
    const body = JSON.stringify({ name: 'City of Coventry' });
    const named = await minutebook.ask({ method: 'POST', path: `${settings}/name-authority`, headers, body });
    expect(named.status).toBe(200);
    await load();
    const { json } = await minutebook.ask({ path: settings, headers });
    expect(json['name']).toEqual({ value: 'City of Coventry', isDefault: false });
  });
});
