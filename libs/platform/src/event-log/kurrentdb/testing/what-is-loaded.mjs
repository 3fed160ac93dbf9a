import { register } from 'node:module';

register('./source-loader.mjs', import.meta.url);

const nativeModules = () =>
  process.report.getReport().sharedObjects.filter((file) => file.includes('@kurrent') && file.endsWith('.node')).length;

/** Imports what it is told to, then opens a log, and prints how many native modules of the client were loaded each time. */
for (const specifier of process.argv.slice(2)) await import(specifier);
const imported = nativeModules();
const { KurrentDbEventLog } = await import('#platform/event-log/kurrentdb/kurrentdb-event-log');
const log = await KurrentDbEventLog.open({
  connectionString: 'kurrentdb://127.0.0.1:1?tls=false',
  now: () => '2024-07-09T10:00:00.000Z',
});
const opened = nativeModules();
await log.close();
process.stdout.write(JSON.stringify({ imported, opened }));
process.exit(0);
