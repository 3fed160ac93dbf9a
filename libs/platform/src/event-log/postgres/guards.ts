import { type Connections, type Statement } from './connections.js';
import { COUNTS_UPWARDS, REFUSAL } from './migrations/1763700000000-create-log.js';

/** What a trigger is about, as the bits of `pg_trigger.tgtype`. */
const [EACH_ROW, BEFORE, DELETE, UPDATE, TRUNCATE] = [1, 2, 8, 16, 32] as const;

/** The triggers that the migrations make: of which table, on what, and the function that each calls. */
const EXPECTED: readonly (readonly [trigger: string, on: number, makesFunction: string])[] = [
  ['append_only on log.facts', BEFORE + DELETE + UPDATE + TRUNCATE, REFUSAL],
  ['never_gone on log.counter', BEFORE + DELETE + TRUNCATE, REFUSAL],
  ['upwards on log.counter', BEFORE + UPDATE + EACH_ROW, COUNTS_UPWARDS],
];

/** Those that stand: they fire always, whatever the session replicates, and under no condition. */
const STANDING: Statement = {
  name: 'log-guards',
  text: `select tgname || ' on ' || tgrelid::regclass, tgtype::int, prosrc
    from pg_trigger join pg_class on pg_class.oid = tgrelid join pg_proc on pg_proc.oid = tgfoid
    where relnamespace = 'log'::regnamespace and tgenabled = 'A' and tgqual is null and tgattr = ''::int2vector`,
};

/** The triggers that do not stand as the migrations made them: taken away, disabled, or doing something else. */
export const missingGuards = async (connections: Connections): Promise<readonly string[]> => {
  const standing = await connections.rows<readonly [trigger: string, on: number, body: string]>(STANDING, []);
  return EXPECTED.filter(
    ([trigger, on, makes]) =>
      !standing.some(([name, type, body]) => name === trigger && type === on && body === makes.split('$$')[1]),
  ).map(([trigger]) => trigger);
};
