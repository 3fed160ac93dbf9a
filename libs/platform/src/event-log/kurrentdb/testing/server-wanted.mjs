/** The command that tries a real server must not pass without one. */
export default function serverWanted() {
  if (process.env['KURRENTDB_URL'] === undefined)
    throw new Error(
      'KURRENTDB_URL is not set: name the server to try, e.g. KURRENTDB_URL=kurrentdb://admin:changeit@localhost:2113?tls=false',
    );
}
