import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ExtendConsultation } from '#governance/matter-commands';
import { type EventLog } from '#platform/event-log/event-log';
import { type DeadlineOffice, eventually, factsOf, type MatterOf } from '../support/deadline-office.js';
import { countOf, freshMailedOffices } from '../support/mailed-offices.js';
import {
  appoint,
  appointUsual,
  consultationOnBoard,
  MAIL,
  reminderFacts,
  remindersOf,
} from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';

const stage = freshMailedOffices();
const { clock } = stage;

const sweepUntil = async (
  office: DeadlineOffice,
  what: string,
  holds: () => Promise<boolean> | boolean,
): Promise<void> => {
  await eventually(what, async () => {
    await office.sweep();
    return holds();
  });
};
const dataOf = async (office: DeadlineOffice, matter: MatterOf, type: string): Promise<readonly object[]> =>
  (await reminderFacts(office, matter)).filter((fact) => fact.type === type).map(({ data }) => data);
const reminded = async (office: DeadlineOffice): Promise<string> => (await office.health())['reminders']?.detail ?? '';

/** A log that fails after it has taken, or before it takes, an append of a type of fact, so often. */
const failing =
  (type: string, when: 'before' | 'after', times: number) =>
  (log: EventLog): EventLog => {
    let left = times;
    return new Proxy(log, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'append') return method.bind(target) as unknown;
        return async (...given: Parameters<EventLog['append']>) => {
          const fails = given[1].some((fact) => fact.type === type) && left-- > 0;
          if (fails && when === 'before') throw new Error('the power went');
          const appended = await target.append(...given);
          if (fails) throw new Error('the power went');
          return appended;
        };
      },
    });
  };

/** A log that takes all but a type of fact, of which it takes those before the one of a number. */
const failingFrom =
  (type: string, number: number) =>
  (log: EventLog): EventLog => {
    let taken = 0;
    return new Proxy(log, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'append') return method.bind(target) as unknown;
        return async (...given: Parameters<EventLog['append']>) => {
          if (given[1].some((fact) => fact.type === type) && (taken += 1) >= number) throw new Error('the power went');
          return target.append(...given);
        };
      },
    });
  };

describe('a mail server that is away', () => {
  it('loses nothing: nothing is claimed meanwhile, health says so, and all goes out once when it is back', async () => {
    const office = await stage.open();
    await appointUsual(office);
    const matter = await consultationOnBoard(office, WINDOW);
    await stage.mail.stop();
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, 'it is told in health', async () =>
      (await reminded(office)).includes('cannot be handed over'),
    );
    expect((await office.health())['reminders']?.ok).toBe(true);
    expect(await remindersOf(office, matter)).toEqual([]);
    await stage.mail.start();
    await sweepUntil(office, 'both are sent', async () => (await countOf(office, matter, 'ReminderSent')) === 2);
    await office.sweep();
    expect(stage.mail.taken).toHaveLength(2);
    expect(await countOf(office, matter, 'ReminderFailed')).toBe(0);
    expect(await dataOf(office, matter, 'ReminderSent')).toMatchObject([{ resent: false }, { resent: false }]);
    await eventually('health is well', async () => (await reminded(office)) === 'go out');
  });

  it('for hours makes what it delayed late, in one digest for each office', async () => {
    const office = await stage.open();
    await appointUsual(office);
    const [one, other] = [await consultationOnBoard(office, WINDOW), await consultationOnBoard(office, WINDOW)];
    await stage.mail.stop();
    clock.set(A_WEEK_BEFORE);
    await office.sweep();
    clock.set('2024-09-25T11:00:00.000Z');
    await stage.mail.start();
    for (const matter of [one, other])
      await sweepUntil(office, 'both are sent', async () => (await countOf(office, matter, 'ReminderSent')) === 2);
    expect(stage.mail.taken.map(({ to }) => to.join()).sort()).toEqual([
      MAIL['report-author'],
      MAIL['community-safety'],
    ]);
    expect(stage.mail.taken[0]?.raw).toContain('These reminders come late');
    for (const matter of [one, other])
      expect(await dataOf(office, matter, 'ReminderSent')).toMatchObject([{ late: true }, { late: true }]);
  });
});

describe('a crash between the mail server’s acceptance and the outcome', () => {
  it('is followed by the same mail under the same id, said to be sent again, and one outcome', async () => {
    const first = await stage.open({ wrap: failing('ReminderSent', 'before', 1_000_000) });
    await appoint(first, 'report-author', [MAIL['report-author']]);
    const matter = await consultationOnBoard(first, WINDOW);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(first, 'it is taken', () => stage.mail.taken.length > 0);
    await stage.closeAll();
    const before = stage.mail.taken.length;
    expect(await dataOf(first, matter, 'ReminderSent').catch(() => [])).toEqual([]);

    const second = await stage.open();
    await sweepUntil(second, 'it is recorded', async () => (await countOf(second, matter, 'ReminderSent')) === 1);
    await second.sweep();
    expect(stage.mail.taken).toHaveLength(before + 1);
    expect(new Set(stage.mail.taken.map(({ messageId }) => messageId)).size).toBe(1);
    expect(stage.mail.taken[0]?.raw).not.toContain('X-Minutebook-Resent');
    expect(stage.mail.taken.at(-1)?.raw).toContain('X-Minutebook-Resent: yes');
    expect(await dataOf(second, matter, 'ReminderSent')).toMatchObject([
      { resent: true, late: false, messageId: stage.mail.taken[0]?.messageId, address: MAIL['report-author'] },
    ]);
    expect(
      (await remindersOf(second, matter)).filter((fact) => fact.includes('Claimed T-7d report-author')),
    ).toHaveLength(1);
  });

  it('is no other when the connection breaks instead of the answer', async () => {
    const office = await stage.open();
    await appoint(office, 'report-author', [MAIL['report-author']]);
    const matter = await consultationOnBoard(office, WINDOW);
    stage.mail.breaksOff(true);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, 'it is taken', () => stage.mail.taken.length > 0);
    stage.mail.breaksOff(false);
    await sweepUntil(office, 'it is recorded', async () => (await countOf(office, matter, 'ReminderSent')) === 1);
    expect(new Set(stage.mail.taken.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await dataOf(office, matter, 'ReminderSent')).toMatchObject([{ resent: true }]);
  });

  it.each(['ReminderClaimed', 'ReminderSent'])(
    'leaves no second %s where the power goes after the append',
    async (type) => {
      const office = await stage.open({ wrap: failing(type, 'after', 1) });
      await appointUsual(office);
      const matter = await consultationOnBoard(office, WINDOW);
      clock.set(A_WEEK_BEFORE);
      await sweepUntil(office, 'both are sent', async () => (await countOf(office, matter, 'ReminderSent')) === 2);
      await office.sweep();
      expect(await remindersOf(office, matter)).toHaveLength(4);
      expect(new Set(stage.mail.taken.map(({ messageId }) => messageId)).size).toBe(2);
    },
  );
});

describe('a worker that ends between two claims of one mail', () => {
  it('leaves the mail to be completed: it goes out once, with all that it was to bear, under the id that it had', async () => {
    const first = await stage.open({ wrap: failing('ReminderSent', 'before', 1_000_000) });
    await appoint(first, 'report-author', [MAIL['report-author']]);
    const matters = [await consultationOnBoard(first, WINDOW), await consultationOnBoard(first, WINDOW)];
    await stage.closeAll();
    const cut = await stage.open({ wrap: failingFrom('ReminderClaimed', 2) });
    clock.set(A_WEEK_BEFORE);
    const claims = async () =>
      (await Promise.all(matters.map((matter) => countOf(cut, matter, 'ReminderClaimed T-7d report-author'))))
        .toSorted()
        .join();
    await sweepUntil(cut, 'one of the two is claimed', async () => (await claims()) === '0,1');
    expect(stage.mail.taken).toEqual([]);
    await stage.closeAll();

    const second = await stage.open();
    for (const matter of matters)
      await sweepUntil(second, 'it is sent', async () => (await countOf(second, matter, 'ReminderSent')) === 1);
    expect(stage.mail.taken).toHaveLength(1);
    for (const matter of matters)
      expect(await dataOf(second, matter, 'ReminderSent')).toMatchObject([
        { resent: false, late: false, messageId: stage.mail.taken[0]?.messageId },
      ]);
  });
});

describe('a worker that was down over two steps of a ladder', () => {
  it('sends one digest to each office, and records that it came late', async () => {
    const first = await stage.open();
    await appointUsual(first);
    const matter = await consultationOnBoard(first, WINDOW);
    await stage.closeAll();
    clock.set('2024-10-01T12:00:00.000Z');
    const second = await stage.open();
    await sweepUntil(second, 'all are sent', async () => (await countOf(second, matter, 'ReminderSent')) === 4);
    await second.sweep();
    expect(stage.mail.taken.map(({ to }) => to.join()).sort()).toEqual([
      MAIL['report-author'],
      MAIL['community-safety'],
    ]);
    expect(stage.mail.taken[0]?.raw.replaceAll('=\r\n', '')).toContain('This comes late');
    const sent = await dataOf(second, matter, 'ReminderSent');
    expect(sent.map((data) => Reflect.get(data, 'late') as boolean)).toEqual([true, true, true, true]);
    expect(new Set(sent.map((data) => Reflect.get(data, 'messageId') as string)).size).toBe(2);
  });
});

describe('mail that is refused', () => {
  it('for ever is given up, goes to the next office, and shows in health', async () => {
    const office = await stage.open();
    await appoint(office, 'report-author', [MAIL['report-author']]);
    await appoint(office, 'community-safety', [MAIL['community-safety']]);
    await appoint(office, 'director', [MAIL.director]);
    stage.mail.answers(
      (address) => (address === MAIL['report-author'] ? 550 : 250),
      (address) => `no such mailbox: <${address}>`,
    );
    const matter = await consultationOnBoard(office, WINDOW);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, 'the director is told', async () =>
      (await remindersOf(office, matter)).includes('ReminderSent T-7d director'),
    );
    expect(await dataOf(office, matter, 'ReminderFailed')).toMatchObject([
      {
        ...{ recipient: 'report-author', escalatesTo: 'director' },
        reason: 'the mail server refused it: 550',
      },
    ]);
    expect(stage.mail.taken.find(({ to }) => to.includes(MAIL.director))?.raw.replaceAll('=\r\n', '')).toContain(
      'report-author could not be reached by mail',
    );
    await eventually('it is counted', async () => (await reminded(office)) === 'some could not be delivered');
    expect((await office.health())['reminders']?.ok).toBe(true);
    await office.sweep();
    expect(await remindersOf(office, matter)).toHaveLength(6);
    interface Told {
      readonly deadlines: readonly {
        readonly reminders: readonly { readonly office: string; readonly reason?: string }[];
      }[];
    }
    const { deadlines } = await office.read<Told>('/deadlines');
    expect(deadlines[0]?.reminders.find((told) => told.office === 'report-author')).toMatchObject({
      ...{ status: 'failed', escalatesTo: 'director', reason: 'the mail server refused it: 550' },
    });
    expect(JSON.stringify(deadlines)).not.toContain('@coventry.example');
  });

  it('for now is neither lost nor given up', async () => {
    const first = await stage.open();
    await appoint(first, 'report-author', [MAIL['report-author']]);
    const matter = await consultationOnBoard(first, WINDOW);
    let asked = 0;
    stage.mail.answers(() => ((asked += 1), 451));
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(first, 'it was tried', () => asked > 0);
    await first.sweep();
    await first.sweep();
    expect(asked).toBe(1);
    expect((await remindersOf(first, matter)).filter((fact) => fact.endsWith('report-author'))).toEqual([
      'ReminderClaimed T-7d report-author',
    ]);
    await stage.closeAll();
    stage.mail.answers(() => 250);
    const second = await stage.open();
    await sweepUntil(second, 'it is sent', async () => (await countOf(second, matter, 'ReminderSent')) === 1);
    expect(stage.mail.taken).toHaveLength(1);
  });

  it('while its date moves is superseded, and goes out for the new date', async () => {
    const office = await stage.open();
    await appoint(office, 'report-author', [MAIL['report-author']]);
    const matter = await consultationOnBoard(office, WINDOW);
    stage.mail.answers(() => 451);
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, 'it is claimed', async () =>
      (await remindersOf(office, matter)).includes('ReminderClaimed T-7d report-author'),
    );
    const extension = { round: 1, closesOn: '2024-10-16', authority: 'Cabinet', reason: 'more time' };
    await office.tell(matter, ExtendConsultation, extension);
    await eventually('it is superseded', async () =>
      (await remindersOf(office, matter)).includes('ReminderSuperseded T-7d report-author'),
    );
    stage.mail.answers(() => 250);
    clock.set('2024-10-09T08:00:10.000Z');
    await sweepUntil(office, 'the new date is told', () => stage.mail.taken.length === 1);
    expect(stage.mail.taken[0]?.raw).toContain('Subject: On Wednesday 16 October 2024');
  });
});

describe('an office without an address', () => {
  it('is passed over for the next that has one, and where none has that is recorded and shown', async () => {
    const office = await stage.open();
    await appoint(office, 'report-author', []);
    await appoint(office, 'monitoring-officer', [MAIL['monitoring-officer']]);
    const matter = await consultationOnBoard(office, WINDOW);
    const elsewhere = await consultationOnBoard(office, WINDOW, 'melton');
    clock.set(A_WEEK_BEFORE);
    await sweepUntil(office, 'the monitoring officer is told', async () =>
      (await remindersOf(office, matter)).includes('ReminderSent T-7d monitoring-officer'),
    );
    expect(await dataOf(office, matter, 'ReminderFailed')).toMatchObject([
      { reason: 'the office report-author has no mail address', escalatesTo: 'monitoring-officer' },
      { reason: 'the office community-safety has no mail address', escalatesTo: 'monitoring-officer' },
    ]);
    await sweepUntil(
      office,
      'melton has nobody',
      async () => (await countOf(office, elsewhere, 'ReminderFailed')) === 2,
    );
    expect(await dataOf(office, elsewhere, 'ReminderFailed')).toMatchObject([
      { reason: 'the office report-author has no mail address; there is no further office to tell' },
      { reason: 'the office community-safety has no mail address; there is no further office to tell' },
    ]);
    expect(stage.mail.taken.map(({ to }) => to)).toEqual([[MAIL['monitoring-officer']]]);
    await eventually('they are counted', async () => (await reminded(office)) === 'some could not be delivered');
  });
});

describe('where no mail server is named', () => {
  it('reminders are files in the mailbox folder that any mail program opens', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'minutebook-reminders-'));
    try {
      const office = await stage.open({ more: { MINUTEBOOK_DATA_DIR: folder } });
      await appointUsual(office);
      const matter = await consultationOnBoard(office, WINDOW);
      clock.set(A_WEEK_BEFORE);
      await sweepUntil(office, 'both are sent', async () => (await countOf(office, matter, 'ReminderSent')) === 2);
      const files = await readdir(join(folder, 'mailbox'));
      expect(files).toHaveLength(2);
      for (const file of files) {
        expect(file).toMatch(/^2024-09-25T08-00-10-[0-9a-f]{16}\.eml$/);
        const text = await readFile(join(folder, 'mailbox', file), 'utf8');
        expect(text).toMatch(/^To: (author|safety)@coventry\.example\r$/m);
        expect(text).toMatch(/^Subject: On Wednesday 2 October 2024/m);
        expect(text).toMatch(/^Message-ID: <[0-9a-f-]{36}@localhost>\r$/m);
      }
      expect((await factsOf(office, matter)).deadlines.length).toBeGreaterThan(0);
    } finally {
      await stage.closeAll();
      await rm(folder, { recursive: true });
    }
  });
});
