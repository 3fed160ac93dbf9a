import base from './jest.config.mjs';

/** The contract of the event log on a real KurrentDB server, named by KURRENTDB_URL. No other service is needed. */
export default {
  ...base,
  testMatch: ['<rootDir>/libs/platform/src/event-log/kurrentdb/kurrentdb-server.spec.ts'],
  globalSetup: '<rootDir>/libs/platform/src/event-log/kurrentdb/testing/server-wanted.mjs',
  globalTeardown: undefined,
};
