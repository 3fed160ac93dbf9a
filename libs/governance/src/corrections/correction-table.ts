import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Corrections } from './correction.js';
import { RecordCorrection, RecordOccurrenceSupplied } from './correction-commands.js';
import { type CorrectionView, recordCorrection, recordOccurrenceSupplied } from './correction-rules.js';

export const correctionCommands: readonly FacetCommand<Corrections, CorrectionView>[] = [
  tells(RecordCorrection, 'Correct a mistake, citing the fact that holds it', recordCorrection),
  tells(RecordOccurrenceSupplied, 'Record when something happened whose date was not known', recordOccurrenceSupplied),
];
