import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Projections } from './projections.js';
import { RebuildUnderWay } from './rebuild.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, petitionProjection, plainRows, signed, smudged } from './testing/petitions.js';

const SOON = { timeoutMs: 30_000 };
const ids = Array.from({ length: 40 }, (_, number) => `p${number}`);

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice('postgres');
});
afterEach(async () => {
  await office.close();
});

const everythingSeen = async (projections: Projections): Promise<void> => {
  expect(await projections.waitUntilSeen('all', (await office.log.head())!, SOON)).toBe(true);
};

const filled = async (batchSize = 50): Promise<Projections> => {
  for (const id of ids) await office.append(petition(id), opened(id), signed('Earlsdon', 1));
  const projections = await office.open([petitionProjection()], batchSize);
  projections.start();
  await everythingSeen(projections);
  return projections;
};

const schemas = async (): Promise<readonly string[]> =>
  (
    await office.query<{ nspname: string }>(
      "select nspname from pg_namespace where nspname like 'petitions%' order by 1",
    )
  ).map(({ nspname }) => nspname);

describe('a rebuild', () => {
  it('mends tables that were tampered with', async () => {
    const projections = await filled();
    await office.query("update petitions_v1.petitions set title = 'forged'");
    await office.query('delete from petitions_v1.subjects');
    const told: [number, number][] = [];
    const rebuilt = await projections.rebuild('petitions', (taken, expected) => told.push([taken, expected]));
    expect(rebuilt).toEqual({ name: 'petitions', facts: 80, parked: [] });
    expect(told.at(-1)).toEqual([80, 80]);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await schemas()).toEqual(['petitions_v1']);
  });

  it('goes on under writers and readers, who never see less than was there', async () => {
    const projections = await filled(20);
    const over = new AbortController();
    let read = 0;
    const writing = (async () => {
      for (let round = 2; !over.signal.aborted; round += 1)
        for (const id of ids.slice(0, 9)) {
          await office.append(petition(id), signed('Foleshill', round));
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
    })();
    const reading = (async () => {
      while (!over.signal.aborted) {
        const [row] = await office.query<{ petitions: string; wards: string }>(
          `select (select count(*) from petitions_v1.petitions) as petitions,
                  (select count(*) from petitions_v1.wards where ward = 'Earlsdon') as wards`,
        );
        expect(row).toEqual({ petitions: '40', wards: '40' });
        read += 1;
      }
    })();
    for (let time = 0; time < 3; time += 1) await projections.rebuild('petitions');
    over.abort();
    await Promise.all([writing, reading]);
    expect(read).toBeGreaterThan(3);
    await everythingSeen(projections);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await projections.health()).toMatchObject([{ ready: true, parked: [] }]);
  });

  it('that was killed half-way leaves the live tables, and can be started again', async () => {
    const projections = await filled();
    const killed = projections.rebuild('petitions', () => {
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await schemas()).toEqual(['petitions_v1', 'petitions_v1_next']);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await projections.rebuild('petitions')).toMatchObject({ facts: 80 });
    expect(await schemas()).toEqual(['petitions_v1']);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
  });

  it('that was killed leaves what prune takes away, but prune spares one that is under way', async () => {
    const projections = await filled();
    let pruned: readonly string[] | undefined;
    let second: unknown;
    await projections.rebuild('petitions', () => undefined);
    const first = projections.rebuild('petitions', (taken) => {
      if (taken < 80) return;
      throw new Error('killed');
    });
    await Promise.all([
      first.catch(() => undefined),
      (async () => {
        while (!(await schemas()).includes('petitions_v1_next')) continue;
        pruned = await projections.prune();
        second = await projections.rebuild('petitions').catch((error: unknown) => error);
      })(),
    ]);
    expect(pruned).toEqual([]);
    expect(second).toBeInstanceOf(RebuildUnderWay);
    expect(await projections.prune()).toEqual(['petitions_v1_next']);
  });

  it('tells which streams the new tables had to park', async () => {
    const projections = await filled();
    await office.append(petition('spoilt'), opened('Buses'), smudged);
    await everythingSeen(projections);
    expect(await projections.rebuild('petitions')).toMatchObject({ parked: [petition('spoilt')] });
    expect(await projections.health()).toMatchObject([{ parked: [{ stream: petition('spoilt'), facts: 1 }] }]);
  });

  it('works on an empty log', async () => {
    const projections = await office.open([petitionProjection()]);
    expect(await projections.rebuild('petitions')).toEqual({ name: 'petitions', facts: 0, parked: [] });
    expect(await projections.health()).toMatchObject([{ ready: true, position: undefined }]);
  });
});
