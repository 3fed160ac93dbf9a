import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { NotKnown } from '../commands/rejections.js';

const SUBJECT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a subject in the path. @throws NotKnown for what cannot be one: it is told like one that never was */
export const subjectIdOf = ({ params }: FastifyRequest, parameter: string): string => {
  const id = (params as Readonly<Record<string, string | undefined>>)[parameter] ?? '';
  if (!SUBJECT_ID.test(id)) throw new NotKnown();
  return id;
};

/** The id of a subject in the path, as a parameter of a route's method: `@SubjectId('matter') matter: string`. */
export const SubjectId = createParamDecorator((parameter: string, context: ExecutionContext) =>
  subjectIdOf(context.switchToHttp().getRequest<FastifyRequest>(), parameter),
);
