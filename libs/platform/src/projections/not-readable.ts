import { type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { NotKnown, RecordNotReadable } from '../commands/rejections.js';
import { isParked, type Parked } from './parked.js';

/** Why no page of a record is kept: there is no such record, or not even its first fact could be taken. */
export const whyNotKept = async (
  dataSource: DataSource,
  page: EntityTarget<ObjectLiteral>,
  stream: string,
): Promise<NotKnown | RecordNotReadable> =>
  (await isParked(dataSource, page, stream)) ? new RecordNotReadable() : new NotKnown();

/** What a page says of its standing still: nothing where it does not. */
export const standingStill = ({ parked }: { readonly parked: Parked | null }): { readonly parked?: Parked } =>
  parked === null ? {} : { parked };
