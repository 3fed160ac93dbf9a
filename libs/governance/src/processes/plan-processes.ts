import { openingSuccessorMatters } from './open-matter-on-renewal.js';
import { openingPlans } from './open-plan-on-adoption.js';
import { type Process } from './ports.js';
import { tellingSucceededPlans } from './renew-plan-on-succession.js';
import { type SendingParts } from './sending.js';
import { strikingOutWhatFollowed } from './strike-out-what-followed.js';

/** What becomes of a plan beside its deadlines: it is opened, its successor is worked on in a matter, and follows it; what should not have been told it is struck out. */
export const planProcesses = (parts: SendingParts): readonly Process[] => [
  openingPlans(parts),
  openingSuccessorMatters(parts),
  tellingSucceededPlans(parts),
  strikingOutWhatFollowed(parts),
];
