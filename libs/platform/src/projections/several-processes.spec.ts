import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { pageOf } from './log-pages.js';
import { Projection } from './projection.js';
import { type Projections } from './projections.js';
import { tableShapes } from './table-shape.js';
import { StreamHistory } from './stream-history.js';
import { openReadModels } from './open-read-models.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, petitionProjection, plainRows, signed, struckOut } from './testing/petitions.js';
import pg from 'pg';

const SOON = { timeoutMs: 30_000 };

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice('postgres');
});
afterEach(async () => {
  await office.close();
});

const appendMany = async (rounds: number): Promise<void> => {
  for (let round = 0; round < rounds; round += 1)
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      await office.append(
        petition(id),
        ...(round === 0
          ? [opened(id)]
          : [signed('Earlsdon', round), round % 3 === 0 ? struckOut('Foleshill') : signed('Foleshill', round)]),
      );
};

const everythingSeen = async (projections: Projections): Promise<void> => {
  expect(await projections.waitUntilSeen('all', (await office.log.head())!, SOON)).toBe(true);
};

describe('several processes on one database', () => {
  it('move one projection together without a fact missed or taken twice', async () => {
    const [one, other, third] = [
      await office.open([petitionProjection()], 3),
      await office.open([petitionProjection()], 5),
      await office.open([petitionProjection()], 7),
    ];
    one.start();
    other.start();
    await appendMany(30);
    third.start();
    await appendMany(10);
    for (const projections of [one, other, third]) await everythingSeen(projections);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await one.health()).toMatchObject([{ ready: true, parked: [] }]);
  });

  it('never build on what they remember once another has moved the projection', async () => {
    const definition = petitionProjection();
    const dataSource = await openReadModels(office.databaseUrl, [definition]);
    const pool = new pg.Pool({ connectionString: office.databaseUrl });
    pool.on('error', () => undefined);
    const shapes = tableShapes(dataSource, definition);
    const process = (): Projection =>
      new Projection({
        pool,
        model: definition.readModel,
        shapes,
        schema: 'petitions_v1',
        history: new StreamHistory(office.log),
        now: () => '2026-01-05T09:00:00.000Z',
      });
    const [one, other] = [process(), process()];
    const takeBy = async (
      projection: Projection,
      ...facts: Parameters<PetitionOffice['append']>[1][]
    ): Promise<void> => {
      const after = await office.log.head();
      await office.append(petition('a'), ...facts);
      for await (const batch of office.log.readAll(after === undefined ? {} : { after }))
        await projection.take(pageOf(batch, after));
    };
    await takeBy(one, opened('Trees'), signed('Earlsdon', 1));
    await takeBy(other, signed('Earlsdon', 2), signed('Foleshill', 3));
    await takeBy(one, struckOut('Foleshill'));
    await takeBy(other, signed('Foleshill', 4));
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await one.tables.parkedStreams(pool)).toEqual([]);
    await pool.end();
    await dataSource.destroy();
  });

  it('go on from the checkpoint when connections are cut in the middle of transactions', async () => {
    const projections = await office.open([petitionProjection()], 4);
    await office.query(
      'create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.003); return new; end $$',
    );
    await office.query(
      'create trigger dawdle before insert or update on petitions_v1.petitions for each row execute function dawdle()',
    );
    await appendMany(30);
    projections.start();
    const appending = appendMany(10);
    let cut = 0;
    while (cut < 12) {
      const killed = await office.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'minutebook projections' and datname = current_database() and state = 'active' and pid <> pg_backend_pid()",
      );
      cut += killed.length;
    }
    await appending;
    await everythingSeen(projections);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await projections.health()).toMatchObject([{ parked: [] }]);
  });

  it('leave others undisturbed when one projection cannot go on', async () => {
    const both = await office.open([petitionProjection(), petitionProjection({ name: 'stuck' })]);
    both.start();
    await appendMany(2);
    await everythingSeen(both);
    await office.query('alter table stuck_v1.subjects rename to mislaid');
    await appendMany(2);
    expect(await both.waitUntilSeen('petitions', (await office.log.head())!, SOON)).toBe(true);
    // That it cannot go on is told once all of a page was tried: the one that goes on may be seen before that.
    await eventually(async () => (await both.health())[1]?.failing !== undefined);
    expect(await both.health()).toMatchObject([
      { name: 'petitions' },
      { name: 'stuck', failing: expect.any(String), parked: [] },
    ]);
    await office.query('alter table stuck_v1.mislaid rename to subjects');
    await everythingSeen(both);
    expect(await office.rows('stuck_v1')).toEqual(plainRows(await office.facts()));
  });

  it('build a new version from the beginning beside the former, until it is pruned', async () => {
    const former = await office.open([petitionProjection()]);
    former.start();
    await appendMany(3);
    await everythingSeen(former);
    const next = await office.open([petitionProjection({ version: 2, atMost: 1 })]);
    expect(await next.health()).toMatchObject([{ version: 2, ready: false }]);
    next.start();
    await everythingSeen(next);
    expect(await next.health()).toMatchObject([{ version: 2, ready: true }]);
    expect(await office.rows('petitions_v2')).toEqual(plainRows(await office.facts(), { atMost: 1 }));
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    await former.close();
    expect(await next.prune()).toEqual(['petitions_v1']);
    expect(await next.prune()).toEqual([]);
    await everythingSeen(next);
  });

  it('are ready at once where the log is empty', async () => {
    const projections = await office.open([petitionProjection()]);
    projections.start();
    const isReady = async (): Promise<boolean> => (await projections.health()).every(({ ready }) => ready);
    while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await projections.behind('petitions', 10)).toBe(0);
  });
});
