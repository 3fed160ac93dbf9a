import {
  Act,
  type CommandHandling,
  type DecisionContext,
  type Fact,
  handles,
  malformed,
  type OccurredOn,
  type RecordedFact,
} from '#kernel';
import { Line, MailAddresses, OfficeName } from '#kernel/input/fields';
import { type FactDefinitions } from '../vocabulary/facet.js';
import { LIMITS } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';
import { circleFrom } from './escalation.js';

// ── Events

/** An office owes things, and is reminded of them. Told again with other values, it changed. */
export type OfficeAppointed = Fact<
  'OfficeAppointed',
  {
    readonly occurredOn: OccurredOn;
    /** `director-of-public-health`: as deadlines and tokens name it. */
    readonly office: string;
    /** `Director of Public Health`: the office, never the person who holds it. */
    readonly title: string;
    /** Where its mail goes; none where it has no address. */
    readonly addresses: readonly string[];
    /** The office that is told when this one was told in vain; as is usual where it is left out. */
    readonly escalatesTo?: string;
  }
>;

/** There is no such office any more. */
export type OfficeRetired = Fact<'OfficeRetired', { readonly occurredOn: OccurredOn; readonly office: string }>;

export type OfficeFact = OfficeAppointed | OfficeRetired;

export const officeFacts: FactDefinitions<OfficeFact> = {
  OfficeAppointed: { version: 1, personalData: ['/title', '/addresses'], correctable: {} },
  OfficeRetired: { version: 1, personalData: [], correctable: {} },
};

// ── Commands

const ADDRESSES = 10;

/** Says of an office what it is called, where its mail goes and to whom it escalates; sent again, it replaces all of that. */
export class AppointOffice extends Act {
  @OfficeName({ describe: 'Its short name, as deadlines and tokens have it.' })
  office!: string;

  @Line(LIMITS.name, { describe: 'Its title, without a person’s name: Director of Public Health.' })
  title!: string;

  @MailAddresses({ items: ADDRESSES }, { describe: 'Where its reminders go. Without any, the next office is told.' })
  addresses!: readonly string[];

  @OfficeName({
    optional: true,
    describe:
      'The office that is told when this one was told in vain. Left out: director, and after it monitoring-officer.',
  })
  escalatesTo?: string;
}

/** Says that there is no such office any more. What it still owes is escalated. */
export class RetireOffice extends Act {
  @OfficeName()
  office!: string;
}

// ── State

/** An office as its authority has settled it. */
export interface Office {
  readonly office: string;
  readonly title: string;
  /** Empty where it has none, and once it is retired. */
  readonly addresses: readonly string[];
  readonly escalatesTo?: string;
  readonly retired: boolean;
  /** The day on which it was retired, where it is. */
  readonly retiredOn?: OccurredOn;
}

/** The offices of an authority, in the order in which they were first appointed. */
export type Offices = readonly Office[];

/** What an office is called: its title, or its short name where it was not appointed. */
export const officeTitle = (office: string, offices: Offices): string =>
  offices.find((held) => held.office === office)?.title ?? office;

/** Whether mail can reach an office: one that is retired has no address. */
export const hasAddress = (office: string, offices: Offices): boolean =>
  offices.some((held) => held.office === office && held.addresses.length > 0);

/** The offices after a fact. Facts of other kinds change nothing. */
export const officesAfter = (offices: Offices, recorded: RecordedFact): Offices => {
  const fact = recorded as RecordedFact<OfficeFact> & OfficeFact;
  switch (fact.type) {
    case 'OfficeAppointed': {
      const { occurredOn: _, ...told } = fact.data;
      return placed(offices, { ...told, retired: false });
    }
    case 'OfficeRetired':
      return offices.map((held) =>
        held.office === fact.data.office
          ? { ...held, addresses: [], retired: true, retiredOn: fact.data.occurredOn }
          : held,
      );
    default:
      return offices;
  }
};

const placed = (offices: Offices, office: Office): Offices =>
  offices.some((held) => held.office === office.office)
    ? offices.map((held) => (held.office === office.office ? office : held))
    : [...offices, office];

// ── Rules

const appoint = (
  { office, title, addresses, escalatesTo }: AppointOffice,
  offices: Offices,
  { today }: DecisionContext,
): readonly OfficeFact[] => {
  const twice = addresses.findIndex((address, at) => addresses.indexOf(address) < at);
  if (twice >= 0) malformed(`/addresses/${twice}`, 'is listed twice: once is enough');
  const told = stated({ office, title, addresses, escalatesTo });
  const now: Office = { ...told, retired: false };
  if (offices.some((held) => saysTheSame(held, now))) return [];
  const circle = circleFrom(office, placed(offices, now));
  if (circle !== undefined)
    malformed(
      '/escalatesTo',
      `must not lead back to the office itself: ${circle.join(' → ')}. Say of one of these to whom else it escalates`,
    );
  return [{ type: 'OfficeAppointed', data: { occurredOn: today, ...told } }];
};

const retire = ({ office }: RetireOffice, offices: Offices, { today }: DecisionContext): readonly OfficeFact[] => {
  const held =
    offices.find((known) => known.office === office) ?? malformed('/office', 'names no office that was appointed');
  return held.retired ? [] : [{ type: 'OfficeRetired', data: { occurredOn: today, office } }];
};

export const officeCommands: readonly CommandHandling<Offices>[] = [
  handles({
    command: AppointOffice,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Appoint an office: what it is called, where its mail goes and to whom it escalates',
    decide: appoint,
  }),
  handles({
    command: RetireOffice,
    may: ['officer', 'operator'],
    on: 'any subject',
    summary: 'Retire an office',
    decide: retire,
  }),
];
