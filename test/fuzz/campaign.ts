import { Chance } from './chance.js';
import { mutated } from './request-mutations.js';
import { type SoundRequests } from './sound-requests.js';
import { complaintsAbout, type Manual } from './verdict.js';
import { exchangeBytes, type Sent, type WireAnswer } from './wire.js';

export interface Campaign {
  readonly origin: string;
  readonly sound: SoundRequests;
  readonly manual: Manual;
  readonly seed: number;
  readonly requests: number;
}

/** A request whose answer is not as it should be. With the seed, its number makes it again. */
export interface Fault {
  readonly number: number;
  readonly complaints: readonly string[];
  /** The request, as far as it can be shown. */
  readonly request: string;
}

export interface Result {
  readonly faults: readonly Fault[];
  /** How many answers had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Ids of the facts for which a 2xx answered. */
  readonly facts: ReadonlySet<string>;
  /** What came last to let a caller see its own write. */
  readonly consistency: string | undefined;
}

const AT_ONCE = 8;

/** Sends so many mutated requests, some at a time, and judges what comes back. */
export const runCampaign = async (campaign: Campaign): Promise<Result> => {
  const faults: Fault[] = [];
  const answers: WireAnswer[] = [];
  let next = 0;
  const sendSome = async (): Promise<void> => {
    for (let number = next++; number < campaign.requests; number = next++) {
      const sent = requestOf(campaign, number);
      const exchange = await exchangeBytes(campaign.origin, sent);
      const complaints = complaintsAbout(exchange, sent.method, campaign.manual);
      if (complaints.length > 0) faults.push({ number, complaints, request: shown(sent.bytes) });
      answers.push(...exchange.answers);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
  return { faults, ...tallyOf(answers) };
};

/** Each request has a chance of its own, so that it can be made again without those before it. */
const requestOf = ({ seed, sound }: Campaign, number: number): Sent => {
  const chance = new Chance(Math.imul(seed, 0x85ebca6b) ^ Math.imul(number, 0x9e3779b1));
  return mutated(sound.next(chance), chance);
};

const shown = (bytes: Buffer): string => JSON.stringify(bytes.subarray(0, 1_500).toString('latin1'));

const tallyOf = (answers: readonly WireAnswer[]): Omit<Result, 'faults'> => {
  const statuses = new Map<number, number>();
  const facts = new Set<string>();
  for (const { status, body } of answers) {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 200 || status === 201) for (const id of factsIn(body)) facts.add(id);
  }
  const consistency = answers
    .filter(({ status, headers }) => status < 300 && headers.has('minutebook-consistency'))
    .at(-1)
    ?.headers.get('minutebook-consistency');
  return { statuses, facts, consistency };
};

/** The ids of the facts that a receipt names; none in what is no receipt. */
const factsIn = (body: string): readonly string[] => {
  if (!body.startsWith('{"commandId"')) return [];
  const { facts } = JSON.parse(body) as { readonly facts: readonly { readonly id: string }[] };
  return facts.map(({ id }) => id);
};
