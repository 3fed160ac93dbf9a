#!/usr/bin/env node
import 'reflect-metadata';
import { pino } from 'pino';
import { MinutebookModule } from '#api/minutebook.module';
import { type Clock } from '#kernel';
import { readConfiguration } from '#platform/config/configuration';
import { StartupProblem } from '#platform/config/startup-problem';
import { createHttpApp } from '#platform/http/http-app';
import { startupFailure } from '#platform/process/startup-failure';
import { toldToEnd } from '#platform/process/told-to-end';
import { openStores } from '#platform/stores/stores';

const systemClock: Clock = { now: () => new Date().toISOString() };
const stream = pino.destination({ fd: 2, sync: true });

const giveUp = (error: unknown): never => {
  process.stderr.write(`${startupFailure(error)}\n`);
  process.exit(1);
};

/** Moves the read models, beside APIs that answer from them. Serves nothing but its health. */
const run = async (): Promise<void> => {
  const told = toldToEnd();
  const configuration = readConfiguration(process.env);
  if (configuration.database.kind === 'embedded')
    throw new StartupProblem('A worker needs DATABASE_URL: an embedded Minutebook does a worker’s work itself.');
  const logger = pino({ level: configuration.logLevel, base: null }, stream);
  const stores = await openStores(configuration, { log: logger, now: () => systemClock.now() });
  const parts = { configuration, stores, clock: systemClock, serves: false, follows: true };
  const http = await createHttpApp(MinutebookModule.of(parts), {
    log: { level: configuration.logLevel, stream },
    description: { title: 'Minutebook worker', version: '1', description: 'Health of a worker.' },
  });
  const { origin } = await http.listen(configuration.http);
  process.stdout.write(`A Minutebook worker runs; its health is at ${origin}/health/ready\n`);
  await told;
  await http.close();
  await stores.close();
  process.exit(0);
};

run().catch(giveUp);
