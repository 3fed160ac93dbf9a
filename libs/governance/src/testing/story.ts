import { type Command, type DecisionContext, type Fact, foldAll, type RecordedFact } from '#kernel';
import { contextOn, decide, idOf, recorded } from '#kernel/testing/given';
import { type MatterPage } from '../minute-book/matter-page.js';
import { matterAsAt } from '../minute-book/matter-as-at.js';
import { matterChronicle, matterSubject, matterTold } from '../matter.js';

const TODAY = '2026-11-22';

/** A matter as officers tell it, command by command, all on one day long after it happened. */
export class Story {
  #facts: readonly Fact[] = [];
  #recorded: readonly RecordedFact[] = [];

  get facts(): readonly RecordedFact[] {
    return this.#recorded;
  }

  /** What the command gave; throws what the rules throw, and then nothing is told. */
  tell(command: Command): readonly Fact[] {
    const given = decide(matterSubject, this.facts, command, this.#context());
    if (given.length === 0) return given;
    this.#facts = [...this.#facts, ...given];
    this.#recorded = recorded(this.#facts, { at: `${TODAY}T11:30:00.000Z` });
    return given;
  }

  /** The page as it reads when everything has happened, or as it stood on a day. */
  page(asAt?: string): MatterPage {
    const page = matterAsAt(this.facts, { today: TODAY, ...(asAt === undefined ? {} : { asAt }) });
    if (page === undefined) throw new Error('the matter is not there');
    return page;
  }

  /** What the read models say their rows from. */
  get telling() {
    return matterTold(foldAll(matterChronicle, this.facts).entries);
  }

  #context(): DecisionContext {
    const told = String(this.#facts.length);
    return { ...contextOn(TODAY), newId: (purpose) => idOf('new', purpose, told) };
  }
}
