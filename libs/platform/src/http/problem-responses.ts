import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { type ProblemName, PROBLEMS } from '../problems/catalogue.js';
import { PROBLEM_JSON } from '../problems/problem.js';

/** Says in the API's description which problems a route may be answered with. */
export const CouldGoWrong = (...names: readonly ProblemName[]): MethodDecorator & ClassDecorator =>
  applyDecorators(
    ...names.map((name) =>
      ApiResponse({
        status: PROBLEMS[name].status,
        description: PROBLEMS[name].title,
        content: { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );

/** The schema of every problem. */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', format: 'uri-reference', examples: ['/docs/problems#malformed-input'] },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    instance: {
      type: 'string',
      description: 'The id of the request.',
      examples: ['urn:uuid:0b6f5b6e-7f0c-4a67-9d3e-3f1c8c1d2a10'],
    },
    errors: {
      type: 'array',
      description: 'Each place in the input that is wrong.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', examples: ['/parts/0/answers', '#query/asAt', '#header/If-Match'] },
          detail: { type: 'string' },
        },
      },
    },
    blockers: {
      type: 'array',
      description: 'Each rule that forbids it.',
      items: {
        type: 'object',
        required: ['reason', 'rule'],
        properties: {
          reason: { type: 'string' },
          rule: { type: 'string' },
          citation: { type: 'string' },
          satisfiedBy: { type: 'string' },
          pointer: { type: 'string' },
        },
      },
    },
    currentRevision: { type: 'integer', minimum: 0 },
    checks: { type: 'object' },
  },
};
