import { type ReadModel } from '#kernel';
import { isOpened, matterChronicle, type MatterFact, matterTold } from '../matter.js';
import { type Chronicle } from '../vocabulary/chronicle.js';
import { type Entry } from '../vocabulary/facet.js';
import { distinctBodies, knownAs } from '../vocabulary/same-body.js';
import { lastHappenedOn } from './last-happened.js';
import { searchable } from './search-words.js';

type FieldsByType = {
  readonly [Type in MatterFact['type']]?: readonly (keyof Extract<MatterFact, { type: Type }>['data'])[];
};

/** The fields that name bodies; what recommends upward is in the parts of a resolution. */
const BODIES: FieldsByType = {
  ReportSubmitted: ['submittedTo'],
  RecommendationsMade: ['by', 'to'],
  ResolutionPassed: ['body', 'parts'],
  RequestMade: ['by'],
  ForecastMade: ['before'],
};

/** The fields by whose words a matter is found, beside its heading and its bodies. */
const WORDS: FieldsByType = {
  ReportSubmitted: ['title', 'owner'],
  ConsultationOpened: ['describedAs', 'scope'],
};

const fieldsIn = (fields: FieldsByType, type: string): readonly string[] =>
  (fields as Readonly<Record<string, readonly string[]>>)[type] ?? [];

/** One row for each matter: what it is called, before whom it is, and what it is found by. */
export const matterRegister: ReadModel<Chronicle> = {
  name: 'matter_register',
  version: 4,
  category: 'matter',
  ...matterChronicle,
  rows: (chronicle, { authority, id }) => ({ matters: rowsOf(chronicle, { authority, matter: id }) }),
};

const rowsOf = (chronicle: Chronicle, key: { authority: string; matter: string }) => {
  const { last } = chronicle;
  if (last === undefined || !isOpened(chronicle.entries)) return [];
  const { ordered, matter } = matterTold(chronicle.entries);
  const { heading } = matter;
  const bodies = distinctBodies(textsIn(ordered, BODIES)).toSorted();
  const words = [
    ...[heading.title, ...heading.formerTitles, heading.reference, heading.planKind],
    ...[heading.planPeriod, ...heading.formerPlanPeriods].map((period) => period?.label),
    ...textsIn(ordered, WORDS),
    ...bodies,
  ];
  return [
    {
      authority: key.authority,
      matter: key.matter,
      revision: last.revision,
      title: heading.title,
      reference: heading.reference ?? null,
      plan_kind: heading.planKind ?? null,
      plan_period: heading.planPeriod?.label ?? null,
      bodies,
      bodies_known_as: bodies.map(knownAs),
      opened_on: heading.openedOn,
      last_happened_on: lastHappenedOn(ordered),
      last_recorded_at: last.recordedAt,
      searchable: searchable(words),
    },
  ];
};

/** The texts in these fields of entries: one, a list of them, or what the parts of a resolution recommend upward. */
const textsIn = (entries: readonly Entry[], fields: FieldsByType): readonly string[] => {
  const texts: string[] = [];
  for (const { type, data } of entries)
    for (const field of fieldsIn(fields, type)) addTexts(texts, Reflect.get(data, field));
  return texts;
};

const addTexts = (texts: string[], held: unknown): void => {
  if (typeof held === 'string') texts.push(held);
  else if (Array.isArray(held)) for (const each of held) addTexts(texts, each);
  else if (typeof held === 'object' && held !== null && 'recommendsTo' in held) addTexts(texts, held.recommendsTo);
};
