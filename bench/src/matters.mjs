import { randomUUID } from 'node:crypto';
import { matterSubject } from '../../dist/libs/governance/src/matter.js';
import { coventrySample } from '../../dist/libs/governance/src/sample/index.js';
import { decided } from '../../dist/libs/platform/src/commands/decision.js';
import { contextOf, orderOf } from '../../dist/libs/platform/src/commands/order.js';

const RECEIVED_AT = '2026-11-22T12:00:00.000Z';
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

/** What the sample's commands give, decided by the product's own rules: for each command its stream, facts and context. */
const sampleAppends = () => {
  const history = [];
  return coventrySample.map(({ command, commandId, subject, office }) => {
    const handling = matterSubject.commands.find((known) => command instanceof known.command);
    const actor = { office, role: 'officer' };
    const ids = { commandId, correlationId: commandId, causationId: commandId };
    const envelope = { authority: 'coventry', subject, actor, ...ids, receivedAt: RECEIVED_AT };
    const order = orderOf(matterSubject, handling, { command, envelope });
    const facts = decided(order, history);
    for (const fact of facts)
      history.push({ ...fact, stream: order.stream, revision: history.length, metadata: { recordedAt: RECEIVED_AT } });
    return { stream: order.stream, facts, context: contextOf(order) };
  });
};

const TEXT = JSON.stringify(sampleAppends());

/** The appends of one matter shaped like the sample: the same words and dates under ids of its own. */
export const newMatter = () => {
  const fresh = new Map();
  const renew = (id) => fresh.get(id) ?? fresh.set(id, randomUUID()).get(id);
  return JSON.parse(TEXT.replaceAll(UUID, renew));
};

export const FACTS_OF_A_MATTER = sampleAppends().reduce((count, { facts }) => count + facts.length, 0);

/** Tells the matters fact by fact, sixteen at a time, so that their facts lie between one another's. */
export const tellMatters = async (log, count) => {
  let told = 0;
  const tell = async () => {
    while (told < count) {
      told += 1;
      let revision = -1;
      for (const { stream, facts, context } of newMatter()) {
        const appended = await log.append(stream, facts, revision === -1 ? 'no stream' : { revision }, context);
        revision = appended.facts.at(-1).revision;
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, tell));
};
