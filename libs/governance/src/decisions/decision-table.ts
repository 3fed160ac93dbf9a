import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Decisions, type DecisionView, recordResolutionPassed } from './resolution.js';
import { RecordResolutionPassed } from './resolution-commands.js';

export const decisionCommands: readonly FacetCommand<Decisions, DecisionView>[] = [
  tells(RecordResolutionPassed, 'Record what a body resolved, part by part', recordResolutionPassed),
];
