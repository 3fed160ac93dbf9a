import { describe, expect, it } from '@jest/globals';
import { type DeadlineOffice, eventually, type MatterOf } from '../support/deadline-office.js';
import { freshMailedOffices } from '../support/mailed-offices.js';
import { appoint, consultationOnBoard, MAIL, remindersOf } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';
const TWO_DAYS_BEFORE = '2024-09-30T08:00:10.000Z';

const stage = freshMailedOffices();
const { clock } = stage;

const sweepUntil = async (office: DeadlineOffice, what: string, holds: () => Promise<boolean> | boolean) =>
  eventually(what, async () => {
    await office.sweep();
    return holds();
  });

const authorIsReminded = async (): Promise<{ office: DeadlineOffice; matter: MatterOf }> => {
  const office = await stage.open();
  await appoint(office, 'report-author', [MAIL['report-author']]);
  const matter = await consultationOnBoard(office, WINDOW);
  clock.set(A_WEEK_BEFORE);
  return { office, matter };
};

describe('a mail of which the server never says whether it took it', () => {
  it('is sent again ever more rarely, and keeps no later mail to the office back', async () => {
    const { office, matter } = await authorIsReminded();
    stage.mail.breaksOff(true);
    await sweepUntil(office, 'it is sent, and sent again', () => stage.mail.taken.length === 2);
    const [first] = stage.mail.taken;
    stage.mail.breaksOff(({ messageId }) => messageId === first?.messageId);
    clock.set(TWO_DAYS_BEFORE);
    await sweepUntil(office, 'the next step of the ladder goes out', async () =>
      (await remindersOf(office, matter)).includes('ReminderSent T-2d report-author'),
    );
    expect(stage.mail.taken.filter(({ messageId }) => messageId === first?.messageId)).toHaveLength(2);
  });

  it('holds the end of a process up for a few seconds at most, and goes out again as the same mail', async () => {
    const { office } = await authorIsReminded();
    const release = stage.mail.holds();
    const swept = office.sweep();
    await eventually('it is with the mail server', () => Promise.resolve(stage.mail.taken.length === 1));
    const endedAt = performance.now();
    await stage.closeAll();
    expect(performance.now() - endedAt).toBeLessThan(10_000);
    await swept.catch(() => undefined);
    release();
    const next = await stage.open();
    await sweepUntil(next, 'it goes out again', () => stage.mail.taken.length === 2);
    expect(new Set(stage.mail.taken.map(({ messageId }) => messageId)).size).toBe(1);
  });
});
