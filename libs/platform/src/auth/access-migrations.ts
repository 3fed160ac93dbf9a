import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The table of tokens. Tokens are revoked, never deleted: the log names the offices that acted through them. */
export class CreateOfficeTokens1732233600000 implements MigrationInterface {
  readonly name = 'CreateOfficeTokens1732233600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table access.office_tokens (
        id text primary key check (id ~ '^[0-9a-f]{16}$'),
        authority text not null check (authority ~ '^[a-z0-9]{1,40}$'),
        office text not null check (office ~ '^[a-z0-9-]{1,60}$'),
        role text not null check (role in ('officer', 'auditor', 'operator')),
        secret_hash bytea not null check (octet_length(secret_hash) = 32),
        note text not null,
        minted_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > minted_at),
        revoked_at timestamptz
      )`);
    await runner.query('create index office_tokens_by_authority on access.office_tokens (authority, minted_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access.office_tokens');
  }
}

/** The table of feeds' addresses. They are revoked, never deleted: a list shows who made and who revoked each. */
export class CreateFeedAddresses1795330800000 implements MigrationInterface {
  readonly name = 'CreateFeedAddresses1795330800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table access.feed_addresses (
        id uuid primary key,
        authority text not null check (authority ~ '^[a-z0-9]{1,40}$'),
        scope jsonb not null,
        secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
        note text not null,
        made_by text not null check (made_by ~ '^[a-z0-9-]{1,60}$'),
        made_at timestamptz not null,
        revoked_by text check (revoked_by ~ '^[a-z0-9-]{1,60}$'),
        revoked_at timestamptz,
        check ((revoked_by is null) = (revoked_at is null))
      )`);
    await runner.query('create index feed_addresses_by_authority on access.feed_addresses (authority, made_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table access.feed_addresses');
  }
}
