import { type RecordedFact } from '#kernel';
import { type DeadlineOffice, eventually, factsOf, type MatterOf, openConsultation } from './deadline-office.js';

/** The mail addresses that the tests' offices have. */
export const MAIL = {
  'report-author': 'author@coventry.example',
  'community-safety': 'safety@coventry.example',
  director: 'director@coventry.example',
  'monitoring-officer': 'monitoring@coventry.example',
} as const;

/** Says where the mail of an office goes; nowhere, where no address is given. */
export const appoint = async (
  office: DeadlineOffice,
  slug: string,
  addresses: readonly string[],
  { authority = 'coventry', ...more }: { readonly authority?: string; readonly escalatesTo?: string } = {},
): Promise<void> => {
  const body = { office: slug, title: `The office ${slug}`, addresses, ...more };
  const { status, text } = await office.post('/offices/appoint-office', body, authority);
  if (status !== 200) throw new Error(`${slug} is not appointed: ${status} ${text}`);
};

/** Appoints the two offices that are reminded of a consultation's close. */
export const appointUsual = async (office: DeadlineOffice, authority = 'coventry'): Promise<void> => {
  for (const slug of ['report-author', 'community-safety'] as const)
    await appoint(office, slug, [MAIL[slug]], { authority });
};

/** The last week of a consultation, as the councils of these tests have settled it: three steps to two offices. */
const LAST_WEEK = ['-P7D', '-P2D', 'P0D'].map((at) => ({ at, offices: ['report-author', 'community-safety'] }));

/** A consultation whose deadline is set and stands on the board. Of its close, two offices are reminded in its last week. */
export const consultationOnBoard = async (
  office: DeadlineOffice,
  window: { readonly opensOn: string; readonly closesOn: string },
  authority = 'coventry',
): Promise<MatterOf> => {
  const settled = await office.post('/settings/settle-rule-terms', { rule: 'R19', ladder: LAST_WEEK }, authority);
  if (settled.status !== 200) throw new Error(`the ladder is not settled: ${settled.status} ${settled.text}`);
  const matter = await openConsultation(office, authority, window);
  await eventually('it is on the board', async () => {
    const path = `/matters/${matter.id}/deadlines`;
    return (await office.read<{ deadlines: readonly unknown[] }>(path, authority)).deadlines.length > 0;
  });
  return matter;
};

/** The facts about the reminders of a matter, in order, as `<type> <rung> <office>`. */
export const remindersOf = async (office: DeadlineOffice, matter: MatterOf): Promise<readonly string[]> =>
  (await reminderFacts(office, matter)).map(({ type, data }) => {
    const { rung, recipient } = data as { rung: string; recipient: string };
    return `${type} ${rung} ${recipient}`;
  });

export const reminderFacts = async (office: DeadlineOffice, matter: MatterOf): Promise<readonly RecordedFact[]> =>
  (await factsOf(office, matter)).deadlines.filter(({ type }) => type.startsWith('Reminder'));
