import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataSource } from 'typeorm';
import { type Fact, foldAll, type JsonObject, streamName } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { InMemoryEventLog } from '#platform/event-log/in-memory-event-log';
import { openReadModels } from '#platform/projections/open-read-models';
import { Projections } from '#platform/projections/projections';
import { freshDatabase } from '../../../../test/support/database.js';
import { IDS, told } from '../testing/golden.js';
import {
  consultationRegisterProjection,
  judged,
  KeptMatterPage,
  matterAsAt,
  matterPageProjection,
  matterRegister,
  matterRegisterProjection,
  recommendationTrackerProjection,
  RegisteredMatter,
  RegisteredRound,
  TrackedLeaf,
} from './index.js';

const definitions = [
  matterRegisterProjection,
  matterPageProjection,
  recommendationTrackerProjection,
  consultationRegisterProjection,
];
const MATTER = '20000000-0000-4000-8000-000000000001';
const RECORDED = '2025-04-02T09:00:00.000Z';
const stream = streamName({ category: 'matter', authority: 'coventry', id: MATTER });

const facts: readonly Fact[] = [
  told('MatterOpened'),
  told('ReportSubmitted'),
  told('RecommendationsMade'),
  told('ResolutionPassed'),
  told('ForecastMade'),
  told('ConsultationOpened'),
  told('ConsultationExtended'),
  told('ResponsesCounted', { count: 3_000_000_000, replaces: factIdAt(0) }),
  told('RecordCorrected', {
    ...{ fact: factIdAt(5), mistakeIn: 'record' },
    changes: [{ pointer: '/describedAs', asRecorded: '12-week consultation', asCorrected: 'twelve weeks' }],
  }),
];

let tables: DataSource;
let close: () => Promise<void>;
const log = new InMemoryEventLog({ now: () => RECORDED });

beforeAll(async () => {
  const { url } = await freshDatabase();
  tables = await openReadModels(url, definitions);
  const parts = { databaseUrl: url, dataSource: tables, definitions, log, now: () => RECORDED };
  const projections = new Projections(parts);
  close = async () => {
    await log.close();
    await projections.close();
    await tables.destroy();
  };
  const { facts: kept } = await log.append(
    stream,
    facts.map(({ type, data }, at) => ({ id: factIdAt(at), type, data: data as JsonObject, schemaVersion: 1 })),
    'no stream',
    {
      ...{ commandId: factIdAt(90), payloadHash: '', correlationId: factIdAt(91), causationId: factIdAt(91) },
      ...{ actor: 'office:democratic-services', capacity: 'officer', authority: 'coventry' },
    },
  );
  projections.start();
  const last = kept.at(-1)?.position;
  if (last === undefined || !(await projections.waitUntilSeen('all', last, { timeoutMs: 50_000 })))
    throw new Error('the read models did not catch up');
});
afterAll(async () => {
  await close();
});

const key = { authority: 'coventry', matter: MATTER };

describe('the minute book in its tables', () => {
  it('registers the matter, to be found by its words', async () => {
    const register = tables.getRepository(RegisteredMatter);
    expect(await register.findBy(key)).toMatchObject([
      {
        title: 'Community Safety Partnership Plan',
        planPeriod: '2024-2027',
        bodies: ['Cabinet', 'Council', 'Scrutiny Co-ordination Committee'],
        openedOn: '2024-06-26',
        lastHappenedOn: '2025-04-01',
        revision: facts.length - 1,
      },
    ]);
    const finds = (words: string) =>
      register
        .createQueryBuilder('matter')
        .where(`to_tsvector('english', matter.searchable) @@ websearch_to_tsquery('english', :words)`, { words })
        .getCount();
    expect(await finds('safety plans')).toBe(1);
    expect(await finds('flooding')).toBe(0);
  });

  it('says of the last thing that happened only what is known: no day where none is, and not the day of recording', () => {
    const lastOf = (...of: readonly Fact[]): unknown => {
      const { matters = [] } = matterRegister.rows(foldAll(matterRegister, recorded(of)), {
        ...{ authority: 'coventry', category: 'matter', id: MATTER },
      });
      return matters[0]?.['last_happened_on'];
    };
    const unknown = told('MatterOpened', { occurredOn: 'unknown' });
    expect(lastOf(unknown)).toBeNull();
    expect(lastOf(unknown, told('RecommendationsMade', { occurredOn: '2024-06-26' }))).toBe('2024-06-26');
    expect(
      lastOf(told('MatterOpened', { occurredOn: '2024-05' }), told('ReportSubmitted', { occurredOn: 'unknown' })),
    ).toBe('2024-05-31');
  });

  it('keeps the page, which reads as the facts themselves do', async () => {
    const kept = await tables.getRepository(KeptMatterPage).findOneByOrFail(key);
    expect(kept.revision).toBe(facts.length - 1);
    const asAt = '2024-07-15';
    expect(judged(kept.page, asAt)).toEqual(matterAsAt(await log.readStream(stream), { today: asAt }));
  });

  it('tracks each leaf: who asked, and what became of it', async () => {
    const leaves = await tables.getRepository(TrackedLeaf).find({ where: key, order: { place: 'ASC' } });
    expect(leaves).toMatchObject([
      {
        leaf: '2)a)',
        askedBy: 'Scrutiny Co-ordination Committee',
        addressedTo: 'Cabinet',
        madeDay: '2024-06-26',
        answer: 'accepted',
        answeredDay: '2024-07-09',
        daysToAnswer: 13,
        resolution: IDS.RESOLUTION,
        resolutionPart: 1,
        resolutionPartLabel: '1)',
      },
      { leaf: '2)b)i)', answer: 'rejected', answerReason: 'It is asked already.' },
      { leaf: '2)b)ii)', answer: null, answeredOn: null, resolution: null },
    ]);
  });

  it('registers the round with its old and its new last day, its count and what was corrected', async () => {
    const rounds = await tables.getRepository(RegisteredRound).findBy(key);
    expect(rounds).toMatchObject([
      {
        round: 1,
        describedAs: 'twelve weeks',
        opensOn: '2024-07-10',
        closesOn: '2024-10-16',
        firstClosesOn: '2024-10-02',
        closedOn: null,
        authorisingPart: 2,
        responses: '3000000000',
        responsesAsOf: '2024-10-16',
        extensions: [{ reason: 'The site was down.' }],
      },
    ]);
  });
});
