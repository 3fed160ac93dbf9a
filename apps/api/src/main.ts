#!/usr/bin/env node
import 'reflect-metadata';
import { pino } from 'pino';
import { type Clock } from '#kernel';
import { readConfiguration } from '#platform/config/configuration';
import { startupFailure } from '#platform/process/startup-failure';
import { toldToEnd } from '#platform/process/told-to-end';
import { startMinutebook, type Started } from './start.js';

const systemClock: Clock = { now: () => new Date().toISOString() };

/** The log goes to standard error, a JSON line each; what a person should read goes to standard output. */
const stream = pino.destination({ fd: 2, sync: true });

const welcome = ({ origin, sample, demo }: Started): string =>
  [
    `Minutebook listens on ${origin}`,
    `  the API, to read and try:  ${origin}/docs`,
    `  health:                    ${origin}/health/ready`,
    ...(demo === undefined ? [] : aboutDemo(origin, demo)),
    ...(sample === undefined
      ? []
      : [
          '',
          'The sample: a consultation on a community safety plan, Coventry 2024, told as an officer would have.',
          `  the matter:  ${origin}${sample.path}`,
          '  a token of its democratic services office, good for a day and until the next start:',
          '',
          `  export TOKEN=${sample.token}`,
          `  curl -s -H "Authorization: Bearer $TOKEN" ${origin}${sample.path}`,
        ]),
    '',
    'Ctrl-C ends it; nothing is lost.',
    '',
  ].join('\n');

const aboutDemo = (origin: string, { now, token }: NonNullable<Started['demo']>): readonly string[] => [
  '',
  `This is a demo with a clock of its own, which shows ${now}: nothing here is a council's record.`,
  '  an operator moves it forwards, and what falls due on the way happens; a token, good for a day and until the next start:',
  '',
  `  export CLOCK_TOKEN=${token}`,
  `  curl -s -H "Authorization: Bearer $CLOCK_TOKEN" -H "Content-Type: application/json" -d '{"by":"P1M"}' ${origin}/v1/demo/clock`,
];

const giveUp = (error: unknown): never => {
  process.stderr.write(`${startupFailure(error)}\n`);
  process.exit(1);
};

const run = async (): Promise<void> => {
  const told = toldToEnd();
  const configuration = readConfiguration(process.env);
  const logger = pino({ level: configuration.logLevel, base: null }, stream);
  const started = await startMinutebook({
    ...{ configuration, clock: systemClock, machineTime: systemClock, logger, onLost: giveUp },
    requests: { level: configuration.logLevel, stream },
  });
  process.stdout.write(welcome(started));
  await told;
  await started.close();
  process.exit(0);
};

run().catch(giveUp);
