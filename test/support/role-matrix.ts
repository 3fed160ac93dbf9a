import { type AnySubject, type Role } from '#kernel';

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

const rowOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
