import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RecordPlanAdopted } from '#governance/plans/index';
import { streamName } from '#kernel';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { COUNCIL_OF_25_MARCH } from '../support/council-of-2025.js';
import { type DeadlineOffice, openConsultation, openDeadlineOffice } from '../support/deadline-office.js';
import { adoptCoventryPlan, AFTER_COUNCIL, councilAdopts } from '../support/plan-story.js';

jest.setTimeout(240_000);

const WHY = { authority: 'Monitoring Officer', reason: 'It should not have been told.' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock();
beforeEach(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
});
afterEach(async () => {
  await office.close();
  await database.drop();
});

const strike = async (id: string, ...types: readonly string[]): Promise<void> => {
  const told = await office.log.readStream(streamName({ category: 'matter', authority: 'coventry', id }));
  const facts = told.filter(({ type }) => types.includes(type)).map((fact) => fact.id);
  const struck = { occurredOn: clock.now().slice(0, 10), facts: facts.slice(-types.length), ...WHY };
  expect(await office.post(`/matters/${id}/record-entries-struck-out`, struck)).toMatchObject({ status: 200 });
  await office.rest();
};

interface Answer {
  readonly deadlines: readonly unknown[];
  readonly total: number;
}

const countOf = async (path: string): Promise<number> => (await office.read<Answer>(path)).deadlines.length;
const requireNone = async (path: string, ...queries: readonly string[]): Promise<void> => {
  for (const query of queries)
    for (const part of ['', '/deadlines']) await expect(office.read(path + part + query)).rejects.toThrow('404');
};
/** As it stood at the end of a day, and was known then. */
const requirePast = async (path: string, day: string): Promise<void> => {
  for (const query of [`?knownAt=${day}`, `?asAt=${day}&knownAt=${day}`]) {
    expect(await office.read(path + query)).toMatchObject({ struckOut: [] });
    expect(await countOf(`${path}/deadlines${query}`)).toBeGreaterThan(0);
  }
  for (const history of ['/history', '/deadlines/history'])
    expect((await office.read<Answer>(path + history)).total).toBeGreaterThan(0);
};
const refusalOf = async (path: string, body: object, authority?: string): Promise<readonly unknown[]> => {
  const { status, json } = await office.post(path, body, authority);
  return [status, json['errors']];
};
const feedOf = (kind: string, of: string, authority?: string) => refusalOf('/feeds', { kind, of }, authority);
const namesNone = (kind: string, pointer: string): readonly unknown[] => [
  400,
  [{ pointer, detail: expect.stringContaining(`names no ${kind} of this authority`) }],
];
const GIVEN = (status: number): readonly unknown[] => [status, undefined];

describe('a matter of which all was struck out', () => {
  it('has neither a page nor deadlines, is named by nothing new, and keeps its history', async () => {
    clock.set('2024-07-10T09:00:00.000Z');
    const { id } = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' });
    await office.rest();
    clock.set('2024-07-11T09:00:00.000Z');
    const path = `/matters/${id}`;
    expect(await countOf(`${path}/deadlines`)).toBeGreaterThan(0);
    const elsewhere = await feedOf('matter', id, 'derbyshire');
    expect(await feedOf('matter', id)).toEqual(GIVEN(201));
    await strike(id, 'MatterOpened', 'ConsultationOpened');
    await requireNone(path, '', '?asAt=2024-07-11', '?asAt=2024-07-10', '?knownAt=2024-07-11');
    await requirePast(path, '2024-07-10');
    expect(await feedOf('matter', id)).toEqual(namesNone('matter', '/of'));
    expect(await feedOf('matter', id, 'derbyshire')).toEqual(elsewhere);
  });
});

describe('a plan of which all was struck out', () => {
  it('has neither a page nor deadlines, and is named by nothing new, until it is adopted again', async () => {
    clock.set(AFTER_COUNCIL);
    const id = await adoptCoventryPlan(office);
    const other = randomUUID();
    await office.tell({ category: 'plan', authority: 'coventry', id: other }, RecordPlanAdopted, {
      ...{ occurredOn: '2024-05-20', by: 'Council', title: 'A plan', obligations: [] },
      ...{ firstDay: '2024-06-01', lastDay: '2027-05-31' },
    });
    await office.rest();
    clock.set('2025-03-27T09:00:00.000Z');
    const path = `/plans/${id}`;
    const supersede = () => refusalOf(`/plans/${other}/supersede-plan`, { byPlan: id, reason: 'Areas were merged.' });
    await strike(id, 'ResolutionPassed');
    await requireNone(path, '', '?asAt=2025-03-27', '?asAt=2025-03-26', '?knownAt=2025-03-27');
    await requirePast(path, '2025-03-26');
    expect(await feedOf('plan', id)).toEqual(namesNone('plan', '/of'));
    expect(await supersede()).toEqual(namesNone('plan', '/byPlan'));

    clock.set('2025-04-10T09:00:00.000Z');
    await councilAdopts(office, id, { ...COUNCIL_OF_25_MARCH, occurredOn: '2025-04-08' });
    await office.rest();
    await requireNone(path, '?asAt=2025-04-07');
    expect(await countOf(`${path}/deadlines`)).toBeGreaterThan(0);
    expect(await countOf(`${path}/deadlines?asAt=2025-04-08`)).toBeGreaterThan(0);
    expect(await feedOf('plan', id)).toEqual(GIVEN(201));
    expect(await supersede()).toEqual(GIVEN(200));
  });
});
