import { nearest } from './nearest.js';
import { StartupProblem } from './startup-problem.js';
import { type Values, type Variable, type VariableName, variables } from './variables.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const ownPrefix = 'MINUTEBOOK_';
const names = Object.keys(variables) as VariableName[];

/**
 * Every variable's value; one that is set to nothing counts as not set.
 * @throws {StartupProblem} naming every variable that is wrong, what it is and what would be right, a line each.
 */
export const readVariables = (environment: Environment): Values => {
  const complaints = unknownVariables(environment);
  const read = (name: VariableName, { kind, unset }: Variable<unknown>): unknown => {
    const text = environment[name] ?? '';
    if (text === '') return unset;
    const value = kind.read(text);
    if (value === undefined) complaints.push(`${name} is ${kind.show(text)}, and must be ${plain(kind.accepts)}`);
    return value;
  };
  const values = Object.fromEntries(names.map((name) => [name, read(name, variables[name])])) as unknown as Values;
  complaints.push(...contradictions(environment, values));
  if (complaints.length > 0) throw new StartupProblem(complaints.join('\n'));
  return values;
};

/** A name that begins like ours and is not is a slip of the pen, and what it was to change would silently not be changed. */
const unknownVariables = (environment: Environment): string[] => {
  const own = names.filter((name) => name.startsWith(ownPrefix));
  return Object.keys(environment)
    .filter((name) => name.startsWith(ownPrefix) && !own.some((known) => known === name))
    .map((name) => {
      const meant = nearest(
        name.slice(ownPrefix.length),
        own.map((known) => known.slice(ownPrefix.length)),
      );
      const advice = meant === undefined ? `there are ${own.join(', ')}` : `did you mean ${ownPrefix}${meant}?`;
      return `${name} is not a variable of Minutebook: ${advice}`;
    });
};

const contradictions = (environment: Environment, values: Values): string[] => {
  const isSet = (name: VariableName): boolean => (environment[name] ?? '') !== '';
  const complaints: string[] = [];
  if (values.EVENT_LOG === 'kurrentdb' && !isSet('KURRENTDB_URL')) {
    complaints.push(
      'EVENT_LOG is "kurrentdb", and KURRENTDB_URL is not set: it must say where the KurrentDB server is',
    );
  }
  if (isSet('SMTP_URL') && !isSet('MAIL_FROM')) {
    complaints.push('SMTP_URL is set, and MAIL_FROM is not: it must be the address from which reminders are sent');
  }
  if (values.MINUTEBOOK_SAMPLE === true && (isSet('DATABASE_URL') || values.EVENT_LOG === 'kurrentdb')) {
    complaints.push(
      'MINUTEBOOK_SAMPLE is "on", and must be off where DATABASE_URL is set or EVENT_LOG is kurrentdb: ' +
        'the sample is loaded into the embedded database only',
    );
  }
  return complaints;
};

const plain = (markdown: string): string => markdown.replaceAll('`', '');
