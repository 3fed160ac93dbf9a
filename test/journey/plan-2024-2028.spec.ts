import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { defineVerify } from '#cli/commands/verify';
import { PLAN_2028 } from '../support/council-of-2025.js';
import {
  addressOf,
  adoptThePlan,
  appointOffices,
  expectTheReportLater,
  keepThePlan,
  openTheConsultation,
  publishTheResults,
  renewThePlan,
} from '../support/coventry-years.js';
import { diaryOf, minuteIn } from '../support/diary.js';
import { beginJourney, type Journey } from '../support/journey.js';
import { mailsIn } from '../support/mailbox.js';

const DIARY = join(import.meta.dirname, 'plan-2024-2028.diary.txt');
const MAILS = join(import.meta.dirname, 'plan-2024-2028.mails.txt');
jest.setTimeout(300_000);

interface Row {
  readonly key: string;
  readonly rule: string;
  readonly dueOn: string;
  readonly metOn: string | null;
  readonly standing: string;
  readonly missed: boolean;
  readonly isBreach: boolean;
}

let journey: Journey;
/** The matter of 2024, and the plan that it led to, which bears its id; the matter and the plan that follow. */
let plan: string;
let next: string;
beforeAll(async () => {
  journey = await beginJourney('2024-06-26');
});
afterAll(() => journey.close());

const rowsOf = async (path: string): Promise<readonly Row[]> =>
  (await journey.read<{ deadlines: readonly Row[] }>(`${path}/deadlines`)).deadlines;
const told = (rows: readonly Row[], rule: string) =>
  rows.filter((row) => row.rule === rule).map(({ dueOn, metOn, standing }) => [dueOn, metOn, standing]);
const pageOf = (id: string) => journey.read<Readonly<Record<string, unknown>>>(`/plans/${id}`);
/** When and by whom a fact was recorded, as the history tells it. */
const recorded = async (path: string, type: string): Promise<readonly string[]> => {
  const { history } = await journey.read<{
    history: readonly { type: string; occurredOn: string; recordedAt: string; actor: string }[];
  }>(`${path}/history`);
  return history
    .filter((fact) => fact.type === type)
    .map(({ occurredOn, recordedAt, actor }) => `${occurredOn}, recorded ${minuteIn(recordedAt)} by ${actor}`);
};

/** Compares lines with those that are kept in a file; `UPDATE_DOCS=1` keeps them anew. */
const keptAs = (file: string, lines: readonly string[]): void => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, `${lines.join('\n')}\n`);
  expect(lines).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n'));
};

/** England and Wales, from July 2024 to April 2028, as the government lists them; from 2027 on by the rule of their days. */
const BANK_HOLIDAYS = [
  ...['2024-08-26', '2024-12-25', '2024-12-26'],
  ...['2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05', '2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26'],
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ...['2028-01-03'],
];

/** The first day of the window, on which it was opened. */
const OPENED = ['2024-07-10', '2024-07-10', 'met'];

describe('Coventry’s plan, from scrutiny in June 2024 to its renewal in 2028', () => {
  it('opens its consultation on 10 July 2024, all that was due before being done', async () => {
    await appointOffices(journey);
    plan = await openTheConsultation(journey);
    const rows = await rowsOf(`/matters/${plan}`);
    expect(told(rows, 'R16')).toEqual([['2024-08-25', '2024-07-09', 'met']]);
    expect(told(rows, 'R21')).toEqual([['2024-07-09', '2024-07-09', 'met']]);
    expect(told(rows, 'R19')).toEqual([OPENED, ['2024-10-02', null, 'due']]);
  });

  it('closes it at the end of 2 October in London, and publishes its results within twelve weeks', async () => {
    await publishTheResults(journey, plan);
    expect(await recorded(`/matters/${plan}`, 'ConsultationClosed')).toEqual([
      '2024-10-02, recorded Thu 2024-10-03 00:00 BST by automation:deadlines',
    ]);
    const rows = await rowsOf(`/matters/${plan}`);
    expect(told(rows, 'R19')).toEqual([OPENED, ['2024-10-02', '2024-10-02', 'met']]);
    expect(told(rows, 'R22')).toEqual([['2024-12-25', '2024-12-18', 'met']]);
  });

  it('misses, and breaches nothing, where the report is not there on 7 January 2025; it is expected again, and comes', async () => {
    await journey.until('2025-01-08', '10:00');
    const missed = (await rowsOf(`/matters/${plan}`)).filter(({ standing }) => standing === 'missed');
    expect(missed.map(({ rule, dueOn, isBreach }) => [rule, dueOn, isBreach])).toEqual([
      ['R44', '2025-01-07', false],
      ['R48', '2025-01-07', false],
    ]);
    await expectTheReportLater(journey, plan);
    await adoptThePlan(journey, plan);
    for (const rule of ['R44', 'R48'])
      expect(told(await rowsOf(`/matters/${plan}`), rule)).toEqual([['2025-03-18', '2025-03-18', 'met']]);
  });

  it('is adopted by Council on 25 March 2025, and owes twelve quarters, three reports and seven steps to its renewal', async () => {
    expect(await pageOf(plan)).toMatchObject({ standing: 'adopted', firstDay: '2025-04-01', lastDay: '2028-03-31' });
    const rows = await rowsOf(`/plans/${plan}`);
    const counts = ['R29', 'R30', 'R31', 'R32', 'R33', 'R36', 'R37', 'R38', 'R39'].map(
      (rule) => `${rule}: ${told(rows, rule).length}`,
    );
    expect(counts.join(', ')).toBe('R29: 1, R30: 1, R31: 1, R32: 12, R33: 3, R36: 3, R37: 2, R38: 1, R39: 7');
  });

  it('commences at midnight in London, 23:00 UTC on 31 March 2025', async () => {
    await journey.until('2025-03-31', '23:59');
    expect(await pageOf(plan)).toMatchObject({ standing: 'adopted' });
    await journey.until('2025-04-01', '00:00');
    expect(await pageOf(plan)).toMatchObject({ standing: 'in force' });
    expect(await recorded(`/plans/${plan}`, 'PlanCommenced')).toEqual([
      '2025-04-01, recorded Tue 2025-04-01 00:00 BST by automation:deadlines',
    ]);
  });

  it('is kept for three years: monitored each quarter, once late, reported on each year, and renewed step by step', async () => {
    await keepThePlan(journey, plan);
    next = await renewThePlan(journey, plan);
    const rows = await rowsOf(`/plans/${plan}`);
    expect(rows.filter(({ missed }) => missed).map(({ key, dueOn, metOn }) => [key, dueOn, metOn])).toEqual([
      ['R32/P3M/2', '2025-09-30', '2025-10-14'],
      ['R39/consultation closed', '2027-10-01', '2027-10-05'],
    ]);
    expect(rows.filter(({ standing }) => standing !== 'met').map(({ key, standing }) => [key, standing])).toEqual([
      ['R39/Council', 'superseded'],
    ]);
    expect(told(rows, 'R33').map(([dueOn, metOn]) => [dueOn, metOn])).toEqual([
      ['2026-03-31', '2026-03-31'],
      ['2027-03-31', '2027-03-31'],
      ['2028-03-31', '2028-03-31'],
    ]);
  });

  it('ends with the term, without a lapse, as the plan that renews it commences', async () => {
    await journey.until('2028-04-03', '10:00');
    const lineage = { matterBefore: plan, matterAfter: next, planAfter: next };
    expect(await pageOf(plan)).toMatchObject({ standing: 'succeeded', lastDay: '2028-03-31', lineage });
    expect(await recorded(`/plans/${plan}`, 'PlanLapsed')).toEqual([]);
    expect(await pageOf(next)).toMatchObject({ title: PLAN_2028, standing: 'in force', firstDay: '2028-04-01' });
    expect(await recorded(`/plans/${next}`, 'PlanCommenced')).toEqual([
      '2028-04-01, recorded Sat 2028-04-01 00:00 BST by automation:deadlines',
    ]);
    expect(await journey.read(`/matters/${next}`)).toMatchObject({ succeedsPlan: plan, title: PLAN_2028 });
  });

  it('has left the diary that is kept beside this journey, and nothing else; `UPDATE_DOCS=1` writes it anew', async () => {
    const { resolutions, recommendations } = await journey.read<{
      resolutions: readonly { resolution: string }[];
      recommendations: readonly { recommendations: string }[];
    }>(`/matters/${plan}`);
    const names = new Map([
      ...[[plan, '2025'] as const, [next, '2028'] as const],
      ...resolutions.map(({ resolution }, at) => [resolution, `resolution-${at + 1}`] as const),
      ...recommendations.map(({ recommendations: made }, at) => [made, `recommendations-${at + 1}`] as const),
    ]);
    keptAs(DIARY, diaryOf(await journey.facts(), names));
  });

  it('has sent each reminder once: with all that was due for one office, at nine on a working morning in London, summer and winter', async () => {
    const mails = mailsIn(join(journey.folder, 'mailbox'));
    const lines = mails.map(
      ({ at, to, subject }) => `${minuteIn(at)}  ${to.replace('@coventry.example', '')}  ${subject}`,
    );
    keptAs(MAILS, lines);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
    const sent = (await journey.facts()).filter(({ type }) => type === 'ReminderSent');
    const facts = sent.map(({ data, metadata }) => {
      const { recipient, messageId } = data as { recipient: string; messageId: string };
      return `${metadata.recordedAt} ${addressOf(recipient)} <${messageId}>`;
    });
    expect(new Set(mails.map(({ at, to, messageId }) => `${at} ${to} ${messageId}`))).toEqual(new Set(facts));
    expect(new Set(mails.map(({ at, to }) => `${at} ${to}`)).size).toBe(mails.length);
    const wrong = mails.filter(({ at }) => !/^(Mon|Tue|Wed|Thu|Fri) \S+ 09:00 (GMT|BST)$/.test(minuteIn(at)));
    expect([wrong, mails.filter(({ at }) => BANK_HOLIDAYS.includes(at.slice(0, 10)))]).toEqual([[], []]);
    for (const year of ['2024', '2025', '2026', '2027', '2028'])
      expect([
        year,
        new Set(lines.filter((line) => line.slice(4, 8) === year).map((line) => line.slice(21, 24))),
      ]).toEqual([year, new Set(['BST', 'GMT'])]);
  });

  it('has left chains that are whole', async () => {
    let out = '';
    const program = new Command('minutebook').exitOverride();
    program.configureOutput({ writeOut: (text) => void (out += text) });
    defineVerify(program);
    process.env['DATABASE_URL'] = journey.databaseUrl;
    await program.parseAsync(['verify'], { from: 'user' }).finally(() => {
      delete process.env['DATABASE_URL'];
    });
    expect(out).toMatch(/^Every chain holds from its first fact: \d+ facts in 8 streams\.\n/);
  });
});
