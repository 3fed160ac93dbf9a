import { type DataSource, type EntityMetadata } from 'typeorm';
import { type ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { type ColumnForm } from './copy-text.js';
import { type ProjectionDefinition, schemaOf } from './projection-definition.js';

/** What bulk writes need to know of a table. Names are those of the database. */
export interface TableShape {
  readonly name: string;
  readonly keys: readonly string[];
  /** Every column that is written, the keys among them; generated ones are not. */
  readonly columns: readonly string[];
  /** How the values of each column are written. */
  readonly forms: readonly ColumnForm[];
}

/** The tables of a projection, under their names. */
export type TableShapes = ReadonlyMap<string, TableShape>;

/**
 * Reads the shapes from the entities' metadata.
 * @throws Error when an entity stands in another schema than its read model's, or has no key
 */
export const tableShapes = (dataSource: DataSource, { readModel, entities }: ProjectionDefinition): TableShapes =>
  new Map(
    entities.map((entity) => {
      const shape = shapeOf(dataSource.getMetadata(entity), schemaOf(readModel));
      return [shape.name, shape];
    }),
  );

const shapeOf = (metadata: EntityMetadata, schema: string): TableShape => {
  const { tableName: name } = metadata;
  if (metadata.schema !== schema)
    throw new Error(
      `the entity of ${name} stands in the schema ${metadata.schema ?? 'of the connection'}; it belongs to ${schema}`,
    );
  const written = metadata.columns.filter((column) => column.isInsert);
  return {
    name,
    keys: metadata.primaryColumns.map((column) => column.databaseName),
    columns: written.map((column) => column.databaseName),
    forms: written.map(formOf),
  };
};

const formOf = ({ isArray, type }: ColumnMetadata): ColumnForm => {
  if (isArray) return 'array';
  return type === 'json' || type === 'jsonb' ? 'json' : 'value';
};
