import { randomUUID } from 'node:crypto';
import { type AnySubject, type Role } from '#kernel';
import { type RunningMinutebook } from './app.js';

const ROLES: readonly Role[] = ['officer', 'auditor', 'operator'];

/** Which role may send which command, as the rows of a table in Markdown; docs/roles.md holds it. */
export const roleMatrix = (subjects: readonly AnySubject[]): readonly string[] => [
  rowOf(['command', 'of', 'what it does', ...ROLES, 'automations']),
  rowOf(['---', '---', '---', ...ROLES.map(() => ':-:'), ':-:']),
  ...subjects.flatMap(({ category, commands }) =>
    commands.map(({ command, summary, may }) =>
      rowOf([
        `\`${command.name}\``,
        category,
        summary,
        ...ROLES.map((role) => (may.includes(role) ? 'yes' : '')),
        'yes',
      ]),
    ),
  ),
];

interface Described {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly summary: string; readonly security?: readonly unknown[] } }>
  >;
}

/** Which role may ask which question, as a running Minutebook answers each: the rows of another table of that page. */
export const questionMatrix = async (minutebook: RunningMinutebook): Promise<readonly string[]> => {
  const { paths } = (await minutebook.ask({ path: '/openapi.json' })).json as unknown as Described;
  const tokens = await Promise.all(ROLES.map((role) => minutebook.token('coventry', role)));
  const mayAsk = async (path: string, bearer: string): Promise<string> => {
    const asked = path.replace('{authority}', 'coventry').replaceAll(/\{\w+\}/g, randomUUID());
    const { status, text } = await minutebook.ask({ path: asked, headers: { authorization: `Bearer ${bearer}` } });
    if (![200, 403, 404].includes(status)) throw new Error(`${path} answers ${status}: ${text}`);
    return status === 403 ? '' : 'yes';
  };
  const rows = Object.entries(paths).flatMap(([path, { get }]) =>
    get?.security === undefined
      ? []
      : [
          Promise.all(tokens.map((bearer) => mayAsk(path, bearer))).then((may) =>
            rowOf([get.summary, `\`${path.replace('/v1/authorities/{authority}/', '…/')}\``, ...may]),
          ),
        ],
  );
  return [
    rowOf(['question', 'at', ...ROLES]),
    rowOf(['---', '---', ...ROLES.map(() => ':-:')]),
    ...(await Promise.all(rows)),
  ];
};

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
