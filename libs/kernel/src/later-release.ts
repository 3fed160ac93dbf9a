/** What is on record is the work of a later release than this one, which leaves it alone: a worker of that release goes on with it. */
export class LaterRelease extends Error {
  override readonly name = 'LaterRelease';
}
