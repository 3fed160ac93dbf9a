export { redisShortcomings } from './redis-requirements.js';
export { Sweep, type SweepParts } from './sweep.js';
export { type Fire, type QueueBackend, type Timer } from './timer.js';
export { TimerQueue, type TimerQueueParts } from './timer-queue.js';
