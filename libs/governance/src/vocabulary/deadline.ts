import { type InstantText, type JsonObject, type PlainDateText } from '#kernel';
import { type Met } from './met.js';

/**
 * How firm a date is: `hard` (law), `soft` (law, but excusable), `constitutional` (standing orders), `promised` (by
 * resolution), `target`, `forecast`. A target that is missed is missed, never breached.
 */
export type Hardness = 'hard' | 'soft' | 'constitutional' | 'promised' | 'target' | 'forecast';

/** On what a date stands. */
export type Basis = 'statute' | 'constitution' | 'resolution' | 'practice';

/** One step of a ladder of reminders: when it is sent, and to which offices. */
export interface Rung {
  /** `T-7d`, `T+1d`, `half-way`: names the step within its deadline. */
  readonly rung: string;
  /** 09:00 in London on a working day. */
  readonly sendAt: InstantText;
  /** Slugs of the offices that are told. */
  readonly offices: readonly string[];
}

/** A step of a ladder whose morning cannot be counted, and that is therefore not sent. */
export interface UncountedRung extends Omit<Rung, 'sendAt'> {
  /** What the count needs and the calendar does not know. */
  readonly reason: string;
}

/** A rule that gives dates: what a deadline cites. */
export interface DeadlineRule {
  /** `R19` */
  readonly id: string;
  readonly version: number;
  readonly basis: Basis;
  /** Statute, standing order, resolution or document. */
  readonly citation: string;
  readonly hardness: Hardness;
}

/** On whose authority a date goes by without consequence, where a fact of the subject says so. */
export interface WaivedInFact {
  readonly by: string;
  readonly capacity: string;
  readonly reason: string;
  readonly document?: string;
  /** Id of the fact. */
  readonly fact: string;
}

/** What a feature says of one of its deadlines, derived from the subject's facts and nothing else. */
export interface DerivedDeadline {
  /** The same for the same clock, whatever its date: `R19/round-1/closes`. */
  readonly key: string;
  readonly title: string;
  readonly rule: DeadlineRule;
  /** The body to which it is owed, as the council writes it; of several, all their names. */
  readonly body: string;
  /** Each of the bodies to which it is owed, where there are several. */
  readonly bodies?: readonly string[];
  /** Slug of the office that owes it. */
  readonly owner: string;
  /** The first day of the window that it ends, where it ends one: some steps of its ladder are counted from it. */
  readonly opensOn?: PlainDateText | undefined;
  /** The last day on which it is in time; of what happens by itself, the day on which it does. */
  readonly dueOn: PlainDateText;
  /** The instant from which it is late, exclusive; of what happens by itself, the instant at which it does. */
  readonly dueAt: InstantText;
  /** Why the date is what it is (see `Receipt` of the calendar), and the same as a sentence. */
  readonly receipt: JsonObject;
  readonly explained: string;
  /** Id of the fact that started the clock. */
  readonly startedBy: string;
  readonly rungs: readonly Rung[];
  /** The steps that have no morning: never guessed, and no part of a fact. They are counted once the calendar knows the days. */
  readonly uncounted?: readonly UncountedRung[];
  /** What stopped the clock, and on which day; and whether what set it running, as it runs now, happened only after that. */
  readonly met?: Met & { readonly isBeforeStart?: true };
  /** A waiver that a fact of the subject holds, and the day from which it lets the date go by. */
  readonly waivedBy?: WaivedInFact & { readonly on: PlainDateText };
  /** The command that the passing of the date becomes, with its fields; a deadline without one only passes. */
  readonly becomes?: { readonly command: string; readonly fields: JsonObject };
}

/** What cannot be computed: the date of a deadline, or the morning of one step of its ladder; and why. */
export interface NotComputable extends Pick<DerivedDeadline, 'key' | 'title'> {
  /** `R30` */
  readonly rule: string;
  /** The step of the ladder, and the offices that it would tell; left out where the deadline has no date. */
  readonly rung?: string;
  readonly offices?: readonly string[];
  readonly reason: string;
}
