import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { SeesOwnWrites } from './own-writes.js';
import { type Answer } from './testing/ask.js';
import { type Chamber, openChamber } from './testing/chamber.js';
import { motionRegister } from './testing/motion-register.js';

@Controller('v1/authorities/:authority/tally')
class Tally {
  @Get()
  @SeesOwnWrites('motion_register')
  read(): { readonly read: boolean } {
    return { read: true };
  }
}

@Module({ controllers: [Tally] })
class TallyModule {}

describe('a caller that must see its own write', () => {
  let chamber: Chamber;
  let token: string;

  beforeAll(async () => {
    chamber = await openChamber({ modules: [TallyModule], readModels: [motionRegister] });
    token = await chamber.token('coventry');
  });
  afterAll(() => chamber.close());

  const write = async (): Promise<string> => {
    const body = JSON.stringify({ title: 'x', tabledOn: '2024-07-09', mover: { office: 'chair' } });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await chamber.ask({ method: 'POST', path: '/v1/authorities/coventry/motions', headers, body });
    return String(answer.headers['minutebook-consistency']);
  };
  const read = (consistency: string, authority = 'coventry', bearer = token): Promise<Answer> =>
    chamber.ask({
      path: `/v1/authorities/${authority}/tally`,
      headers: { authorization: `Bearer ${bearer}`, 'minutebook-consistency': consistency },
    });

  it('is told to ask again where its write does not come in sight, and answered once it does', async () => {
    const consistency = await write();
    const early = await read(consistency);
    chamber.projections.start();
    const later = await read(consistency);
    expect([early.status, early.headers['retry-after']]).toEqual([503, '1']);
    expect([later.status, later.text]).toEqual([200, '{"read":true}']);
  });

  it('sends back a token that was given to its authority, and no other', async () => {
    const consistency = await write();
    const oxford = await chamber.token('oxford');
    for (const answer of [await read('nonsense'), await read(''), await read(consistency, 'oxford', oxford)]) {
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ errors: [{ pointer: '#header/Minutebook-Consistency' }] });
    }
  });
});
