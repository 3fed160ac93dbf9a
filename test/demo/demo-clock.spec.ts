import { describe, expect, it } from '@jest/globals';
import { StartupProblem } from '#platform/config/startup-problem';
import { ask } from '#platform/http/testing/ask';
import { shownBy, startApi, startKeeper } from '../support/demo.js';
import { freshDemos } from '../support/fresh-demos.js';

const CLOCK = '/v1/demo/clock';
const BEGIN = '2024-07-10T08:00:00.000Z';

const { databaseUrl, demo, keep, closeAll, inDatabase } = freshDemos();

/** Whether an instant is one that a clock shows which was at another not long ago. */
const isSoonAfter = (instant: string | undefined, earlier: string): boolean =>
  instant !== undefined && instant >= earlier && Date.parse(instant) - Date.parse(earlier) < 60_000;

describe('a demo', () => {
  it('has a clock of its own, which begins where it was told to, ticks, and stands on every answer', async () => {
    const { get, origin } = await demo();
    const answer = await get(CLOCK);
    const { now, inLondon, stillGoingOn } = answer.json as Record<string, string>;
    expect(isSoonAfter(now, BEGIN)).toBe(true);
    expect(inLondon).toMatch(/^2024-07-10T09:00:\d\d\.\d{3}\+01:00$/);
    expect(stillGoingOn).toEqual([]);
    const next = shownBy(await ask(origin, { path: '/health/live' }));
    expect(next !== undefined && next > (now ?? '')).toBe(true);
    for (const path of ['/v1/nothing', '/v1/authorities/coventry/matters', '/docs', '/nowhere'])
      expect([path, isSoonAfter(shownBy(await ask(origin, { path })), BEGIN)]).toEqual([path, true]);
    const { checks } = (await ask(origin, { path: '/health/ready' })).json as { checks: Record<string, object> };
    expect(checks['demo clock']).toMatchObject({ ok: true, detail: expect.stringContaining('2024-07-10T08:0') });
  });

  it('says so in the name and the description of its calendars', async () => {
    const { post, origin } = await demo({ works: false });
    const { json } = await post('/v1/authorities/coventry/feeds', { kind: 'authority' });
    const { text } = await ask(origin, { path: new URL(json['address'] as string).pathname });
    const unfolded = text.replaceAll('\r\n ', '');
    expect(unfolded).toContain('\r\nNAME:DEMO: Deadlines: coventry\r\nX-WR-CALNAME:DEMO: Deadlines: coventry\r\n');
    expect(unfolded).toContain('X-WR-CALDESC:This calendar comes from a demo of Minutebook: nothing in it is');
  });

  it('begins at the machine’s time where nothing else is said', async () => {
    const before = new Date().toISOString();
    const { get } = await demo({ demoClock: 'on' });
    expect(isSoonAfter(shownBy(await get(CLOCK)), before)).toBe(true);
  });

  it('moves forwards to an instant, to the morning of a day, or by a while of London’s time', async () => {
    const { post } = await demo();
    const move = async (body: object): Promise<string | undefined> => {
      const { status, json } = await post(CLOCK, body, 'operator');
      expect(status).toBe(200);
      return json['now'] as string;
    };
    expect(isSoonAfter(await move({ to: '2024-07-11T12:00:00+01:00' }), '2024-07-11T11:00:00.000Z')).toBe(true);
    expect(isSoonAfter(await move({ to: '2024-10-26' }), '2024-10-26T08:00:00.000Z')).toBe(true);
    expect(isSoonAfter(await move({ by: 'P1D' }), '2024-10-27T09:00:00.000Z')).toBe(true);
    expect(isSoonAfter(await move({ by: 'PT24H' }), '2024-10-28T09:00:00.000Z')).toBe(true);
  });

  it('never moves back, and says so', async () => {
    const { post, get } = await demo();
    await post(CLOCK, { to: '2024-08-01' }, 'operator');
    const { status, json } = await post(CLOCK, { to: '2024-07-31' }, 'operator');
    expect(status).toBe(409);
    expect(json).toMatchObject({
      type: '/docs/problems#rule-forbids',
      blockers: [{ rule: 'demo/clock-moves-forwards', reason: expect.stringContaining('only moves forwards') }],
    });
    expect(isSoonAfter(shownBy(await get(CLOCK)), '2024-08-01T08:00:00.000Z')).toBe(true);
    expect((await post(CLOCK, { to: '2024-08-01' }, 'operator')).status).toBe(200);
    await expect(inDatabase('update clock.store set ahead_ms = ahead_ms - 1')).rejects.toThrow('only moves forwards');
  });

  it('takes what is no time to go to for malformed, and points to it', async () => {
    const { post } = await demo({ works: false });
    for (const [body, pointer] of [
      [{}, ''],
      [{ to: '2025-01-01', by: 'P1D' }, ''],
      [{ to: '2024-02-30' }, '/to'],
      [{ to: '2024-08-01T09:00:00' }, '/to'],
      [{ to: '2100-01-01' }, '/to'],
      [{ by: '-P1D' }, '/by'],
      [{ by: 'tomorrow' }, '/by'],
      [{ by: 'P900Y' }, '/by'],
      [{ to: 1 }, '/to'],
      [{ at: '2025-01-01' }, '/at'],
    ] as const) {
      const { status, json } = await post(CLOCK, body, 'operator');
      const errors = json['errors'] as readonly { pointer: string }[];
      expect([body, status, errors[0]?.pointer]).toEqual([body, 400, pointer]);
    }
  });

  it('is moved by operators alone, and read by every office', async () => {
    const { get, post, origin } = await demo({ works: false });
    for (const role of ['officer', 'auditor'] as const) {
      expect((await post(CLOCK, { by: 'P1D' }, role)).status).toBe(403);
      expect((await get(CLOCK, role)).status).toBe(200);
    }
    expect((await get(CLOCK, 'operator')).status).toBe(200);
    expect((await ask(origin, { path: CLOCK })).status).toBe(401);
    const other = await ask(origin, { method: 'DELETE', path: CLOCK, headers: { authorization: 'Bearer mb_x' } });
    expect(other.status).toBe(401);
  });

  it('has two addresses for it', async () => {
    const { started } = await demo({ works: false });
    const addresses = started.http.routes.list().filter((address) => address.includes('demo'));
    expect(addresses.filter((address) => !address.startsWith('HEAD ')).sort()).toEqual([
      `GET ${CLOCK}`,
      `POST ${CLOCK}`,
    ]);
  });

  it('says that nobody moves its clock while no worker runs, and goes there once one does', async () => {
    const { post, get } = await demo({ works: false });
    const moving = post(CLOCK, { to: '2024-07-12' }, 'operator');
    let told: readonly string[] = [];
    while (told.length === 0) told = (await get(CLOCK)).json['stillGoingOn'] as string[];
    expect(told).toEqual(['the clock is on its way to 2024-07-12T08:00:00.000Z: no worker has begun to move it yet']);
    keep(await startKeeper({ databaseUrl: databaseUrl() }));
    const { status, json } = await moving;
    expect([status, json['stillGoingOn']]).toEqual([200, []]);
    expect(isSoonAfter(json['now'] as string, '2024-07-12T08:00:00.000Z')).toBe(true);
  });

  it('keeps its clock over a restart, and stays a demo though nothing says so any more', async () => {
    const first = await demo();
    await first.moveTo('2025-03-31');
    await closeAll();
    const second = await demo({ demoClock: '' });
    expect(second.started.demo?.now.startsWith('2025-03-31T08:0')).toBe(true);
    expect(isSoonAfter(shownBy(await second.get(CLOCK)), '2025-03-31T08:00:00.000Z')).toBe(true);
    await expect(inDatabase('update clock.store set demo = false')).rejects.toThrow('stays the demo');
    await expect(inDatabase('delete from clock.store')).rejects.toThrow('stays the demo');
  });

  it('has one clock for all its processes', async () => {
    const one = await demo();
    const other = await demo({ demoClock: '' });
    await one.moveTo('2024-09-01');
    expect(isSoonAfter(shownBy(await other.get(CLOCK)), '2024-09-01T08:00:00.000Z')).toBe(true);
    await other.moveTo('2024-09-02');
    const matter = { occurredOn: '2024-09-02', title: 'A plan' };
    const { status } = await one.post('/v1/authorities/coventry/matters', matter);
    expect(status).toBe(201);
    const facts = [];
    for await (const batch of one.log.readAll({ prefixes: ['matter-'] })) facts.push(...batch.facts);
    expect(facts.map(({ metadata }) => isSoonAfter(metadata.recordedAt, '2024-09-02T08:00:00.000Z'))).toEqual([true]);
  });
});

describe('an ordinary store', () => {
  it('has no clock to move: the addresses do not exist, and no answer speaks of one', async () => {
    const ordinary = await demo({ demoClock: '' });
    for (const role of ['officer', 'auditor', 'operator'] as const)
      for (const answer of [await ordinary.get(CLOCK, role), await ordinary.post(CLOCK, { by: 'P1D' }, role)]) {
        expect(answer.status).toBe(404);
        expect(shownBy(answer)).toBeUndefined();
      }
    const { text } = await ask(ordinary.origin, { path: '/openapi.json' });
    expect(text).not.toContain(CLOCK);
    expect(ordinary.started.demo).toBeUndefined();
  });

  it('never becomes a demo, however empty it is, and the start says what to do', async () => {
    await demo({ demoClock: 'off' });
    await closeAll();
    for (const start of [startApi, startKeeper]) {
      const refused = await start({ databaseUrl: databaseUrl(), demoClock: 'on' }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StartupProblem);
      expect((refused as Error).message).toContain(
        'only a new store can be made one. Set it to off, or begin a new store',
      );
    }
  });

  it('that was made before there were demos is one', async () => {
    const { post } = await demo({ demoClock: 'off' });
    await post('/v1/authorities/coventry/matters', { occurredOn: '2024-09-02', title: 'A plan' });
    await closeAll();
    await inDatabase('drop schema clock cascade');
    await expect(startApi({ databaseUrl: databaseUrl(), demoClock: '2024-07-10' })).rejects.toThrow(StartupProblem);
    expect((await demo({ demoClock: '' })).started.demo).toBeUndefined();
  });
});
