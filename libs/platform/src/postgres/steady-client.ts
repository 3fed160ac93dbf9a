import pg from 'pg';

/**
 * A connection whose loss is told by whatever is asked of it, and ends nothing else. The driver's own ends the process
 * where its server goes in the moment when nobody listens: between two owners, or in one breath with its greeting.
 */
export class SteadyClient extends pg.Client {
  override emit(event: string | symbol, ...told: never[]): boolean {
    return event === 'error' && this.listenerCount('error') === 0 ? false : super.emit(event, ...told);
  }
}

/** What TypeORM hands on to the driver's pool. */
export const steadily = { extra: { Client: SteadyClient } };
