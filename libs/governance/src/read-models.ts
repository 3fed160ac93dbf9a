import { deadlineBoardProjection, leftOpenProjection } from './deadlines/index.js';
import {
  consultationRegisterProjection,
  matterPageProjection,
  matterRegisterProjection,
  planPageProjection,
  planRegisterProjection,
  recommendationTrackerProjection,
} from './minute-book/index.js';

/** Every read model of the product, with its tables. */
export const readModels = [
  matterRegisterProjection,
  matterPageProjection,
  recommendationTrackerProjection,
  consultationRegisterProjection,
  planRegisterProjection,
  planPageProjection,
  deadlineBoardProjection,
  leftOpenProjection,
];
