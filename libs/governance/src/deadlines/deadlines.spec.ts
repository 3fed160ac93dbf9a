import { describe, expect, it } from '@jest/globals';
import { calendarNamed, count, endOfLondonDay, sentenceOf } from '#calendar';
import {
  type Command,
  type DecisionContext,
  type Fact,
  type JsonObject,
  londonDay,
  type Position,
  type RecordedFact,
} from '#kernel';
import { type DerivedDeadline } from '../vocabulary/deadline.js';
import { type Deadlines } from './deadline.js';
import { ClaimReminder, PassDeadline, ReconcileDeadlines, RecordReminderOutcome } from './deadline-commands.js';
import { deadlinesSubject } from './deadlines-subject.js';
import { explainedOn } from './explained-deadline.js';
import { ladderOf } from '../vocabulary/ladder.js';
import { stated } from '../vocabulary/stated.js';

const calendar = calendarNamed('england-and-wales');
const MATTER = { category: 'matter', id: 'm' };

const closing = (closesOn: string, more: Partial<DerivedDeadline> = {}): DerivedDeadline => {
  const counted = count({ convention: 'WINDOW', first: '2024-07-10', last: closesOn }, calendar);
  return {
    key: 'R19/round-1/closes',
    title: 'Consultation round 1 closes',
    rule: { id: 'R19', version: 1, basis: 'resolution', citation: 'resolution 2) of Cabinet', hardness: 'promised' },
    body: 'Cabinet',
    owner: 'community-safety',
    dueOn: closesOn,
    dueAt: endOfLondonDay(closesOn),
    receipt: counted.receipt as unknown as JsonObject,
    explained: sentenceOf(counted.receipt),
    startedBy: 'fact-1',
    ...ladderOf(
      { dueOn: closesOn },
      [
        { at: '-P7D', offices: ['community-safety'] },
        { at: '-P2D', offices: ['community-safety'] },
      ],
      calendar,
    ),
    becomes: { command: 'CloseConsultation', fields: { round: 1 } },
    ...more,
  };
};

/** A stream of deadlines that is told commands at instants, as the log would keep it. */
const story = () => {
  let facts: readonly RecordedFact[] = [];
  const stateAfter = (kept: readonly RecordedFact[]): Deadlines =>
    kept.reduce(deadlinesSubject.evolve, deadlinesSubject.initial);
  const state = (): Deadlines => stateAfter(facts);
  const record = (given: readonly Fact[], now: string): void => {
    for (const fact of given)
      facts = [
        ...facts,
        {
          ...fact,
          stream: 's',
          revision: facts.length,
          position: '' as Position,
          id: `f${facts.length}`,
          metadata: { recordedAt: now },
        } as RecordedFact,
      ];
  };
  return {
    state,
    /** As it stood on a day on which facts of a type did not count yet. */
    stateWithout: (left: string): Deadlines => stateAfter(facts.filter(({ type }) => type !== left)),
    tell: <C extends Command>(type: new () => C, fields: Omit<C, 'kind'>, now: string): readonly string[] => {
      const handling = deadlinesSubject.commands.find(({ command }) => command === (type as unknown));
      const context: DecisionContext = {
        ...{ now, today: londonDay(now), subject: 's', newId: (purpose) => purpose },
        actor: { office: 'automation:deadlines', role: 'automation' },
      };
      const given = handling!.decide(Object.assign(new type(), fields), state(), context);
      record(given, now);
      return given.map(({ type: name }) => name);
    },
  };
};

const SET_AT = '2024-07-09T15:00:00.000Z';
const claimOf = (rung: string, version = 1) => ({
  key: 'R19/round-1/closes',
  version,
  rung,
  recipient: 'community-safety',
  messageId: `${rung}@x`,
});

describe('a deadline', () => {
  it('is set once, and stays quiet while nothing changes', () => {
    const { tell, state } = story();
    expect(tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT)).toEqual([
      'DeadlineSet',
    ]);
    expect(tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'again' }, SET_AT)).toEqual([]);
    expect(state()[0]).toMatchObject({ status: 'running', version: 1, dueAt: '2024-10-02T23:00:00.000Z' });
  });

  it('moves by a fact with the old date, the new one and the cause, and its pending reminders are superseded', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    expect(
      tell(ReconcileDeadlines, { derived: [closing('2024-10-16')], cause: 'extended' }, '2024-09-27T09:00:00.000Z'),
    ).toEqual(['ReminderSuperseded', 'ReminderSuperseded', 'DeadlineMoved']);
    expect(state()[0]).toMatchObject({
      version: 2,
      dueOn: '2024-10-16',
      moves: [{ from: { dueOn: '2024-10-02' }, to: { dueOn: '2024-10-16' }, cause: 'extended' }],
    });
  });

  it('passes at its instant and not before, once, and only in the version in force', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    const passing = { key: 'R19/round-1/closes', version: 1, subjectRevision: 7 };
    expect(tell(PassDeadline, passing, '2024-10-02T22:59:59.999Z')).toEqual([]);
    expect(tell(PassDeadline, { ...passing, version: 2 }, '2024-10-02T23:00:00.000Z')).toEqual([]);
    expect(tell(PassDeadline, passing, '2024-10-05T08:00:00.000Z')).toEqual(['DeadlinePassed']);
    expect(tell(PassDeadline, passing, '2024-10-05T08:00:00.000Z')).toEqual([]);
    expect(state()[0]?.passed).toEqual({ subjectRevision: 7 });
  });

  it('has not passed, as it stood before it moved to the date that went by', () => {
    const { tell, state, stateWithout } = story();
    const [moving, key] = ['2024-10-02T08:00:00.000Z', 'R19/round-1/closes'];
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(ReconcileDeadlines, { derived: [closing('2024-09-27')], cause: 'a holiday was withdrawn' }, moving);
    expect(tell(PassDeadline, { key, version: 2, subjectRevision: 7 }, moving)).toEqual(['DeadlinePassed']);
    expect(state()[0]).toMatchObject({ status: 'passed', dueOn: '2024-09-27' });
    const [before] = stateWithout('DeadlineMoved');
    expect(before).toMatchObject({ status: 'running', dueOn: '2024-10-02' });
    expect(before?.passed).toBeUndefined();
  });

  it('runs again when its date moves after it has passed', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(PassDeadline, { key: 'R19/round-1/closes', version: 1, subjectRevision: 7 }, '2024-10-03T08:00:00.000Z');
    tell(
      ReconcileDeadlines,
      { derived: [closing('2024-10-16')], cause: 'extended, and recorded late' },
      '2024-10-03T09:00:00.000Z',
    );
    expect(state()[0]).toMatchObject({ status: 'running', version: 2 });
  });

  it('is met, and missed when it was met late', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    expect(explainedOn(state()[0]!, MATTER, '2024-10-02').missed).toBe(false);
    expect(explainedOn(state()[0]!, MATTER, '2024-10-03').missed).toBe(true);
    const derived = [closing('2024-10-02', { met: { on: '2024-10-02', by: 'fact-9' } })];
    expect(
      tell(ReconcileDeadlines, { derived, cause: 'closed' }, '2024-10-03T00:00:00.000Z').filter(
        (type) => type === 'DeadlineMet',
      ),
    ).toHaveLength(1);
    expect(tell(ReconcileDeadlines, { derived, cause: 'closed' }, '2024-10-03T00:00:00.000Z')).toEqual([]);
    expect(explainedOn(state()[0]!, MATTER, '2024-12-01').missed).toBe(false);
    expect(explainedOn({ ...state()[0]!, met: { on: '2024-10-03', by: 'fact-9' } }, MATTER, '2024-12-01').missed).toBe(
      true,
    );
  });

  it('passes though it was met by what it becomes before that was recorded, and not where it becomes nothing', () => {
    const passing = { key: 'R19/round-1/closes', version: 1, subjectRevision: 7 };
    const met = { on: '2024-10-02', by: 'fact-9' };
    const { becomes: _, ...done } = closing('2024-10-02', { met });
    const passedAfter = (derived: DerivedDeadline) => {
      const { tell } = story();
      tell(ReconcileDeadlines, { derived: [derived], cause: 'closed' }, SET_AT);
      return [1, 2].map(() => tell(PassDeadline, passing, '2024-10-03T00:00:00.000Z'));
    };
    expect(passedAfter(closing('2024-10-02', { met }))).toEqual([['DeadlinePassed'], []]);
    expect(passedAfter(done)).toEqual([[], []]);
  });

  it('that has passed may still be met, late', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(PassDeadline, { key: 'R19/round-1/closes', version: 1, subjectRevision: 7 }, '2024-10-03T08:00:00.000Z');
    const derived = [closing('2024-10-02', { met: { on: '2024-10-09', by: 'fact-9' } })];
    expect(tell(ReconcileDeadlines, { derived, cause: 'done late' }, '2024-10-09T09:00:00.000Z')).toContain(
      'DeadlineMet',
    );
    expect(explainedOn(state()[0]!, MATTER, '2024-12-01').missed).toBe(true);
  });

  it('that was met runs again, with a new date and reminders, when what met it no longer does', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    const closed = closing('2024-10-02', { met: { on: '2024-10-02', by: 'fact-9' } });
    tell(ReconcileDeadlines, { derived: [closed], cause: 'closed' }, '2024-10-03T00:00:00.000Z');
    const extended = { derived: [closing('2024-10-16')], cause: 'extended' };
    expect(tell(ReconcileDeadlines, extended, '2024-10-03T09:00:00.000Z')).toEqual(['DeadlineMoved']);
    expect(tell(ReconcileDeadlines, extended, '2024-10-03T09:00:00.000Z')).toEqual([]);
    expect(state()[0]).toMatchObject({ status: 'running', version: 2, dueOn: '2024-10-16' });
    expect(state()[0]).not.toHaveProperty('met');
    expect(tell(ClaimReminder, claimOf('T-7d', 2), '2024-10-09T08:00:00.000Z')).toEqual(['ReminderClaimed']);
  });

  it('is met on another day once that is on record, and moves by what was decided before it was met, and no more', () => {
    const { tell, state } = story();
    const metOn = (on: string, closesOn = '2024-10-02', isBeforeStart?: true) => ({
      derived: [closing(closesOn, { met: stated({ on, by: `closed-on-${on}`, isBeforeStart }) })],
      cause: 'closed',
    });
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    for (const on of ['2024-10-02', '2024-10-09'])
      expect(tell(ReconcileDeadlines, metOn(on), '2024-10-10T00:00:00.000Z')).toContain('DeadlineMet');
    expect(state()[0]).toMatchObject({ status: 'met', met: { on: '2024-10-09', by: 'closed-on-2024-10-09' } });
    expect(explainedOn(state()[0]!, MATTER, '2024-12-01').missed).toBe(true);
    expect(tell(ReconcileDeadlines, metOn('2024-10-09', '2024-10-16', true), '2024-10-10T00:00:00.000Z')).toEqual([]);
    expect(tell(ReconcileDeadlines, metOn('2024-10-09', '2024-10-16'), '2024-10-10T00:00:00.000Z')).toContain(
      'DeadlineMoved',
    );
    expect(state()[0]).toMatchObject({ status: 'met', dueOn: '2024-10-16', met: { on: '2024-10-09' } });
  });

  it('is superseded when what started it no longer stands, also once its date has gone by', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(PassDeadline, { key: 'R19/round-1/closes', version: 1, subjectRevision: 0 }, '2024-10-03T00:00:00.000Z');
    expect(state()[0]).toMatchObject({ status: 'passed' });
    expect(tell(ReconcileDeadlines, { derived: [], cause: 'corrected' }, '2024-10-04T09:00:00.000Z')).toContain(
      'DeadlineSuperseded',
    );
    expect(state()[0]).toMatchObject({ status: 'superseded' });
  });
});

describe('a reminder', () => {
  it('is claimed once, when its time has come, and its outcome recorded once', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    expect(tell(ClaimReminder, claimOf('T-7d'), '2024-09-25T07:59:59.999Z')).toEqual([]);
    expect(tell(ClaimReminder, claimOf('T-7d'), '2024-09-25T08:00:00.000Z')).toEqual(['ReminderClaimed']);
    expect(tell(ClaimReminder, { ...claimOf('T-7d'), messageId: 'other' }, '2024-09-25T08:00:01.000Z')).toEqual([]);
    const outcome = { sent: true, address: 'a@b.example', resent: false, late: false } as const;
    expect(tell(RecordReminderOutcome, { ...claimOf('T-7d'), outcome }, '2024-09-25T08:00:02.000Z')).toEqual([
      'ReminderSent',
    ]);
    expect(tell(RecordReminderOutcome, { ...claimOf('T-7d'), outcome }, '2024-09-25T08:00:03.000Z')).toEqual([]);
    expect(state()[0]?.reminders).toMatchObject([{ rung: 'T-7d', status: 'sent', messageId: 'T-7d@x' }]);
  });

  it('whose time lay before its deadline was recorded is never sent, and recorded once as historic', () => {
    const { tell } = story();
    expect(
      tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'loaded' }, '2026-11-22T09:00:00.000Z'),
    ).toEqual(['DeadlineSet', 'ReminderHistoric', 'ReminderHistoric']);
    expect(
      tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'loaded' }, '2026-11-23T09:00:00.000Z'),
    ).toEqual([]);
    expect(tell(ClaimReminder, claimOf('T-7d'), '2026-11-23T09:00:00.000Z')).toEqual([]);
  });

  it('of a date that has moved is not sent', () => {
    const { tell } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(ReconcileDeadlines, { derived: [closing('2024-10-16')], cause: 'extended' }, '2024-09-20T09:00:00.000Z');
    expect(tell(ClaimReminder, claimOf('T-7d', 1), '2024-09-25T08:00:00.000Z')).toEqual([]);
    expect(tell(ClaimReminder, claimOf('T-7d', 2), '2024-10-09T08:00:00.000Z')).toEqual(['ReminderClaimed']);
  });

  it('that was claimed when its date moved is superseded too, and was sent all the same if it was', () => {
    const { tell, state } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    tell(ClaimReminder, claimOf('T-7d'), '2024-09-25T08:00:00.000Z');
    expect(
      tell(ReconcileDeadlines, { derived: [closing('2024-10-16')], cause: 'extended' }, '2024-09-25T08:00:01.000Z'),
    ).toEqual(['ReminderSuperseded', 'ReminderSuperseded', 'DeadlineMoved']);
    const failed = { sent: false, reason: 'x' } as const;
    expect(tell(RecordReminderOutcome, { ...claimOf('T-7d'), outcome: failed }, '2024-09-25T08:00:02.000Z')).toEqual(
      [],
    );
    const sent = { sent: true, address: 'a@b.example', resent: false, late: false } as const;
    expect(tell(RecordReminderOutcome, { ...claimOf('T-7d'), outcome: sent }, '2024-09-25T08:00:03.000Z')).toEqual([
      'ReminderSent',
    ]);
    expect(state()[0]?.reminders).toContainEqual(expect.objectContaining({ version: 1, rung: 'T-7d', status: 'sent' }));
  });

  it('can be claimed by the office to which another escalated, and by no other', () => {
    const { tell } = story();
    tell(ReconcileDeadlines, { derived: [closing('2024-10-02')], cause: 'opened' }, SET_AT);
    const director = { ...claimOf('T-7d'), recipient: 'director', messageId: 'escalated@x' };
    expect(tell(ClaimReminder, director, '2024-09-25T08:00:00.000Z')).toEqual([]);
    tell(ClaimReminder, claimOf('T-7d'), '2024-09-25T08:00:00.000Z');
    const outcome = { sent: false, reason: 'it has no address', escalatesTo: 'director' } as const;
    expect(tell(RecordReminderOutcome, { ...claimOf('T-7d'), outcome }, '2024-09-25T08:00:00.000Z')).toEqual([
      'ReminderFailed',
    ]);
    expect(tell(ClaimReminder, director, '2024-09-25T08:00:00.000Z')).toEqual(['ReminderClaimed']);
    expect(tell(ClaimReminder, director, '2024-09-25T08:00:00.000Z')).toEqual([]);
  });
});

describe('a ladder', () => {
  it('goes out on the working day before, at nine in London, in winter as in summer', () => {
    const steps = ['-P14D', '-P7D', 'P0D', 'P1D'].map((at) => ({ at, offices: ['x'] }));
    expect(ladderOf({ dueOn: '2025-01-04' }, steps, calendar).rungs.map(({ rung, sendAt }) => [rung, sendAt])).toEqual([
      ['T-14d', '2024-12-20T09:00:00.000Z'],
      ['T-7d', '2024-12-27T09:00:00.000Z'],
      ['T', '2025-01-03T09:00:00.000Z'],
      ['T+1d', '2025-01-06T09:00:00.000Z'],
    ]);
    expect(ladderOf({ dueOn: '2024-10-02' }, steps, calendar).rungs[1]?.sendAt).toBe('2024-09-25T08:00:00.000Z');
  });
});
