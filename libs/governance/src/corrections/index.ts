export { type Correction, correctionFacet, type Corrections, type SuppliedOccurrence } from './correction.js';
export { RecordCorrection, RecordOccurrenceSupplied } from './correction-commands.js';
export { type CorrectableFact, type CorrectionView } from './correction-rules.js';
export { correctionCommands } from './correction-table.js';
