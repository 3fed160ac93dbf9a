import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Command, type Envelope } from '#kernel';
import { InMemoryEventLog } from '../event-log/in-memory-event-log.js';
import { type Outcome } from './submission.js';
import { openDesk, type OpenDesk } from './testing/desks.js';
import { petitions, ReceivePetition, SignPetition } from './testing/petition.js';

const LARGEST = 20_000;
const log = new InMemoryEventLog({ now: () => '2024-07-10T08:00:00.000Z' });
let open: OpenDesk;

const submit = (command: Command, parts: Partial<Envelope>): Promise<Outcome> => {
  const commandId = randomUUID();
  const ids = { commandId, correlationId: commandId, causationId: commandId };
  const actor = { office: 'office:democratic-services', role: 'officer' } as const;
  const receivedAt = '2024-07-09T23:30:00.000Z';
  return open.desk.submit({
    category: 'petition',
    command,
    envelope: { authority: 'coventry', subject: '', actor, ...ids, receivedAt, ...parts },
  });
};

beforeAll(async () => {
  open = await openDesk(log, [petitions()], LARGEST);
});
afterAll(() => open.close());

it('a record takes from offices no more than any process can read, and keeps taking what a machine notes of it', async () => {
  const { subject } = await submit(Object.assign(new ReceivePetition(), { room: 1_000 }), {});
  const long = (characters: number) => Object.assign(new SignPetition(), { ward: 'x'.repeat(characters) });
  const commandId = randomUUID();
  await submit(long(8_000), { subject, commandId });
  await expect(submit(long(10_000), { subject })).rejects.toMatchObject({
    blockers: [
      {
        reason: expect.stringMatching(/would come to \d+ bytes, and one record may have 20000$/),
        rule: 'commands/record-stays-readable',
      },
    ],
  });
  await submit(long(4_000), { subject });
  await expect(submit(long(5_000), { subject })).rejects.toThrow('one record may have 20000');
  expect(await submit(long(8_000), { subject, commandId })).toMatchObject({ repeated: true });
  const machine = { office: 'automation:watching', role: 'automation' } as const;
  for (let facts = 0; facts < 10; facts += 1) await submit(long(1_000), { subject, actor: machine });
  expect(await log.readStream(`petition-coventry-${subject}`)).toHaveLength(14);
});
