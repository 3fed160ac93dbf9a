import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role } from '#kernel';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { headersOf, settlingAt } from '../support/settling.js';

const SCOTTISH = {
  calendar: 'scotland',
  closures: [{ first: '2026-12-25', last: '2027-01-04', name: 'Festive closure' }],
} as const;
const R19 = { rule: 'R19', owner: 'clerk', ladder: [{ at: 'half-way', offices: ['clerk'] }] };

describe('the settings of an authority over HTTP', () => {
  let minutebook: RunningMinutebook;
  beforeAll(async () => {
    minutebook = await openMinutebook();
  });
  afterAll(() => minutebook.close());

  const send = settlingAt(() => minutebook, 'settings');
  const read = async (role: Role, { authority = 'coventry', of = 'coventry', query = '' } = {}) =>
    minutebook.ask({
      path: `/v1/authorities/${of}/settings${query}`,
      headers: await headersOf(minutebook, authority, role),
    });
  const rule = (json: Readonly<Record<string, unknown>>, id: string) =>
    (json['rules'] as readonly { readonly rule: string }[]).find((told) => told.rule === id);

  it('are all as usual before anything was settled', async () => {
    const { status, json } = await read('officer', { authority: 'melton', of: 'melton' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      authority: 'melton',
      name: { value: 'melton', isDefault: true },
      calendar: {
        calendar: { value: 'england-and-wales', isDefault: true },
        closures: { value: [], isDefault: true },
        recesses: { value: [], isDefault: true },
      },
      planCadences: {
        termYears: { value: 3, isDefault: true },
        refreshEvery: { value: 'P1Y', isDefault: true },
        assessment: { value: { every: 'P1Y', from: '10-01' }, isDefault: true },
        partnershipMeeting: { value: null, isDefault: true },
      },
    });
    expect(JSON.stringify(json)).not.toContain('"isDefault":false');
    expect(rule(json, 'R19')).toMatchObject({
      owner: { value: 'community-safety' },
      ladder: { value: [{ at: 'open' }, { at: 'half-way' }, { at: '-P7D' }, { at: '-P2D' }, { at: 'P0D' }] },
    });
  });

  it('are settled by officers and operators, read by auditors too, and by nobody of another authority', async () => {
    const { status, json } = await send('settle-plan-cadences', { refreshEvery: 'P6M' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ facts: [{ type: 'PlanCadencesSettled' }] });
    expect((await send('settle-rule-terms', R19, 'operator')).status).toBe(200);
    expect((await send('settle-calendar', SCOTTISH, 'operator')).json).toMatchObject({
      facts: [{ type: 'CalendarSettled' }],
    });
    expect((await send('settle-calendar', SCOTTISH)).json).toMatchObject({ facts: [] });
    expect((await send('settle-plan-cadences', {}, 'auditor')).status).toBe(403);
    expect((await send('settle-calendar', {}, 'auditor')).status).toBe(403);
    expect((await send('settle-calendar', {}, 'officer', 'melton')).status).toBe(404);
    expect((await send('settle-rule-terms', R19, 'auditor')).status).toBe(403);
    expect((await send('settle-plan-cadences', {}, 'officer', 'melton')).status).toBe(404);
    expect((await read('officer', { of: 'melton' })).status).toBe(404);
    for (const role of ['officer', 'auditor', 'operator'] as const) {
      const told = (await read(role)).json;
      expect(told).toMatchObject({
        calendar: {
          calendar: { value: 'scotland', isDefault: false },
          closures: { value: SCOTTISH.closures, isDefault: false },
          recesses: { value: [], isDefault: true },
        },
        planCadences: {
          refreshEvery: { value: 'P6M', isDefault: false },
          termYears: { value: 3, isDefault: true },
        },
      });
      expect(rule(told, 'R19')).toEqual({
        rule: 'R19',
        owner: { value: 'clerk', isDefault: false },
        ladder: { value: R19.ladder, isDefault: false },
      });
    }
  });

  it('are read as they were settled at the end of a day', async () => {
    const { json } = await read('auditor', { query: '?asAt=2001-01-01' });
    expect(json).toMatchObject({
      calendar: { calendar: { value: 'england-and-wales', isDefault: true } },
      planCadences: { refreshEvery: { value: 'P1Y', isDefault: true } },
    });
    expect((await read('auditor', { query: '?asAt=2999-01-01' })).json).toMatchObject({
      calendar: { calendar: { value: 'scotland', isDefault: false } },
      planCadences: { refreshEvery: { value: 'P6M', isDefault: false } },
    });
    expect((await read('auditor', { query: '?asAt=2025-02-30' })).status).toBe(400);
    expect((await read('auditor', { query: '?on=2025-02-28' })).status).toBe(400);
  });

  it('stand beside the offices in one stream, and neither takes anything from the other', async () => {
    const clerk = { office: 'clerk', title: 'Clerk', addresses: [] };
    const headers = await headersOf(minutebook, 'coventry', 'officer');
    const path = '/v1/authorities/coventry/offices/appoint-office';
    expect((await minutebook.ask({ method: 'POST', path, headers, body: JSON.stringify(clerk) })).status).toBe(200);
    const { json } = await minutebook.ask({ path: '/v1/authorities/coventry/offices', headers });
    expect(json['offices']).toMatchObject([{ office: 'clerk' }]);
    expect((await read('officer')).json).toMatchObject({ planCadences: { refreshEvery: { isDefault: false } } });
  });

  it.each([
    ['settle-plan-cadences', { assessment: { every: 'P1Y', from: '02-30' } }, '/assessment/from'],
    ['settle-plan-cadences', { partnershipMeeting: { every: 'P3M' } }, '/partnershipMeeting/from'],
    ['settle-plan-cadences', { refreshEvery: 'P0D' }, '/refreshEvery'],
    ['settle-plan-cadences', { termYears: 1_000 }, '/termYears'],
    ['settle-plan-cadences', { refresh: 'P6M' }, '/refresh'],
    ['settle-calendar', { calendar: 'wales' }, '/calendar'],
    [
      'settle-calendar',
      { closures: [{ first: '2025-02-29', last: '2025-03-01', name: 'A day' }] },
      '/closures/0/first',
    ],
    ['settle-calendar', { recesses: [{ first: '2025-03-02', last: '2025-03-01', name: 'None' }] }, '/recesses/0/last'],
    ['settle-calendar', { recesses: [SCOTTISH.closures[0], SCOTTISH.closures[0]] }, '/recesses/1'],
    ['settle-rule-terms', { rule: 'R99' }, '/rule'],
    ['settle-rule-terms', { rule: 'R32', ladder: [{ at: 'open', offices: ['clerk'] }] }, '/ladder/0/at'],
    ['settle-rule-terms', { rule: 'R32', ladder: [{ at: '-P7D', offices: [] }] }, '/ladder/0/offices'],
  ])('are refused with a pointer: %s %j', async (name, body, pointer) => {
    const { status, json } = await send(name, body);
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ pointer }] });
  });
});
