import { type DataSource, type EntityTarget, getMetadataArgsStorage, type ObjectLiteral, VirtualColumn } from 'typeorm';
import { type InstantText } from '#kernel';
import { instantIn } from './standing.js';

/** Where a record stands still: a fact of it cannot be read until the read model is mended, and it is told as it was before. */
export interface Parked {
  /** The revision as of which is told here; what was recorded later is safe, and is in the history alone. */
  readonly revision: number;
  /** Since when a fact waits to be read. */
  readonly since: InstantText;
}

/**
 * On a property of an entity, `Parked | null`: whether the stream of the row is parked in the row's own projection. It is
 * read with the row, in the same statement, and written nowhere.
 *
 * @param category the first part of the name of the row's stream
 * @param id the column that holds the last part; the column `authority` holds the one between
 */
export const TellsParked =
  (category: string, id: string): PropertyDecorator =>
  (entity, name) => {
    const query = (row: string): string => {
      const schema = schemaOfEntity(entity.constructor);
      return `select json_build_object('revision', revision, 'since', ${instantIn('since')})
        from ${schema}.parked join ${schema}.subjects using (stream)
        where stream = '${category}-' || ${row}.authority || '-' || ${row}.${id}`;
    };
    VirtualColumn('json', { query })(entity, name);
  };

/** Whether a stream is parked in the projection that keeps an entity: of what has no row there yet. */
export const isParked = async (
  dataSource: DataSource,
  entity: EntityTarget<ObjectLiteral>,
  stream: string,
): Promise<boolean> => {
  const { schema } = dataSource.getMetadata(entity);
  const rows = await dataSource.query<readonly object[]>(`select from ${String(schema)}.parked where stream = $1`, [
    stream,
  ]);
  return rows.length > 0;
};

/** The revision to which a stream was followed in the projection that keeps an entity; nothing before its first fact. */
export const followedTo = async (
  dataSource: DataSource,
  entity: EntityTarget<ObjectLiteral>,
  stream: string,
): Promise<number | undefined> => {
  const { schema } = dataSource.getMetadata(entity);
  const [row] = await dataSource.query<readonly { readonly revision: number }[]>(
    `select revision from ${String(schema)}.subjects where stream = $1`,
    [stream],
  );
  return row?.revision;
};

const schemaOfEntity = (entity: unknown): string => {
  const schema = getMetadataArgsStorage().tables.find(({ target }) => target === entity)?.schema;
  if (schema === undefined) throw new Error('only an entity that names its schema tells what is parked');
  return schema;
};
