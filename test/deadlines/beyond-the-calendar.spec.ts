import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import {
  countOf,
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';
import { openMailServer, type TestMailServer } from '../support/mail-server.js';
import { appointUsual, remindersOf } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2027-01-10', closesOn: '2027-02-26' };
const LADDER = [{ at: '-P7D', offices: ['report-author', 'community-safety'] }];

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly dueOn: string;
  readonly status: string;
}

describe('a date beyond what the calendar knows', () => {
  const clock = handMovedClock('2027-01-22T12:00:00.000Z');
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let mail: TestMailServer;
  let office: DeadlineOffice;
  let far: MatterOf;
  let near: MatterOf;

  const record = async (matter: MatterOf, command: string, body: object): Promise<void> => {
    const { status, text } = await office.post(`/matters/${matter.id}/${command}`, body);
    if (status !== 200) throw new Error(`${command} answers ${status}: ${text}`);
    await office.rest();
  };
  const deadlines = async (matter: MatterOf, query = ''): Promise<readonly Row[]> =>
    (await office.read<{ deadlines: readonly Row[] }>(`/matters/${matter.id}/deadlines${query}`)).deadlines;
  const dates = async (matter: MatterOf, query = ''): Promise<readonly string[]> =>
    (await deadlines(matter, query)).map(({ rule, dueOn, status }) => `${rule} ${dueOn} ${status}`);

  /** Waits until the board, which may lag behind, has these and no others. */
  const comesTo = async (matter: MatterOf, ...wanted: readonly string[]): Promise<void> => {
    await eventually(`the board has ${wanted.join(', ')}`, async () => (await dates(matter)).join() === wanted.join());
  };

  beforeAll(async () => {
    database = await freshDatabase();
    mail = await openMailServer();
    const more = { SMTP_URL: mail.url, MAIL_FROM: 'minutebook@coventry.example' };
    office = await openDeadlineOffice({ databaseUrl: database.url, clock, more });
    await appointUsual(office);
    for (const rule of ['R16', 'R19', 'R49'])
      await office.post('/settings/settle-rule-terms', { rule, ladder: LADDER });
    far = await openConsultation(office, 'coventry', WINDOW);
    near = await openConsultation(office, 'coventry', WINDOW);
    await office.rest();
    const request = { by: 'Cabinet', text: 'a long-term report', subject: 'net zero', dueOn: '2040-01-31' };
    await record(far, 'record-request-made', { occurredOn: '2027-01-20', ...request });
  });

  afterAll(async () => {
    await office.close();
    await mail.stop();
    await database.drop();
  });

  it('is kept where a document states it, and takes no other with it', async () => {
    await comesTo(far, 'R19 2027-02-26 running', 'R49 2040-01-31 running');
    expect((await office.health())['processes']).toEqual({ ok: true, detail: 'go on' });
  });

  it('says of each step of its ladder that its morning cannot be counted, and why', async () => {
    const { notComputable } = await office.read<{ notComputable: readonly object[] }>(`/matters/${far.id}/deadlines`);
    expect(notComputable).toEqual([
      {
        ...{ key: expect.stringMatching(/^R49/), title: 'Requested by Cabinet: net zero', rule: 'R49' },
        ...{ rung: 'T-7d', offices: ['report-author', 'community-safety'] },
        reason: expect.stringMatching(/knows 2015-01-01 to 2032-12-31, and this count needs 2040-01-24$/),
      },
    ]);
    const onBoard = async (query = '', authority = 'coventry') =>
      (await office.read<{ notComputable: { total: number } }>(`/deadlines${query}`, authority)).notComputable;
    const told = { ...notComputable[0], subjectCategory: 'matter', subject: far.id };
    const link = `/v1/authorities/coventry/matters/${far.id}/deadlines`;
    await eventually('the board tells it', async () => (await onBoard()).total === 1);
    for (const query of ['', `?matter=${far.id}`, '?state=missed'])
      expect(await onBoard(query)).toEqual({ total: 1, rows: [{ ...told, link }] });
    for (const query of [`?matter=${near.id}`, `?plan=${far.id}`])
      expect(await onBoard(query)).toEqual({ total: 0, rows: [] });
    expect(await onBoard('', 'melton')).toEqual({ total: 0, rows: [] });
    const early = `/matters/${far.id}/deadlines?knownAt=2020-01-01`;
    await expect(office.read(early)).rejects.toThrow('404');
  });

  it('of the last day that can be written takes no other with it either', async () => {
    const matter = await openConsultation(office, 'coventry', WINDOW);
    const request = { by: 'Cabinet', text: 'a report at the end of days', subject: 'the end', dueOn: '9999-12-31' };
    await record(matter, 'record-request-made', { occurredOn: '2027-01-20', ...request });
    await comesTo(matter, 'R19 2027-02-26 running', 'R49 9999-12-31 running');
    expect(await office.read(`/matters/${matter.id}/deadlines?asAt=2027-01-21`)).toMatchObject({
      deadlines: [{ rule: 'R19' }, { rule: 'R49', dueOn: '9999-12-31', dueAt: '9999-12-31T23:59:59.999Z' }],
      notComputable: [{ rule: 'R49', title: 'Requested by Cabinet: the end', rung: 'T-7d' }],
    });
    await eventually('the board tells it', async () => {
      const { notComputable } = await office.read<{ notComputable: object }>(`/deadlines?matter=${matter.id}`);
      return JSON.stringify(notComputable).includes('the end');
    });
    expect((await office.health())['processes']).toEqual({ ok: true, detail: 'go on' });
  });

  it('keeps no reminder of any matter back, nor what the other dates become', async () => {
    for (const now of ['2027-02-19T09:00:10.000Z', '2027-03-01T12:00:00.000Z']) {
      clock.set(now);
      await eventually('the day’s work is done', async () => {
        await office.sweep();
        await office.rest();
        const told = await Promise.all([far, near].map(async (matter) => (await remindersOf(office, matter)).join()));
        return told.every((reminders) => reminders.split('ReminderSent').length === 3);
      });
    }
    await eventually('both are closed', async () =>
      (await Promise.all([far, near].map((matter) => factsOf(office, matter)))).every(({ matter }) =>
        matter.some(({ type }) => type === 'ConsultationClosed'),
      ),
    );
    await comesTo(far, 'R19 2027-02-26 met', 'R22 2027-05-21 running', 'R49 2040-01-31 running');
  });

  it('is told as it stood on a day, and as it was known', async () => {
    expect(await dates(far, '?asAt=2027-01-25')).toEqual(['R19 2027-02-26 running', 'R49 2040-01-31 running']);
    expect(await dates(far, '?knownAt=2027-01-25')).toEqual(['R19 2027-02-26 running', 'R49 2040-01-31 running']);
  });

  it('gives way to the day that a correction puts in its place, with reminders on its mornings', async () => {
    const { matter } = await factsOf(office, far);
    const request = matter.find(({ type }) => type === 'RequestMade')!;
    await record(far, 'record-correction', {
      ...{ occurredOn: '2027-03-01', fact: request.id, mistakeIn: 'record' },
      changes: [{ pointer: '/dueOn', asRecorded: '2040-01-31', asCorrected: '2027-04-30' }],
      ...{ authority: 'Cabinet', reason: 'the year was misread' },
    });
    await comesTo(far, 'R19 2027-02-26 met', 'R49 2027-04-30 running', 'R22 2027-05-21 running');
    await eventually('the board tells of nothing that is left open', async () => {
      const { notComputable } = await office.read<{ notComputable: { total: number } }>(`/deadlines?matter=${far.id}`);
      return notComputable.total === 0;
    });
    clock.set('2027-04-23T08:00:10.000Z');
    const { key } = (await deadlines(far)).find(({ rule }) => rule === 'R49')!;
    await eventually('both offices are reminded of it', async () => {
      await office.sweep();
      return countOf((await factsOf(office, far)).deadlines, 'ReminderSent', key) === 2;
    });
  });

  it('before its first year does no more harm', async () => {
    const recommendations = {
      ...{ occurredOn: '2014-06-26', by: 'Scrutiny', to: 'Cabinet' },
      items: [{ label: '1', text: 'to think again' }],
    };
    await record(near, 'record-recommendations-made', recommendations);
    await comesTo(near, 'R16 2014-08-25 passed', 'R19 2027-02-26 met', 'R22 2027-05-21 running');
    expect(await dates(near, '?asAt=2027-03-01')).toContain('R19 2027-02-26 met');
  });

  it('is the close of a consultation like any other', async () => {
    const beyond = await openConsultation(office, 'coventry', { opensOn: '2027-03-10', closesOn: '2033-02-01' });
    await office.rest();
    await comesTo(beyond, 'R19 2033-02-01 running');
  });
});
