import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Position } from '#kernel';
import { eventually } from '../../../../test/support/eventually.js';
import { LogUnavailable } from '../event-log/event-log.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, type PetitionFact, petitionProjection, plainRows, signed, struckOut } from './testing/petitions.js';

const SOON = { timeoutMs: 20_000 };

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice();
});
afterEach(async () => {
  await office.close();
});

const anyFact: fc.Arbitrary<PetitionFact> = fc.oneof(
  fc.constantFrom('Trees', 'Buses', 'A crossing ✓ "now"').map(opened),
  fc
    .tuple(fc.constantFrom('Earlsdon', 'Foleshill', 'O’Brien\\n'), fc.nat(50))
    .map(([ward, count]) => signed(ward, count)),
  fc.constantFrom('Earlsdon', 'Foleshill').map(struckOut),
);
const anyAppend = fc.record({
  stream: fc.constantFrom('a', 'b', 'c', 'd'),
  facts: fc.array(anyFact, { minLength: 1, maxLength: 4 }),
});

describe('projections', () => {
  it('hold the rows that a plain fold over the log gives, whatever the batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAppend, { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 9 }),
        async (appends, size) => {
          const projections = await office.open([petitionProjection()], size);
          let last: Position | undefined;
          for (const { stream, facts } of appends.slice(0, 10)) last = await office.append(petition(stream), ...facts);
          projections.start();
          for (const { stream, facts } of appends.slice(10)) last = await office.append(petition(stream), ...facts);
          expect(await projections.waitUntilSeen('all', last!, SOON)).toBe(true);
          expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
          await projections.close();
        },
      ),
      { numRuns: 12 },
    );
  });

  it('are well again once they go on, also where nothing was told meanwhile', async () => {
    const projections = await office.open([petitionProjection()]);
    projections.start();
    expect(await projections.waitUntilSeen('all', await office.append(petition('a'), opened('Trees')), SOON)).toBe(
      true,
    );
    await projections.close();
    const again = await office.open([petitionProjection()]);
    const failing = async (): Promise<unknown> => (await again.health())[0]?.failing;
    const head = office.log.head.bind(office.log);
    Object.assign(office.log, { head: () => Promise.reject(new LogUnavailable('nothing written')) });
    again.start();
    await eventually(async () => (await failing()) !== undefined);
    Object.assign(office.log, { head });
    await eventually(async () => (await failing()) === undefined, 20_000);
  });

  it('go on from the checkpoint when the process starts again', async () => {
    const first = await office.open([petitionProjection()]);
    first.start();
    expect(await first.waitUntilSeen('all', await office.append(petition('a'), opened('Trees')), SOON)).toBe(true);
    await first.close();
    const last = await office.append(petition('a'), signed('Earlsdon', 4));
    const second = await office.open([petitionProjection()]);
    second.start();
    expect(await second.waitUntilSeen('all', last, SOON)).toBe(true);
    expect(await office.rows('petitions_v1')).toEqual(plainRows(await office.facts()));
  });
});
