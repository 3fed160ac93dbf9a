import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { COVENTRY, coventryOffices } from '#governance/sample/index';
import { type AnswerSchemas } from '#platform/http/answer-documentation';
import { handMovedClock, openMinutebook } from '../support/app.js';
import { answerSchemasIn, sourceOf } from '../support/answer-schemas.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, openDeadlineOffice, tellSample } from '../support/deadline-office.js';
import { adoptCoventryPlan, AFTER_COUNCIL } from '../support/plan-story.js';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'apps/api/src/answer-schemas.generated.ts');

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: object }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const readingIn = ({ paths }: Description): readonly (readonly [path: string, operation: Operation])[] =>
  Object.entries(paths).flatMap(([path, { get }]) =>
    get?.tags?.includes('reading') === true ? [[path, get] as const] : [],
  );

describe('what the description says of answers', () => {
  it('is what the types of the answers say', async () => {
    const source = await sourceOf(answerSchemasIn(ROOT));
    if (process.env['DESCRIBE_ANSWERS'] !== undefined) writeFileSync(FILE, source);
    const isAsWritten = existsSync(FILE) && readFileSync(FILE, 'utf8') === source;
    expect(isAsWritten ? 'as written' : 'out of date: npm run describe:answers').toBe('as written');
  }, 300_000);

  it('is sound OpenAPI, and says of every question what is read, of pages their ETag, and that there are other problems', async () => {
    const minutebook = await openMinutebook();
    const { json } = await minutebook.ask({ path: '/openapi.json' });
    await minutebook.close();
    const { valid, errors } = await new Validator().validate(structuredClone(json));
    expect([valid, errors]).toEqual([true, undefined]);
    const description = json as unknown as Description;
    const reading = readingIn(description);
    expect(reading).toHaveLength(14);
    for (const [path, { responses }] of reading)
      expect([path, responses['200']?.content]).toEqual([
        path,
        { 'application/json': { schema: expect.objectContaining({ additionalProperties: false }) } },
      ]);
    for (const page of ['/matters/{matter}', '/plans/{plan}'])
      expect(
        description.paths[`/v1/authorities/{authority}${page}`]?.['get']?.responses['200']?.headers,
      ).toHaveProperty('ETag');
    for (const operation of Object.values(description.paths).flatMap((operations) => Object.values(operations)))
      expect(operation.responses['default']).toMatchObject({ description: expect.stringContaining('405') });
  }, 300_000);
});

describe('every answer to a question', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let office: DeadlineOffice;
  let plan: string;
  let schemas: AnswerSchemas;
  beforeAll(async () => {
    schemas = answerSchemasIn(ROOT);
    database = await freshDatabase();
    office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock(AFTER_COUNCIL) });
    await tellSample(office);
    plan = await adoptCoventryPlan(office);
    await office.post('/feeds', { kind: 'body', of: 'Cabinet' });
    for (const { category, subject: id, command, commandId } of coventryOffices)
      await office.send({ authority: COVENTRY, id, category }, command, commandId);
    await office.rest();
  }, 300_000);
  afterAll(async () => {
    await office.close();
    await database.drop();
  });

  const faultsOf = (operationId: string, answer: unknown): readonly ErrorObject[] => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    const check = ajv.compile({ ...schemas.answers[operationId], components: { schemas: schemas.components } });
    return check(answer) ? [] : (check.errors ?? []);
  };

  it('has the fields that are described and no others, in the whole story of a matter and a plan', async () => {
    const described = (await (await fetch(`${office.origin}/openapi.json`)).json()) as Description;
    const { matters } = await office.read<{ matters: readonly { matter: string }[] }>('/matters');
    const lists = new Set<string>();
    const filled = new Set<string>();
    for (const [path, { operationId }] of readingIn(described))
      for (const { matter } of path.includes('{matter}') ? matters : [{ matter: '' }]) {
        const address = path
          .replace('/v1/authorities/{authority}', '')
          .replace('{matter}', matter)
          .replace('{plan}', plan);
        const answer = await office.read<Record<string, unknown>>(address);
        expect([address, faultsOf(operationId, answer)]).toEqual([address, []]);
        if (operationId.startsWith('list-')) lists.add(operationId);
        if (Object.values(answer).some((list) => Array.isArray(list) && list.length > 0)) filled.add(operationId);
      }
    expect([...lists].filter((operationId) => !filled.has(operationId))).toEqual([]);
  }, 300_000);

  it('would be found out where it had a field that is not described, or lacked one that is', async () => {
    const [{ matter }] = (await office.read<{ matters: [{ matter: string }] }>('/matters')).matters;
    const { title, ...page } = await office.read<Record<string, unknown>>(`/matters/${matter}`);
    expect(faultsOf('read-matter', { title, ...page })).toEqual([]);
    expect(faultsOf('read-matter', page)).toHaveLength(1);
    expect(faultsOf('read-matter', { title, ...page, mood: 'fair' })).toHaveLength(1);
  }, 300_000);
});
