import { type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type BeforeApplicationShutdown, Controller, Get, Module, type Type } from '@nestjs/common';
import { ask } from './testing/ask.js';
import { openChamber } from './testing/chamber.js';
import { Public } from './public.js';
import { answersIn, exchange, HALF_CLOSE } from './testing/raw.js';

interface Gate {
  readonly reached: Promise<void>;
  readonly open: () => void;
  readonly module: Type;
}

/** A place at which somebody waits until it is opened. */
const gate = (): Omit<Gate, 'module'> & { readonly pass: () => Promise<void> } => {
  let reach: () => void = () => undefined;
  let open: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pass = (): Promise<void> => {
    reach();
    return opened;
  };
  return { reached, open, pass };
};

/** A part that puts its work down when its gate is opened. */
const busyDesk = (): Gate => {
  const { pass, ...rest } = gate();

  @Module({})
  class BusyDesk implements BeforeApplicationShutdown {
    beforeApplicationShutdown(): Promise<void> {
      return pass();
    }
  }
  return { ...rest, module: BusyDesk };
};

/** A route that answers when its gate is opened. */
const gated = (): Gate => {
  const { pass, ...rest } = gate();

  @Controller('gate')
  class GateController {
    @Get()
    @Public()
    async answer(): Promise<{ readonly passed: boolean }> {
      await pass();
      return { passed: true };
    }
  }

  @Module({ controllers: [GateController] })
  class GateModule {}
  return { ...rest, module: GateModule };
};

describe('an application that is closed', () => {
  it('finishes what was begun, takes nothing new, and ends', async () => {
    const route = gated();
    const chamber = await openChamber({ modules: [route.module] });
    const begun = ask(chamber.origin, { path: '/gate' });
    await route.reached;
    const closed = chamber.close(5_000);
    route.open();
    expect(await begun).toMatchObject({ status: 200, text: '{"passed":true}' });
    await closed;
    await expect(ask(chamber.origin, { path: '/health/live' })).rejects.toThrow('ECONNREFUSED');
  });

  it('turns away what comes while its parts are putting their work down', async () => {
    const desk = busyDesk();
    const chamber = await openChamber({ modules: [desk.module] });
    const closed = chamber.close(5_000);
    await desk.reached;
    const { status, headers, json } = await ask(chamber.origin, { path: '/health/live' });
    const health = await ask(chamber.origin, { path: '/health/ready' });
    desk.open();
    await closed;
    expect([status, health.status, headers['retry-after'], headers.connection]).toEqual([503, 503, '1', 'close']);
    expect(json).toMatchObject({ type: '/docs/problems#unavailable' });
  });

  it('does not wait for a caller that keeps its connection open', async () => {
    const route = gated();
    const chamber = await openChamber({ modules: [route.module] });
    const kept = exchange(chamber.origin, ['GET /gate HTTP/1.1\r\nHost: x\r\n\r\n'], 60_000);
    await route.reached;
    const before = performance.now();
    const closed = chamber.close(30_000);
    route.open();
    await closed;
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(answersIn((await kept).text).map(({ status }) => status)).toEqual([200]);
  });

  it('answers a caller that says no more, and does not wait for it either', async () => {
    const route = gated();
    const chamber = await openChamber({ modules: [route.module] });
    const saysNoMore = new Promise((resolve) => {
      chamber.app.getHttpServer().once('connection', (socket: Socket) => socket.once('end', resolve));
    });
    const asked = exchange(chamber.origin, ['GET /gate HTTP/1.1\r\nHost: x\r\n\r\n', HALF_CLOSE], 60_000);
    await Promise.all([route.reached, saysNoMore]);
    const before = performance.now();
    const closed = chamber.close(30_000);
    route.open();
    await closed;
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(answersIn((await asked).text).map(({ status }) => status)).toEqual([200]);
  });

  it('does not wait for ever for what was begun', async () => {
    const route = gated();
    const chamber = await openChamber({ modules: [route.module] });
    const begun = ask(chamber.origin, { path: '/gate' });
    const outcome = expect(begun).rejects.toThrow();
    await route.reached;
    await chamber.close(200);
    await outcome;
    route.open();
  });
});
