import { type WireAnswer, type WireExchange } from './wire.js';

/** What an answer may say: the anchors of the page that describes the problems. */
export interface Manual {
  readonly problems: ReadonlySet<string>;
}

const INSIDES = /node_modules|QueryFailedError|TypeError|RangeError|\bat .+:\d+:\d+/;
const MEDIA = /^(application\/json|text\/html|text\/css|text\/javascript|image\/png)(;|$)/;

/** The page of problems, as the application serves it. */
export const manualFrom = (page: string): Manual => ({
  problems: new Set([...page.matchAll(/\bid="([a-z-]+)"/g)].map(([, name]) => name ?? '')),
});

/** What is wrong with what came back; nothing where it is as it should be: 2xx, or a problem that is whole and fits. */
export const complaintsAbout = (exchange: WireExchange, method: string, manual: Manual): readonly string[] => {
  const answers = exchange.answers.filter(({ status }) => status >= 200);
  return [
    ...(exchange.closed ? [] : ['the connection hangs']),
    ...(answers.length === 0 ? ['there is no answer'] : []),
    ...(exchange.rest === '' ? [] : [`behind the answer, or cut off: ${exchange.rest.slice(0, 80)}`]),
    ...answers.flatMap((answer) => aboutAnswer(answer, method, manual)),
  ];
};

const aboutAnswer = (answer: WireAnswer, method: string, manual: Manual): readonly string[] => {
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return method === 'HEAD' || status === 204 ? [] : aboutSuccess(answer);
  if (status < 400 || status >= 500) return [`status ${status}: ${body.slice(0, 300)}`];
  const type = headers.get('content-type') ?? 'none';
  if (!type.startsWith('application/problem+json')) return [`status ${status} with the media type ${type}`];
  return method === 'HEAD' ? [] : aboutProblem(answer, manual);
};

const aboutSuccess = ({ status, headers, body }: WireAnswer): readonly string[] => {
  const type = headers.get('content-type') ?? 'none';
  if (!MEDIA.test(type)) return [`status ${status} with the media type ${type}`];
  return type.startsWith('application/json') && parsed(body) === undefined ? [`no JSON: ${body.slice(0, 80)}`] : [];
};

const aboutProblem = ({ status, headers, body }: WireAnswer, { problems }: Manual): readonly string[] => {
  const told = parsed(body) as Readonly<Record<string, unknown>> | undefined;
  if (told === undefined) return [`no JSON: ${body.slice(0, 80)}`];
  const { type, title, detail, instance } = told;
  const anchor = /^\/docs\/problems#([a-z-]+)$/.exec(String(type))?.[1] ?? '';
  const requestId = headers.get('x-request-id');
  const right: readonly (readonly [boolean, string])[] = [
    [problems.has(anchor), `no such problem in the documentation: ${String(type)}`],
    [told['status'] === status, `status ${status}, and ${String(told['status'])} in the body`],
    [isWords(title) && isWords(detail), 'no title or detail'],
    [/^urn:uuid:[0-9a-f-]{36}$/.test(String(instance)), `instance: ${String(instance)}`],
    [requestId === undefined || instance === `urn:uuid:${requestId}`, 'the instance is not the request’s id'],
    [places(told['errors']).every(isPlace), `errors: ${JSON.stringify(told['errors'])}`],
    [!INSIDES.test(body), `it tells of the insides: ${body.slice(0, 300)}`],
  ];
  return right.flatMap(([holds, complaint]) => (holds ? [] : [complaint]));
};

const isWords = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const places = (errors: unknown): readonly unknown[] => (Array.isArray(errors) ? errors : []);

const isPlace = (value: unknown): boolean => {
  const { pointer, detail } = value as { readonly pointer?: unknown; readonly detail?: unknown };
  return typeof pointer === 'string' && isWords(detail);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
