import { v5 as uuidv5 } from 'uuid';

/** The namespace of command ids made from idempotency keys. Changing it would make every retry a new command. */
const IDEMPOTENCY_KEYS = '6f1b0c1e-6c1f-5d0a-9a8e-2f4f7d6b3c55';

/** The id of the command that a token sends under an idempotency key: the same for every retry, another for every other token. */
export const commandIdFor = (sent: {
  readonly authority: string;
  readonly tokenId: string;
  readonly key: string;
}): string => uuidv5(JSON.stringify([sent.authority, sent.tokenId, sent.key]), IDEMPOTENCY_KEYS);

/** The id of a new thing that a command (a UUID) begins: one for each purpose. */
export const newIdFor = (commandId: string, purpose: string): string => uuidv5(purpose, commandId);

/** The id of the subject that a command begins. */
export const newSubjectIdFor = (commandId: string): string => newIdFor(commandId, 'subject');

/** The id of the fact at a place (from 0) among those that a command gives. */
export const factIdFor = (commandId: string, index: number): string => uuidv5(String(index), commandId);
