#!/usr/bin/env node
import 'reflect-metadata';
import { pino } from 'pino';
import { type Clock } from '#kernel';
import { readConfiguration } from '#platform/config/configuration';
import { startupFailure } from '#platform/process/startup-failure';
import { toldToEnd } from '#platform/process/told-to-end';
import { startWorker, type StartedWorker } from './start.js';

const systemClock: Clock = { now: () => new Date().toISOString() };
const stream = pino.destination({ fd: 2, sync: true });

const welcome = ({ origin, demo }: StartedWorker): string =>
  `A Minutebook worker runs; its health is at ${origin}/health/ready\n` +
  (demo === undefined ? '' : `It works for a demo with a clock of its own, which shows ${demo}.\n`);

const giveUp = (error: unknown): never => {
  process.stderr.write(`${startupFailure(error)}\n`);
  process.exit(1);
};

/** Moves the read models, beside APIs that answer from them. */
const run = async (): Promise<void> => {
  const told = toldToEnd();
  const configuration = readConfiguration(process.env);
  const logger = pino({ level: configuration.logLevel, base: null }, stream);
  const started = await startWorker({
    ...{ configuration, clock: systemClock, logger },
    requests: { level: configuration.logLevel, stream },
  });
  process.stdout.write(welcome(started));
  await told;
  await started.close();
  process.exit(0);
};

run().catch(giveUp);
