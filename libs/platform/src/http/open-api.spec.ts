import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readInput } from '#kernel/input/read-input';
import { fieldsOf } from '#kernel/input/schema';
import { exampleOf } from './example.js';
import { type Chamber, openChamber } from './testing/chamber.js';
import { motions } from './testing/motions.js';

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>> };
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}

describe('the description of the API', () => {
  let chamber: Chamber;
  let description: Description;

  beforeAll(async () => {
    chamber = await openChamber();
    description = (await chamber.ask({ path: '/openapi.json' })).json as unknown as Description;
  });
  afterAll(() => chamber.close());

  it('is sound OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(
      structuredClone(description) as object as Record<string, unknown>,
    );
    expect([valid, errors]).toEqual([true, undefined]);
    expect(description.openapi).toBe('3.1.0');
  });

  it('is refused by that check where it is not', async () => {
    const broken = { ...description, paths: { '/x': { get: { responses: 'none' } } } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('describes every route', () => {
    const described = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const routes = chamber.routes.list().filter((route) => !route.startsWith('HEAD '));
    const ownPages = routes.filter((route) => / \/(docs|openapi\.json)/.test(route));
    expect(described.sort()).toEqual(routes.filter((route) => !ownPages.includes(route)).sort());
    expect(described.length).toBeGreaterThanOrEqual(motions.commands.length + 3);
  });

  it('says of every command what it takes, under which key, and how it may fail', () => {
    for (const { command, on } of motions.commands) {
      const operation = Object.values(description.paths)
        .flatMap((operations) => Object.values(operations))
        .find(({ requestBody }) => requestBody?.content['application/json']?.schema.$ref.endsWith(`/${command.name}`));
      expect(Object.keys(description.components.schemas[command.name]?.properties ?? {})).toEqual([
        ...fieldsOf(command).keys(),
      ]);
      expect(operation?.security).toEqual([{ bearer: [] }]);
      const names = operation?.parameters?.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(['authority', 'Idempotency-Key', 'X-Request-Id']));
      expect(names?.includes('If-Match')).toBe(on === 'an existing subject');
      expect(Object.keys(operation?.responses ?? {})).toEqual(
        expect.arrayContaining(['400', '401', '404', '409', '422']),
      );
    }
  });

  it('gives examples that are taken', () => {
    for (const { command } of motions.commands) expect(readInput(command, exampleOf(command))).toBeInstanceOf(command);
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(description).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(Object.keys(description.components.schemas)).toEqual(expect.arrayContaining([...new Set(references)]));
    expect(references).toContain('Clause');
  });

  it('can be read on a page that asks no other host for anything', async () => {
    const page = await chamber.ask({ path: '/docs' });
    const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources).toHaveLength(4);
    for (const source of sources) {
      const answer = await chamber.ask({ path: source });
      expect([source, answer.status]).toEqual([source, 200]);
      expect(answer.text.length).toBeGreaterThan(50);
    }
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.text).not.toMatch(/<script>|<style|https?:/);
  });
});
