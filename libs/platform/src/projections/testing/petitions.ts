import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm';
import { type Fact, foldAll, parseStreamName, type ReadModel, type RecordedFact } from '#kernel';
import { type ProjectionDefinition } from '../projection-definition.js';

/** Petitions and who signed them: read models for the specs of the machinery. */
export type PetitionFact =
  | Fact<'PetitionOpened', { title: string }>
  | Fact<'Signed', { ward: string; signatures: number }>
  | Fact<'SignaturesStruckOut', { ward: string }>
  /** Cannot be read until the read model is mended. */
  | Fact<'Smudged'>;

export interface Petition {
  readonly title: string;
  readonly seen: number;
  readonly wards: Readonly<Record<string, number>>;
}

export interface PetitionRow {
  authority: string;
  petition: string;
  title: string;
  seen: number;
}

export interface WardRow {
  authority: string;
  petition: string;
  ward: string;
  signatures: number;
}

export const opened = (title: string): PetitionFact => ({ type: 'PetitionOpened', data: { title } });
export const signed = (ward: string, signatures: number): PetitionFact => ({
  type: 'Signed',
  data: { ward, signatures },
});
export const struckOut = (ward: string): PetitionFact => ({ type: 'SignaturesStruckOut', data: { ward } });
export const smudged: PetitionFact = { type: 'Smudged', data: {} };

/** A count of signatures that no `integer` column takes. */
export const BEYOND_INTEGER = 3_000_000_000;

export interface PetitionOptions {
  readonly name?: string;
  readonly version?: number;
  readonly category?: string;
  /** Whether smudged facts can be read. */
  readonly mended?: boolean;
  /** What is taken for a count that is too large. */
  readonly atMost?: number;
}

const petitionModel = ({
  name = 'petitions',
  version = 1,
  category = 'petition',
  mended = false,
  atMost = Number.MAX_SAFE_INTEGER,
}: PetitionOptions): ReadModel<Petition> => ({
  name,
  version,
  category,
  initial: { title: '', seen: 0, wards: {} },
  evolve: (petition, recorded) => {
    const fact = recorded as RecordedFact & PetitionFact;
    const next = { ...petition, seen: petition.seen + 1 };
    switch (fact.type) {
      case 'PetitionOpened':
        return { ...next, title: fact.data.title };
      case 'Signed':
        return { ...next, wards: { ...next.wards, [fact.data.ward]: Math.min(atMost, fact.data.signatures) } };
      case 'SignaturesStruckOut': {
        const { [fact.data.ward]: _struck, ...wards } = next.wards;
        return { ...next, wards };
      }
      case 'Smudged':
        if (!mended) throw new Error('the page is smudged');
        return next;
    }
  },
  rows: ({ title, seen, wards }, { authority, id: petition }) => ({
    petitions: [{ authority, petition, title, seen }],
    wards: Object.entries(wards).map(([ward, signatures]) => ({ authority, petition, ward, signatures })),
  }),
});

class CreatePetitions1767300000000 implements MigrationInterface {
  readonly name = 'CreatePetitions1767300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table petitions (
        authority text, petition text, title text not null, seen integer not null, primary key (authority, petition)
      )`);
    await runner.query(`
      create table wards (
        authority text, petition text, ward text, signatures integer not null check (signatures >= 0),
        primary key (authority, petition, ward)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table wards, petitions');
  }
}

/** A projection of petitions with entities of its own, so that several can stand in one data source. */
export const petitionProjection = (options: PetitionOptions = {}): ProjectionDefinition => {
  const model = petitionModel(options);
  const schema = `${model.name}_v${model.version}`;
  const key = { type: 'text', primary: true } as const;
  const petitions = new EntitySchema<PetitionRow>({
    name: `${model.name} petitions`,
    tableName: 'petitions',
    schema,
    columns: { authority: key, petition: key, title: { type: 'text' }, seen: { type: 'integer' } },
  });
  const wards = new EntitySchema<WardRow>({
    name: `${model.name} wards`,
    tableName: 'wards',
    schema,
    columns: { authority: key, petition: key, ward: key, signatures: { type: 'integer' } },
  });
  return { readModel: model, entities: [petitions, wards], migrations: [CreatePetitions1767300000000] };
};

/** What the tables should hold: each stream folded by itself, without the machinery. Sorted by key. */
export const plainRows = (
  facts: readonly RecordedFact[],
  options: PetitionOptions = {},
): { petitions: readonly PetitionRow[]; wards: readonly WardRow[] } => {
  const model = petitionModel(options);
  const streams = new Map<string, RecordedFact[]>();
  for (const fact of facts) streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact]);
  const rows = [...streams].sort(byKey(([stream]) => stream)).map(([stream, ofStream]) => {
    const subject = parseStreamName(stream);
    if (subject === undefined) throw new Error(`${stream} is no petition's stream`);
    return model.rows(foldAll(model, ofStream), subject);
  });
  return {
    petitions: rows.flatMap((row) => row['petitions'] as unknown as PetitionRow[]),
    wards: rows.flatMap((row) => (row['wards'] as unknown as WardRow[]).toSorted(byKey(({ ward }) => ward))),
  };
};

const byKey =
  <T>(key: (item: T) => string) =>
  (one: T, other: T): number =>
    key(one) < key(other) ? -1 : 1;
