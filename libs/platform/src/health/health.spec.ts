import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { type Chamber, openChamber } from '../http/testing/chamber.js';
import { type Condition, HealthIndicator } from './health-indicator.js';

let logIsWell = true;

@Injectable()
class LogIsReachable extends HealthIndicator {
  readonly name = 'event log';
  check(): Promise<Condition> {
    return logIsWell ? Promise.resolve({ ok: true, detail: 'answers' }) : Promise.reject(new Error('secret host name'));
  }
}

let settle: (condition: Condition) => void = () => undefined;
let isSlow = false;
let isParked = false;
let timesAsked = 0;

@Injectable()
class SlowPart extends HealthIndicator {
  readonly name = 'slow part';
  check(): Promise<Condition> {
    timesAsked += 1;
    if (isParked) return Promise.resolve({ ok: false, goesOn: true, detail: 'one stream is parked' });
    return isSlow
      ? new Promise((resolve) => {
          settle = resolve;
        })
      : Promise.resolve({ ok: true, detail: 'well' });
  }
}

@Module({ providers: [LogIsReachable, SlowPart] })
class Parts {}

describe('health', () => {
  let chamber: Chamber;

  beforeAll(async () => {
    chamber = await openChamber({ modules: [Parts] });
  });
  afterAll(() => chamber.close());

  it('is live while the process runs, to whoever asks', async () => {
    expect(await chamber.ask({ path: '/health/live' })).toMatchObject({ status: 200, text: '{"status":"live"}' });
  });

  it('is ready while every part says so', async () => {
    const { status, json } = await chamber.ask({ path: '/health/ready' });
    expect(status).toBe(200);
    expect(json).toEqual({
      status: 'ready',
      checks: {
        process: { ok: true, detail: 'runs' },
        'event log': { ok: true, detail: 'answers' },
        'slow part': { ok: true, detail: 'well' },
      },
    });
  });

  it('is not ready when a part breaks, and says which without saying why', async () => {
    logIsWell = false;
    const { status, json, headers, text } = await chamber.ask({ path: '/health/ready' });
    logIsWell = true;
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(json).toMatchObject({
      type: '/docs/problems#not-ready',
      checks: { 'event log': { ok: false, detail: 'cannot be reached' }, 'slow part': { ok: true } },
    });
    expect(text).not.toContain('secret');
  });

  it('is degraded, and not unready, while what goes on says that something of it does not', async () => {
    isParked = true;
    const { status, json } = await chamber.ask({ path: '/health/ready' });
    isParked = false;
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'degraded',
      checks: { 'slow part': { ok: false, goesOn: true, detail: 'one stream is parked' } },
    });
  });

  it('asks its parts once for all who ask at the same time, so that who asks often does not make it unready', async () => {
    isSlow = true;
    const before = timesAsked;
    let arrived = 0;
    chamber.app.getHttpServer().on('request', () => (arrived += 1));
    const answers = Promise.all(Array.from({ length: 20 }, () => chamber.ask({ path: '/health/ready' })));
    const limit = performance.now() + 10_000;
    while (arrived < 20 && performance.now() < limit) await pause(5);
    await pause(50);
    isSlow = false;
    settle({ ok: true, detail: 'well' });
    expect((await answers).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(timesAsked - before).toBe(1);
  });

  it('does not wait for ever for a part that is silent', async () => {
    isSlow = true;
    const { status, json } = await chamber.ask({ path: '/health/ready' });
    isSlow = false;
    settle({ ok: true, detail: 'too late' });
    expect(status).toBe(503);
    expect(json).toMatchObject({ checks: { 'slow part': { ok: false, detail: 'does not answer within 2 seconds' } } });
  });
});
