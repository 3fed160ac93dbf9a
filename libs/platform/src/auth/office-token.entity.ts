import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type InstantText, type Role } from '#kernel';
import { instant } from './instant.js';

/** The schema of the tokens, apart from the log and from the read models, which are rebuilt. */
export const ACCESS_SCHEMA = 'access';

/** A bearer token of an office, as it is kept: without its secret. */
@Entity({ schema: ACCESS_SCHEMA, name: 'office_tokens' })
export class OfficeToken {
  /** The part of the token that may be shown, 16 hexadecimal digits. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  authority!: string;

  @Column({ type: 'text' })
  office!: string;

  @Column({ type: 'text' })
  role!: Role;

  /** SHA-256 of the secret. The secret has 256 random bits, so that a slow hash would add nothing. */
  @Column({ type: 'bytea', name: 'secret_hash' })
  secretHash!: Buffer;

  /** What the token is for, in the words of whoever minted it; may be empty. */
  @Column({ type: 'text' })
  note!: string;

  @Column({ type: 'timestamptz', name: 'minted_at', transformer: instant })
  mintedAt!: InstantText;

  @Column({ type: 'timestamptz', name: 'expires_at', transformer: instant })
  expiresAt!: InstantText;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true, transformer: instant })
  revokedAt!: InstantText | null;
}
