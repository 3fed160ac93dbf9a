import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getRepositoryToken } from '@nestjs/typeorm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Repository } from 'typeorm';
import { EVENT_LOG } from '../event-log/event-log.js';
import { HealthIndicator } from '../health/health-indicator.js';
import { CLOCK, ConsistencySeal } from '../http/ports.js';
import { ConsistencyTokens } from './consistency-tokens.js';
import { Projections } from './projections.js';
import { ProjectionsHealth } from './projections-health.js';
import { ProjectionsModule } from './projections.module.js';
import { openPetitionOffice, petition, type PetitionOffice } from './testing/petition-office.js';
import { opened, petitionProjection, type PetitionRow, smudged } from './testing/petitions.js';

let office: PetitionOffice;
beforeEach(async () => {
  office = await openPetitionOffice();
});
afterEach(async () => {
  await office.close();
});

const definition = petitionProjection();
const [petitions] = definition.entities;

const applicationOf = async (follows: boolean) => {
  @Injectable()
  class Empty {}
  @Module({
    providers: [
      Empty,
      { provide: EVENT_LOG, useValue: office.log },
      { provide: CLOCK, useValue: { now: () => '2026-01-05T09:00:00.000Z' } },
    ],
    exports: [EVENT_LOG, CLOCK],
  })
  class Surroundings {}
  @Module({
    imports: [
      { module: Surroundings, global: true },
      ProjectionsModule.forRoot({
        definitions: [definition],
        useFactory: () => ({ databaseUrl: office.databaseUrl, follows }),
      }),
    ],
  })
  class Application {}
  return (await NestFactory.createApplicationContext(Application, { logger: false, abortOnError: false })).init();
};

describe('read models in an application', () => {
  it('are followed by a process that does, and queried through TypeORM in one that does not', async () => {
    const [worker, api] = [await applicationOf(true), await applicationOf(false)];
    const last = await office.append(petition('a'), opened('Trees'));
    const token = worker.get(ConsistencySeal).seal(last, 'coventry');
    const position = api.get(ConsistencyTokens).open(await token, 'coventry');
    expect(await api.get(Projections).waitUntilSeen('all', position, { timeoutMs: 20_000 })).toBe(true);
    const repository = api.get<Repository<PetitionRow>>(getRepositoryToken(petitions!));
    expect(await repository.findBy({ authority: 'coventry', petition: 'a' })).toEqual([
      { authority: 'coventry', petition: 'a', title: 'Trees', seen: 1 },
    ]);
    await worker.close();
    await api.close();
  });

  it('say how they do, without naming any stream', async () => {
    await office.append(petition('secret'), opened('Trees'), smudged);
    const api = await applicationOf(false);
    const health: HealthIndicator = api.get(ProjectionsHealth);
    expect(await health.check()).toEqual({ ok: false, detail: 'petitions is being built' });
    const worker = await applicationOf(true);
    await worker.get(Projections).waitUntilSeen('all', (await office.log.head())!, { timeoutMs: 20_000 });
    expect(await health.check()).toEqual({ ok: false, goesOn: true, detail: 'petitions has parked streams' });
    await worker.close();
    await api.close();
  });
});
