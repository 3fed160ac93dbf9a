import { AppointOffice, NameAuthority, SETTINGS } from '../authority-commands.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type SampleCommand } from './coventry-000.js';

/**
 * FIXTURE. The offices that the usual ladders tell, and to whom they escalate. The minute gives neither their addresses nor
 * who keeps them: these are made up, in a domain that nobody can have.
 */
const OFFICES: readonly (readonly [commandId: string, office: string, title: string])[] = [
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b901', 'report-author', 'Author of the report'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b902', 'community-safety', 'Community Safety Partnership'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b903', 'democratic-services', 'Democratic Services'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b904', 'scrutiny', 'Scrutiny Co-ordination Committee’s office'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b905', 'director', 'Director of Law and Governance'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b906', 'monitoring-officer', 'Monitoring Officer'],
  ['6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b908', 'leader', 'Office of the Leader of the Council'],
];

const SETTINGS_TOLD = { category: 'authority', subject: SETTINGS, office: 'office:democratic-services' } as const;

/** What the authority of the sample is called. */
export const coventryName: SampleCommand = {
  ...SETTINGS_TOLD,
  commandId: '6d2f0c1e-7a43-4b58-9c0d-51e3a8f7b907',
  command: commandOf(NameAuthority, { name: 'Coventry City Council' }),
};

/** An office that the sample appoints. */
export interface SampleOffice extends SampleCommand {
  readonly command: AppointOffice;
}

/** What appoints the offices of the sample, so that its reminders have somewhere to go. */
export const coventryOffices: readonly SampleOffice[] = OFFICES.map(([commandId, office, title]) => ({
  ...SETTINGS_TOLD,
  commandId,
  command: commandOf(AppointOffice, { office, title, addresses: [`${office}@coventry.example`] }),
}));
