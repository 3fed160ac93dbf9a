import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type InstantText } from '#kernel';
import { instant } from './instant.js';
import { ACCESS_SCHEMA } from './office-token.entity.js';

/** What a feed shows, as the product says it: words by their names. */
export type FeedWords = Readonly<Record<string, string>>;

/** An address at which a calendar program reads a feed without a token, as it is kept: without its secret. */
@Entity({ schema: ACCESS_SCHEMA, name: 'feed_addresses' })
export class FeedAddress {
  /** A UUID. It may be shown, and opens nothing. */
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  authority!: string;

  @Column({ type: 'jsonb' })
  scope!: FeedWords;

  /** SHA-256 of the secret. The secret has 256 random bits, so that a slow hash would add nothing. */
  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  /** Who uses it, in the words of whoever made it; may be empty. */
  @Column({ type: 'text' })
  note!: string;

  /** Slug of the office that made it. */
  @Column({ type: 'text', name: 'made_by' })
  madeBy!: string;

  @Column({ type: 'timestamptz', name: 'made_at', transformer: instant })
  madeAt!: InstantText;

  @Column({ type: 'text', name: 'revoked_by', nullable: true })
  revokedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true, transformer: instant })
  revokedAt!: InstantText | null;
}
