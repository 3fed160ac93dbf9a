export { readModels } from './read-models.js';
