import { JURISDICTIONS, type Jurisdiction } from '#calendar';
import { type Command, type Fact, foldAll, type Position, type RecordedFact, streamName, type Subject } from '#kernel';
import { contextOn, decide, idOf, recorded } from '#kernel/testing/given';
import { authoritySubject, SettleCalendar, settingsStreamOf } from '../../authorities/index.js';
import {
  calendarSubjectOf,
  ProclaimHoliday,
  proclamationsStreamOf,
  RenewHolidayTable,
  WithdrawHoliday,
} from '../../calendars/index.js';
import {
  type Deadlines,
  deadlinesStreamOf,
  deadlinesSubject,
  PassDeadline,
  ReconcileDeadlines,
} from '../../deadlines/index.js';
import { planSubject } from '../../plan.js';
import { AdoptPlan } from '../../plans/index.js';
import { commandOf } from '../../vocabulary/command-of.js';
import { type Books } from '../books.js';
import { causeOf } from '../cause.js';
import { clocks } from '../clocks.js';
import { pendingReconciliation } from '../pending-reconciliation.js';

export const PLAN_SUBJECT = { category: 'plan', authority: 'coventry', id: 'the-plan' };
export const [PLAN, DEADLINES, SETTINGS] = [
  streamName(PLAN_SUBJECT),
  deadlinesStreamOf(PLAN_SUBJECT),
  settingsStreamOf('coventry'),
];

/** An office’s log of one plan, told day by day; the deadlines are brought in line when `keep` says so. */
export class PlanInLog {
  private log: readonly RecordedFact[] = [];

  adopt(occurredOn: string, on = occurredOn): this {
    const resolved = { matter: idOf('the matter'), resolution: idOf('the resolution'), part: 1 };
    return this.tell(
      planSubject,
      PLAN,
      commandOf(AdoptPlan, {
        ...{ occurredOn, by: 'Council', title: 'The Plan', firstDay: '2027-04-01', lastDay: '2030-03-31' },
        adoptedIn: resolved,
        obligations: [{ kind: 'monitoring', every: 'P3M', askedOn: occurredOn, askedBy: 'Cabinet' }],
      }),
      on,
    );
  }

  settle(fields: Partial<Omit<SettleCalendar, 'kind'>>, on: string): this {
    return this.tell(authoritySubject, SETTINGS, commandOf(SettleCalendar, fields), on);
  }

  proclaim(day: string, jurisdiction: Jurisdiction, on: string): this {
    const command = commandOf(ProclaimHoliday, { day, name: 'Day of thanksgiving', basis: 'a proclamation' });
    return this.tell(calendarSubjectOf(jurisdiction), proclamationsStreamOf(jurisdiction), command, on);
  }

  withdraw(day: string, jurisdiction: Jurisdiction, on: string): this {
    const command = commandOf(WithdrawHoliday, { day, reason: 'it is none after all' });
    return this.tell(calendarSubjectOf(jurisdiction), proclamationsStreamOf(jurisdiction), command, on);
  }

  /** A release ships this version of the table. */
  renew(table: number, lastYear: number, jurisdiction: Jurisdiction, on: string): this {
    const command = Object.assign(new RenewHolidayTable(), { table, lastYear });
    return this.tell(calendarSubjectOf(jurisdiction), proclamationsStreamOf(jurisdiction), command, on);
  }

  pass(key: string, version: number, on: string): this {
    const command = Object.assign(new PassDeadline(), { key, version, subjectRevision: 0 });
    return this.tell(deadlinesSubject, DEADLINES, command, on);
  }

  tell<State>(subject: Subject<State>, stream: string, command: Command, on: string): this {
    this.append(stream, decide(subject, this.of(stream), command, contextOn(on)), on, idOf('nobody'));
    return this;
  }

  /** What it adds to the record of the deadlines about some dates: `DeadlineMoved R30 2026-12-02`. */
  keep(on: string, keys: readonly string[] = ['R30']): readonly string[] {
    return this.kept(on).flatMap(({ type, data }) => {
      const { key, dueOn, to } = data as { key: string; dueOn?: string; to?: { dueOn: string } };
      const date = dueOn ?? to?.dueOn;
      return type.startsWith('Deadline') && keys.includes(key) ? [[type, key, date].join(' ').trim()] : [];
    });
  }

  /** Brings the deadlines in line with the log. Gives what had to be recorded. */
  kept(on: string): readonly RecordedFact[] {
    const before = this.of(DEADLINES).length;
    for (;;) {
      const pending = pendingReconciliation(this.books(), clocks['plan']!, undefined, contextOn(on));
      if (pending === undefined) return this.of(DEADLINES).slice(before);
      const { cause, isLast: _, ...stands } = pending;
      const command = Object.assign(new ReconcileDeadlines(), { ...stands, cause: causeOf(cause, this.books()) });
      const facts = decide(deadlinesSubject, this.of(DEADLINES), command, contextOn(on));
      this.append(DEADLINES, facts, on, cause.id);
    }
  }

  of(stream: string): readonly RecordedFact[] {
    return this.log.filter((fact) => fact.stream === stream);
  }

  deadlines(): Deadlines {
    return foldAll(deadlinesSubject, this.of(DEADLINES));
  }

  deadline(key: string) {
    return this.deadlines().find((held) => held.key === key)!;
  }

  books(): Books {
    const calendar = JURISDICTIONS.flatMap((jurisdiction) => this.of(proclamationsStreamOf(jurisdiction)));
    return { subject: this.of(PLAN), calendar, settings: this.of(SETTINGS), deadlines: this.of(DEADLINES) };
  }

  private append(stream: string, facts: readonly Fact[], on: string, causationId: string): void {
    const first = this.of(stream).length;
    const told = recorded(facts, { at: contextOn(on).now }).map((fact, at): RecordedFact => {
      const id = idOf(stream, String(first + at));
      const position = String(this.log.length + at).padStart(20, '0') as Position;
      const metadata = { ...fact.metadata, causationId, commandId: idOf(stream, 'command', String(first)) };
      return { ...fact, stream, id, position, revision: first + at, metadata };
    });
    this.log = [...this.log, ...told];
  }
}
