import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type AnySubject } from '#kernel';
import { componentsOf } from '#kernel/input/schema';
import { SUBJECTS } from '../commands/command-desk.js';
import { PROBLEMS_PAGE } from '../problems/catalogue.js';
import { problemsHtml } from '../problems/problem-page.js';
import { type AnswerSchemas, pathsWithAnswers } from './answer-documentation.js';
import { BEARER_SCHEME } from './command-documentation.js';
import { PROBLEM_SCHEMA } from './problem-responses.js';
import { type RouteAccess } from './public.js';

export interface ApiDescription {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** What stands under each heading, by its name, in their order. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What its reading operations answer with; an object of which no more is said where it is left out. */
  readonly answers?: AnswerSchemas;
}

const OPEN = { config: { access: 'public' } satisfies RouteAccess };
/** What the page is made of, served from the package that comes with Nest's: no other host is asked for anything. */
const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** Serves the API's description: `/openapi.json`, a page to read and try it at `/docs`, and the kinds of problem. */
export const serveOpenApi = async (app: NestFastifyApplication, description: ApiDescription): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance();
  let document: string | undefined;
  fastify.get('/openapi.json', OPEN, (_request, reply) => {
    document ??= JSON.stringify(openApiOf(app, description));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  fastify.get('/docs', OPEN, (_request, reply) => reply.type('text/html; charset=utf-8').send(pageOf(description)));
  fastify.get('/docs/start.js', OPEN, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  fastify.get(PROBLEMS_PAGE, OPEN, (_request, reply) => reply.type('text/html; charset=utf-8').send(problemsHtml()));
  for (const [name, type] of Object.entries(ASSETS)) {
    const content = await readFile(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`));
    fastify.get(`/docs/${name}`, OPEN, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=3600').send(content),
    );
  }
};

/** The description in OpenAPI 3.1, made from the controllers and the classes of the commands. */
export const openApiOf = (
  app: NestFastifyApplication,
  { title, version, description, tags = {}, answers = { answers: {}, components: {} } }: ApiDescription,
): OpenAPIObject => {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setVersion(version)
    .setDescription(description)
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of an office.' }, BEARER_SCHEME);
  for (const [name, meaning] of Object.entries(tags)) builder.addTag(name, meaning);
  const document = SwaggerModule.createDocument(app, builder.build(), { autoTagControllers: false });
  const { contact: _none, ...info } = document.info;
  const subjects = app.get<readonly AnySubject[]>(SUBJECTS, { strict: false });
  const commands = subjects.flatMap((subject) => subject.commands.map(({ command }) => command));
  const schemas = {
    ...document.components?.schemas,
    ...componentsOf(commands),
    ...answers.components,
    Problem: PROBLEM_SCHEMA,
  };
  const paths = pathsWithAnswers(document.paths, answers.answers);
  return { ...document, info, paths, components: { ...document.components, schemas } };
};

const pageOf = ({ title }: ApiDescription): string => `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <title>${title}</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <main id="description"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#description', deepLinking: true, validatorUrl: null });
`;
