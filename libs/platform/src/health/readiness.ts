import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type Condition, HealthIndicator } from './health-indicator.js';

/** A part that has not answered by then is not well. */
const PATIENCE_MS = 2_000;

type Checks = Readonly<Record<string, Condition>>;

/** Whether this process is ready to take requests: every indicator of the application is well. */
@Injectable()
export class Readiness {
  #closing = false;
  #underway: Promise<Checks> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** From now on the process is not ready: nothing new should be sent here. */
  close(): void {
    this.#closing = true;
  }

  /** What each indicator says, by its name. Nobody has to show a token, so all who ask at the same time are told one answer. */
  async checks(): Promise<Checks> {
    if (this.#closing) return { process: { ok: false, detail: 'is shutting down' } };
    this.#underway ??= this.#ask().finally(() => {
      this.#underway = undefined;
    });
    return this.#underway;
  }

  async #ask(): Promise<Checks> {
    const told = await Promise.all(
      this.#indicators().map(async (indicator) => [indicator.name, await conditionOf(indicator)] as const),
    );
    return Object.fromEntries([['process', { ok: true, detail: 'runs' }], ...told]);
  }

  #indicators(): readonly HealthIndicator[] {
    return this.discovery
      .getProviders()
      .map(({ instance }): unknown => instance)
      .filter((instance) => instance instanceof HealthIndicator);
  }
}

const conditionOf = async (indicator: HealthIndicator): Promise<Condition> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Condition>((resolve) => {
    timer = setTimeout(() => {
      resolve({ ok: false, detail: `does not answer within ${PATIENCE_MS / 1000} seconds` });
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([indicator.check(), late]);
  } catch {
    return { ok: false, detail: 'cannot be reached' };
  } finally {
    clearTimeout(timer);
  }
};
