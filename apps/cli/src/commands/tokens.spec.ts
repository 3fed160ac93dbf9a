import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openAccess } from '#platform/auth/access-database';
import { TokenRegister } from '#platform/auth/token-register';
import { freshDatabase } from '../../../../test/support/database.js';
import { defineTokens } from './tokens.js';
import { type Told, toldBy } from './testing/told-by.js';

const run = toldBy('tokens', defineTokens);

const OFFICE = ['--authority', 'coventry', '--office', 'democratic-services', '--role', 'officer'];

const idIn = ({ out }: Told): string => out.slice(3, 19);

const oneLine = ({ exitCode, out, err }: Told, reason: string): void => {
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(err).toContain(reason);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
};

describe('minutebook tokens', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(async () => {
    delete process.env['DATABASE_URL'];
    await database.drop();
  });

  beforeEach(() => {
    process.env['DATABASE_URL'] = database.url;
  });

  it('mints a token that opens the door, alone on the standard output', async () => {
    const told = await run('mint', ...OFFICE, '--days', '30');
    expect(told).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^mb_\S+\n$/) });
    expect(told.err).toContain('democratic-services of coventry, officer, until ');
    expect(told.err).not.toContain(told.out.trim());
    const connections = await openAccess(database.url);
    const now = new Date();
    const principal = await new TokenRegister(connections).authenticate(told.out.trim(), now.toISOString());
    await connections.destroy();
    expect(principal).toMatchObject({ authority: 'coventry', office: 'democratic-services', role: 'officer' });
    expect(Math.round((Date.parse(principal.expiresAt) - now.getTime()) / 86_400_000)).toBe(30);
  });

  it('lists tokens with their standing and without their secrets', async () => {
    const minted = await run('mint', ...OFFICE, '--authority', 'york', '--note', 'committee room');
    await run('revoke', idIn(await run('mint', ...OFFICE, '--authority', 'york')));
    const { out } = await run('list', '--authority', 'york');
    const [header, ...rows] = out.trimEnd().split('\n');
    expect(header).toMatch(/^id +authority +office +role +standing +note$/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/ revoked 20/);
    expect(rows[1]).toMatch(/^[0-9a-f]{16} {2}york +democratic-services +officer +until 20.* committee room$/);
    expect(out).not.toContain(minted.out.trim().slice(20));
    const json = await run('list', '--authority', 'york', '--json');
    expect(JSON.parse(json.out)).toMatchObject([{ authority: 'york' }, { note: 'committee room' }]);
  });

  it('revokes a token, and says when there is none', async () => {
    const id = idIn(await run('mint', ...OFFICE));
    expect(await run('revoke', id)).toMatchObject({ exitCode: 0, out: `Token ${id} is revoked.\n` });
    expect(await run('revoke', 'f'.repeat(16))).toEqual({
      exitCode: 1,
      out: '',
      err: `minutebook: there is no token ${'f'.repeat(16)}\n`,
    });
  });

  it('revokes all tokens of an office that was retired, and of no other', async () => {
    const planning = ['--authority', 'leeds', '--office', 'planning'] as const;
    for (const role of ['officer', 'auditor']) await run('mint', ...planning, '--role', role);
    await run('mint', ...OFFICE, '--authority', 'leeds');
    await run('mint', ...planning, '--authority', 'bradford', '--role', 'officer');
    expect(await run('revoke', ...planning)).toMatchObject({
      exitCode: 0,
      out: '2 tokens of planning of leeds revoked.\n',
    });
    expect((await run('revoke', ...planning)).out).toBe('0 tokens of planning of leeds revoked.\n');
    oneLine(await run('revoke', '--authority', 'leeds', '--office', 'nosuch'), 'no token of nosuch of leeds was ever');
    const left = JSON.parse((await run('list', '--json')).out) as { authority: string; revokedAt?: string }[];
    expect(left.filter((one) => one.authority === 'leeds' && one.revokedAt === undefined)).toHaveLength(1);
    expect(left.filter((one) => one.authority === 'bradford' && one.revokedAt === undefined)).toHaveLength(1);
  });

  it.each([
    { said: [] },
    { said: ['--office', 'planning'] },
    { said: ['0123456789abcdef', '--authority', 'coventry', '--office', 'planning'] },
  ])('revokes nothing where it is not said what: $said', async ({ said }) => {
    oneLine(await run('revoke', ...said), 'name a token by its id, or an office by --authority and --office');
  });

  it.each([
    ['--authority', 'Coventry City', '--authority must be'],
    ['--office', 'Democratic Services', '--office must be'],
    ['--role', 'mayor', 'officer, auditor, operator'],
    ['--days', '0', '1 to 366 days'],
    ['--days', '367', '1 to 366 days'],
    ['--days', '1e2', '1 to 366 days'],
    ['--note', '\u001b]0;x\u0007', '--note must be one line'],
  ])('mints nothing for %s %j, and says why in one line', async (option, value, reason) => {
    oneLine(await run('mint', ...OFFICE, option, value), reason);
  });

  it('mints nothing for nobody', async () => {
    oneLine(await run('mint', '--authority', 'coventry'), '--office');
  });

  it('revokes and lists nothing that cannot be there', async () => {
    oneLine(await run('revoke', 'mb_0123'), '16 characters');
    oneLine(await run('list', '--authority', 'Coventry City'), '--authority must be');
  });

  it.each([
    ['postgres://clerk:hush@127.0.0.1:1/minutebook', 'cannot be opened: '],
    ['mysql://clerk:hush@127.0.0.1/minutebook', 'DATABASE_URL'],
  ])('says in one line that there is no database at %s, and keeps the password to itself', async (url, reason) => {
    process.env['DATABASE_URL'] = url;
    const told = await run('list');
    oneLine(told, reason);
    expect(told.err).not.toContain('hush');
  });

  it('says where it looked for a running Minutebook', async () => {
    delete process.env['DATABASE_URL'];
    process.env['MINUTEBOOK_DATA_DIR'] = '/nowhere/minutebook';
    const told = await run('list');
    delete process.env['MINUTEBOOK_DATA_DIR'];
    expect(told).toMatchObject({ exitCode: 1, err: expect.stringContaining('/nowhere/minutebook') });
  });
});
