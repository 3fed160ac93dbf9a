import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { readInput } from '#kernel/input/read-input';
import { schemaOf } from '#kernel/input/schema';
import { NotPermitted } from '../commands/rejections.js';
import { type Principal } from '../auth/principal.js';
import { Caller } from '../http/caller.js';
import { BEARER_SCHEME } from '../http/command-documentation.js';
import { bodyOf } from '../http/json-body.js';
import { CouldGoWrong } from '../http/problem-responses.js';
import { ClockDesk, type ClockReading } from './clock-desk.js';
import { MoveClock } from './move-clock.js';

const INSTANT = { type: 'string', format: 'date-time' };
const READING = {
  type: 'object',
  required: ['now', 'inLondon', 'stillGoingOn'],
  properties: {
    now: { ...INSTANT, examples: ['2024-10-03T08:00:00.000Z'] },
    inLondon: { ...INSTANT, examples: ['2024-10-03T09:00:00.000+01:00'] },
    headingFor: { ...INSTANT, description: 'The instant to which it is being moved; left out where it has arrived.' },
    stillGoingOn: { type: 'array', items: { type: 'string' }, description: 'What is not done yet, in plain words.' },
  },
};

/** The clock of a demo. An ordinary store has none, and these addresses do not exist there. */
@ApiTags('demo')
@ApiSecurity(BEARER_SCHEME)
@Controller('v1/demo/clock')
export class DemoClockController {
  constructor(private readonly desk: ClockDesk) {}

  @Get()
  @ApiOperation({ operationId: 'read-demo-clock', summary: 'What the clock of this demo shows' })
  @ApiOkResponse({ description: 'What it shows, and what is still going on.', schema: READING })
  @CouldGoWrong('not-authenticated', 'unavailable')
  read(): Promise<ClockReading> {
    return this.desk.read();
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'move-demo-clock',
    summary: 'Move the clock of this demo forwards',
    description:
      'Answers when everything that fell due on the way has happened, in the order of its time. May be sent by: operator.',
  })
  @ApiBody({
    required: true,
    schema: schemaOf(MoveClock),
    examples: { to: { value: { to: '2024-10-03' } }, by: { value: { by: 'P3M' } } },
  })
  @ApiOkResponse({ description: 'It is there, and what fell due has happened.', schema: READING })
  @ApiResponse({ status: 202, description: 'It is still on its way: read it again.', schema: READING })
  @CouldGoWrong('malformed-input', 'not-authenticated', 'not-permitted', 'rule-forbids', 'unsupported-media-type')
  async move(
    @Req() request: FastifyRequest,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClockReading> {
    if (caller.role !== 'operator') throw new NotPermitted(`The role ${caller.role} may not move the clock.`);
    const reading = await this.desk.move(readInput(MoveClock, bodyOf(request)));
    if (reading.headingFor !== undefined) void reply.status(202);
    return reading;
  }
}
