export { redisShortcomings } from './redis-requirements.js';
export { Sweep, type SweepParts } from './sweep.js';
export { type Fire, type QueueBackend, type Timer } from './timer.js';
export { TimerQueue, type TimerQueueParts } from './timer-queue.js';
export { Timekeeper, type TimekeeperParts, type TimerKind } from './timekeeper.js';
export { TimersHealth } from './timers-health.js';
export { Rush } from './rush.js';
