import { type ReadModel } from '#kernel';
import { matterAfter, matterFacts, type Matter } from '../matter.js';
import { type Chronicle, chronicleOf, happenedOnOrBefore, inOrderOfEvents } from '../vocabulary/chronicle.js';
import { type BodyName } from '../vocabulary/references.js';

/** One row for each matter: what it is called, before whom it is, and what it is found by. */
export const matterRegister: ReadModel<Chronicle> = {
  name: 'matter_register',
  version: 1,
  category: 'matter',
  ...chronicleOf(Object.keys(matterFacts)),
  rows: (chronicle, { authority, id }) => ({ matters: rowsOf(chronicle, { authority, matter: id }) }),
};

const rowsOf = ({ entries, last }: Chronicle, key: { authority: string; matter: string }) => {
  const ordered = inOrderOfEvents(entries);
  const newest = ordered.at(-1);
  if (last === undefined || newest === undefined) return [];
  const matter = matterAfter(ordered);
  const { title, reference, planKind, planPeriod, openedOn } = matter.heading;
  const bodies = bodiesOf(matter);
  return [
    {
      ...key,
      revision: last.revision,
      title,
      reference: reference ?? null,
      plan_kind: planKind ?? null,
      plan_period: planPeriod?.label ?? null,
      bodies,
      opened_on: openedOn,
      last_happened_on: happenedOnOrBefore(newest),
      last_recorded_at: last.recordedAt,
      searchable: searchableOf(matter, bodies),
    },
  ];
};

/** The bodies before which the matter has been, or is expected, by name. */
const bodiesOf = ({ reports, scrutiny, decisions, requests, forecasts }: Matter): readonly BodyName[] => {
  const names = [
    ...reports.submitted.flatMap(({ submittedTo }) => submittedTo),
    ...scrutiny.made.flatMap(({ by, to }) => [by, to]),
    ...decisions.passed.flatMap(({ body, parts }) => [body, ...parts.flatMap(({ recommendsTo = [] }) => recommendsTo)]),
    ...requests.made.map(({ by }) => by),
    ...forecasts.made.flatMap(({ before = [] }) => before),
  ];
  return [...new Set(names)].sort((one, other) => (one < other ? -1 : 1));
};

const searchableOf = ({ heading, reports, consultations }: Matter, bodies: readonly BodyName[]): string =>
  [
    heading.title,
    ...heading.formerTitles,
    heading.reference,
    heading.planKind,
    heading.planPeriod?.label,
    ...heading.formerPlanPeriods.map(({ label }) => label),
    ...reports.submitted.flatMap(({ title, owner }) => [title, owner]),
    ...consultations.rounds.flatMap(({ describedAs, scope }) => [describedAs, scope]),
    ...bodies,
  ]
    .filter((text) => text !== undefined)
    .join('\n');
