import { v5 as uuidv5 } from 'uuid';
import { COVENTRY, coventrySample, type SampleCommand } from '#governance/sample/index';
import { type Answer } from '#platform/http/testing/ask';
import { type RunningMinutebook } from './app.js';

/** What became of the story once an officer had sent it. */
export interface StoryTold {
  /** The id that the matter was given. */
  readonly matter: string;
  /** `/v1/authorities/coventry/matters/<id>` */
  readonly path: string;
  /** What was sent, in order: the last part of the address after the matter's, nothing for the first, and the body. */
  readonly sent: readonly { readonly name: string; readonly body: string }[];
  /** The answers to it. */
  readonly answers: readonly Answer[];
}

export const MATTERS = `/v1/authorities/${COVENTRY}/matters`;

/** Sends a command as an officer would: JSON under a key of its own. */
export const sendCommand = (
  { ask }: Pick<RunningMinutebook, 'ask'>,
  token: string,
  sent: { readonly path: string; readonly body: unknown; readonly key?: string; readonly ifMatch?: string },
): Promise<Answer> =>
  ask({
    method: 'POST',
    path: sent.path,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...(sent.key === undefined ? {} : { 'idempotency-key': sent.key }),
      ...(sent.ifMatch === undefined ? {} : { 'if-match': sent.ifMatch }),
    },
    body: typeof sent.body === 'string' || Buffer.isBuffer(sent.body) ? sent.body : JSON.stringify(sent.body),
  });

/** Reads something; with the token of a write, so that it is seen. */
export const read = (
  { ask }: Pick<RunningMinutebook, 'ask'>,
  token: string,
  path: string,
  after?: Answer,
): Promise<Answer> => {
  const consistency = after?.headers['minutebook-consistency'];
  return ask({
    path,
    headers: {
      authorization: `Bearer ${token}`,
      ...(typeof consistency === 'string' ? { 'minutebook-consistency': consistency } : {}),
    },
  });
};

/** `RecordForecastMade` as `record-forecast-made`. */
const wordsOf = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

/**
 * Sends the story of the sample by HTTP. Ids of new things are what the application says that they are: the matter's from
 * the first receipt, those of recommendations and resolutions from the matter's page.
 * @param before called before each command, with its place in the story and the matter's address
 */
export const tellStory = async (
  minutebook: Pick<RunningMinutebook, 'ask'>,
  token: string,
  before: (place: number, path: string) => void | Promise<void> = () => undefined,
): Promise<StoryTold> => {
  const ids = new Map<string, string>();
  const answers: Answer[] = [];
  const sent: { name: string; body: string }[] = [];
  let path = MATTERS;
  for (const [place, told] of coventrySample.entries()) {
    await before(place, path);
    const name = place === 0 ? '' : `/${wordsOf(told.command.constructor.name)}`;
    const body = bodyOf(told, ids);
    const answer = await sendCommand(minutebook, token, { path: `${path}${name}`, body, key: `story ${place}` });
    if (place === 0) path = String(answer.headers.location);
    for (const [known, given] of await newIds(told, () => read(minutebook, token, path, answer))) ids.set(known, given);
    answers.push(answer);
    sent.push({ name, body });
  }
  return { matter: path.slice(MATTERS.length + 1), path, sent, answers };
};

const bodyOf = ({ command }: SampleCommand, ids: ReadonlyMap<string, string>): string =>
  [...ids].reduce((text, [known, given]) => text.replaceAll(known, given), JSON.stringify(command));

/** The ids that the sample's command would have given, beside those that the application gave. */
const newIds = async (
  { command, commandId }: SampleCommand,
  readPage: () => Promise<Answer>,
): Promise<readonly (readonly [string, string])[]> => {
  switch (command.constructor.name) {
    case 'RecordRecommendationsMade': {
      const { recommendations } = (await readPage()).json as { recommendations: { recommendations: string }[] };
      return recommendations.map((made) => [uuidv5('recommendations', commandId), made.recommendations]);
    }
    case 'RecordResolutionPassed': {
      const { resolutions } = (await readPage()).json as { resolutions: { resolution: string }[] };
      return resolutions.map(({ resolution }) => [uuidv5('resolution', commandId), resolution]);
    }
    default:
      return [];
  }
};
