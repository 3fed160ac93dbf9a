import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import { freshDatabase } from '../../../../test/support/database.js';
import { copyInto, copyLine } from './copy-text.js';

const FORMS = ['value', 'value', 'array', 'json'] as const;

describe('rows in the text format of COPY', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('create table held (place int, words text, labels text[], told json)');
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const text = fc
    .string({
      unit: fc.constantFrom('\\', '\n', '\r', '\t', '"', '{', '}', ',', 'N', '.', ' ', 'é', '🏛', '\u2028', '\b', ''),
    })
    .filter((words) => words.isWellFormed());
  const row = fc.tuple(
    fc.option(text),
    fc.option(fc.array(fc.option(text), { minLength: 0, maxLength: 4 })),
    fc.option(
      fc.oneof(
        text,
        fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))),
        fc.array(text),
      ),
    ),
  );

  it('come back as they went in, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        await client.query('truncate held');
        await copyInto(
          client,
          'held (place, words, labels, told)',
          rows.map((values, place) => copyLine([place, ...values], FORMS)),
        );
        const { rows: found } = await client.query({
          text: 'select words, labels, told from held order by place',
          rowMode: 'array',
        });
        expect(found).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('are refused as data where the column cannot hold them, and the connection goes on', async () => {
    await expect(copyInto(client, 'held (place)', ['many'])).rejects.toMatchObject({ code: '22P02' });
    expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('need no statement where there are none', async () => {
    await copyInto(client, 'no_such_table', []);
  });
});
