import { type InstantText, type Role } from '#kernel';

/** The office behind a bearer token. Tokens belong to offices, never to persons. */
export interface Principal {
  readonly tokenId: string;
  readonly authority: string;
  /** Slug of the office: `democratic-services`. */
  readonly office: string;
  readonly role: Role;
  readonly expiresAt: InstantText;
}
