import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { OpenMatter, RecordRecommendationsMade } from '#governance/matter-commands';
import { type DeadlineOffice, eventually, type MatterOf, openConsultation } from '../support/deadline-office.js';
import { freshMailedOffices } from '../support/mailed-offices.js';
import { appoint, MAIL, remindersOf } from '../support/reminder-office.js';

const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';

const stage = freshMailedOffices();
const { clock } = stage;

const settleLadder = async (office: DeadlineOffice, rule: string, told: string): Promise<void> => {
  const ladder = [{ at: '-P7D', offices: [told] }];
  const { status, text } = await office.post('/settings/settle-rule-terms', { rule, ladder });
  if (status !== 200) throw new Error(`the ladder is not settled: ${status} ${text}`);
};

/** A matter with recommendations that are to be answered by 2 October. */
const recommendations = async (office: DeadlineOffice): Promise<MatterOf> => {
  const matter = { authority: 'coventry', id: randomUUID() };
  const madeOn = '2024-08-02';
  await office.tell(matter, OpenMatter, {
    ...{ occurredOn: '2024-07-10', title: 'A plan', planKind: 'plan', planPeriod: { label: '2025-2028' } },
  });
  await office.tell(matter, RecordRecommendationsMade, {
    ...{ occurredOn: madeOn, by: 'Scrutiny', to: 'Cabinet', noticeGivenOn: madeOn },
    items: [{ label: '1)', text: 'consult widely' }],
  });
  return matter;
};

/** On one morning one office is reminded of one deadline and another of another, and neither can be reached. */
const twoThatFail = async (office: DeadlineOffice): Promise<readonly MatterOf[]> => {
  await appoint(office, 'report-author', []);
  await appoint(office, 'community-safety', [MAIL['community-safety']]);
  await appoint(office, 'director', [MAIL.director]);
  stage.mail.answers((address) => (address === MAIL['community-safety'] ? 550 : 250));
  await settleLadder(office, 'R19', 'report-author');
  await settleLadder(office, 'R16', 'community-safety');
  clock.set('2024-08-05T09:00:00.000Z');
  const matters = [
    await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-02' }),
    await recommendations(office),
  ];
  for (const { id } of matters)
    await eventually('its deadline is on the board', async () => {
      const { deadlines } = await office.read<{ deadlines: readonly unknown[] }>(`/matters/${id}/deadlines`);
      return deadlines.length > 0;
    });
  clock.set(A_WEEK_BEFORE);
  return matters;
};

const directorIsToldOf = async (office: DeadlineOffice, matters: readonly MatterOf[]): Promise<boolean> => {
  const told = await Promise.all(matters.map((matter) => remindersOf(office, matter)));
  return told.every((facts) => facts.includes('ReminderSent T-7d director'));
};

describe('offices that escalate to one office on one morning', () => {
  it('are told of to it in one mail', async () => {
    const office = await stage.open();
    const matters = await twoThatFail(office);
    await eventually('the director is told of both', async () => {
      await office.fire();
      return directorIsToldOf(office, matters);
    });
    expect(stage.mail.taken.map(({ to }) => to)).toEqual([[MAIL.director]]);
  });

  it('are told of to it in one mail, though two workers remind', async () => {
    const [one, other] = [await stage.open(), await stage.open()];
    const matters = await twoThatFail(one);
    await eventually('the director is told of both', async () => {
      await Promise.all([one.fire(), other.fire()]);
      return directorIsToldOf(one, matters);
    });
    expect(stage.mail.taken.map(({ to }) => to)).toEqual([[MAIL.director]]);
  });
});
