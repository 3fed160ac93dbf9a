import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { tellProblem } from './telling.js';

/** The one filter: every error of a route, of Nest and of Fastify is answered as problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    tellProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
