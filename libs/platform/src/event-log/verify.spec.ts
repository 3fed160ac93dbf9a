import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type JsonObject, type RecordedFact } from '#kernel';
import { contentHash, GENESIS, link } from '#ledger';
import { type EventLog } from './event-log.js';
import { InMemoryEventLog } from './in-memory-event-log.js';
import { freshPostgresLog } from './testing/postgres-stage.js';
import { asAdministrator } from './testing/severing.js';
import { clockOf, CONTEXT, toldTimes } from './testing/stage.js';
import { type LogHead, verifyLog, type VerificationProgress } from './verify.js';

const now = () => clockOf().instant;

/** The head of a log, counted otherwise. */
const headOf = async (log: EventLog): Promise<LogHead | undefined> => {
  let head: LogHead | undefined;
  for await (const { facts } of log.readAll())
    for (const { position, metadata } of facts) {
      const sum = createHash('sha256')
        .update(head?.hash ?? '0'.repeat(64), 'hex')
        .update(metadata.hash, 'hex');
      head = { position, hash: sum.update(position).digest('hex') };
    }
  return head;
};

/** The statements that give the facts of a stream other data, and seal them anew so that their chain holds. */
const resealed = (facts: readonly RecordedFact[], dataOf: (fact: RecordedFact) => JsonObject): string => {
  let before = GENESIS;
  return facts
    .map((fact) => {
      const { contentHash: _content, hash: _hash, ...sealed } = fact.metadata;
      const data = dataOf(fact);
      const content = contentHash({ ...fact, data, metadata: sealed });
      before = link(before, fact.revision, content);
      const metadata = { ...sealed, contentHash: content, hash: before };
      return `update log.facts set data = '${JSON.stringify(data)}', metadata = '${JSON.stringify(metadata)}' where id = '${fact.id}'`;
    })
    .join('; ');
};

describe('the verification of a log', () => {
  let opened: Awaited<ReturnType<typeof freshPostgresLog>>;
  beforeEach(async () => {
    opened = await freshPostgresLog(now);
    for (let n = 0; n < 4; n += 1) await opened.log.append(`matter-coventry-${n}`, toldTimes(300), 'any', CONTEXT);
  });
  afterEach(async () => {
    await opened.close();
  });

  /** As someone with all rights over the server would. */
  const tamper = async (statement: string): Promise<void> => {
    await asAdministrator(
      opened.url,
      `alter table log.facts disable trigger all; alter table log.counter disable trigger all; ${statement};
       alter table log.facts enable always trigger append_only; alter table log.counter enable always trigger upwards`,
    );
  };

  it('finds nothing wrong where nobody tampered, and says how far it is', async () => {
    const progress: VerificationProgress[] = [];
    expect(await verifyLog(opened.log, (one) => progress.push(one))).toEqual({
      facts: 1_200,
      streams: 4,
      head: await headOf(opened.log),
    });
    expect(progress).toEqual([500, 1_000, 1_200].map((facts) => ({ facts, total: 1_200 })));
  });

  it('verifies a log in memory, and one that is empty', async () => {
    const log = new InMemoryEventLog({ now });
    expect(await verifyLog(log)).toEqual({ facts: 0, streams: 0 });
    await log.append('matter-coventry-1', toldTimes(3), 'any', CONTEXT);
    expect(await verifyLog(log)).toEqual({ facts: 3, streams: 1, head: await headOf(log) });
  });

  it.each([
    [
      'data rewritten',
      `update log.facts set data = '{"n":99}' where position = 302`,
      { revision: 1, stream: 'matter-coventry-1' },
      'not what was sealed',
    ],
    [
      'an actor exchanged',
      `update log.facts set metadata = replace(metadata::text, 'democratic', 'legal')::json where position = 5`,
      { revision: 4 },
      'not what was sealed',
    ],
    [
      'a stream renamed',
      `update log.facts set stream = 'matter-coventry-9' where stream = 'matter-coventry-2'`,
      { revision: 0 },
      'not what was sealed',
    ],
    [
      'a name given twice, of which readers keep the last',
      `update log.facts set data = ('{"n":"forged",' || substr(data::text, 2))::json where position = 302`,
      { revision: 1, stream: 'matter-coventry-1' },
      'not stored as it was sealed',
    ],
    [
      'a name given twice in the metadata',
      `update log.facts set metadata = ('{"actor":"office:forged",' || substr(metadata::text, 2))::json where position = 5`,
      { revision: 4 },
      'not stored as it was sealed',
    ],
    [
      'data written down in another way',
      `update log.facts set data = replace(data::text, ':', ': ')::json where position = 3`,
      { revision: 2 },
      'not stored as it was sealed',
    ],
    [
      'metadata taken out',
      `update log.facts set metadata = '{}' where position = 6`,
      { revision: 5 },
      'version undefined is not known',
    ],
    [
      'a fact taken out of the middle',
      'delete from log.facts where position = 700',
      { revision: 100 },
      'position 00000000000000000700 is missing',
    ],
    [
      'a fact taken out and the places closed up',
      'delete from log.facts where position = 700; update log.facts set position = -position + 1 where position > 700; update log.facts set position = -position where position < 0; update log.counter set last = last - 1',
      { revision: 100 },
      'revision 99 is missing',
    ],
  ])('names the first fact that does not fit: %s', async (_, statement, fact, reason) => {
    await tamper(statement);
    const { flaw } = await verifyLog(opened.log);
    expect(flaw?.fact).toMatchObject(fact);
    expect(flaw?.reason).toContain(reason);
  });

  it('finds that the end of the log is missing', async () => {
    await tamper('delete from log.facts where position > 1190');
    expect(await verifyLog(opened.log)).toEqual({
      facts: 1_190,
      streams: 4,
      head: await headOf(opened.log),
      flaw: { reason: 'the counter stands at 1200, and the log ends after 1190 facts: its end is missing' },
    });
  });

  it('finds that the counter was set back', async () => {
    await tamper('update log.counter set last = 1100');
    expect((await verifyLog(opened.log)).flaw?.reason).toContain('the counter was set back');
  });

  it('finds against a head noted before that a stream was written anew, though its chain holds', async () => {
    const noted = await headOf(opened.log);
    const facts = await opened.log.readStream('matter-coventry-1');
    await tamper(resealed(facts, ({ revision, data }) => (revision === 4 ? { n: 99 } : (data as JsonObject))));
    expect((await verifyLog(opened.log)).flaw).toBeUndefined();
    const { flaw } = await verifyLog(opened.log, undefined, noted);
    expect(flaw?.reason).toContain('up to here the log is not what it was when its head was noted');
    expect(flaw?.fact?.position).toBe(noted?.position);
  });

  it('finds against a head noted before that the end of a stream was exchanged for a fact of another', async () => {
    const noted = await headOf(opened.log);
    await opened.log.append('matter-coventry-0', toldTimes(1), 'any', CONTEXT);
    await tamper(
      `delete from log.facts where position = 600; update log.facts set position = 600 where position = 1201;
       update log.counter set last = 1200`,
    );
    expect((await verifyLog(opened.log)).flaw).toBeUndefined();
    const { flaw } = await verifyLog(opened.log, undefined, noted);
    expect(flaw?.fact?.position).toBe(noted?.position);
  });

  it('holds the log against a head noted before more was written', async () => {
    const noted = await headOf(opened.log);
    await opened.log.append('matter-coventry-2', toldTimes(2), 'any', CONTEXT);
    expect((await verifyLog(opened.log, undefined, noted)).flaw).toBeUndefined();
  });
});
