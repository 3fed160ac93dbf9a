import { handles, type Subject } from '#kernel';
import { deadlineFacts, type Deadlines } from './deadline.js';
import { deadlinesFold } from './deadlines-fold.js';
import {
  ClaimReminder,
  PassDeadline,
  ReconcileDeadlines,
  RecordReminderOutcome,
  ResumeDeadline,
  SendReminderAgain,
  SuspendDeadline,
  WaiveDeadline,
  WithdrawWaiver,
} from './deadline-commands.js';
import { claim, pass, recordOutcome } from './deadline-rules.js';
import { leftOpenCommand, leftOpenFacts } from './left-open.js';
import { reconcile } from './reconcile.js';
import { sendAgain } from './sending-again.js';
import { resume, suspend } from './suspension-rules.js';
import { waive } from './waiver-rules.js';
import { withdrawWaiver } from './withdrawal-rules.js';

/** The deadlines of one subject. Automations keep them; an officer may waive one, take its waiver back, or stop its clock for a while, or ask for a reminder again. */
export const deadlinesSubject: Subject<Deadlines> = {
  category: 'deadlines',
  ...deadlinesFold,
  facts: { ...deadlineFacts, ...leftOpenFacts },
  commands: [
    handles({
      command: ReconcileDeadlines,
      may: [],
      on: 'any subject',
      summary: 'Bring the deadlines in line with the facts',
      decide: reconcile,
    }),
    leftOpenCommand,
    handles({ command: PassDeadline, may: [], on: 'an existing subject', summary: 'Let a date go by', decide: pass }),
    handles({
      command: ClaimReminder,
      may: [],
      on: 'an existing subject',
      summary: 'Take a reminder for sending',
      decide: claim,
    }),
    handles({
      command: RecordReminderOutcome,
      may: [],
      on: 'an existing subject',
      summary: 'Record what became of a reminder',
      decide: recordOutcome,
    }),
    handles({
      command: SendReminderAgain,
      may: ['officer'],
      on: 'an existing subject',
      summary: 'Send a reminder again that was given up',
      decide: sendAgain,
    }),
    handles({
      command: WaiveDeadline,
      may: ['officer'],
      on: 'an existing subject',
      summary: 'Waive a deadline',
      decide: waive,
    }),
    handles({
      command: WithdrawWaiver,
      may: ['officer'],
      on: 'an existing subject',
      summary: 'Take back a waiver that was recorded by mistake',
      decide: withdrawWaiver,
    }),
    handles({
      command: SuspendDeadline,
      may: ['officer'],
      on: 'an existing subject',
      summary: 'Stop the clock of a deadline',
      decide: suspend,
    }),
    handles({
      command: ResumeDeadline,
      may: ['officer'],
      on: 'an existing subject',
      summary: 'Let the clock of a deadline run again',
      decide: resume,
    }),
  ],
};
