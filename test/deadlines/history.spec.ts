import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExtendConsultation } from '#governance/matter-commands';
import { asAdministrator } from '#platform/event-log/testing/severing';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import {
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openDeadlineOffice,
} from '../support/deadline-office.js';
import { openMailServer, type TestMailServer } from '../support/mail-server.js';
import { type HistoryPage, type Line, verdictOn } from '../support/recomputed-chain.js';
import { appointUsual, consultationOnBoard, MAIL, remindersOf } from '../support/reminder-office.js';

describe('the history of the deadlines of a matter', () => {
  const clock = handMovedClock('2024-07-10T09:00:00.000Z');
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let mail: TestMailServer;
  let office: DeadlineOffice;
  let matter: MatterOf;

  const open = (): Promise<DeadlineOffice> =>
    openDeadlineOffice({
      ...{ databaseUrl: database.url, clock },
      more: { SMTP_URL: mail.url, MAIL_FROM: 'minutebook@coventry.example' },
    });
  const path = (): string => `/matters/${matter.id}/deadlines/history`;
  const page = (query = ''): Promise<HistoryPage> =>
    office.read<HistoryPage>(`${path()}${query}`, 'coventry', 'auditor');
  const whole = async (): Promise<readonly Line[]> => {
    const lines: Line[] = [];
    for (let at = 1, total = 1; lines.length < total; at += 1) {
      const read = await page(`?page=${at}&limit=5`);
      lines.push(...read.history);
      total = read.total;
    }
    return lines;
  };
  const on = async (instant: string, until: () => Promise<boolean>): Promise<void> => {
    clock.set(instant);
    await eventually(`what falls due by ${instant}`, async () => {
      await office.sweep();
      return until();
    });
    await office.rest();
  };

  beforeAll(async () => {
    database = await freshDatabase();
    mail = await openMailServer();
    office = await open();
    await appointUsual(office);
    matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await on('2024-09-25T08:00:10.000Z', async () => (await remindersOf(office, matter)).length === 4);
    await office.tell(matter, ExtendConsultation, {
      round: 1,
      closesOn: '2024-10-09',
      authority: 'Cabinet',
      reason: 'few responses',
    });
    await on('2024-10-10T08:00:00.000Z', async () =>
      (await factsOf(office, matter)).deadlines.some(({ type }) => type === 'DeadlinePassed'),
    );
    const waived = { key: 'R22/round-1', by: 'Cabinet', capacity: 'authorising body', reason: 'they were read out' };
    expect(await office.post(`/matters/${matter.id}/waive-deadline`, waived)).toMatchObject({ status: 200 });
    await office.rest();
  }, 300_000);
  afterAll(async () => {
    await office.close();
    await mail.stop();
    await database.drop();
  });

  it('tells every fact, as it was recorded, with what the log sealed', async () => {
    const { deadlines: kept } = await factsOf(office, matter);
    const lines = await whole();
    expect(lines).toEqual(
      kept.map(({ id, revision, type, data, metadata }) => {
        const { recordedAt, actor, capacity, commandId } = metadata;
        const { occurredOn } = data as { readonly occurredOn: string };
        return { fact: id, revision, type, data, occurredOn, recordedAt, actor, capacity, commandId, metadata };
      }),
    );
    const types = new Set(lines.map(({ type }) => type));
    for (const type of ['Set', 'Moved', 'Met', 'Passed', 'Waived']) expect(types).toContain(`Deadline${type}`);
    for (const type of ['Claimed', 'Sent', 'Superseded']) expect(types).toContain(`Reminder${type}`);
    const { stream, revision, total } = await page();
    expect([stream, revision, total]).toEqual([
      `deadlines-coventry-matter-${matter.id}`,
      lines.length - 1,
      lines.length,
    ]);
    const etag = `"${revision}"`;
    expect([await office.etagOf(path()), await office.etagOf(`/matters/${matter.id}/deadlines`)]).toEqual([etag, etag]);
  });

  it('tells an auditor the address to which a reminder went, since its hash is over that, too', async () => {
    const sent = (await whole()).filter(({ type }) => type === 'ReminderSent').map(({ data }) => data['address']);
    expect(sent).toEqual(expect.arrayContaining([MAIL['report-author'], MAIL['community-safety']]));
  });

  it('is told as it stood on a day, and as it was known', async () => {
    const lines = await whole();
    const before = (day: string): readonly Line[] => lines.filter(({ occurredOn }) => occurredOn <= day);
    const read = await page('?asAt=2024-09-25&limit=200');
    expect(read).toMatchObject({ asAt: '2024-09-25', total: before('2024-09-25').length });
    expect(read.history).toEqual(before('2024-09-25'));
    const knownAt = '2024-07-10T10:00:00+01:00';
    const known = await page(`?knownAt=${encodeURIComponent(knownAt)}&limit=200`);
    expect(known).toMatchObject({ knownAt, revision: known.history.length - 1 });
    expect(known.history).toEqual(lines.slice(0, known.total));
    expect(known.history.map(({ type }) => type)).not.toContain('ReminderClaimed');
    await expect(page('?asAt=2024-07-09')).rejects.toThrow('answers 404');
    await expect(page('?knownAt=2024-07-09')).rejects.toThrow('answers 404');
  });

  it('has a chain that an auditor recomputes from the answers alone, and in which a planted change is found', async () => {
    const { stream } = await page();
    expect(verdictOn(stream, await whole())).toBe('holds');
    const planted = (await whole()).findIndex(({ type }) => type === 'ReminderSent');
    await office.close();
    const late = `replace(data::text, '"late":false', '"late":true')::json`;
    await asAdministrator(
      database.url,
      `alter table log.facts disable trigger all;
       update log.facts set data = ${late} where stream = '${stream}' and revision = ${planted};
       alter table log.facts enable always trigger append_only`,
    );
    office = await open();
    expect((await whole())[planted]?.data).toMatchObject({ late: true });
    expect(verdictOn(stream, await whole())).toBe(`${planted}: content`);
    const lines = await whole();
    expect(verdictOn(stream, lines.toSpliced(2, 1))).toBe('2: missing');
  }, 120_000);
});
