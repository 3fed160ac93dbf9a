import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { freshDatabase } from '../../../../test/support/database.js';
import { CommandIdReused } from '../commands/rejections.js';
import { openAccess } from './access-database.js';
import { FeedRegister } from './feed-register.js';

const NOW = '2024-07-10T08:00:00.000Z';
const LATER = '2024-07-11T08:00:00.000Z';
const WHOLE = { offset: 0, limit: 50 };
const wanted = { scope: { kind: 'body', of: 'Cabinet' }, note: 'the leader’s office' };
const clerk = { authority: 'coventry', office: 'democratic-services' };

describe('the register of feeds', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let connections: DataSource;
  let register: FeedRegister;

  beforeAll(async () => {
    database = await freshDatabase();
    connections = await openAccess(database.url);
    register = new FeedRegister(connections, Buffer.alloc(32, 7));
  });

  afterAll(async () => {
    await connections.destroy();
    await database.drop();
  });

  it('opens a feed by its secret, which has 256 random bits', async () => {
    const { secret, feed } = await register.make(wanted, clerk, NOW);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(feed).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), authority: 'coventry', madeBy: 'democratic-services' },
      ...{ ...wanted, madeAt: NOW, revokedBy: null, revokedAt: null },
    });
    expect(await register.open(secret)).toEqual(feed);
    expect((await register.make(wanted, clerk, NOW)).secret).not.toBe(secret);
  });

  it('keeps nothing from which an address could be made', async () => {
    const { secret, feed } = await register.make(wanted, clerk, NOW);
    const [{ kept }] = await connections.query<[{ kept: string }]>(
      `select string_agg(row_to_json(f)::text, '') as kept from access.feed_addresses f`,
    );
    expect(kept).toContain(feed.id);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(Buffer.from(secret).toString('hex'));
    expect(kept).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  });

  it('makes one feed for each key of a token, and gives it again with its address, from nothing that it keeps', async () => {
    const under = { key: 'letter-1', tokenId: '0123456789abcdef', token: 'mb_0123456789abcdef_secret' };
    const together = await Promise.all([NOW, LATER].map((now) => register.make(wanted, clerk, now, under)));
    const [first] = together;
    expect(await register.make(wanted, clerk, LATER, under)).toEqual(first);
    expect(together[1]).toEqual(first);
    expect(Buffer.from(first?.secret ?? '', 'base64url')).toHaveLength(32);
    expect(await register.open(first?.secret ?? '')).toEqual(first?.feed);
    const otherServer = new FeedRegister(connections, Buffer.alloc(32, 8));
    await expect(otherServer.make(wanted, clerk, LATER, under)).rejects.toThrow(CommandIdReused);
    for (const other of [{ key: 'letter-2' }, { token: 'mb_0123456789abcdef_other', tokenId: 'fedcba9876543210' }]) {
      const made = await register.make(wanted, clerk, NOW, { ...under, ...other });
      expect([made.secret === first?.secret, made.feed.id === first?.feed.id]).toEqual([false, false]);
    }
    await expect(register.make({ ...wanted, note: 'another' }, clerk, NOW, under)).rejects.toThrow(CommandIdReused);
  });

  it('opens nothing for what is unknown, altered, revoked or no secret', async () => {
    const { secret, feed } = await register.make(wanted, clerk, NOW);
    for (const other of ['', feed.id, 'A'.repeat(43), secret.slice(1), `${secret}\n`, secret.toLowerCase(), "'; --"])
      expect(await register.open(other)).toBeUndefined();
    await register.revoke(feed.id, clerk, LATER);
    expect(await register.open(secret)).toBeUndefined();
  });

  it('revokes once, says by whom, and never for another authority', async () => {
    const { secret, feed } = await register.make(wanted, clerk, NOW);
    expect(await register.revoke(feed.id, { ...clerk, authority: 'leeds' }, LATER)).toBeUndefined();
    expect(await register.revoke(randomUUID(), clerk, LATER)).toBeUndefined();
    expect(await register.open(secret)).toEqual(feed);
    const revoked = { ...feed, revokedBy: 'audit', revokedAt: LATER };
    expect(await register.revoke(feed.id, { ...clerk, office: 'audit' }, LATER)).toEqual(revoked);
    expect(await register.revoke(feed.id, clerk, '2024-07-12T08:00:00.000Z')).toEqual(revoked);
  });

  it('lists one authority’s feeds by pages, the newest first, without secrets', async () => {
    const york = { ...clerk, authority: 'york' };
    const earlier = await register.make(wanted, york, NOW);
    const later = await register.make({ ...wanted, note: '' }, york, LATER);
    expect(await register.list('york', WHOLE)).toEqual({ total: 2, feeds: [later.feed, earlier.feed] });
    expect(await register.list('york', { offset: 1, limit: 1 })).toEqual({ total: 2, feeds: [earlier.feed] });
    expect(await register.list('rugby', WHOLE)).toEqual({ total: 0, feeds: [] });
  });
});
