import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpenMatter } from '#governance/matter-commands';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import { type DeadlineOffice, eventually, type MatterOf, openDeadlineOffice } from '../support/deadline-office.js';

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly [column: string]: unknown;
}

interface Page {
  readonly recommendations: readonly { readonly recommendations: string; readonly notice?: object }[];
  readonly resolutions: readonly { readonly resolution: string }[];
  readonly forecasts: readonly { readonly forecast: string }[];
  readonly reports: readonly { readonly report: string }[];
}

let database: Awaited<ReturnType<typeof freshDatabase>>;
let office: DeadlineOffice;
const clock = handMovedClock('2026-07-10T09:00:00.000Z');
beforeAll(async () => {
  database = await freshDatabase();
  office = await openDeadlineOffice({ databaseUrl: database.url, clock });
});
afterAll(async () => {
  await office.close();
  await database.drop();
});

const opened = async (): Promise<MatterOf> => {
  const matter = { authority: 'coventry', id: randomUUID() };
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: '2026-06-01', title: 'A plan', planKind: 'plan', planPeriod: { label: '2026-2029' } },
  });
  return matter;
};

/** Sends a command as an office does. */
const send = async ({ id }: MatterOf, command: string, body: object): Promise<void> => {
  const { status, text } = await office.post(`/matters/${id}/${command}`, body);
  if (status !== 200) throw new Error(`${command} answers ${status}: ${text}`);
};

const recommend = (matter: MatterOf): Promise<void> =>
  send(matter, 'record-recommendations-made', {
    ...{ occurredOn: '2026-06-24', by: 'Scrutiny', to: 'Cabinet', items: [{ label: '1)', text: 'Consult more.' }] },
    followUps: [{ text: 'Agreed to receive a report.', awaitsReport: 'a report' }],
  });

/** The matter’s page, once it shows what a test waits for. */
const page = ({ id }: MatterOf, shows: (page: Page) => boolean): Promise<Page> =>
  eventually('the page', async () => {
    const read = await office.read<Page>(`/matters/${id}`);
    return shows(read) && read;
  });

const rows = async ({ id }: MatterOf, rule: string): Promise<readonly Row[]> =>
  (await office.read<{ deadlines: readonly Row[] }>(`/matters/${id}/deadlines`)).deadlines.filter(
    (row) => row.rule === rule,
  );
const row = (matter: MatterOf, rule: string, holds: (row: Row) => boolean = () => true): Promise<Row> =>
  eventually(`${rule} on the board`, async () => (await rows(matter, rule)).find(holds));

describe('the response to scrutiny, on the board', () => {
  it('turns from a target into the law’s deadline when notice is given, in the same row', async () => {
    const matter = await opened();
    await recommend(matter);
    expect(await row(matter, 'R16')).toMatchObject({ hardness: 'target', dueOn: '2026-08-23', isBreach: false });
    const { recommendations } = (await page(matter, ({ recommendations: [made] }) => made !== undefined))
      .recommendations[0]!;
    await send(matter, 'record-notice-given', {
      ...{ occurredOn: '2026-07-01', recommendations, by: 'Scrutiny', document: 'Notice of 1 July 2026' },
    });
    const hard = await row(matter, 'R16', ({ hardness }) => hardness === 'hard');
    expect(hard).toMatchObject({ dueOn: '2026-08-31', basis: 'statute', status: 'running' });
    expect(hard['moves']).toMatchObject([{ from: { dueOn: '2026-08-23' }, to: { dueOn: '2026-08-31' } }]);
    expect(hard['changes']).toMatchObject([
      {
        of: 'statement',
        cause: 'notice to respond was given on Wednesday 1 July 2026',
        to: { rule: { hardness: 'hard' } },
      },
    ]);
    expect(hard['explained']).toContain('the two months begin with the notice in writing');
    expect(await rows(matter, 'R16')).toHaveLength(1);
    const shown = await page(matter, ({ recommendations: [made] }) => made?.notice !== undefined);
    expect(shown.recommendations[0]?.notice).toMatchObject({ givenOn: '2026-07-01', by: 'Scrutiny' });

    const answer = (body: string, given: string) =>
      send(matter, 'record-resolution-passed', {
        ...{ occurredOn: '2026-07-07', body },
        parts: [
          {
            ...{ verb: 'Resolves', text: 'Resolves as it does.', meaning: 'answers recommendations' },
            answers: [{ recommendations, answer: given }],
          },
        ],
      });
    await answer('Cabinet', 'deferred');
    await answer('Allotments Panel', 'accepted');
    await office.rest();
    expect(await row(matter, 'R16')).toMatchObject({ status: 'running', metOn: null });
    await answer('Cabinet', 'rejected');
    expect(await row(matter, 'R16', ({ status }) => status === 'met')).toMatchObject({ metOn: '2026-07-07' });
  });
});

describe('the response to scrutiny, among the deadlines of its matter', () => {
  it('names what has no answer yet of the body that was asked, today and as of a day', async () => {
    const matter = await opened();
    const items = ['1)', '2)', '3)'].map((label) => ({ label, text: 'Consult more.' }));
    await send(matter, 'record-recommendations-made', {
      ...{ occurredOn: '2026-06-24', by: 'Scrutiny', to: 'Cabinet', items },
      followUps: [{ text: 'Agreed to receive a report.', awaitsReport: 'a report', dueOn: '2026-09' }],
    });
    const { recommendations } = (await page(matter, ({ recommendations: [made] }) => made !== undefined))
      .recommendations[0]!;
    const answer = (occurredOn: string, body: string, ...leaves: readonly string[]) =>
      send(matter, 'record-resolution-passed', {
        ...{ occurredOn, body },
        parts: [
          {
            ...{ verb: 'Resolves', text: 'Resolves as it does.', meaning: 'answers recommendations' },
            answers: [{ recommendations, leaves, answer: 'accepted' }],
          },
        ],
      });
    await answer('2026-07-07', 'Cabinet', '1)');
    await answer('2026-07-07', 'Allotments Panel', '2)');
    await office.rest();
    const of = async (asOf = '') => {
      const { deadlines } = await office.read<{ deadlines: readonly Row[] }>(`/matters/${matter.id}/deadlines${asOf}`);
      return deadlines.find(({ rule }) => rule === 'R16')?.['unanswered'];
    };
    expect(await of()).toEqual(['2)', '3)']);
    expect(await of('?asAt=2026-07-06')).toEqual(['1)', '2)', '3)']);
    expect((await rows(matter, 'R48'))[0]).not.toHaveProperty('unanswered');
    await answer('2026-07-09', 'Cabinet', '2)', '3)');
    await office.rest();
    expect(await of()).toEqual([]);
    expect(await of('?asAt=2026-07-08')).toEqual(['2)', '3)']);
  });
});

describe('a report that bodies asked for, on the board', () => {
  it('is promised by the day that a body stated, forecast for one that stated none, and received by both at once', async () => {
    const matter = await opened();
    await recommend(matter);
    await send(matter, 'record-resolution-passed', {
      ...{ occurredOn: '2026-06-30', body: 'Cabinet' },
      parts: [
        {
          ...{ verb: 'Requests', text: 'Requests a report by the end of the month.', meaning: 'commissions a report' },
          ...{ report: 'a report', dueOn: '2026-07' },
        },
      ],
    });
    expect(await row(matter, 'R44')).toMatchObject({
      ...{ hardness: 'promised', dueOn: '2026-07-31', standing: 'due' },
      explained: 'the body asked for it by July 2026, which ends on Friday 31 July 2026',
    });
    const { recommendations, resolutions } = await page(matter, ({ resolutions: [passed] }) => passed !== undefined);
    await send(matter, 'record-forecast-made', {
      ...{ occurredOn: '2026-07-01', of: 'the report', expected: '2026-09' },
      meets: [
        { madeIn: resolutions[0]!.resolution, item: 1 },
        { madeIn: recommendations[0]!.recommendations, item: 1 },
      ],
    });
    expect(await row(matter, 'R48')).toMatchObject({ hardness: 'forecast', dueOn: '2026-09-30' });
    expect(await row(matter, 'R44')).toMatchObject({ hardness: 'promised', dueOn: '2026-07-31' });
    await send(matter, 'record-report-submitted', { occurredOn: '2026-07-09', title: 'The report', owner: 'Director' });
    const { forecasts, reports } = await page(matter, ({ reports: [report] }) => report !== undefined);
    await send(matter, 'record-forecast-fulfilled', {
      ...{ occurredOn: '2026-07-09', forecast: forecasts[0]!.forecast, report: reports[0]!.report },
      because: 'It is what was forecast.',
    });
    for (const rule of ['R44', 'R48'])
      expect(await row(matter, rule, ({ status }) => status === 'met')).toMatchObject({ metOn: '2026-07-09' });
  });
});
