import { describe, expect, it } from '@jest/globals';
import { type Command, type Fact, type RecordedFact } from '#kernel';
import { idOf, type Past, recorded } from '#kernel/testing/given';
import { toldOfPlan } from '../testing/golden-plan.js';
import { told } from '../testing/golden.js';
import { type Process } from './ports.js';
import { strikingOutWhatFollowed } from './strike-out-what-followed.js';

const [MATTER, PLAN] = ['matter-coventry-m', 'plan-coventry-m'];
const AUTOMATION = 'automation:plans';
const WHY = { occurredOn: '2025-04-01', authority: 'Monitoring Officer', reason: 'It is of another matter.' };

/** Each under an id of its own, in the order given. */
const inLog = (...facts: readonly (readonly [stream: string, fact: Past, cause?: string])[]): readonly RecordedFact[] =>
  recorded(facts.map(([, fact]) => fact)).map((fact, at) => {
    const [stream, , cause = 'nobody'] = facts[at] ?? ['', fact];
    return { ...fact, stream, id: idOf(`fact ${at}`), metadata: { ...fact.metadata, causationId: idOf(cause) } };
  });

const by = (actor: string, fact: Fact): Past => ({ ...fact, actor });
const adoption = by(
  AUTOMATION,
  toldOfPlan('PlanAdopted', { adoptedIn: { matter: 'm', resolution: idOf('r'), part: 1 } }),
);
const commencement = by(AUTOMATION, toldOfPlan('PlanCommenced'));
const resolution = told('ResolutionPassed');
const struck = (at: number): Fact => ({
  type: 'EntryStruckOut',
  data: { ...WHY, fact: idOf(`fact ${at}`), factType: 'ResolutionPassed' },
});

/** What the process sends about a fact of the log: to which stream it strikes out which of the facts, by their places. */
const sentAbout = async (
  at: number,
  log: readonly RecordedFact[],
): Promise<readonly (readonly [string, number[]])[]> => {
  const sent: [string, number[]][] = [];
  const places = (command: Command): number[] =>
    (command as Command & { facts: readonly string[] }).facts.map((id) => log.findIndex((fact) => fact.id === id));
  const process: Process = strikingOutWhatFollowed({
    records: {
      readStream: async (stream) => log.filter((fact) => fact.stream === stream),
      readStreams: async (streams) => streams.map((stream) => log.filter((fact) => fact.stream === stream)),
      readAll: async function* ({ prefixes }) {
        yield { facts: log.filter(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix))) };
      },
    },
    desk: {
      send: async ({ category, command, envelope: { authority, subject } }) => {
        sent.push([`${category}-${authority}-${subject}`, places(command)]);
        return { outcome: 'done', revision: 1 };
      },
    },
    clock: { now: () => '2025-04-01T12:00:00.000Z' },
  });
  const fact = log[at]!;
  const concerned = process.concerns(fact);
  for (const stream of typeof concerned === 'function' ? await concerned() : concerned)
    await process.handle(stream, fact);
  return sent;
};

describe('what automations told of because of an entry', () => {
  it('is struck out with it, and so is what stands on that', async () => {
    const log = inLog([MATTER, resolution], [PLAN, adoption, 'fact 0'], [PLAN, commencement], [MATTER, struck(0)]);
    expect(await sentAbout(3, log)).toEqual([[PLAN, [1, 2]]]);
  });

  it('is struck out where it was told only after a correction of the entry', async () => {
    const corrected = told('RecordCorrected', { fact: idOf('fact 0') });
    const log = inLog([MATTER, resolution], [MATTER, corrected], [PLAN, adoption, 'fact 1'], [MATTER, struck(0)]);
    expect(await sentAbout(3, log)).toEqual([[PLAN, [2]]]);
  });

  it('is struck out where it was on its way when the entry was struck out', async () => {
    const log = inLog([MATTER, resolution], [MATTER, struck(0)], [PLAN, adoption, 'fact 0']);
    expect(await sentAbout(2, log)).toEqual([[PLAN, [2]]]);
  });

  it('is struck out once', async () => {
    const again = struck(1);
    const log = inLog([MATTER, resolution], [PLAN, adoption, 'fact 0'], [MATTER, struck(0)], [PLAN, again]);
    expect(await sentAbout(2, log)).toEqual([]);
  });

  it.each<[string, readonly RecordedFact[]]>([
    [
      'an office has told something that stands on it',
      inLog([MATTER, resolution], [PLAN, adoption, 'fact 0'], [PLAN, toldOfPlan('PlanPublished')], [MATTER, struck(0)]),
    ],
    [
      'an office has corrected it',
      inLog(
        [MATTER, resolution],
        [PLAN, adoption, 'fact 0'],
        [PLAN, told('RecordCorrected', { fact: idOf('fact 1'), mistakeIn: 'record', changes: [] })],
        [MATTER, struck(0)],
      ),
    ],
    [
      'something else was its cause',
      inLog([MATTER, resolution], [PLAN, adoption, 'fact 9'], [MATTER, told('RequestMade')], [MATTER, struck(0)]),
    ],
    [
      'it is in the record of another authority',
      inLog(
        ...[[MATTER, resolution] as const, ['plan-derbyshire-m', adoption, 'fact 0'] as const],
        ...[[MATTER, told('RequestMade')] as const, [MATTER, struck(0)] as const],
      ),
    ],
  ])('stays where %s', async (_why, log) => {
    expect(await sentAbout(3, log)).toEqual([]);
  });
});
