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
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: object }>>;
}
interface Description {
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const readingIn = ({ paths }: Description): readonly (readonly [path: string, operation: Operation])[] =>
  Object.entries(paths).flatMap(([path, { get }]) => (get?.security === undefined ? [] : [[path, get] as const]));

/** The answers of which the revision can be insisted on. */
const WITH_ETAG = [
  ...['/matters/{matter}', '/plans/{plan}', '/matters/{matter}/deadlines', '/plans/{plan}/deadlines'],
  ...['/matters/{matter}/history', '/plans/{plan}/history', '/calendars/{jurisdiction}/history'],
  ...['/matters/{matter}/deadlines/history', '/plans/{plan}/deadlines/history'],
  ...['/settings', '/offices'],
];

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
    expect(reading).toHaveLength(17);
    for (const [path, { responses }] of reading)
      expect([path, responses['200']?.content]).toEqual([
        path,
        { 'application/json': { schema: expect.objectContaining({ additionalProperties: false }) } },
      ]);
    for (const page of WITH_ETAG)
      expect([page, description.paths[`/v1/authorities/{authority}${page}`]?.['get']?.responses['200']]).toEqual([
        page,
        expect.objectContaining({ headers: expect.objectContaining({ ETag: expect.anything() }) }),
      ]);
    for (const operation of Object.values(description.paths).flatMap((operations) => Object.values(operations)))
      expect(operation.responses['default']).toMatchObject({ description: expect.stringContaining('405') });
  }, 300_000);
});

describe('the headings of the description', () => {
  it('are nouns that are explained; each operation stands under one, and its summary has no full stop', async () => {
    const minutebook = await openMinutebook();
    const description = (await minutebook.ask({ path: '/openapi.json' })).json as unknown as Description;
    await minutebook.close();
    const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods));
    const headings = description.tags.filter((tag) => (tag.description ?? '') !== '').map(({ name }) => name);
    expect(headings).toContain('deadlines');
    expect(operations.filter(({ tags = [] }) => tags.length !== 1 || !headings.includes(tags[0] ?? ''))).toEqual([]);
    expect(operations.map(({ summary }) => summary).filter((summary) => summary.endsWith('.'))).toEqual([]);
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

  const addressOf = (path: string, matter: string): string =>
    path
      .replace('/v1/authorities/{authority}', '')
      .replace('{matter}', matter)
      .replace('{plan}', plan)
      .replace('{jurisdiction}', 'england-and-wales');

  it('says as of when it is as it was asked, wherever that can be asked, and nothing of what was not', async () => {
    const described = (await (await fetch(`${office.origin}/openapi.json`)).json()) as Description;
    const asked = { asAt: '2025-03-25', knownAt: '2999-01-01' } as const;
    const told: string[] = [];
    for (const [path, { operationId, parameters = [] }] of readingIn(described))
      for (const name of ['asAt', 'knownAt'] as const) {
        if (!parameters.some((parameter) => parameter.name === name)) continue;
        const address = `${addressOf(path, plan)}?${name}=${asked[name]}`;
        const answer = await office.read<Record<string, unknown>>(address);
        expect([address, answer[name], faultsOf(operationId, answer)]).toEqual([address, asked[name], []]);
        if (name === 'asAt') expect(answer).not.toHaveProperty('knownAt');
        told.push(`${name} of ${operationId}`);
      }
    expect(told).toEqual(expect.arrayContaining(['asAt of read-settings', 'knownAt of read-history']));
  }, 300_000);

  it('has the fields that are described and no others, in the whole story of a matter and a plan', async () => {
    const described = (await (await fetch(`${office.origin}/openapi.json`)).json()) as Description;
    const { matters } = await office.read<{ matters: readonly { matter: string }[] }>('/matters');
    const lists = new Set<string>();
    const filled = new Set<string>();
    for (const [path, { operationId }] of readingIn(described))
      for (const { matter } of path.includes('{matter}') ? matters : [{ matter: '' }]) {
        const address = addressOf(path, matter);
        const answer = await office.read<Record<string, unknown>>(address);
        expect([address, faultsOf(operationId, answer)]).toEqual([address, []]);
        if (operationId.startsWith('list-')) lists.add(operationId);
        if (Object.values(answer).some((list) => Array.isArray(list) && list.length > 0)) filled.add(operationId);
      }
    expect([...lists].filter((operationId) => !filled.has(operationId))).toEqual([]);
  }, 300_000);

  it('gives the revision of deadlines and settings on which their own commands can insist', async () => {
    const address = `/plans/${plan}/deadlines`;
    const [{ key }] = (await office.read<{ deadlines: [{ key: string }] }>(address)).deadlines;
    const suspended = {
      key,
      reason: 'A judicial review.',
      from: '2024-03-20',
      by: 'Council',
      capacity: 'authorising body',
    };
    const etag = await office.etagOf(address);
    const stale = await office.post(`/plans/${plan}/suspend-deadline`, suspended, COVENTRY, { 'if-match': '"9999"' });
    expect(stale.json).toMatchObject({ detail: expect.stringContaining('revision of the deadlines'), status: 412 });
    expect(`"${String(stale.json['currentRevision'])}"`).toBe(etag);
    const settled = { title: 'Community safety', addresses: [], office: 'community-safety' };
    const named = await office.post('/offices/appoint-office', settled, COVENTRY, {
      'if-match': await office.etagOf('/settings'),
    });
    expect([named.status, named.json['revisionOf']]).toEqual([200, 'settings']);
    expect(await office.etagOf('/offices')).toBe(`"${String(named.json['revision'])}"`);
  }, 300_000);

  it('would be found out where it had a field that is not described, or lacked one that is', async () => {
    const [{ matter }] = (await office.read<{ matters: [{ matter: string }] }>('/matters')).matters;
    const { title, ...page } = await office.read<Record<string, unknown>>(`/matters/${matter}`);
    expect(faultsOf('read-matter', { title, ...page })).toEqual([]);
    expect(faultsOf('read-matter', page)).toHaveLength(1);
    expect(faultsOf('read-matter', { title, ...page, mood: 'fair' })).toHaveLength(1);
  }, 300_000);
});
