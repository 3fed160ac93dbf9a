import { describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { type DeadlineOffice, eventually, type MatterOf } from '../support/deadline-office.js';
import { freshMailedOffices } from '../support/mailed-offices.js';
import { appoint, appointUsual, consultationOnBoard, MAIL, reminderFacts } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';
const LATER = '2024-09-25T10:30:00.000Z';
const AUTHORS = { key: 'R19/round-1', version: 1, rung: 'T-7d', recipient: 'report-author' } as const;

const stage = freshMailedOffices();
const { clock } = stage;

const ofAuthor = async (office: DeadlineOffice, matter: MatterOf): Promise<readonly RecordedFact[]> =>
  (await reminderFacts(office, matter)).filter(
    ({ data }) => (data as { recipient: string }).recipient === 'report-author',
  );
const typesOf = (facts: readonly RecordedFact[]): readonly string[] =>
  facts.map(({ type }) => type.replace('Reminder', ''));
const sweepUntil = async (office: DeadlineOffice, matter: MatterOf, last: string, length: number): Promise<void> => {
  await eventually(`${last} comes`, async () => {
    await office.sweep();
    const types = typesOf(await ofAuthor(office, matter));
    return types.length === length && types.at(-1) === last;
  });
};
const reminded = (office: DeadlineOffice, detail: string): Promise<unknown> =>
  eventually(`health says: ${detail}`, async () => (await office.health())['reminders']?.detail === detail);
const askAgain = (office: DeadlineOffice, matter: MatterOf, more: object = {}) =>
  office.post(`/matters/${matter.id}/send-reminder-again`, { ...AUTHORS, ...more });

describe('a reminder that was given up, and that an officer asks for again', () => {
  it('goes out under the id that it had, is recorded as resent, and is not counted as undelivered any more', async () => {
    const office = await stage.open();
    await appointUsual(office);
    await appoint(office, 'director', [MAIL.director]);
    stage.mail.answers((address) => (address === MAIL['report-author'] ? 550 : 250));
    const matter = await consultationOnBoard(office, WINDOW);
    expect((await askAgain(office, matter)).status).toBe(400);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, matter, 'Failed', 2);
    await reminded(office, 'some could not be delivered');

    expect((await askAgain(office, matter)).status).toBe(200);
    await sweepUntil(office, matter, 'Failed', 5);
    await reminded(office, 'some could not be delivered');

    stage.mail.answers(() => 250);
    clock.set(LATER);
    const { status, json } = await askAgain(office, matter);
    expect(status).toBe(200);
    expect((await askAgain(office, matter)).json['revision']).toBe(json['revision']);
    await sweepUntil(office, matter, 'Sent', 8);
    const facts = await ofAuthor(office, matter);
    expect(typesOf(facts)).toEqual([
      ...['Claimed', 'Failed', 'Released', 'Claimed', 'Failed', 'Released', 'Claimed', 'Sent'],
    ]);
    expect(new Set(facts.map(({ data }) => (data as { messageId: string }).messageId)).size).toBe(1);
    const released = facts.filter(({ type }) => type === 'ReminderReleased');
    expect(released.map(({ metadata }) => metadata.actor)).toEqual(Array(2).fill('office:democratic-services'));
    expect(facts.at(-1)?.data).toMatchObject({ resent: true, late: true, address: MAIL['report-author'] });
    const mails = stage.mail.taken.filter(({ to }) => to.includes(MAIL['report-author']));
    expect(mails.map(({ messageId }) => messageId)).toEqual([(facts.at(-1)?.data as { messageId: string }).messageId]);
    expect(mails[0]?.raw).toContain('X-Minutebook-Resent: yes');
    expect(stage.mail.taken.filter(({ to }) => to.includes(MAIL.director))).toHaveLength(1);
    await reminded(office, 'go out');

    const refused = await askAgain(office, matter);
    expect(refused.status).toBe(409);
    expect(refused.json['blockers']).toMatchObject([
      { rule: 'deadlines/sent-again-once-failed', reason: 'the reminder is sent, not failed' },
    ]);
  });

  it('goes out once its office has an address, whoever was told instead meanwhile', async () => {
    const office = await stage.open();
    await appoint(office, 'community-safety', [MAIL['community-safety']]);
    await appoint(office, 'report-author', []);
    const matter = await consultationOnBoard(office, WINDOW);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, matter, 'Failed', 2);
    await appoint(office, 'report-author', [MAIL['report-author']]);
    expect((await askAgain(office, matter, { rung: 'T-2d' })).status).toBe(400);
    expect((await askAgain(office, matter)).status).toBe(200);
    await sweepUntil(office, matter, 'Sent', 5);
    await office.sweep();
    expect(stage.mail.taken.filter(({ to }) => to.includes(MAIL['report-author']))).toHaveLength(1);
    await reminded(office, 'go out');
  });
});
