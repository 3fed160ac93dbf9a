import { type FastifyReply, type FastifyRequest } from 'fastify';
import { PROBLEM_JSON, type Problem, problemOf } from './problem.js';

/** The body of a problem, told apart by its request. */
export const problemBody = (problem: Problem, requestId: string): string =>
  JSON.stringify({ ...problem, instance: `urn:uuid:${requestId}` });

/**
 * Answers with the problem that an error is, whatever part of the machinery threw it. An internal error is logged, once,
 * with the id that the caller is told; nothing of it is in the answer.
 */
export const tellProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const { problem, headers } = problemOf(error);
  if (problem.status === 500) request.log.error({ err: error }, 'a request failed');
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  void reply
    .status(problem.status)
    .headers({ ...headers, 'cache-control': 'no-store' })
    .type(PROBLEM_JSON)
    .send(problemBody(problem, request.id));
};
