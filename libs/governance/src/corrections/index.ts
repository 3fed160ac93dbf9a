export {
  type Correction,
  correctionFacet,
  type Corrections,
  type StruckOutEntry,
  type SuppliedOccurrence,
} from './correction.js';
export { RecordCorrection, RecordEntriesStruckOut, RecordOccurrenceSupplied } from './correction-commands.js';
export { type CorrectableFact, type CorrectionView } from './correction-rules.js';
export { correctionCommands } from './correction-table.js';
export { inTheWay, requireBeginning } from './striking-out-rules.js';
