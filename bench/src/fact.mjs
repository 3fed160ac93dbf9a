import { randomUUID } from 'node:crypto';

export const FACTS_IN_A_STREAM = 5;

const WORDS =
  'RESOLVED that the Cabinet, having considered the report and the recommendations of the Scrutiny Co-ordination Committee, ' +
  'authorises a citywide consultation on the draft plan, and requests a future report that sets out the responses received.';

/** About 400 bytes of JSON, such as a resolution has. */
export const newData = (part) => ({
  occurredOn: '2024-07-09',
  resolution: randomUUID(),
  body: 'Cabinet',
  label: `${part})`,
  verb: 'Authorises',
  text: WORDS,
  window: { opensOn: '2024-07-10', closesOn: '2024-10-02' },
});

const PAYLOAD_HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** What every contender stores beside the data. */
export const newContext = () => {
  const commandId = randomUUID();
  return {
    commandId,
    payloadHash: PAYLOAD_HASH,
    correlationId: commandId,
    causationId: commandId,
    actor: 'office:democratic-services',
    capacity: 'officer',
    authority: 'coventry',
  };
};
