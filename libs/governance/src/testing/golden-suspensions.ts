const OF_SUSPENSION = {
  ...{ occurredOn: '2024-12-02', key: 'R22/round-1', version: 1, from: '2024-12-02', by: 'Cabinet' },
  ...{ capacity: 'authorising body', document: 'minute 61 of 2 December 2024' },
} as const;

/** An example of every type and version of fact about a suspension, with every field that it may have. None of them is edited or removed. */
export const goldenSuspensions = {
  DeadlineSuspended: { 1: { ...OF_SUSPENSION, reason: 'a general election was called' } },
  DeadlineResumed: {
    1: {
      ...OF_SUSPENSION,
      ...{ occurredOn: '2025-01-06', on: '2025-01-06', days: 35, reason: 'the election is over' },
    },
  },
} as const;
