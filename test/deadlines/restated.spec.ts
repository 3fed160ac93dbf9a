import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  OpenConsultation,
  OpenMatter,
  RecordCorrection,
  RecordRecommendationsMade,
  RecordRequestMade,
  RecordRequestSent,
  RecordResolutionPassed,
} from '#governance/matter-commands';
import { RecordPlanAdopted, RecordPlanMonitored, RecordPlanObligationAdded } from '#governance/plans/index';
import { type RecordedFact, streamName } from '#kernel';
import { ask } from '#platform/http/testing/ask';
import { readByOne } from '../../libs/governance/src/feeds/testing/read-calendar.js';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, type MatterOf, openDeadlineOffice } from '../support/deadline-office.js';

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly [column: string]: unknown;
}

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock('2025-07-09T09:00:00.000Z');
beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

const rows = async (query: string): Promise<readonly Row[]> =>
  (await office.read<{ deadlines: readonly Row[] }>(query)).deadlines;
const deadlinesOf = ({ category = 'matter', id }: MatterOf, query = '') =>
  rows(`/${category}s/${id}/deadlines${query}`);
const owedTo = async (body: string, rule: string): Promise<readonly string[]> =>
  (await rows(`/deadlines?limit=200&body=${encodeURIComponent(body)}`)).flatMap((row) =>
    row.rule === rule ? [row.key] : [],
  );
/** Waits for a deadline to be on the board as a test wants it. */
const boarded = (subject: MatterOf, key: string, holds: (row: Row) => boolean): Promise<Row> =>
  eventually(`${key} on the board`, async () =>
    (await deadlinesOf(subject)).find((row) => row.key.startsWith(key) && holds(row)),
  );

const factOf = async ({ category = 'matter', authority, id }: MatterOf, type: string): Promise<RecordedFact> =>
  (await office.log.readStream(streamName({ category, authority, id }))).find((fact) => fact.type === type)!;
const correct = async (
  subject: MatterOf,
  type: string,
  ...changes: readonly (readonly [pointer: string, asRecorded: string, asCorrected: string])[]
): Promise<void> => {
  await office.tell(subject, RecordCorrection, {
    ...{ occurredOn: '2025-07-09', fact: (await factOf(subject, type)).id, mistakeIn: 'record' },
    ...{ authority: 'Monitoring Officer', reason: 'It was typed in wrongly.' },
    changes: changes.map(([pointer, asRecorded, asCorrected]) => ({ pointer, asRecorded, asCorrected })),
  });
};

const openMatter = async (): Promise<MatterOf> => {
  const matter = { authority: 'coventry', id: randomUUID() };
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: '2025-06-26', title: 'A plan', planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  return matter;
};

const adoptPlan = async (...askers: readonly string[]): Promise<MatterOf> => {
  const plan = { category: 'plan', authority: 'coventry', id: randomUUID() };
  await office.tell(plan, RecordPlanAdopted, {
    ...{ occurredOn: '2025-03-25', by: 'Council', title: 'Safety Plan' },
    ...{ firstDay: '2025-04-01', lastDay: '2028-03-31' },
    obligations: askers.map((askedBy) => ({ kind: 'monitoring', every: 'P3M', askedOn: '2025-03-25', askedBy })),
  });
  return plan;
};

describe('what two bodies ask for', () => {
  it('is found on the board and in the calendar of each, also where the second asks later', async () => {
    const plan = await adoptPlan('Cabinet');
    await boarded(plan, 'R32/P3M/12', () => true);
    expect(await owedTo('Scrutiny of the Plan', 'R32')).toEqual([]);
    const obligation = {
      kind: 'monitoring',
      every: 'P3M',
      askedOn: '2025-07-08',
      askedBy: 'Scrutiny of the Plan',
    } as const;
    await office.tell(plan, RecordPlanObligationAdded, { obligation });
    const row = await boarded(plan, 'R32/P3M/12', ({ bodies }) => (bodies as readonly string[]).length === 2);
    expect(row).toMatchObject({ body: 'Cabinet, Scrutiny of the Plan', bodies: ['Cabinet', 'Scrutiny of the Plan'] });
    expect(row['changes']).toMatchObject([{ of: 'statement', from: { body: 'Cabinet' } }]);
    for (const body of ['Cabinet', 'Scrutiny of the Plan', 'CABINET', 'scrutiny  of the plan'])
      expect(await owedTo(body, 'R32')).toHaveLength(12);
    const made = await office.post('/feeds', { kind: 'body', of: 'Scrutiny of the Plan' });
    const { pathname } = new URL(String(made.json['address']));
    const { text } = await ask(office.origin, { path: pathname });
    expect(readByOne(text)).toHaveLength(12);
    const told = (rows: readonly Row[]) => rows.map(({ key, title, body, bodies }) => ({ key, title, body, bodies }));
    expect(told(await deadlinesOf(plan, '?asAt=2025-07-09'))).toEqual(told(await deadlinesOf(plan)));
  });

  it('is found under each also where the plan was adopted with both', async () => {
    const plan = await adoptPlan('Executive', 'Assembly');
    await boarded(plan, 'R32/P3M/12', () => true);
    for (const body of ['Executive', 'Assembly']) expect(await owedTo(body, 'R32')).toHaveLength(12);
  });
});

describe('what is corrected in the record', () => {
  it('is told of the deadlines that it started: by whom recommendations were made, and to whom', async () => {
    const matter = await openMatter();
    await office.tell(matter, RecordRecommendationsMade, {
      ...{ occurredOn: '2025-06-26', by: 'Scrutiny', to: 'Cabinet', noticeGivenOn: '2025-06-26' },
      items: [{ label: '1)', text: 'consult widely' }],
    });
    await boarded(matter, 'R16', ({ body }) => body === 'Scrutiny');
    await correct(
      matter,
      'RecommendationsMade',
      ['/by', 'Scrutiny', 'Health Scrutiny Board'],
      ['/to', 'Cabinet', 'Council'],
    );
    const row = await boarded(matter, 'R16', ({ body }) => body === 'Health Scrutiny Board');
    const title = 'Council responds to the recommendations of Health Scrutiny Board';
    expect(row).toMatchObject({ title, version: 1, dueOn: '2025-08-25' });
    expect([await owedTo('Health Scrutiny Board', 'R16'), await owedTo('Scrutiny', 'R16')]).toEqual([[row.key], []]);
    for (const asAt of ['2025-06-26', '2025-07-09'])
      expect(await deadlinesOf(matter, `?asAt=${asAt}`)).toMatchObject([{ title, body: 'Health Scrutiny Board' }]);
  });

  it('is told of them: what a plan is called', async () => {
    const plan = await adoptPlan('Cabinet');
    await boarded(plan, 'R29', () => true);
    await correct(plan, 'PlanAdopted', ['/title', 'Safety Plan', 'Community Safety Plan']);
    await boarded(plan, 'R38', ({ title }) => title === 'Community Safety Plan expires');
    await boarded(plan, 'R32/P3M/4', ({ title }) => title === 'Community Safety Plan: monitoring of quarter 4');
  });

  it('is told of them: which body asked for what is owed over the term, where the plan was adopted with it', async () => {
    const plan = await adoptPlan('Cabinet Membr');
    await boarded(plan, 'R32/P3M/12', ({ body }) => body === 'Cabinet Membr');
    await correct(plan, 'PlanAdopted', ['/obligations/0/askedBy', 'Cabinet Membr', 'Cabinet Member']);
    const row = await boarded(plan, 'R32/P3M/12', ({ body }) => body === 'Cabinet Member');
    expect(row).toMatchObject({ version: 1, dueOn: '2028-03-31' });
    expect(JSON.stringify(row['changes'])).toContain('the body that asked is “Cabinet Member”, not “Cabinet Membr”');
    expect(await owedTo('Cabinet Membr', 'R32')).toEqual([]);
  });

  it('opens again what it was taken to meet, and meets what it meets', async () => {
    const plan = await adoptPlan('Cabinet');
    const monitored = { occurredOn: '2025-07-01', periodEndsOn: '2025-06-30', by: 'the Partnership' };
    await office.tell(plan, RecordPlanMonitored, monitored);
    await boarded(plan, 'R32/P3M/1', ({ status }) => status === 'met');
    await correct(plan, 'PlanMonitored', ['/periodEndsOn', '2025-06-30', '2025-09-30']);
    await boarded(plan, 'R32/P3M/2', ({ status }) => status === 'met');
    const row = await boarded(plan, 'R32/P3M/1', ({ status }) => status !== 'met');
    expect(row).toMatchObject({ metOn: null, standing: 'missed', version: 1 });
    await office.sweep();
    await boarded(plan, 'R32/P3M/1', ({ status }) => status === 'passed');
    expect(await deadlinesOf(plan, '?asAt=2025-07-08')).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'R32/P3M/1', metOn: null, standing: 'missed' })]),
    );
  });

  it('leaves what was sent done where nobody knows the day any more, and says so', async () => {
    const matter = await openMatter();
    const request = {
      occurredOn: '2025-07-01',
      by: 'Cabinet',
      text: 'a letter',
      subject: 'speeding',
      dueOn: '2025-09-30',
    };
    await office.tell(matter, RecordRequestMade, request);
    const { key } = await boarded(matter, 'R49', () => true);
    await office.tell(matter, RecordRequestSent, { request: key.slice('R49/'.length), occurredOn: '2025-07-08' });
    await boarded(matter, 'R49', ({ status }) => status === 'met');
    await correct(matter, 'RequestSent', ['/occurredOn', '2025-07-08', 'unknown']);
    const row = await boarded(matter, 'R49', ({ metKnown }) => metKnown === 'unknown');
    expect(row).toMatchObject({ status: 'met', inTime: 'yes', missed: false, nextReminderAt: null });
  });
});

describe('a consultation that is opened by a waiver before the questionnaire is ready', () => {
  it('waives the deadline of the questionnaire, though its day has gone by, with who and why', async () => {
    const matter = await openMatter();
    await office.tell(matter, RecordRecommendationsMade, {
      ...{
        occurredOn: '2025-06-26',
        by: 'Scrutiny',
        to: 'Cabinet',
        items: [{ label: '1)', text: 'ask about lighting' }],
      },
    });
    const { recommendations } = (await factOf(matter, 'RecommendationsMade')).data as { recommendations: string };
    const window = { opensOn: '2025-07-10', closesOn: '2025-10-02' };
    const accepts = { verb: 'Accepts', text: 'Accepts it.', meaning: 'answers recommendations' } as const;
    const answers = [{ recommendations, leaf: '1)', answer: 'accepted' }] as const;
    const authorises = { verb: 'Authorises', text: 'Authorises it.', meaning: 'authorises a consultation' } as const;
    await office.tell(matter, RecordResolutionPassed, {
      ...{ occurredOn: '2025-07-08', body: 'Cabinet' },
      parts: [
        { ...accepts, answers: [...answers] },
        { ...authorises, window },
      ],
    });
    await boarded(matter, 'R21', ({ dueOn }) => dueOn === '2025-07-09');
    clock.set('2025-07-10T09:00:00.000Z');
    await office.sweep();
    await boarded(matter, 'R21', ({ status }) => status === 'passed');
    const { resolution } = (await factOf(matter, 'ResolutionPassed')).data as { resolution: string };
    const waiver = { by: 'Cabinet', capacity: 'authorising body', reason: 'The forms had gone out.' };
    await office.tell(matter, OpenConsultation, {
      ...{ closesOn: window.closesOn, describedAs: 'a consultation', authorisedBy: { resolution, part: 2 }, waiver },
    });
    const row = await boarded(matter, 'R21', ({ status }) => status === 'waived');
    expect(row).toMatchObject({ waived: waiver, missed: false, isBreach: false, nextReminderAt: null });
    expect(row['waived']).toMatchObject({ fact: (await factOf(matter, 'ConsultationOpened')).id });
    const before = await deadlinesOf(matter, '?asAt=2025-07-09');
    expect(before.find(({ rule }) => rule === 'R21')).toMatchObject({ standing: 'at risk', waived: null });
    const after = await deadlinesOf(matter, '?asAt=2025-07-10');
    expect(after.find(({ rule }) => rule === 'R21')).toEqual(row);
  });
});
