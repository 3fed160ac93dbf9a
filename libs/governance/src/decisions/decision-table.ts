import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { RecordActionTaken } from './action.js';
import { recordActionTaken } from './action-rules.js';
import { type Decisions, type DecisionView, recordResolutionPassed } from './resolution.js';
import { RecordResolutionPassed } from './resolution-commands.js';

export const decisionCommands: readonly FacetCommand<Decisions, DecisionView>[] = [
  tells(RecordResolutionPassed, 'Record what a body resolved, part by part', recordResolutionPassed),
  tells(RecordActionTaken, 'Record that what a resolution asked to be done was done', recordActionTaken),
];
