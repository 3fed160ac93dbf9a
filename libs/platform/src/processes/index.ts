export { isPassing } from './passing.js';
export { type ProcessDefinition, type ProcessReports } from './process-definition.js';
export { Processes, type ProcessesParts } from './processes.js';
export { ProcessesHealth } from './processes-health.js';
