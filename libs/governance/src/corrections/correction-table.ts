import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Corrections } from './correction.js';
import { RecordCorrection, RecordEntriesStruckOut, RecordOccurrenceSupplied } from './correction-commands.js';
import { type CorrectionView, recordCorrection, recordOccurrenceSupplied } from './correction-rules.js';
import { recordEntriesStruckOut } from './striking-out-rules.js';

export const correctionCommands: readonly FacetCommand<Corrections, CorrectionView>[] = [
  tells(RecordCorrection, 'Correct a mistake, citing the fact that holds it', recordCorrection),
  tells(RecordOccurrenceSupplied, 'Record when something happened whose date was not known', recordOccurrenceSupplied),
  tells(
    RecordEntriesStruckOut,
    'Strike out what should never have been recorded, without deleting it',
    recordEntriesStruckOut,
  ),
];
