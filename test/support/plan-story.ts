import { afterEach, beforeEach } from '@jest/globals';
import { streamName, type RecordedFact } from '#kernel';
import { handMovedClock } from './app.js';
import {
  type Adopted,
  CABINET_OF_18_MARCH,
  COUNCIL_OF_25_MARCH,
  councilResolves,
  PLAN_2025,
} from './council-of-2025.js';
import { freshDatabase } from './database.js';
import { type DeadlineOffice, eventually, openDeadlineOffice } from './deadline-office.js';

export { PLAN_2025, PLAN_2028 } from './council-of-2025.js';

/** The Wednesday after the Council of 25 March 2025. */
export const AFTER_COUNCIL = '2025-03-26T09:00:00.000Z';

/** Sends a command as an officer and gives the subject’s id, or what went wrong. */
export const told = async (
  office: DeadlineOffice,
  path: string,
  body: object,
  authority = 'coventry',
): Promise<Readonly<Record<string, unknown>>> => {
  const { status, text, json } = await office.post(path, body, authority);
  if (status !== 200 && status !== 201) throw new Error(`${path} answers ${status}: ${text}`);
  return json;
};

/** Opens a matter over HTTP. */
export const openMatter = async (office: DeadlineOffice, body: object): Promise<string> =>
  String((await told(office, '/matters', body))['matter']);

/** Tells what Council resolves. */
export const councilAdopts = (office: DeadlineOffice, matter: string, adopted: Adopted): Promise<unknown> =>
  told(office, `/matters/${matter}/record-resolution-passed`, councilResolves(adopted));

/**
 * Tells the fixture of March 2025, and waits for the plan to be opened and its deadlines to be set. Gives the id of the
 * matter, which is the plan’s too.
 */
export const adoptCoventryPlan = async (office: DeadlineOffice): Promise<string> => {
  const matter = await openMatter(office, {
    ...{ occurredOn: '2024-06-26', title: PLAN_2025, planKind: 'community safety partnership plan' },
  });
  await told(office, `/matters/${matter}/record-resolution-passed`, CABINET_OF_18_MARCH);
  await councilAdopts(office, matter, COUNCIL_OF_25_MARCH);
  await eventually('the plan’s deadlines', async () => (await deadlinesOf(office, matter)).length > 0);
  return matter;
};

/** An office over a database of its own, that has told the fixture of March 2025. */
export interface PlanOffice {
  readonly databaseUrl: string;
  readonly office: DeadlineOffice;
  readonly plan: string;
}

/** Opens one before each test and closes it after; call it once in a file of tests, before hooks that ask for it. */
export const freshPlanOffice = (): {
  opened(): PlanOffice;
  /** Closes the office, and opens it again on the day to which its clock had come. */
  reopened(meanwhile: () => Promise<void>): Promise<DeadlineOffice>;
} => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let office: DeadlineOffice;
  let plan: string;
  beforeEach(async () => {
    database = await freshDatabase();
    office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock(AFTER_COUNCIL) });
    plan = await adoptCoventryPlan(office);
  });
  afterEach(async () => {
    await office.close();
    await database.drop();
  });
  return {
    opened: () => ({ databaseUrl: database.url, office, plan }),
    reopened: async (meanwhile) => {
      const { clock } = office;
      await office.close();
      await meanwhile();
      office = await openDeadlineOffice({ databaseUrl: database.url, clock });
      return office;
    },
  };
};

export interface DeadlineRow {
  readonly key: string;
  readonly rule: string;
  readonly dueOn: string;
  readonly [column: string]: unknown;
}

/** The deadlines of a plan, as HTTP tells them; none while there is no such plan. */
export const deadlinesOf = async (
  office: DeadlineOffice,
  plan: string,
  { authority = 'coventry', asAt }: { readonly authority?: string; readonly asAt?: string } = {},
): Promise<readonly DeadlineRow[]> => {
  const { plans } = await office.read<{ plans: readonly { plan: string }[] }>('/plans', authority);
  if (!plans.some((known) => known.plan === plan)) return [];
  const query = asAt === undefined ? '' : `?asAt=${asAt}`;
  return (await office.read<{ deadlines: readonly DeadlineRow[] }>(`/plans/${plan}/deadlines${query}`, authority))
    .deadlines;
};

/** The days on which deadlines of a rule fall due, in order. */
export const daysOf = (rows: readonly DeadlineRow[], rule: string): readonly string[] =>
  rows.filter((row) => row.rule === rule).map(({ dueOn }) => dueOn);

export type PlanPage = Readonly<Record<string, unknown>> & { readonly life: readonly { readonly type: string }[] };

export const pageOf = (office: DeadlineOffice, plan: string, query = ''): Promise<PlanPage> =>
  office.read<PlanPage>(`/plans/${plan}${query}`);

/** The facts of a plan, straight from the log. */
export const planFacts = (
  { log }: DeadlineOffice,
  plan: string,
  authority = 'coventry',
): Promise<readonly RecordedFact[]> => log.readStream(streamName({ category: 'plan', authority, id: plan }));

/** Waits until the plan has a fact of a type, and gives it. */
export const factOf = (office: DeadlineOffice, plan: string, type: string): Promise<RecordedFact> =>
  eventually(type, async () => (await planFacts(office, plan)).find((fact) => fact.type === type));
