import { Query } from '@nestjs/cqrs';
import { type Role } from '#kernel';

/** A question to the read side, in one authority's name. Its handler answers from that authority's rows alone. */
export abstract class Question<Answer> extends Query<Answer> {
  /** Who may ask it. The matrix is in docs/roles.md. */
  abstract readonly may: readonly Role[];

  constructor(readonly authority: string) {
    super();
  }
}
