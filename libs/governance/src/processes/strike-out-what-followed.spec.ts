import { describe, expect, it } from '@jest/globals';
import { type Command, type Fact, type RecordedFact } from '#kernel';
import { idOf, type Past, recorded } from '#kernel/testing/given';
import { toldOfPlan } from '../testing/golden-plan.js';
import { told } from '../testing/golden.js';
import { type Process } from './ports.js';
import { strikingOutWhatFollowed } from './strike-out-what-followed.js';

const [MATTER, PLAN, NEXT] = ['matter-coventry-m', 'plan-coventry-m', 'plan-coventry-next'];
const WHY = { occurredOn: '2025-04-01', authority: 'Monitoring Officer', reason: 'It is of another matter.' };

/** A fact in a stream, told by a command that told others, too, where it names one. */
type Line = readonly [stream: string, fact: Past, command?: string];

/** Each under an id of its own, in the order given; what the command told is `fact 0`, `fact 1`. */
const inLog = (...lines: readonly Line[]): readonly RecordedFact[] => {
  const revisions = new Map<string, number>();
  return recorded(lines.map(([, fact]) => fact)).map((fact, at) => {
    const [stream, , command = `command ${at}`] = lines[at]!;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return { ...fact, stream, revision, id: idOf(`fact ${at}`), metadata: { ...fact.metadata, commandId: command } };
  });
};

const byAutomation = (fact: Fact): Past => ({ ...fact, actor: 'automation:plans' });
const passed = (resolution: string): Fact => told('ResolutionPassed', { resolution: idOf(resolution) });
const resolvedIn = (resolution: string) => ({ matter: 'm', resolution: idOf(resolution), part: 1 });
const adoption = (resolution: string, changes: object = {}): Past =>
  byAutomation(toldOfPlan('PlanAdopted', { adoptedIn: resolvedIn(resolution), obligations: [], ...changes }));
const asked = (resolution: string): Past =>
  byAutomation(toldOfPlan('PlanObligationAdded', { askedIn: resolvedIn(resolution) }));
const commencement = byAutomation(toldOfPlan('PlanCommenced'));
const published = toldOfPlan('PlanPublished');
const renewal = byAutomation(toldOfPlan('PlanRenewed', { byPlan: 'next' }));
const replacement = byAutomation(toldOfPlan('PlanSuperseded', { byPlan: 'next' }));
const struck = (at: number, why: Partial<typeof WHY> = {}): Fact => ({
  type: 'EntryStruckOut',
  data: { ...WHY, ...why, fact: idOf(`fact ${at}`), factType: 'ResolutionPassed' },
});

/** What the process sends about a fact of the log: to which stream it strikes out which of the facts, by their places, and why. */
const sentAbout = async (
  at: number,
  log: readonly RecordedFact[],
): Promise<readonly (readonly [stream: string, places: readonly number[], reason: string])[]> => {
  const sent: [string, number[], string][] = [];
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
        const { facts, reason } = command as Command & { facts: readonly string[]; reason: string };
        const places = facts.map((id) => log.findIndex((fact) => fact.id === id));
        sent.push([`${category}-${authority}-${subject}`, places, reason]);
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

describe('what automations told a plan because of a resolution', () => {
  it('is struck out with it, and so is what stands on that, for the same reason', async () => {
    const log = inLog([MATTER, passed('r')], [PLAN, adoption('r')], [PLAN, commencement], [MATTER, struck(0)]);
    expect(await sentAbout(3, log)).toEqual([[PLAN, [1, 2], WHY.reason]]);
  });

  it('is struck out where the process had come to it because of another fact', async () => {
    const log = inLog(
      ...[[MATTER, told('RequestMade')] as const, [MATTER, passed('r')] as const],
      ...[[PLAN, adoption('r')] as const, [MATTER, struck(0)] as const, [MATTER, struck(1)] as const],
    );
    expect(await sentAbout(3, log)).toEqual([]);
    expect(await sentAbout(4, log)).toEqual([[PLAN, [2], WHY.reason]]);
  });

  it('is struck out where it was on its way when the resolution was', async () => {
    const log = inLog([MATTER, passed('r')], [MATTER, struck(0)], [PLAN, adoption('r')], [PLAN, asked('r')]);
    expect(await sentAbout(2, log)).toEqual([[PLAN, [2, 3], WHY.reason]]);
    const kept = inLog([MATTER, passed('r')], [MATTER, passed('s')], [MATTER, struck(0)], [PLAN, adoption('s')]);
    expect(await sentAbout(3, kept)).toEqual([]);
  });

  it('is struck out once', async () => {
    const log = inLog([MATTER, passed('r')], [PLAN, adoption('r')], [MATTER, struck(0)], [PLAN, struck(1)]);
    expect(await sentAbout(2, log)).toEqual([]);
  });

  it('stays where another resolution stands that adopts the plan, or asks for something', async () => {
    const log = inLog(
      ...[[MATTER, passed('r')] as const, [MATTER, passed('s')] as const],
      ...[[PLAN, adoption('r')] as const, [PLAN, asked('s')] as const, [PLAN, asked('r')] as const],
      ...[[PLAN, adoption('s')] as const, [PLAN, commencement] as const, [MATTER, struck(0)] as const],
    );
    expect(await sentAbout(7, log)).toEqual([[PLAN, [2, 4], WHY.reason]]);
  });

  it('is gone with the last adoption, whoever had asked for it', async () => {
    const log = inLog(
      ...[[MATTER, passed('r')] as const, [MATTER, passed('s')] as const],
      ...[[PLAN, adoption('r')] as const, [PLAN, asked('s')] as const, [MATTER, struck(0)] as const],
    );
    expect(await sentAbout(4, log)).toEqual([[PLAN, [2, 3], WHY.reason]]);
  });

  it('goes at once where one command strikes out several resolutions', async () => {
    const log = inLog(
      ...[[MATTER, passed('r')] as const, [MATTER, passed('s')] as const],
      ...[[PLAN, adoption('r')] as const, [PLAN, adoption('s')] as const, [PLAN, commencement] as const],
      ...[[MATTER, struck(0), 'both'] as const, [MATTER, struck(1), 'both'] as const],
    );
    expect(await sentAbout(5, log)).toEqual([[PLAN, [2, 3, 4], WHY.reason]]);
  });

  it('is not struck out later because of something else, where it was left to an officer', async () => {
    const log = inLog(
      ...[[MATTER, passed('r')] as const, [MATTER, told('RequestMade')] as const, [PLAN, adoption('r')] as const],
      ...[[PLAN, published] as const, [MATTER, struck(0)] as const, [PLAN, struck(3)] as const],
      [MATTER, struck(1, { reason: 'The letter was entered twice.' })],
    );
    expect(await sentAbout(4, log.slice(0, 5))).toEqual([]);
    expect(await sentAbout(6, log)).toEqual([]);
  });

  it.each<[string, readonly RecordedFact[]]>([
    [
      'an office has told something that stands on it',
      inLog([MATTER, passed('r')], [PLAN, adoption('r')], [PLAN, published], [MATTER, struck(0)]),
    ],
    [
      'an office has corrected it',
      inLog(
        ...[[MATTER, passed('r')] as const, [PLAN, adoption('r')] as const],
        [PLAN, told('RecordCorrected', { fact: idOf('fact 1'), mistakeIn: 'record', changes: [] })],
        [MATTER, struck(0)],
      ),
    ],
    [
      'the plan would contradict itself',
      inLog(
        ...[[MATTER, passed('r')] as const, [PLAN, adoption('s', { lastDay: '2029-03-31' })] as const],
        ...[[PLAN, adoption('r', { lastDay: '2027-03-31' })] as const],
        ...[[PLAN, toldOfPlan('PlanExtended', { lastDay: '2028-03-31' })] as const, [MATTER, struck(0)] as const],
      ),
    ],
    [
      'it is in the record of another authority',
      inLog(
        ...[[MATTER, passed('r')] as const, ['plan-derbyshire-m', adoption('r')] as const],
        ...[[MATTER, told('RequestMade')] as const, [MATTER, struck(0)] as const],
      ),
    ],
  ])('stays where %s', async (_why, log) => {
    expect(await sentAbout(log.length - 1, log)).toEqual([]);
  });
});

describe('what automations told of the plan that follows', () => {
  const former: Line = [PLAN, toldOfPlan('PlanAdopted', { obligations: [] })];
  const next: Line = [NEXT, toldOfPlan('PlanAdopted', { succeedsPlan: 'm', obligations: [] })];
  const begun: Line = [NEXT, commencement];

  it.each<[string, Past]>([
    ['renews it', renewal],
    ['takes its place', replacement],
  ])('is struck out with its adoption, where that %s', async (_what, fact) => {
    const log = inLog(next, begun, former, [PLAN, fact], [NEXT, struck(0)]);
    expect(await sentAbout(4, log)).toEqual([[PLAN, [3], WHY.reason]]);
    const late = inLog(next, begun, former, [NEXT, struck(0)], [PLAN, fact]);
    expect(await sentAbout(4, late)).toEqual([[PLAN, [4], WHY.reason]]);
  });

  it('is struck out with its commencement, where that took its place', async () => {
    const log = inLog(next, begun, former, [PLAN, replacement], [NEXT, struck(1)]);
    expect(await sentAbout(4, log)).toEqual([[PLAN, [3], WHY.reason]]);
    const renewed = inLog(next, begun, former, [PLAN, renewal], [NEXT, struck(1)]);
    expect(await sentAbout(4, renewed)).toEqual([]);
  });

  it('stays where the plan follows it by another adoption, and where an office has told it', async () => {
    const twice = inLog(next, next, former, [PLAN, renewal], [NEXT, struck(0)]);
    expect(await sentAbout(4, twice)).toEqual([]);
    const byOffice = inLog(next, former, [PLAN, toldOfPlan('PlanRenewed', { byPlan: 'next' })], [NEXT, struck(0)]);
    expect(await sentAbout(3, byOffice)).toEqual([]);
  });
});
