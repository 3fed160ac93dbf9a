import { type RuleTerms } from '../vocabulary/deadline-terms.js';
import { chainFrom, nextOffice } from './escalation.js';
import { hasAddress, type Offices } from './office.js';

/** An office that is to be told, and that no mail reaches: it was never appointed, was retired, or has no address. */
export interface UnreachedOffice {
  readonly office: string;
  /** The rules, by id, whose ladders tell it: such a reminder fails, and the next office is told. */
  readonly toldBy: readonly string[];
  /** The offices that escalate to it: it is passed over. */
  readonly toldAfter: readonly string[];
}

/** Whom ladders and escalation name in vain, by name. */
export const unreachedOffices = (
  offices: Offices,
  terms: Readonly<Record<string, RuleTerms>>,
): readonly UnreachedOffice[] => {
  const rules = Object.entries(terms).map(([rule, { ladder }]) => ({
    rule,
    told: ladder.flatMap((step) => step.offices),
  }));
  const telling = [...rules.flatMap(({ told }) => told), ...offices.filter(isActive).map(({ office }) => office)];
  const named = [...new Set(telling.flatMap((office) => chainFrom(office, offices)))].toSorted();
  return named
    .filter((office) => !hasAddress(office, offices))
    .map((office) => ({
      office,
      toldBy: rules.filter(({ told }) => told.includes(office)).map(({ rule }) => rule),
      toldAfter: named.filter((before) => nextOffice(before, offices) === office),
    }))
    .filter(({ toldBy, toldAfter }) => toldBy.length + toldAfter.length > 0);
};

const isActive = ({ retired }: Offices[number]): boolean => !retired;
