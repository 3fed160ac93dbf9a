import { describe, it } from '@jest/globals';

/** `describe` where no service is lacking; elsewhere a skip that says which, or a failure where services are required. */
export const describeUnlessLacking = (lack: string | undefined, name: string, suite: () => void): void => {
  if (lack === undefined) describe(name, suite);
  else if (process.env['TEST_REQUIRE_SERVICES'] === '1') throw new Error(`${lack}, but services are required: ${name}`);
  // Skipped and said aloud: without the service there is nothing to test against, and a stand-in would prove nothing.
  else describe.skip(loudly(lack, name), suite);
};

/** `describe` on a machine of the kind that it is about; elsewhere a skip that says what this one is not. */
export const describeUnlessElsewhere = (lack: string | undefined, name: string, suite: () => void): void => {
  if (lack === undefined) describe(name, suite);
  // Skipped and said aloud: this machine cannot have what the suite is about (another system, another user).
  else describe.skip(loudly(lack, name), suite);
};

/** The same for one test. */
export const itUnlessElsewhere = (lack: string | undefined, name: string, test: () => Promise<void>): void => {
  if (lack === undefined) it(name, test);
  // Skipped and said aloud: this machine cannot have what the test is about (another system, another user).
  else it.skip(loudly(lack, name), test);
};

const loudly = (lack: string, name: string): string => {
  console.warn(`SKIPPED, ${lack}: ${name}`);
  return `${name} (skipped: ${lack})`;
};
