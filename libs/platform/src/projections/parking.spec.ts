import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { knowing, type RecordedFact } from '#kernel';
import { eventually } from '../../../../test/support/eventually.js';
import { type Projections } from './projections.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import {
  BEYOND_INTEGER,
  opened,
  petitionProjection,
  type PetitionOptions,
  plainRows,
  signed,
  smudged,
} from './testing/petitions.js';

const SOON = { timeoutMs: 20_000 };
const [GOOD, BAD] = [petition('good'), petition('spoilt')];

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice();
});
afterEach(async () => {
  await office.close();
});

const openedWith = async (options: PetitionOptions = {}, batchSize = 50): Promise<Projections> =>
  office.open([petitionProjection(options)], batchSize);

const caughtUp = async (projections: Projections): Promise<void> => {
  projections.start();
  expect(await projections.waitUntilSeen('all', (await office.log.head())!, SOON)).toBe(true);
};

/** What the tables should hold when a stream stops before its n-th fact. */
const rowsUpTo = async (stream: string, revision: number): Promise<ReturnType<typeof plainRows>> => {
  const stands = (fact: RecordedFact): boolean => fact.stream !== stream || fact.revision < revision;
  return plainRows((await office.facts()).filter(stands));
};

describe('a fact that cannot be read', () => {
  it.each([
    ['because the fold fails', smudged, 'Error: the page is smudged', 50],
    ['because the fold fails, one fact a batch', smudged, 'Error: the page is smudged', 1],
    ['because the database refuses its row', signed('Earlsdon', BEYOND_INTEGER), 'out of range for type integer', 50],
    ['because a constraint forbids its row', signed('Earlsdon', -1), 'violates check constraint', 50],
  ])('parks its stream %s; the others go on', async (_why, poison, reason, batchSize) => {
    await office.append(GOOD, opened('Trees'), signed('Foleshill', 1));
    await office.append(BAD, opened('Buses'), signed('Earlsdon', 2), poison, signed('Foleshill', 3));
    await office.append(GOOD, signed('Earlsdon', 4));
    const projections = await openedWith({}, batchSize);
    await caughtUp(projections);
    await office.append(BAD, signed('Foleshill', 5));
    await office.append(GOOD, signed('Earlsdon', 6));
    await caughtUp(projections);

    expect(await office.rows('petitions_v1')).toEqual(await rowsUpTo(BAD, 2));
    expect(await projections.health()).toMatchObject([
      { ready: true, parked: [{ stream: BAD, facts: 3, error: expect.stringContaining(reason) }] },
    ]);
  });

  it('takes no neighbour with it, however many there are and wherever it stands', async () => {
    for (let number = 0; number < 23; number += 1)
      await office.append(petition(`p${number}`), opened('Trees'), signed('Earlsdon', number % 7 === 3 ? -1 : number));
    const projections = await openedWith({}, 1_000);
    await caughtUp(projections);

    const [{ parked }] = (await projections.health()) as unknown as [{ parked: { stream: string }[] }];
    expect(parked.map(({ stream }) => stream).sort()).toEqual(['p10', 'p17', 'p3'].map(petition));
    expect((await office.rows('petitions_v1')).wards).toHaveLength(20);
  });

  it('is replayed in order once the read model is mended, while the runner goes on', async () => {
    await office.append(BAD, opened('Buses'), smudged, signed('Earlsdon', 1));
    const former = await openedWith();
    await caughtUp(former);
    await former.close();
    const running = await openedWith({ mended: true });
    await office.append(BAD, signed('Earlsdon', 2));
    await caughtUp(running);
    expect(await running.health()).toMatchObject([{ parked: [{ facts: 3 }] }]);

    const beside = await openedWith({ mended: true });
    expect([...(await beside.retry('petitions'))]).toEqual([[BAD, 'mended']]);
    expect(await running.health()).toMatchObject([{ parked: [] }]);
    await office.append(BAD, signed('Earlsdon', 3));
    await caughtUp(running);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts(), { mended: true }));
  });

  it('stays parked when the read model is no better, from the next fact that cannot be read', async () => {
    await office.append(
      BAD,
      opened('Buses'),
      smudged,
      signed('Earlsdon', 1),
      signed('Earlsdon', -1),
      signed('Foleshill', 2),
    );
    const projections = await openedWith();
    await caughtUp(projections);
    const before = await projections.health();
    expect([...(await projections.retry('petitions'))]).toEqual([[BAD, 'still parked']]);
    expect(await projections.health()).toEqual(before);

    const better = await openedWith({ mended: true });
    expect([...(await better.retry('petitions'))]).toEqual([[BAD, 'still parked']]);
    expect(await better.health()).toMatchObject([
      {
        parked: [{ facts: 2, since: before[0]!.parked[0]!.since, error: expect.stringContaining('check constraint') }],
      },
    ]);
    expect((await office.rows('petitions_v1')).wards).toMatchObject([{ ward: 'Earlsdon', signatures: 1 }]);
  });

  it('is no such fact when only the connection was lost', async () => {
    await office.append(GOOD, opened('Trees'));
    const projections = await openedWith();
    await caughtUp(projections);
    await office.query(
      'create function lose() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new; end $$',
    );
    await office.query(
      'create trigger lose before insert or update on petitions_v1.petitions for each row execute function lose()',
    );
    const last = await office.append(GOOD, signed('Earlsdon', 1));
    expect(await projections.waitUntilSeen('all', last, { timeoutMs: 500 })).toBe(false);
    expect(await projections.health()).toMatchObject([{ parked: [], failing: expect.any(String) }]);
    await office.query('drop trigger lose on petitions_v1.petitions');
    await caughtUp(projections);
    expect(await projections.health()).toEqual([expect.not.objectContaining({ failing: expect.anything() })]);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
  });

  it('is none where a later release told it: the read model stands still, until a worker of that release goes on with it', async () => {
    await office.append(GOOD, opened('Trees'));
    await office.append(BAD, opened('Buses'), smudged);
    const former = petitionProjection();
    const versions = { PetitionOpened: 1, Signed: 1, SignaturesStruckOut: 1 };
    const readModel = { ...former.readModel, ...knowing(versions, former.readModel) };
    const older = await office.open([{ ...former, readModel }], 1);
    older.start();
    await eventually(async () => (await older.health())[0]?.failing !== undefined);
    expect(await older.health()).toMatchObject([
      { parked: [], failing: expect.stringContaining(`${BAD}: revision 1 is Smudged in version 1`) },
    ]);
    expect(await office.rows('petitions_v1')).toEqual(await rowsUpTo(BAD, 1));

    const newer = await openedWith({ mended: true });
    await caughtUp(newer);
    await newer.close();
    await office.append(GOOD, signed('Earlsdon', 1));
    await caughtUp(older);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts(), { mended: true }));
    expect(await older.health()).toMatchObject([{ parked: [] }]);
  });
});
