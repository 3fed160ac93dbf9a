import pg from 'pg';

/**
 * A connection whose loss is told by whatever is asked of it, and ends nothing else. The driver's own ends the process
 * where its server goes in the moment when nobody listens: between two owners, or in one breath with its greeting.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** What TypeORM hands on to the driver's pool. */
export const steadily = { extra: { Client: SteadyClient } };
