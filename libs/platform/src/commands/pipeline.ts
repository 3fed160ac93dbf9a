import { Turns } from '#kernel';
import { type EventLog, FactIdReused, RevisionConflict } from '../event-log/event-log.js';
import { decided, mustBePermitted, revisionFor } from './decision.js';
import { contextOf, type Order } from './order.js';
import { ANOTHER_COMMAND, earlierOutcome, nothingNew, outcomeOf } from './outcome.js';
import { LARGEST_RECORD, mustStayReadable } from './record-size.js';
import { CommandIdReused, TooContended } from './rejections.js';
import { type Outcome } from './submission.js';

/** How often a command is decided again because another process wrote first. */
const MOST_DECISIONS = 50;

/** What every command goes through: authorise, deduplicate, load, decide, append at the read revision, decide again on conflict. */
export class CommandPipeline {
  private readonly turns = new Turns();

  constructor(
    private readonly log: EventLog,
    /** What a record may come to by what offices tell, in bytes. */
    private readonly largestRecord = LARGEST_RECORD,
  ) {}

  /**
   * @throws NotPermitted, NotKnown, RecordNotReadable, CommandIdReused, StaleRevision, TooContended; `Refusal` and `Malformed` of the rules;
   * and whatever the log throws when it cannot be reached: whether the facts are kept is then unknown, and the same
   * command sent again finds out
   */
  async run(order: Order): Promise<Outcome> {
    mustBePermitted(order);
    return this.turns.take(order.stream, () => this.settle(order));
  }

  private async settle(order: Order): Promise<Outcome> {
    let clashed = false;
    for (let decisions = 0; decisions < MOST_DECISIONS; decisions += 1) {
      try {
        return await this.attempt(order);
      } catch (error) {
        if (error instanceof FactIdReused) {
          // A twin of this command may have come first and been decided on other facts: then the stream holds it now.
          if (clashed) throw new CommandIdReused(ANOTHER_COMMAND);
          clashed = true;
        } else if (!(error instanceof RevisionConflict)) throw error;
      }
    }
    throw new TooContended();
  }

  private async attempt(order: Order): Promise<Outcome> {
    const history = await this.log.readStream(order.stream);
    const earlier = earlierOutcome(order, history);
    if (earlier !== undefined) return earlier;
    const revision = revisionFor(order, history);
    const facts = decided(order, history);
    if (facts.length === 0) return nothingNew(order, revision);
    if (order.envelope.actor.role !== 'automation') mustStayReadable(history, facts, this.largestRecord);
    const expected = history.length === 0 ? 'no stream' : { revision };
    const appended = await this.log.append(order.stream, facts, expected, contextOf(order));
    return appended.outcome === 'repeated'
      ? (earlierOutcome(order, appended.facts) ?? outcomeOf(order, appended.facts, true))
      : outcomeOf(order, appended.facts, false);
  }
}
