import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { type ReadModel } from '#kernel';
import { type ProjectionDefinition } from '../../projections/projection-definition.js';

interface Votes {
  readonly votes: number;
}

const readModel: ReadModel<Votes> = {
  name: 'motion_register',
  version: 1,
  category: 'motion',
  initial: { votes: 0 },
  evolve: (state, { type, data }) => (type === 'VotesCounted' ? (data as unknown as Votes) : state),
  rows: ({ votes }, { authority, id: motion }) => ({ motions: [{ authority, motion, votes }] }),
};

class CreateMotions1767300000001 implements MigrationInterface {
  readonly name = 'CreateMotions1767300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table motions (authority text, motion text, votes integer not null, primary key (authority, motion))',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table motions');
  }
}

const key = { type: 'text', primary: true } as const;

/** How many votes each motion has. */
export const motionRegister: ProjectionDefinition = {
  readModel,
  entities: [
    new EntitySchema({
      name: 'motions',
      tableName: 'motions',
      schema: 'motion_register_v1',
      columns: { authority: key, motion: key, votes: { type: 'integer' } },
    }),
  ],
  migrations: [CreateMotions1767300000001],
};
