import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role } from '#kernel';
import { openMinutebook, type RunningMinutebook } from '../support/app.js';
import { headersOf, settlingAt } from '../support/settling.js';

const DIRECTOR = { office: 'director', title: 'Director of Public Health', addresses: ['director@coventry.example'] };

describe('the offices of an authority over HTTP', () => {
  let minutebook: RunningMinutebook;
  beforeAll(async () => {
    minutebook = await openMinutebook();
  });
  afterAll(() => minutebook.close());

  const send = settlingAt(() => minutebook, 'offices');
  const list = async (role: Role, authority = 'coventry') =>
    minutebook.ask({
      path: `/v1/authorities/${authority}/offices`,
      headers: await headersOf(minutebook, authority, role),
    });

  it('are none before any was appointed', async () => {
    expect((await list('officer', 'melton')).json).toMatchObject({ authority: 'melton', offices: [] });
  });

  it('are told of where ladders or escalation name them, and no mail reaches them', async () => {
    const { unreached } = (await list('auditor', 'melton')).json as { unreached: readonly { office: string }[] };
    expect(unreached.map(({ office }) => office)).toEqual([
      ...['community-safety', 'democratic-services', 'director', 'leader'],
      ...['monitoring-officer', 'report-author', 'scrutiny'],
    ]);
    expect(unreached).toContainEqual({ office: 'leader', toldBy: ['R16'], toldAfter: [] });
    expect(unreached).toContainEqual({ office: 'monitoring-officer', toldBy: [], toldAfter: ['director'] });
  });

  it('are appointed by officers and operators, and by nobody else', async () => {
    const { status, json, headers } = await send('appoint-office', DIRECTOR);
    expect([status, headers.etag]).toEqual([200, '"0"']);
    expect(json).toMatchObject({ settings: 'settings', revision: 0, facts: [{ type: 'OfficeAppointed' }] });
    const clerk = { office: 'clerk', title: 'Clerk', addresses: [], escalatesTo: 'director' };
    expect((await send('appoint-office', clerk, 'operator')).status).toBe(200);
    expect((await send('appoint-office', DIRECTOR, 'auditor')).status).toBe(403);
    expect((await send('appoint-office', DIRECTOR, 'officer', 'melton')).status).toBe(404);
  });

  it('are read with their addresses by whoever sends mail, and without them by auditors', async () => {
    const usual = { escalatesTo: 'monitoring-officer', retired: false };
    expect((await list('officer')).json['offices']).toEqual([
      { ...DIRECTOR, ...usual },
      { office: 'clerk', title: 'Clerk', addresses: [], escalatesTo: 'director', retired: false },
    ]);
    expect((await list('operator')).text).toContain('director@coventry.example');
    const { text, json } = await list('auditor');
    expect(json['offices']).toMatchObject([{ office: 'director', ...usual }, { office: 'clerk' }]);
    expect(text).not.toContain('@');
  });

  it.each([
    ['/escalatesTo', { escalatesTo: 'clerk' }],
    ['/addresses/0', { addresses: ['not an address'] }],
    ['/office', { office: 'Director' }],
    ['/title', { title: 'Director\nof Public Health' }],
    ['/salary', { salary: 1 }],
  ])('are refused with a pointer: %s', async (pointer, wrong) => {
    const { status, json } = await send('appoint-office', { ...DIRECTOR, ...wrong });
    expect(status).toBe(400);
    expect(json).toMatchObject({ errors: [{ pointer }] });
  });

  it('are retired, and kept in the list', async () => {
    expect((await send('retire-office', { office: 'director' })).status).toBe(200);
    expect((await list('officer')).json['offices']).toMatchObject([
      { office: 'director', addresses: [], retired: true, retiredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      { office: 'clerk', retired: false },
    ]);
    expect((await send('retire-office', { office: 'nobody' })).status).toBe(400);
  });

  it('that are wrong are told as wrong though none was appointed yet', async () => {
    const headers = await headersOf(minutebook, 'melton', 'officer');
    const path = '/v1/authorities/melton/offices/appoint-office';
    expect((await minutebook.ask({ method: 'POST', path, headers, body: '{}' })).status).toBe(400);
  });
});
