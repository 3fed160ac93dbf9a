import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Command, type Envelope, type RecordedFact, Refusal } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { type EventLog } from '../event-log/event-log.js';
import { InMemoryEventLog } from '../event-log/in-memory-event-log.js';
import { migrateEventLog } from '../event-log/postgres/migrate-event-log.js';
import { PostgresEventLog } from '../event-log/postgres/postgres-event-log.js';
import { factIdFor, newIdFor, newSubjectIdFor } from './ids.js';
import { CommandIdReused, NotKnown, NotPermitted, StaleRevision } from './rejections.js';
import { type Outcome } from './submission.js';
import { openDesk, type OpenDesk } from './testing/desks.js';
import {
  ClosePetition,
  HintAtPetition,
  MislayPetition,
  petitions,
  ReceivePetition,
  SignPetition,
  Sponsor,
  WatchPetition,
} from './testing/petition.js';

const envelope = (parts: Partial<Envelope> = {}): Envelope => {
  const commandId = parts.commandId ?? randomUUID();
  return {
    authority: 'coventry',
    subject: '',
    actor: { office: 'office:democratic-services', role: 'officer' },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    receivedAt: '2024-07-09T23:30:00.000Z',
    ...parts,
  };
};

const withFields = <C extends Command>(command: C, fields: Partial<C>): C => Object.assign(command, fields);

interface OpenLogs {
  /** One log, as two processes have it open. */
  readonly logs: readonly [EventLog, EventLog];
  readonly close: () => Promise<void>;
}

const now = (): string => '2024-07-10T08:00:00.000Z';

const inMemory = (): Promise<OpenLogs> => {
  const log = new InMemoryEventLog({ now });
  return Promise.resolve({ logs: [log, log], close: () => log.close() });
};

const onPostgres = async (): Promise<OpenLogs> => {
  const database = await freshDatabase();
  await migrateEventLog(database.url);
  const open = (): Promise<EventLog> => PostgresEventLog.open({ connectionString: database.url, now });
  const logs = [await open(), await open()] as const;
  return {
    logs,
    close: async () => {
      await Promise.all(logs.map((log) => log.close()));
      await database.drop();
    },
  };
};

describe.each([
  ['in memory', inMemory],
  ['in PostgreSQL', onPostgres],
])('the desk for commands, on a log %s', (place, openLogs) => {
  let opened: OpenLogs;
  let log: EventLog;
  let desks: readonly [OpenDesk, OpenDesk];
  let decisions: string[];

  beforeAll(async () => {
    opened = await openLogs();
    const subjects = [petitions((command) => decisions.push(command.constructor.name))];
    desks = [await openDesk(opened.logs[0], subjects), await openDesk(opened.logs[1], subjects)];
    [log] = opened.logs;
  });

  beforeEach(() => {
    decisions = [];
  });

  afterAll(async () => {
    await Promise.all(desks.map((open) => open.close()));
    await opened.close();
  });

  const submit = (command: Command, parts: Partial<Envelope> = {}, at: 0 | 1 = 0): Promise<Outcome> =>
    desks[at].desk.submit({ category: 'petition', command, envelope: envelope(parts) });

  const received = async (room = 3): Promise<string> =>
    (await submit(withFields(new ReceivePetition(), { room }))).subject;

  const factsOf = (subject: string): Promise<readonly RecordedFact[]> => log.readStream(`petition-coventry-${subject}`);

  it('writes the facts of a command with the envelope beside them', async () => {
    const commandId = randomUUID();
    const command = withFields(new ReceivePetition(), { sponsors: [new Sponsor('Foleshill')] });
    const outcome = await submit(command, { commandId, correlationId: 'c-1', causationId: 'c-0' });
    const [receipt, acknowledgement] = await factsOf(newSubjectIdFor(commandId));

    expect(outcome).toEqual({
      commandId,
      subject: newSubjectIdFor(commandId),
      revision: 1,
      facts: [
        { id: factIdFor(commandId, 0), type: 'PetitionReceived', revision: 0 },
        { id: factIdFor(commandId, 1), type: 'PetitionAcknowledged', revision: 1 },
      ],
      repeated: false,
      position: acknowledgement?.position,
    });
    expect(receipt?.data).toEqual({
      title: command.title,
      room: 3,
      sponsors: [{ ward: 'Foleshill' }],
      reference: newIdFor(commandId, 'reference'),
    });
    expect(receipt?.metadata).toMatchObject({
      eventId: factIdFor(commandId, 0),
      commandId,
      correlationId: 'c-1',
      causationId: 'c-0',
      actor: 'office:democratic-services',
      capacity: 'officer',
      authority: 'coventry',
      schemaVersion: '2',
    });
    expect(receipt?.metadata.payloadHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('decides by the civil day in London on which the command was received', async () => {
    const [, acknowledgement] = await factsOf(await received());
    expect(acknowledgement?.data).toEqual({ on: '2024-07-10' });
  });

  it('carries every command through the CommandBus', async () => {
    const carried: unknown[] = [];
    const listening = desks[0].bus.subscribe((dispatch) => carried.push(dispatch));
    const subject = await received();
    await submit(new ClosePetition(), { subject });
    listening.unsubscribe();
    expect(carried.map((dispatch) => (dispatch as { command: Command }).command.constructor.name)).toEqual([
      'ReceivePetition',
      'ClosePetition',
    ]);
  });

  it('names the automation that acted', async () => {
    const subject = await received();
    await submit(new ClosePetition(), { subject, actor: { office: 'automation:closing', role: 'automation' } });
    expect((await factsOf(subject)).at(-1)?.metadata).toMatchObject({
      actor: 'automation:closing',
      capacity: 'closing',
    });
  });

  it('lets an automation speak of what may not be there yet', async () => {
    const subject = randomUUID();
    const parts = { subject, actor: { office: 'automation:watch', role: 'automation' } } as const;
    expect(await submit(withFields(new WatchPetition(), { needed: false }), parts)).toMatchObject({
      revision: -1,
      facts: [],
    });
    expect(await submit(new WatchPetition(), parts)).toMatchObject({ subject, revision: 0 });
    expect(await submit(new WatchPetition(), parts)).toMatchObject({ subject, revision: 1 });
    await expect(submit(new WatchPetition(), { subject })).rejects.toThrow('It is for: automations.');
  });

  describe('when the same command comes again', () => {
    it('gives the first result and leaves no second fact', async () => {
      const commandId = randomUUID();
      const first = await submit(new ReceivePetition(), { commandId });
      await submit(new SignPetition(), { subject: first.subject });
      const again = await submit(new ReceivePetition(), { commandId });
      expect(again).toEqual({ ...first, repeated: true });
      expect(await factsOf(first.subject)).toHaveLength(3);
    });

    it('finds the first result before it looks at the revision insisted on', async () => {
      const subject = await received();
      const parts = { subject, commandId: randomUUID(), expectedRevision: 1 };
      const first = await submit(new SignPetition(), parts);
      expect(await submit(new SignPetition(), parts)).toEqual({ ...first, repeated: true });
    });

    it('refuses another payload, another command and another subject under its id', async () => {
      const [subject, other] = [await received(), await received()];
      const commandId = randomUUID();
      await submit(new SignPetition(), { subject, commandId });
      const rural = withFields(new SignPetition(), { ward: 'Foleshill' });
      await expect(submit(rural, { subject, commandId })).rejects.toThrow(CommandIdReused);
      await expect(submit(new ClosePetition(), { subject, commandId })).rejects.toThrow(CommandIdReused);
      await expect(submit(new SignPetition(), { subject: other, commandId })).rejects.toThrow(CommandIdReused);
      expect(await factsOf(subject)).toHaveLength(3);
      expect(await factsOf(other)).toHaveLength(2);
    });

    it('decides afresh what left no fact', async () => {
      const subject = await received();
      await submit(new ClosePetition(), { subject });
      decisions = [];
      const quiet = { subject, commandId: randomUUID() };
      const outcome = { revision: 2, facts: [], repeated: false, position: undefined };
      expect(await submit(new ClosePetition(), quiet)).toMatchObject(outcome);
      expect(await submit(new ClosePetition(), quiet)).toMatchObject(outcome);
      expect(decisions).toEqual(['ClosePetition', 'ClosePetition']);
    });
  });

  describe('turns away, and writes nothing', () => {
    it('a role that may not send the command', async () => {
      const subject = await received();
      const actor = { office: 'office:internal-audit', role: 'auditor' } as const;
      await expect(submit(new SignPetition(), { subject, actor })).rejects.toThrow(
        new NotPermitted('The role auditor may not do this. It is for: officer, operator.'),
      );
      expect(await factsOf(subject)).toHaveLength(2);
    });

    it('an unknown subject and another authority’s in the same words', async () => {
      const subject = await received();
      const words: string[] = [];
      for (const parts of [{ subject: randomUUID() }, { subject, authority: 'warwick' }]) {
        const error: unknown = await submit(new SignPetition(), parts).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(NotKnown);
        words.push(String(error));
      }
      expect(new Set(words).size).toBe(1);
      expect(await log.readStream(`petition-warwick-${subject}`)).toEqual([]);
    });

    it('a revision that is not the subject’s', async () => {
      const subject = await received();
      await expect(submit(new SignPetition(), { subject, expectedRevision: 0 })).rejects.toThrow(
        new StaleRevision(0, 1),
      );
      await expect(submit(new ReceivePetition(), { expectedRevision: 0 })).rejects.toThrow('#header/If-Match');
      expect(await factsOf(subject)).toHaveLength(2);
    });

    it('what a rule forbids', async () => {
      const subject = await received(0);
      await expect(submit(new SignPetition(), { subject })).rejects.toThrow('no room for another signature');
      expect(await factsOf(subject)).toHaveLength(2);
    });

    it('the beginning of what was begun', async () => {
      const subject = randomUUID();
      expect(await submit(new ReceivePetition(), { subject })).toMatchObject({ subject, revision: 1 });
      await expect(submit(new ReceivePetition(), { subject })).rejects.toThrow(Refusal);
      expect(await factsOf(subject)).toHaveLength(2);
    });
  });

  describe('crashes on a mistake in the code', () => {
    it('which writes a fact that the subject does not list', async () => {
      const subject = await received();
      await expect(submit(new MislayPetition(), { subject })).rejects.toThrow('PetitionMislaid');
      expect(await factsOf(subject)).toHaveLength(2);
    });

    it('which begins a subject without a fact', async () => {
      await expect(submit(new HintAtPetition())).rejects.toThrow('must give a fact');
    });

    it('which sends a command that no subject takes', async () => {
      class BurnPetition extends ClosePetition {}
      await expect(submit(new BurnPetition(), { subject: await received() })).rejects.toThrow('BurnPetition');
    });

    it('which lists one command twice', async () => {
      await expect(openDesk(log, [petitions(), petitions()])).rejects.toThrow('petition/ReceivePetition');
    });
  });

  describe('with others at the same time', () => {
    it('takes one command, sent many times to two processes, once', async () => {
      const commandId = randomUUID();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => submit(new ReceivePetition(), { commandId }, index % 2 ? 1 : 0)),
      );
      expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(outcomes.map((outcome) => JSON.stringify({ ...outcome, repeated: true }))).size).toBe(1);
      expect(await factsOf(newSubjectIdFor(commandId))).toHaveLength(2);
    });

    it('takes one command once though its twin was decided on another day', async () => {
      const subject = await received();
      const parts = { subject, commandId: randomUUID() };
      const [one, twin] = await Promise.all([
        submit(new SignPetition(), parts, 0),
        submit(new SignPetition(), { ...parts, receivedAt: '2024-07-11T09:00:00.000Z' }, 1),
      ]);
      expect([one.repeated, twin.repeated].filter(Boolean)).toHaveLength(1);
      expect(one.facts).toEqual(twin.facts);
      expect(await factsOf(subject)).toHaveLength(3);
    });

    it('refuses the other of two payloads that race under one id', async () => {
      const subject = await received();
      const parts = { subject, commandId: randomUUID() };
      const results = await Promise.allSettled([
        submit(new SignPetition(), parts, 0),
        submit(withFields(new SignPetition(), { ward: 'Foleshill' }), parts, 1),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results.find((result) => result.status === 'rejected')?.reason).toBeInstanceOf(CommandIdReused);
      expect(await factsOf(subject)).toHaveLength(3);
    });

    it('decides again on fresh facts, so that no rule is broken by haste', async () => {
      const subject = await received(7);
      decisions = [];
      const results = await Promise.allSettled(
        Array.from({ length: 30 }, (_, index) => submit(new SignPetition(), { subject }, index % 2 ? 1 : 0)),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(23);
      expect(refused.every(({ reason }) => reason instanceof Refusal)).toBe(true);
      const signatures = (await factsOf(subject)).slice(2);
      expect(signatures.map(({ data }) => (data as { at: number }).at)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      // Only in memory is it certain that the two processes meet.
      if (place === 'in memory') expect(decisions.length).toBeGreaterThan(30);
    });

    it('lets one of two pass that insist on the same revision', async () => {
      const subject = await received();
      const results = await Promise.allSettled([
        submit(new SignPetition(), { subject, expectedRevision: 1 }, 0),
        submit(new SignPetition(), { subject, expectedRevision: 1 }, 1),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(results.find((result) => result.status === 'rejected')?.reason).toBeInstanceOf(StaleRevision);
    });
  });
});
