/**
 * PostgreSQL refuses to run as root. There it runs in a user namespace of its own, in which it takes itself for an ordinary user and
 * has none of root's powers; to the system it remains the owner of its files, and no account is needed or changed.
 */
export const asOrdinaryUser = (command: string, args: readonly string[]): { command: string; args: string[] } =>
  runsAsRoot()
    ? { command: 'unshare', args: ['--user', '--map-user=1000', '--map-group=1000', command, ...args] }
    : { command, args: [...args] };

export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/** What the server's processes get to see of the environment: nothing of ours, and no locale or time zone but these. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
  TMPDIR: process.env['TMPDIR'],
  LC_ALL: 'C',
  TZ: 'UTC',
});
