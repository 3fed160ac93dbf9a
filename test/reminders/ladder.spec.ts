import { beforeEach, describe, expect, it } from '@jest/globals';
import { CloseConsultation, ExtendConsultation } from '#governance/matter-commands';
import { type DeadlineOffice, eventually, factsOf, type MatterOf } from '../support/deadline-office.js';
import { freshMailedOffices } from '../support/mailed-offices.js';
import {
  appoint,
  appointUsual,
  consultationOnBoard,
  MAIL,
  reminderFacts,
  remindersOf,
} from '../support/reminder-office.js';

const stage = freshMailedOffices();
const { clock } = stage;
let office: DeadlineOffice;
beforeEach(async () => {
  office = await stage.open({
    more: {
      SMTP_URL: stage.mail.url,
      MAIL_FROM: 'Minutebook <minutebook@coventry.example>',
      MINUTEBOOK_PUBLIC_URL: 'https://minutebook.coventry.example',
    },
  });
});

/** A little after nine, when the sweep fires what the queue did not. */
const soonAfter = (morning: string): string => morning.replace(':00.000Z', ':10.000Z');
const justBefore = (morning: string): string => new Date(Date.parse(morning) - 1).toISOString();
const recipients = (): readonly string[] => stage.mail.taken.map(({ to }) => to.join()).sort();
/** What was sent of a matter, as `<address> <rung> <Message-ID>`. */
const sentOf = async (matter: MatterOf | undefined): Promise<string[]> => {
  if (matter === undefined) throw new Error('there is no such matter');
  const sent = (await reminderFacts(office, matter)).filter(({ type }) => type === 'ReminderSent');
  return sent.map(({ data }) => {
    const { address, rung, messageId } = data as Record<'address' | 'rung' | 'messageId', string>;
    return `${address} ${rung} ${messageId}`;
  });
};
const sweepUntil = async (what: string, holds: () => Promise<boolean> | boolean): Promise<void> => {
  await eventually(what, async () => {
    await office.sweep();
    return holds();
  });
};

describe('a ladder of reminders', () => {
  it.each([
    ['summer', '2024-09-30', ['2024-09-23T08:00:00.000Z', '2024-09-27T08:00:00.000Z', '2024-09-30T08:00:00.000Z']],
    ['winter', '2024-11-04', ['2024-10-28T09:00:00.000Z', '2024-11-01T09:00:00.000Z', '2024-11-04T09:00:00.000Z']],
  ])(
    'goes out step by step at nine in London on working days, in %s, each step once to each office',
    async (_, closesOn, mornings) => {
      await appointUsual(office);
      const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn });
      for (const [at, morning] of mornings.entries()) {
        clock.set(justBefore(morning));
        await office.sweep();
        expect(stage.mail.taken).toHaveLength(at * 2);
        clock.set(soonAfter(morning));
        await sweepUntil('both are told', () => stage.mail.taken.length === at * 2 + 2);
      }
      await sweepUntil('all is recorded', async () => (await remindersOf(office, matter)).length === 12);
      await office.sweep();
      expect(recipients()).toEqual(
        ['report-author', 'community-safety'].flatMap((to) => mornings.map(() => MAIL[to as keyof typeof MAIL])).sort(),
      );
      const facts = await remindersOf(office, matter);
      for (const rung of ['T-7d', 'T-2d', 'T'])
        for (const to of ['report-author', 'community-safety'])
          expect(facts.filter((fact) => fact.endsWith(` ${rung} ${to}`))).toEqual([
            `ReminderClaimed ${rung} ${to}`,
            `ReminderSent ${rung} ${to}`,
          ]);
      expect(new Set(stage.mail.taken.map(({ messageId }) => messageId)).size).toBe(6);
    },
  );

  it('tells what the facts tell, and in the mail what is due, why, and where to read it', async () => {
    await appointUsual(office);
    await office.post('/settings/name-authority', { name: 'Coventry City Council' });
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    clock.set('2024-09-25T08:00:10.000Z');
    await sweepUntil('both are sent', async () => (await remindersOf(office, matter)).length === 4);
    const sent = (await reminderFacts(office, matter)).filter(({ type }) => type === 'ReminderSent');
    for (const { data, metadata } of sent) {
      const { recipient } = data as { recipient: keyof typeof MAIL };
      expect(data).toMatchObject({ version: 1, address: MAIL[recipient], late: false, resent: false });
      expect(metadata).toMatchObject({ actor: 'automation:reminders', capacity: 'reminders' });
      const { messageId } = data as { messageId: string };
      expect(stage.mail.taken.filter((taken) => taken.messageId === messageId)).toHaveLength(1);
    }
    const raw = stage.mail.taken[0]?.raw.replaceAll(/=\r\n/g, '') ?? '';
    expect(raw).toContain('From: Minutebook <minutebook@coventry.example>');
    expect(raw).toContain('Subject: On Wednesday 2 October 2024');
    expect(raw).toContain('multipart/alternative');
    expect(raw).toMatch(/^To: The office (report-author|community-safety) \(Coventry City Council\)\r$/m);
    expect(raw).toMatch(/^ {2}Responsible office: +The office community-safety\r\n {2}Decided by: +\S/m);
    expect(raw).toContain(`https://minutebook.coventry.example/v1/authorities/coventry/matters/${matter.id}/deadlines`);
  });

  it('is read on the board and on the page of its deadline: to whom, when, and what became of it, without addresses', async () => {
    await appointUsual(office);
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    clock.set('2024-09-25T08:00:10.000Z');
    await sweepUntil('both are sent', async () => (await remindersOf(office, matter)).length === 4);
    interface Told {
      readonly deadlines: readonly { readonly reminders: readonly { readonly status: string }[] }[];
    }
    for (const path of ['/deadlines', `/matters/${matter.id}/deadlines`]) {
      const read = await eventually('it is told', async () => {
        const told = await office.read<Told>(path);
        return told.deadlines[0]?.reminders.filter(({ status }) => status === 'sent').length === 2 && told;
      });
      const reminders = read.deadlines[0]?.reminders;
      expect(reminders).toContainEqual({
        ...{ rung: 'T-7d', office: 'community-safety', version: 1, status: 'sent', late: false, resent: false },
        ...{ sendAt: '2024-09-25T08:00:00.000Z', at: '2024-09-25T08:00:10.000Z' },
      });
      expect(reminders).toContainEqual({
        ...{ rung: 'T', office: 'report-author', version: 1, status: 'planned', sendAt: '2024-10-02T08:00:00.000Z' },
      });
      expect(reminders).toHaveLength(6);
      expect(JSON.stringify(read)).not.toContain('@coventry.example');
    }
  });

  it('tells each office once of two steps that fall on one morning, as a close on a Sunday has them', async () => {
    await appointUsual(office);
    clock.set('2024-10-21T09:00:00.000Z');
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-27' });
    clock.set('2024-10-25T08:00:10.000Z');
    await sweepUntil('both steps are recorded', async () => (await sentOf(matter)).length === 4);
    expect(recipients()).toEqual([MAIL['report-author'], MAIL['community-safety']]);
    for (const { raw } of stage.mail.taken) expect(raw.match(/<h2>/g)).toHaveLength(1);
    expect((await sentOf(matter)).sort()).toEqual(
      stage.mail.taken
        .flatMap(({ to, messageId }) => ['T', 'T-2d'].map((rung) => `${to.join()} ${rung} ${messageId}`))
        .sort(),
    );
  });

  it('tells each office in one mail of all that falls on one morning', async () => {
    await appointUsual(office);
    const window = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
    const matters = [await consultationOnBoard(office, window), await consultationOnBoard(office, window)];
    clock.set('2024-09-25T08:00:10.000Z');
    for (const matter of matters) await sweepUntil('both are sent', async () => (await sentOf(matter)).length === 2);
    expect(recipients()).toEqual([MAIL['report-author'], MAIL['community-safety']]);
    for (const { raw } of stage.mail.taken) {
      expect(raw.replaceAll(/\r\n /g, ' ')).toMatch(/^Subject: .*\(and one more\)\r$/m);
      for (const { id } of matters) expect(raw.replaceAll('=\r\n', '')).toContain(`/matters/${id}/deadlines`);
    }
    expect(await sentOf(matters[0])).toEqual(await sentOf(matters[1]));
  });

  it('ends when what is due is done', async () => {
    await appointUsual(office);
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-08-30' });
    clock.set('2024-08-31T08:00:00.000Z');
    await office.tell(matter, CloseConsultation, { round: 1 });
    await sweepUntil('it is met', async () =>
      (await factsOf(office, matter)).deadlines.some(({ type }) => type === 'DeadlineMet'),
    );
    await office.sweep();
    expect((await remindersOf(office, matter)).filter((fact) => fact.startsWith('ReminderSuperseded'))).toHaveLength(6);
    expect(stage.mail.taken).toEqual([]);
  });

  it('of a date that moved is superseded with the reason, and goes out for the new date', async () => {
    await appointUsual(office);
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    clock.set('2024-09-20T09:00:00.000Z');
    await office.tell(matter, ExtendConsultation, {
      ...{ round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'schools were closed' },
    });
    await eventually('it moves', async () =>
      (await factsOf(office, matter)).deadlines.some(({ type }) => type === 'DeadlineMoved'),
    );
    const superseded = (await reminderFacts(office, matter)).filter(({ type }) => type === 'ReminderSuperseded');
    expect(superseded).toHaveLength(6);
    expect((superseded[0]?.data as { reason: string }).reason).toBe(
      'the date moved from 2024-10-02 to 2024-10-16: the consultation was extended on Friday 20 September 2024',
    );
    clock.set('2024-09-25T08:00:10.000Z');
    await office.sweep();
    expect(stage.mail.taken).toEqual([]);
    clock.set('2024-10-09T08:00:10.000Z');
    await sweepUntil('the new date is told', () => stage.mail.taken.length === 2);
    expect(stage.mail.taken[0]?.raw).toContain('Subject: On Wednesday 16 October 2024');
  });

  it('that lies before its deadline was recorded is never sent, and recorded once as historic', async () => {
    await appointUsual(office);
    clock.set('2024-09-27T09:00:00.000Z');
    const matter = await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await office.sweep();
    expect(await remindersOf(office, matter)).toEqual([
      'ReminderHistoric T-7d report-author',
      'ReminderHistoric T-7d community-safety',
    ]);
    clock.set('2024-09-30T08:00:10.000Z');
    await sweepUntil('the next step is told', () => stage.mail.taken.length === 2);
    expect((await remindersOf(office, matter)).filter((fact) => fact.includes('Historic'))).toHaveLength(2);
  });

  it('of one authority tells nobody of another', async () => {
    await appointUsual(office);
    await appoint(office, 'community-safety', ['safety@melton.example'], { authority: 'melton' });
    await appoint(office, 'report-author', ['author@melton.example'], { authority: 'melton' });
    await consultationOnBoard(office, { opensOn: '2024-07-10', closesOn: '2024-10-02' }, 'melton');
    clock.set('2024-09-25T08:00:10.000Z');
    await sweepUntil('melton is told', () => stage.mail.taken.length === 2);
    expect(recipients()).toEqual(['author@melton.example', 'safety@melton.example']);
    expect(stage.mail.taken.map(({ raw }) => raw.replaceAll('=\r\n', '')).join()).not.toMatch(/coventry(?!\.example)/);
  });
});
