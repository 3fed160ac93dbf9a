import { lookup } from 'node:dns/promises';
import { StartupProblem } from '../config/startup-problem.js';

/** Looks up the name of `HOST` before anything is started. @throws StartupProblem where it is the name of no address */
export const mustHaveAddress = async (host: string): Promise<void> => {
  try {
    await lookup(host);
  } catch {
    throw new StartupProblem(
      `HOST is ${JSON.stringify(host)}, and no address is known by that name: set it to an IP address or a host name of this machine`,
    );
  }
};
