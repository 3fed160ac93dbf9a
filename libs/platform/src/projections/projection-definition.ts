import { type EntitySchema, type MigrationInterface } from 'typeorm';
import { type AnyReadModel } from '#kernel';

/** An entity of a read model: a decorated class or a schema. */
export type ReadModelEntity = (new () => object) | EntitySchema;

/** A read model, the tables in which its rows are kept, and the migrations that make these tables. */
export interface ProjectionDefinition {
  readonly readModel: AnyReadModel;
  /** One for each table, each with `schema: schemaOf(readModel)` and its columns named as in the rows. */
  readonly entities: readonly ReadModelEntity[];
  /**
   * Classes whose names end in a timestamp of thirteen digits, as TypeORM wants it. They name tables without a schema:
   * the search path decides, since a rebuild makes the same tables in another schema.
   */
  readonly migrations: readonly (new () => MigrationInterface)[];
}

const NAME = /^[a-z][a-z0-9_]{0,39}$/;

/** The PostgreSQL schema in which a version of a read model lives: `register_v1`. Throws where the name is no plain one. */
export const schemaOf = ({ name, version }: Pick<AnyReadModel, 'name' | 'version'>): string => {
  if (!NAME.test(name) || !Number.isSafeInteger(version) || version < 1)
    throw new RangeError(
      `a read model has a name in snake case of at most 40 letters and a version from 1 on, not "${name}", ${version}`,
    );
  return `${name}_v${version}`;
};

/** Where a rebuild prepares what will take the live schema's place. */
export const nextSchemaOf = (readModel: Pick<AnyReadModel, 'name' | 'version'>): string =>
  `${schemaOf(readModel)}_next`;

/** Where the former tables stand between the swap and their removal. */
export const formerSchemaOf = (readModel: Pick<AnyReadModel, 'name' | 'version'>): string =>
  `${schemaOf(readModel)}_former`;
