import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.js';
import { type Projections } from './projections.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, petitionProjection, plainRows, signed } from './testing/petitions.js';

const SOON = { timeoutMs: 30_000 };
const TABLES = ['checkpoint', 'subjects', 'petitions', 'wards'] as const;

let office: PetitionOffice;
let projections: Projections;
beforeEach(async () => {
  office = await openPetitionOffice('postgres');
  projections = await office.open([petitionProjection()]);
});
afterEach(async () => {
  await office.close();
});

const everythingSeen = async (): Promise<void> => {
  expect(await projections.waitUntilSeen('all', (await office.log.head())!, SOON)).toBe(true);
};

const inOneGo = async (statements: readonly string[]): Promise<void> => {
  await office.query(`begin; ${statements.join('; ')}; commit`);
};

/** What a crash of PostgreSQL leaves of commits that did not wait for the disk: the tables as they were before. */
const rememberTables = async (): Promise<void> => {
  await inOneGo([
    'create schema kept',
    ...TABLES.map((table) => `create table kept.${table} as table petitions_v1.${table}`),
  ]);
};

const loseCommits = async (): Promise<void> => {
  await inOneGo(
    TABLES.flatMap((table) => [
      `delete from petitions_v1.${table}`,
      `insert into petitions_v1.${table} table kept.${table}`,
    ]),
  );
};

describe('a projection whose last commits a crash has undone', () => {
  beforeEach(async () => {
    projections.start();
    await office.append(petition('a'), opened('Trees'), signed('Earlsdon', 1));
    await everythingSeen();
    await rememberTables();
    await office.append(petition('a'), signed('Foleshill', 2));
    await office.append(petition('b'), opened('Benches'));
    await everythingSeen();
  });

  it('takes what it has lost before it takes what comes', async () => {
    await loseCommits();
    await office.append(petition('a'), signed('Earlsdon', 3));
    await office.append(petition('c'), opened('Lamps'));
    await everythingSeen();
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
    expect(await projections.health()).toMatchObject([{ parked: [] }]);
  });

  it('takes what it has lost though nothing comes', async () => {
    await loseCommits();
    await office.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'minutebook projections' and datname = current_database()`,
    );
    const whole = plainRows(await office.facts());
    const isWhole = async (): Promise<boolean> =>
      JSON.stringify(await office.rows('petitions_v1')) === JSON.stringify(whole);
    await eventually(isWhole, 20_000);
    expect(await projections.health()).toMatchObject([{ parked: [] }]);
  });
});
