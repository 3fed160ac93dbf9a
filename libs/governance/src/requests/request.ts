import { type Fact, type OccurredOn } from '#kernel';
import { type EntryOf, facet, type FactDefinitions } from '../vocabulary/facet.js';
import { type BodyName, type CommissionRef, isSameCommission } from '../vocabulary/references.js';

// ── Events (the commands are in request-commands.ts, the rules in request-rules.ts)

export type RequestMade = Fact<
  'RequestMade',
  {
    readonly occurredOn: OccurredOn;
    readonly request: string;
    /** The body that asked, outside any numbered resolution. */
    readonly by: BodyName;
    /** The words of the minute, verbatim. */
    readonly text: string;
    readonly subject: string;
    /** To whom it is to go. */
    readonly addressee?: string;
    /** The office that is to see to it. */
    readonly owner?: string;
    /** By when, a month or a day, where the body said so. */
    readonly dueOn?: string;
  }
>;

export type RequestSent = Fact<
  'RequestSent',
  { readonly occurredOn: OccurredOn; readonly request: string; readonly reference?: string }
>;

export type RequestReplied = Fact<
  'RequestReplied',
  { readonly occurredOn: OccurredOn; readonly request: string; readonly summary: string }
>;

export type CommissionFulfilled = Fact<
  'CommissionFulfilled',
  {
    readonly occurredOn: OccurredOn;
    /** What is fulfilled: one report may be what several bodies asked for. */
    readonly commissions: readonly Readonly<CommissionRef>[];
    readonly report: string;
    /** Why this report is what was asked for, where its title does not say so. */
    readonly because: string;
  }
>;

export type RequestFact = RequestMade | RequestSent | RequestReplied | CommissionFulfilled;

export const requestFacts: FactDefinitions<RequestFact> = {
  RequestMade: {
    version: 1,
    personalData: ['/text', '/subject', '/addressee', '/owner'],
    correctable: {
      '/occurredOn': 'occurrence',
      '/by': 'name',
      '/text': 'text',
      '/subject': 'title',
      '/addressee': 'name',
      '/owner': 'name',
      '/dueOn': 'month or day',
    },
  },
  RequestSent: {
    version: 1,
    personalData: ['/reference'],
    correctable: { '/occurredOn': 'occurrence', '/reference': 'name' },
  },
  RequestReplied: {
    version: 1,
    personalData: ['/summary'],
    correctable: { '/occurredOn': 'occurrence', '/summary': 'text' },
  },
  CommissionFulfilled: {
    version: 1,
    personalData: ['/because'],
    correctable: { '/occurredOn': 'occurrence', '/because': 'reason' },
  },
};

// ── State

export type Request = Omit<RequestMade['data'], 'occurredOn'> & {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly madeOn: OccurredOn;
  readonly sentOn?: OccurredOn;
  /** Id of the fact that tells of the sending. */
  readonly sentBy?: string;
  readonly sentUnder?: string;
  readonly replies: readonly {
    /** Id of the fact that tells of it. */
    readonly fact: string;
    readonly repliedOn: OccurredOn;
    readonly summary: string;
  }[];
};

/** When it was asked, as far as that is known: nothing comes in reply before any of them. */
export const daysOfAsking = ({
  madeOn,
  sentOn = madeOn,
}: Pick<Request, 'madeOn' | 'sentOn'>): readonly OccurredOn[] => [madeOn, sentOn];

export interface Fulfilment {
  /** Id of the fact that tells of it. */
  readonly fact: string;
  readonly commission: Readonly<CommissionRef>;
  readonly report: string;
  readonly because: string;
  readonly fulfilledOn: OccurredOn;
}

export interface Requests {
  readonly made: readonly Request[];
  readonly fulfilled: readonly Fulfilment[];
}

const evolve = (requests: Requests, { id, type, data }: EntryOf<RequestFact>): Requests => {
  switch (type) {
    case 'RequestMade': {
      const { occurredOn, ...told } = data;
      return { ...requests, made: [...requests.made, { fact: id, madeOn: occurredOn, replies: [], ...told }] };
    }
    case 'RequestSent': {
      const { occurredOn, request, reference } = data;
      const sent = { sentOn: occurredOn, sentBy: id, ...(reference === undefined ? {} : { sentUnder: reference }) };
      return changed(requests, request, (before) => ({ ...before, ...sent }));
    }
    case 'RequestReplied': {
      const { occurredOn, request, summary } = data;
      const reply = { fact: id, repliedOn: occurredOn, summary };
      return changed(requests, request, (before) => ({ ...before, replies: [...before.replies, reply] }));
    }
    case 'CommissionFulfilled': {
      const { occurredOn, commissions, report, because } = data;
      const added = commissions.map((commission) => ({
        fact: id,
        commission,
        report,
        because,
        fulfilledOn: occurredOn,
      }));
      return { ...requests, fulfilled: [...requests.fulfilled, ...added] };
    }
  }
};

const changed = (requests: Requests, id: string, change: (request: Request) => Request): Requests => ({
  ...requests,
  made: requests.made.map((request) => (request.request === id ? change(request) : request)),
});

export const requestFacet = facet(requestFacts, { made: [], fulfilled: [] }, evolve);

/** Everything by which a commission was fulfilled, in the order told. A yearly report comes more than once. */
export const fulfilmentsOf = (
  { fulfilled }: Requests,
  commission: Readonly<CommissionRef>,
): readonly Omit<Fulfilment, 'commission'>[] =>
  fulfilled
    .filter((fulfilment) => isSameCommission(fulfilment.commission, commission))
    .map(({ fact, report, because, fulfilledOn }) => ({ fact, report, because, fulfilledOn }));
