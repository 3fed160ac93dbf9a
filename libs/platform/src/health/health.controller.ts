import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/public.js';
import { problem, ProblemError } from '../problems/problem.js';
import { type Condition } from './health-indicator.js';
import { Readiness } from './readiness.js';

const CHECKS = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    properties: {
      ok: { type: 'boolean' },
      detail: { type: 'string' },
      goesOn: { type: 'boolean', description: 'Of what is not well: all but what the detail names goes on.' },
    },
    required: ['ok', 'detail'],
  },
};

/** For whoever keeps the process running. No token is asked for, and nothing of any authority is told. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'live', summary: 'Whether the process runs' })
  @ApiResponse({
    status: 200,
    description: 'It does.',
    schema: { type: 'object', properties: { status: { enum: ['live'] } } },
  })
  live(): { readonly status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'ready', summary: 'Whether the process is ready to take requests' })
  @ApiResponse({
    status: 200,
    description: 'It is, and each part says so; degraded where a part is not well, and all but what it names goes on.',
    schema: { type: 'object', properties: { status: { enum: ['ready', 'degraded'] }, checks: CHECKS } },
  })
  @ApiResponse({
    status: 503,
    description: 'It is not; `checks` says why.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  async ready(): Promise<{
    readonly status: 'ready' | 'degraded';
    readonly checks: Readonly<Record<string, Condition>>;
  }> {
    const checks = await this.readiness.checks();
    const poor = Object.values(checks).filter(({ ok }) => !ok);
    if (poor.every(({ goesOn = false }) => goesOn)) return { status: poor.length === 0 ? 'ready' : 'degraded', checks };
    throw new ProblemError(problem('not-ready', undefined, { checks }), { 'retry-after': '5' });
  }
}
