export { consultationRegister } from './consultation-register.js';
export { consultationRegisterProjection, RegisteredRound } from './consultation-register.entity.js';
export {
  type JudgedForecast,
  type JudgedMatterPage,
  type JudgedRound,
  judged,
  type Judgement,
  matterAsAt,
} from './matter-as-at.js';
export { type HistoryLine, historyOf } from './matter-history.js';
export { type MatterPage, pageOf } from './matter-page.js';
export { KeptMatterPage, matterPageProjection } from './matter-page.entity.js';
export { matterPages } from './matter-page-read-model.js';
export { matterRegister } from './matter-register.js';
export { matterRegisterProjection, RegisteredMatter } from './matter-register.entity.js';
export { type JudgedPlanPage, judgedPlan, planAsAt } from './plan-as-at.js';
export { type PlanPage, planPageOf } from './plan-page.js';
export { KeptPlanPage, planPageProjection } from './plan-page.entity.js';
export { planRegisterProjection, RegisteredPlan } from './plan-register.entity.js';
export { recommendationTracker } from './recommendation-tracker.js';
export { recommendationTrackerProjection, TrackedLeaf } from './recommendation-tracker.entity.js';
