import { type ReadModel } from '#kernel';
import { firstLastDayOf, type Round, standingResponses } from '../consultations/index.js';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { matterChronicle, matterTold } from '../matter.js';

/** One row for each round: its window, the dates it had before, and how many responded. */
export const consultationRegister: ReadModel<Chronicle> = {
  name: 'consultation_register',
  version: 4,
  category: 'matter',
  ...matterChronicle,
  rows: (chronicle, { authority, id }) => {
    const { heading, consultations } = matterTold(chronicle.entries).matter;
    const key = { authority, matter: id, title: heading.title };
    return { rounds: consultations.rounds.map((round) => rowOf(key, round)) };
  },
};

interface Key {
  readonly authority: string;
  readonly matter: string;
  readonly title: string;
}

const orNull = <T>(value: T | undefined): T | null => value ?? null;

/** `responses` is the newest count that stands, and beside it is every count that was ever recorded. */
const rowOf = ({ authority, matter, title }: Key, round: Round) => {
  const { window, authorisedBy, extensions } = round;
  const newest = standingResponses(round).at(-1);
  return {
    authority,
    matter,
    title,
    round: round.round,
    described_as: round.describedAs,
    scope: orNull(round.scope),
    audience: orNull(round.audience),
    opens_on: window.opensOn,
    closes_on: window.closesOn,
    closes_at: orNull(window.closesAt),
    first_closes_on: firstLastDayOf(round),
    extensions,
    closed_on: orNull(round.closedOn),
    authorising_resolution: orNull(authorisedBy?.resolution),
    authorising_part: orNull(authorisedBy?.part),
    responses: orNull(newest?.count),
    responses_counted_by: orNull(newest?.method),
    responses_as_of: orNull(newest?.asOf),
    counts: round.responses,
  };
};
