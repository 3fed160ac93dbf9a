import { describe, expect, it } from '@jest/globals';
import { RecordRequestMade } from '#governance/matter-commands';
import { readByOne } from '#governance/feeds/testing/read-calendar';
import { ask } from '#platform/http/testing/ask';
import { eventually } from '../support/deadline-office.js';
import { freshPlanOffice, PLAN_2025 } from '../support/plan-story.js';

const stage = freshPlanOffice();

/** What an officer is answered who asks for a feed. */
const made = async (wanted: object): Promise<{ readonly address: string; readonly notice?: string }> => {
  const { status, json, text } = await stage.opened().office.post('/feeds', wanted);
  if (status !== 201) throw new Error(`no feed was made: ${text}`);
  return json as unknown as { address: string };
};

const calendarOf = async (wanted: object): Promise<string> =>
  (await ask(stage.opened().office.origin, { path: new URL((await made(wanted)).address).pathname })).text;
const entriesOf = async (wanted: object): Promise<readonly string[]> =>
  readByOne(await calendarOf(wanted)).map(({ summary }) => summary);

describe('a feed', () => {
  it('of a plan shows what is due of it, under its title; one of its matter shows what is due of either', async () => {
    const { office, plan } = stage.opened();
    await office.tell({ authority: 'coventry', id: plan }, RecordRequestMade, {
      ...{
        occurredOn: '2025-03-25',
        by: 'Council',
        subject: 'road safety',
        text: 'that a letter be sent',
        dueOn: '2025-05-01',
      },
    });
    const ofMatter = await eventually('the letter is on the board', async () => {
      const entries = await entriesOf({ kind: 'matter', of: plan });
      return entries.some((entry) => entry.includes('road safety')) && entries;
    });
    const ofPlan = await entriesOf({ kind: 'plan', of: plan });
    expect(ofPlan).toContain(`Monitoring of quarter 12: ${PLAN_2025}`);
    expect(ofPlan.filter((entry) => entry.includes('road safety'))).toEqual([]);
    expect(ofMatter).toEqual(expect.arrayContaining([...ofPlan]));
    expect(ofMatter.length).toBeGreaterThan(ofPlan.length);
    expect(await calendarOf({ kind: 'plan', of: plan })).toContain('X-WR-CALNAME:Deadlines: Coventry Community Safety');
  });

  it('of a body tells whether anything is owed to a body of that name, and to whom something is', async () => {
    expect(await made({ kind: 'body', of: 'Cabinet' })).not.toHaveProperty('notice');
    expect((await made({ kind: 'body', of: 'Cabnet' })).notice).toMatch(
      /^nothing is owed to Cabnet so far, and the calendar stays empty until something is\. Something is owed to .*Cabinet/,
    );
  });
});
