import { type DecisionContext, type Fact, type OccurredOn, Recording } from '#kernel';
import { Line, ListOf, Name, Names, Occurrence, TextOrEmpty, Texts } from '#kernel/input/fields';
import { type EntryOf, facet, type FacetCommand, type FactDefinitions, tells } from '../vocabulary/facet.js';
import { requireHappened } from '../vocabulary/happened.js';
import { type Numbered, NumberedItem, requireDistinctLabels, requireNumbering } from '../vocabulary/numbered.js';
import { type BodyName, LIMITS } from '../vocabulary/references.js';
import { saysTheSame, stated } from '../vocabulary/stated.js';

/** What a report recommends to one body. */
export class ReportRecommendations {
  @Name(LIMITS.name, { describe: 'The body that is recommended to do it: Cabinet, Council.' })
  to!: BodyName;

  @ListOf(() => NumberedItem, { items: 100, min: 1 })
  items!: NumberedItem[];
}

export class Appendix {
  @Line(LIMITS.label, { optional: true, describe: 'Its label as written: 1, A.' })
  label?: string;

  @Line(LIMITS.title)
  title!: string;
}

/** A field of the council's report template, as filled in: Is this a key decision? No. */
export class TemplateField {
  @Line(LIMITS.title)
  name!: string;

  @TextOrEmpty(LIMITS.text, { describe: 'As filled in; empty where nothing stands there.' })
  value!: string;
}

// ── Events

export type ReportSubmitted = Fact<
  'ReportSubmitted',
  {
    readonly occurredOn: OccurredOn;
    readonly report: string;
    readonly title: string;
    /** The office whose report it is: `Director of Law and Governance`. */
    readonly owner: string;
    /** None where the document names none. */
    readonly submittedTo: readonly BodyName[];
    /** What the officers ask the bodies to decide. It proves no decision. */
    readonly recommendations: readonly { readonly to: BodyName; readonly items: readonly Numbered[] }[];
    readonly appendices: readonly Readonly<Appendix>[];
    readonly backgroundPapers: readonly string[];
    readonly templateFields: readonly Readonly<TemplateField>[];
  }
>;

export type ReportFact = ReportSubmitted;

/** How many bodies a report is put before, and on how many papers it relies, at most. */
const MOST = { bodies: 20, papers: 100 } as const;

export const reportFacts: FactDefinitions<ReportFact> = {
  ReportSubmitted: {
    version: 1,
    personalData: [
      '/title',
      '/owner',
      '/recommendations/*/items',
      '/appendices/*/title',
      '/backgroundPapers/*',
      '/templateFields/*/value',
    ],
    correctable: {
      '/occurredOn': 'occurrence',
      '/title': 'title',
      '/owner': 'name',
      '/submittedTo/*': 'name',
      '/recommendations/*/to': 'name',
      '/recommendations/*/items/**/text': 'text',
      '/appendices/*/title': 'title',
      '/backgroundPapers/*': 'text',
      '/templateFields/*/name': 'title',
      '/templateFields/*/value': 'text',
    },
    disagreement: ({ submittedTo, backgroundPapers }) => {
      if (submittedTo.length > MOST.bodies) return `/submittedTo must have at most ${MOST.bodies} entries`;
      return backgroundPapers.length > MOST.papers
        ? `/backgroundPapers must have at most ${MOST.papers} entries`
        : undefined;
    },
  },
};

// ── Commands

/** Tells that an office put a report before one or more bodies. */
export class RecordReportSubmitted extends Recording {
  @Occurrence()
  occurredOn!: OccurredOn;

  @Line(LIMITS.title)
  title!: string;

  @Line(LIMITS.name, { describe: 'The office whose report it is.' })
  owner!: string;

  @Names(
    { max: LIMITS.name, items: MOST.bodies, min: 1 },
    { optional: true, describe: 'The bodies before which it is put; left out where the document names none.' },
  )
  submittedTo?: BodyName[];

  @ListOf(() => ReportRecommendations, { items: 20 }, { optional: true })
  recommendations?: ReportRecommendations[];

  @ListOf(() => Appendix, { items: 100 }, { optional: true })
  appendices?: Appendix[];

  @Texts({ max: LIMITS.text, items: MOST.papers }, { optional: true })
  backgroundPapers?: string[];

  @ListOf(() => TemplateField, { items: 100 }, { optional: true })
  templateFields?: TemplateField[];
}

// ── State

export type SubmittedReport = Omit<ReportSubmitted['data'], 'occurredOn'> & {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly submittedOn: OccurredOn;
};

export interface Reports {
  readonly submitted: readonly SubmittedReport[];
}

const evolve = ({ submitted }: Reports, { id, data }: EntryOf<ReportFact>): Reports => {
  const { occurredOn, ...report } = data;
  return { submitted: [...submitted, { fact: id, submittedOn: occurredOn, ...report }] };
};

export const reportFacet = facet(reportFacts, { submitted: [] }, evolve);

// ── Rules

export const recordReportSubmitted = (
  command: RecordReportSubmitted,
  { submitted }: Reports,
  context: DecisionContext,
): readonly ReportFact[] => {
  const { occurredOn, title, owner, submittedTo = [] } = command;
  const { recommendations = [], appendices = [], backgroundPapers = [], templateFields = [] } = command;
  requireHappened('/occurredOn', occurredOn, context);
  for (const [at, { items }] of recommendations.entries()) requireNumbering(`/recommendations/${at}/items`, items);
  requireDistinctLabels('/appendices', appendices);
  const told = { title, owner, submittedTo, recommendations, appendices, backgroundPapers, templateFields };
  const data = stated({ ...told, occurredOn, report: context.newId('report') });
  return submitted.some((known) => tellsOf(known, data)) ? [] : [{ type: 'ReportSubmitted', data }];
};

const tellsOf = ({ fact: _fact, submittedOn, ...known }: SubmittedReport, data: ReportSubmitted['data']): boolean =>
  saysTheSame({ ...known, occurredOn: submittedOn, report: '' }, { ...data, report: '' });

export const reportCommands: readonly FacetCommand<Reports>[] = [
  tells(RecordReportSubmitted, 'Record that an office put a report before one or more bodies', recordReportSubmitted),
];
