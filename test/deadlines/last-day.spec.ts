import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, openDeadlineOffice } from '../support/deadline-office.js';
import { openMatter } from '../support/plan-story.js';

const LAST_DAY = '9999-12-31';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;

beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock: handMovedClock('2027-01-21T09:00:00.000Z') });
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

it('a consultation may close on the last day that can be written, and is read as of that day', async () => {
  const window = { opensOn: '2027-01-21', closesOn: LAST_DAY };
  const [told, announced] = [
    await openMatter(office, { occurredOn: '2027-01-04', title: 'A record' }),
    await openMatter(office, { occurredOn: '2027-01-04', title: 'A resolution' }),
  ];
  const answers = [
    await office.post(`/matters/${told}/record-consultation-opened`, { ...window, describedAs: 'a consultation' }),
    await office.post(`/matters/${announced}/record-resolution-passed`, {
      ...{ occurredOn: '2027-01-19', body: 'Cabinet' },
      parts: [{ verb: 'approve', text: 'consult', meaning: 'authorises a consultation', window }],
    }),
  ];
  expect(answers.map(({ status, text }) => (status === 200 ? status : `${status} ${text}`))).toEqual([200, 200]);
  for (const matter of [told, announced])
    expect(await office.read(`/matters/${matter}/deadlines?asAt=${LAST_DAY}`)).toMatchObject({ asAt: LAST_DAY });
});
