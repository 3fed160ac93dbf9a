import { PAGING } from '#platform/http/paging';
import { describesReading, type revisionOf } from '#platform/http/reading-documentation';

/** What the description says of a query parameter, by its name. */
const PARAMETERS = {
  asAt: { format: 'date', description: 'As it stood at the end of this day.' },
  knownAt: { description: 'As the log knew it at this instant, or at the end of this day in London.' },
  ...PAGING,
  search: { description: 'Words of the title, reference, plan period, bodies and reports.' },
  body: { description: 'A body before which it is or has been, as the council writes it.' },
  planPeriod: { description: 'As the title has it: 2024-2027.' },
  matter: { format: 'uuid', description: 'Of this matter only.' },
  askedBy: { description: 'The body that recommended.' },
  addressedTo: { description: 'The body that was asked.' },
  answer: { description: 'accepted, accepted in part, rejected, deferred, noted; or none.' },
  openOn: { format: 'date', description: 'Only what takes responses on this day.' },
} as const satisfies Record<string, object>;

export type QueryName = keyof typeof PARAMETERS;

/** Describes a route that reads, and makes it wait for the write whose token it is given. */
export const Reads = (
  operationId: string,
  summary: string,
  query: readonly QueryName[],
  headers: Partial<ReturnType<typeof revisionOf>> = {},
): MethodDecorator =>
  describesReading(
    operationId,
    summary,
    Object.fromEntries(query.map((name) => [name, { type: 'string', ...PARAMETERS[name] }])),
    headers,
  );
