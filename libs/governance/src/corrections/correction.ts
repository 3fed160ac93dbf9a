import { type OccurredOn } from '#kernel';
import {
  type Amendment,
  type EntryStruckOut,
  type OccurrenceSupplied,
  type RecordCorrected,
} from '../vocabulary/amendment.js';
import { type EntryOf, facet, type FactDefinitions } from '../vocabulary/facet.js';

// ── Events: they stand in the vocabulary, since they concern every facet's facts

export const amendmentFacts: FactDefinitions<Amendment> = {
  RecordCorrected: {
    version: 2,
    personalData: ['/changes/*/asRecorded', '/changes/*/asCorrected', '/authority', '/reason'],
    correctable: { '/occurredOn': 'occurrence', '/authority': 'name', '/reason': 'reason' },
  },
  OccurrenceSupplied: {
    version: 1,
    personalData: ['/source'],
    correctable: { '/occurredOn': 'occurrence', '/source': 'title' },
  },
  EntryStruckOut: {
    version: 1,
    personalData: ['/authority', '/reason'],
    correctable: { '/occurredOn': 'occurrence', '/authority': 'name', '/reason': 'reason' },
  },
};

// ── State (the commands are in correction-commands.ts, the rules in correction-rules.ts)

export type Correction = Omit<RecordCorrected['data'], 'occurredOn'> & { readonly correctedOn: OccurredOn };
export type SuppliedOccurrence = Omit<OccurrenceSupplied['data'], 'occurredOn'> & { readonly suppliedOn: OccurredOn };
export type StruckOutEntry = Omit<EntryStruckOut['data'], 'occurredOn'> & { readonly struckOutOn: OccurredOn };

export interface Corrections {
  readonly made: readonly Correction[];
  readonly supplied: readonly SuppliedOccurrence[];
  readonly struckOut: readonly StruckOutEntry[];
}

const evolve = (corrections: Corrections, { type, data }: EntryOf<Amendment>): Corrections => {
  switch (type) {
    case 'RecordCorrected': {
      const { occurredOn, ...told } = data;
      return { ...corrections, made: [...corrections.made, { ...told, correctedOn: occurredOn }] };
    }
    case 'OccurrenceSupplied': {
      const { occurredOn, ...told } = data;
      return { ...corrections, supplied: [...corrections.supplied, { ...told, suppliedOn: occurredOn }] };
    }
    case 'EntryStruckOut': {
      const { occurredOn, ...told } = data;
      return { ...corrections, struckOut: [...corrections.struckOut, { ...told, struckOutOn: occurredOn }] };
    }
  }
};

export const correctionFacet = facet(amendmentFacts, { made: [], supplied: [], struckOut: [] }, evolve);
