export { consultationRegisterProjection, RegisteredRound } from './consultation-register.entity.js';
export { judged, matterAsAt } from './matter-as-at.js';
export { KeptMatterPage, matterPageProjection } from './matter-page.entity.js';
export { matterRegister } from './matter-register.js';
export { matterRegisterProjection, RegisteredMatter } from './matter-register.entity.js';
export { judgedPlan, planAsAt } from './plan-as-at.js';
export { KeptPlanPage, planPageProjection } from './plan-page.entity.js';
export { planRegisterProjection, RegisteredPlan } from './plan-register.entity.js';
export { recommendationTrackerProjection, TrackedLeaf } from './recommendation-tracker.entity.js';
