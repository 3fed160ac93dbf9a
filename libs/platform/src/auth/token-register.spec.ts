import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { type DataSource } from 'typeorm';
import { Malformed } from '#kernel';
import { freshDatabase } from '../../../../test/support/database.js';
import { NotAuthenticated } from '../commands/rejections.js';
import { AccessModule } from './access.module.js';
import { openAccess } from './access-database.js';
import { type Minting, NO_VALID_TOKEN, TokenRegister } from './token-register.js';

const NOW = '2024-07-10T08:00:00.000Z';
const EXPIRY = '2024-10-08T08:00:00.000Z';
const LAST_MOMENT = '2024-10-08T07:59:59.999Z';

const scrutiny: Minting = {
  authority: 'coventry',
  office: 'democratic-services',
  role: 'officer',
  expiresAt: EXPIRY,
  now: NOW,
};

describe('the register of tokens', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let connections: DataSource;
  let register: TokenRegister;

  beforeAll(async () => {
    database = await freshDatabase();
    connections = await openAccess(database.url);
    register = new TokenRegister(connections);
  });

  afterAll(async () => {
    await connections.destroy();
    await database.drop();
  });

  const turnedAway = async (token: string, now = NOW): Promise<void> => {
    await expect(register.authenticate(token, now)).rejects.toEqual(new NotAuthenticated(NO_VALID_TOKEN));
  };

  it('tells the office, role and authority behind a token', async () => {
    const { token, principal } = await register.mint(scrutiny);
    expect(principal).toEqual({
      tokenId: expect.stringMatching(/^[0-9a-f]{16}$/),
      authority: 'coventry',
      office: 'democratic-services',
      role: 'officer',
      expiresAt: EXPIRY,
    });
    expect(await register.authenticate(token, NOW)).toEqual(principal);
  });

  it('keeps nothing from which a token could be made', async () => {
    const { token } = await register.mint(scrutiny);
    const secret = token.split('_').slice(2).join('_');
    const [{ kept }] = await connections.query<[{ kept: string }]>(
      `select string_agg(row_to_json(t)::text, '') as kept from access.office_tokens t`,
    );
    expect(kept).toContain(token.split('_')[1]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
    expect(kept).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  });

  it('turns away in one wording what is unknown, altered, revoked, expired or no token', async () => {
    const { token, principal } = await register.mint(scrutiny);
    const { token: another } = await register.mint(scrutiny);
    await turnedAway(`mb_${'0'.repeat(16)}_${'A'.repeat(43)}`);
    await turnedAway(`${token.slice(0, 19)}${another.slice(19)}`);
    await turnedAway(token.toUpperCase());
    for (const rubbish of ['', 'Bearer', `Bearer ${token}`, `${token} `, `${token}\n`, "mb_'; drop table", '\u0000'])
      await turnedAway(rubbish);
    await turnedAway(token, EXPIRY);
    expect(await register.authenticate(token, LAST_MOMENT)).toEqual(principal);
    await register.revoke(principal.tokenId, NOW);
    await turnedAway(token);
    expect(await register.authenticate(another, NOW)).toMatchObject({ office: 'democratic-services' });
  });

  it('revokes once, and says when there is nothing to revoke', async () => {
    const { principal } = await register.mint({ ...scrutiny, authority: 'leeds' });
    expect(await register.revoke(principal.tokenId, '2024-07-11T08:00:00.000Z')).toBe(true);
    expect(await register.revoke(principal.tokenId, '2024-07-12T08:00:00.000Z')).toBe(true);
    expect(await register.list('leeds')).toEqual([
      { ...principal, note: '', mintedAt: NOW, revokedAt: '2024-07-11T08:00:00.000Z' },
    ]);
    expect(await register.revoke('f'.repeat(16), NOW)).toBe(false);
  });

  it('renews a token under its note, and leaves those of other notes and authorities alone', async () => {
    const sample = { ...scrutiny, authority: 'warwick', note: 'sample' };
    const first = await register.renew(sample);
    const others = [
      await register.mint({ ...sample, note: 'committee room' }),
      await register.mint({ ...sample, authority: 'rugby' }),
    ];
    const second = await register.renew(sample);
    await turnedAway(first.token);
    for (const { token, principal } of [second, ...others])
      expect(await register.authenticate(token, NOW)).toEqual(principal);
  });

  it('lists one authority’s tokens, or all, the newest first', async () => {
    const earlier = await register.mint({ ...scrutiny, authority: 'york' });
    const later = await register.mint({ ...scrutiny, authority: 'york', now: '2024-07-10T09:00:00.000Z' });
    expect((await register.list('york')).map(({ tokenId }) => tokenId)).toEqual([
      later.principal.tokenId,
      earlier.principal.tokenId,
    ]);
    expect(new Set((await register.list()).map(({ authority }) => authority)).size).toBeGreaterThan(1);
  });

  it('mints nothing for what is no authority, office or role, or has expired', async () => {
    const before = await register.list();
    const wrong: Partial<Minting>[] = [
      { authority: 'Coventry City' },
      { office: 'Democratic Services' },
      { office: '' },
      { role: 'mayor' as 'officer' },
      { expiresAt: NOW },
      { expiresAt: 'tomorrow' },
      { note: 'x'.repeat(201) },
    ];
    for (const fields of wrong) {
      const [field] = Object.keys(fields);
      await expect(register.mint({ ...scrutiny, ...fields })).rejects.toThrow(Malformed);
      await expect(register.mint({ ...scrutiny, ...fields })).rejects.toThrow(`/${String(field)}: must`);
    }
    expect(await register.list()).toEqual(before);
  });

  it('is there for a Nest application, whose schema it makes', async () => {
    const empty = await freshDatabase();
    @Module({ imports: [AccessModule.forRootAsync({ useFactory: () => empty.url })] })
    class Hall {}
    const app = await NestFactory.createApplicationContext(Hall, { logger: false, abortOnError: false });
    const inHall = app.get(TokenRegister);
    const { token, principal } = await inHall.mint(scrutiny);
    expect(await inHall.authenticate(token, NOW)).toEqual(principal);
    await app.close();
    await empty.drop();
  });
});

describe('the schema of the tokens', () => {
  it('is made once by processes that start together', async () => {
    const database = await freshDatabase();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openAccess(database.url)));
    const runs = await opened[0]!.query<{ name: string }[]>('select name from access.migrations');
    expect(runs.map(({ name }) => name).sort()).toEqual([
      'CreateFeedAddresses1795330800000',
      'CreateOfficeTokens1732233600000',
    ]);
    await Promise.all(opened.map((connections) => connections.destroy()));
    await database.drop();
  });
});
