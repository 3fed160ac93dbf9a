import { interleaved, summary } from './statistics.mjs';
import { underLoad } from './load.mjs';
import { emmett } from './stores/emmett.mjs';
import { messageDb } from './stores/message-db.mjs';
import { minutebook } from './stores/minutebook.mjs';
import { multiRow } from './stores/multi-row.mjs';

export const CALLERS = [1, 16, 64];
const BATCHES = [16, 32, 64, 128, 256, 500, 1_000, 2_000];
/** Connections of a contender that needs one for each append under way. */
const CONNECTIONS = 16;
const ROWS_FOR_THE_LIMIT = 60_000;
/** The limit is taken on one connection, and on two at the same time. */
const LIMITS = [1, 2].flatMap((connections) => BATCHES.map((batch) => ({ batch, connections })));

/** Single-event appends of every contender, and the limit, on one server, taking turns. */
export const measureAppends = async (server, { rounds, seconds, progress }) => {
  const ours = await minutebook(server);
  const stores = [
    ours,
    await emmett(server, { connections: CONNECTIONS }),
    await messageDb(server, { connections: CONNECTIONS, categories: 1 }),
    await messageDb(server, { connections: CONNECTIONS, categories: 16 }),
  ];
  for (const store of stores) await underLoad(16, 1, store.makeCaller);
  while (Number(await ours.log.counter()) < ROWS_FOR_THE_LIMIT) await underLoad(64, 1, ours.makeCaller);
  const limit = await multiRow(ours.url, ROWS_FOR_THE_LIMIT);
  try {
    const runs = stores.flatMap((store) => CALLERS.map((callers) => ({ store, callers })));
    const measures = [
      ...runs.map(
        ({ store, callers }) =>
          () =>
            underLoad(callers, seconds, store.makeCaller),
      ),
      ...LIMITS.map(
        ({ batch, connections }) =>
          () =>
            limit.measure(batch, connections),
      ),
    ];
    const results = await interleaved(rounds, measures, progress);
    return {
      stores: runs.map(({ store, callers }, index) => ({ name: store.name, callers, ...ofRounds(results[index]) })),
      limit: LIMITS.map((one, index) => ({ ...one, ...summary(results[runs.length + index]) })),
    };
  } finally {
    await limit.close();
    for (const store of stores) await store.close();
  }
};

const ofRounds = (rounds) => ({
  ...summary(rounds.map(({ perSecond }) => perSecond)),
  p50: summary(rounds.map(({ p50 }) => p50)).median,
  p99: summary(rounds.map(({ p99 }) => p99)).median,
});
