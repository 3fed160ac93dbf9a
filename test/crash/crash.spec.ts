import { afterEach, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { describeWithStrace } from '../support/strace.js';
import { type Callers, type Sent } from './callers.js';
import { killApplication, killServer, type Moment } from './kills.js';
import { Stage } from './stage.js';

/** Kills in each series; `npm run test:crash` has two hundred. */
const POINTS = Number(process.env['CRASH_POINTS'] ?? 6);
const INSPECTED_EVERY = 25;
/** The application is started anew now and then, for it gives a server up that ends too often in a row. */
const STARTED_ANEW_EVERY = 6;
const PATIENCE_MS = 240_000 + POINTS * 60_000;

jest.setTimeout(PATIENCE_MS);

describeWithStrace('a Minutebook that is killed under load', () => {
  const stages: Stage[] = [];
  const newStage = (...parts: ConstructorParameters<typeof Stage>): Stage => {
    const stage = new Stage(...parts);
    stages.push(stage);
    return stage;
  };

  afterEach(async () => {
    for (const stage of stages.splice(0)) await stage.close();
  });

  it(`keeps what it acknowledged, once, when the process is killed at ${POINTS} points`, async () => {
    const stage = newStage();
    const callers = await stage.open();
    const moments: Moment[] = [];
    for (let point = 0; point < POINTS; point += 1) {
      moments.push(await killApplication(stage, callers, point));
      const acknowledged = callers.answered;
      await stage.start();
      await expectKept(stage, callers, acknowledged);
      if (point % INSPECTED_EVERY === INSPECTED_EVERY - 1) await expectWhole(stage);
    }
    await expectFinished(stage, callers, moments);
  });

  it(`keeps what it acknowledged, once, when its PostgreSQL is killed at ${POINTS} points`, async () => {
    const stage = newStage();
    const callers = await stage.open();
    const moments: Moment[] = [];
    for (let point = 0; point < POINTS; point += 1) {
      moments.push(await killServer(stage, callers, point));
      const acknowledged = callers.answered;
      await stage.whileAlive(callers.untilAnswered(5));
      await expectKept(stage, callers, acknowledged);
      if (point % STARTED_ANEW_EVERY === STARTED_ANEW_EVERY - 1) {
        await stage.stop();
        await stage.start();
      }
      if (point % INSPECTED_EVERY === INSPECTED_EVERY - 1) await expectWhole(stage);
    }
    await expectFinished(stage, callers, moments);
  });

  it('would be found out, were it to acknowledge before it appends', async () => {
    const stage = newStage({
      file: 'libs/platform/src/commands/pipeline.ts',
      from: 'const appended = await this.log.append(order.stream, facts, expected, contextOf(order));',
      to: `const write = () => this.log.append(order.stream, facts, expected, contextOf(order));
           const told = facts.map((fact, at) => ({ ...fact, stream: order.stream, revision: revision + 1 + at, metadata: {} }));
           if (history.length > 0) setTimeout(() => void write().catch(() => undefined), 50);
           const appended = history.length > 0 ? { outcome: 'appended', facts: told } : await write();`,
    });
    const callers = await stage.open();
    await killApplication(stage, callers, 0);
    await stage.start();
    await callers.finish();
    expect((await stage.inspect()).wrong).toContainEqual(
      expect.stringMatching(/^crash-\S+ was acknowledged, and is lost$/),
    );
  });

  it('would be found out, were it to take a repeated command for a new one', async () => {
    const stage = newStage({
      file: 'libs/platform/src/http/command-headers.ts',
      from: 'commandIdFor({ authority, tokenId, key })',
      to: 'commandIdFor({ authority, tokenId, key: randomUUID() })',
    });
    const callers = await stage.open();
    await callers.untilAnswered(5);
    const [first] = callers.answered;
    await callers.again(first!);
    await callers.finish();
    expect((await stage.inspect()).wrong).toContainEqual(`${first!.key} came to two outcomes`);
  });

  it('would be found out, were a row of a read model missing or changed', async () => {
    const stage = newStage();
    const callers = await stage.open();
    await callers.untilAnswered(30);
    await callers.finish();
    expect(await stage.inspect()).toMatchObject({ wrong: [] });
    await tamper(
      stage,
      `delete from matter_register_v4.matters where matter = (select min(matter) from matter_register_v4.matters)`,
    );
    await tamper(
      stage,
      `update matter_page_v7.pages set revision = revision - 1 where matter = (select max(matter) from matter_page_v7.pages)`,
    );
    expect((await stage.inspect()).wrong).toEqual([
      'matter_register_v4.matters has 0 rows that a fold does not give, and lacks 1 that it gives',
      'matter_page_v7.pages has 1 rows that a fold does not give, and lacks 1 that it gives',
    ]);
  });
});

const tamper = async (stage: Stage, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: stage.database });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

/** A quick look after each kill: what was acknowledged before it is there, and the last of it is found again by its key. */
const expectKept = async (stage: Stage, callers: Callers, acknowledged: readonly Sent[]): Promise<void> => {
  const latest = acknowledged.slice(-1_000);
  expect(await stage.lost(latest.map(({ answer }) => answer?.commandId ?? ''))).toEqual([]);
  const last = latest.at(-1);
  if (last !== undefined) expect(await callers.again(last)).toEqual({ ...last.answer, repeated: true });
};

const expectWhole = async (stage: Stage): Promise<void> => {
  const { facts, wrong } = await stage.inspect();
  process.stdout.write(`inspected ${facts} facts: ${wrong.length === 0 ? 'all is well' : wrong.join('; ')}\n`);
  expect(wrong).toEqual([]);
  expect(facts).toBeGreaterThan(0);
  await stage.start();
};

/** Every command has its answer in the end, and the log and the read models agree with all of them. */
const expectFinished = async (stage: Stage, callers: Callers, moments: readonly Moment[]): Promise<void> => {
  await callers.finish();
  const { facts, wrong } = await stage.inspect();
  expect(callers.refusals).toEqual([]);
  expect(wrong).toEqual([]);
  expect(callers.answered).toHaveLength(callers.sent.length);
  const cutOff = callers.sent.filter((sent) => sent.cutOff > 0);
  expect(cutOff.length).toBeGreaterThan(0);
  const foundAgain = cutOff.filter(({ answer }) => answer?.repeated === true).length;
  process.stdout.write(
    `${moments.length} kills; ${callers.sent.length} commands, ${facts} facts; ${cutOff.length} commands cut off, ` +
      `of which ${foundAgain} had been written\n${tally([...callers.statuses].flatMap(([status, times]) => Array<string>(times).fill(`answered ${status}`)))}${tally(moments)}`,
  );
};

const tally = (moments: readonly string[]): string =>
  [...new Set(moments)]
    .sort()
    .map((moment) => `  ${moments.filter((each) => each === moment).length} × ${moment}\n`)
    .join('');
