import { describe, expect, it } from '@jest/globals';
import { type Offices } from '../authorities/index.js';
import { type Deadline, type DueReminder, type Reminder } from '../deadlines/index.js';
import { DeliveryAttempts } from './delivery-attempts.js';
import { leadsTo, toldAsWell, toldBecause, toldInstead, withoutAddress } from './escalate-reminders.js';
import { Rounds } from './rounds.js';

const DUE_AT = '2024-12-25T00:00:00.000Z';
const BEFORE = '2024-12-18T09:00:00.000Z';
const AFTER = '2024-12-27T09:00:00.000Z';

const offices: Offices = ['report-author', 'scrutiny', 'director', 'monitoring-officer'].map((office) => ({
  ...{ office, title: office, addresses: [`${office}@council.example`], retired: false },
}));
const without = (...gone: readonly string[]): Offices =>
  offices.map((held) => (gone.includes(held.office) ? { ...held, addresses: [] } : held));

type Escalated = Pick<Deadline, 'version' | 'dueAt' | 'rungs' | 'reminders'>;

const deadline = (
  sendAt: string,
  to: readonly string[],
  reminders: readonly Pick<Reminder, 'recipient' | 'status' | 'escalatesTo'>[] = [],
): Escalated => ({
  ...{ version: 1, dueAt: DUE_AT, rungs: [{ rung: 'T+1d', sendAt, offices: to }] },
  reminders: reminders.map((held) => ({ version: 1, rung: 'T+1d', at: AFTER, ...held })),
});
const reminder = (recipient: string): DueReminder => ({
  ...{ key: 'R22/round-1', version: 1, rung: 'T+1d', recipient, sendAt: AFTER, releases: 0, isReleased: false },
});

describe('an overdue notice', () => {
  it('goes to the next office as well', () => {
    expect(toldAsWell(reminder('report-author'), deadline(AFTER, ['report-author']), offices)).toBe('director');
    expect(toldAsWell(reminder('report-author'), deadline(AFTER, ['report-author']), without('director'))).toBe(
      'monitoring-officer',
    );
  });

  it('goes no further where the ladder tells the next office anyway', () => {
    const both = deadline(AFTER, ['report-author', 'director']);
    expect(toldAsWell(reminder('report-author'), both, offices)).toBeUndefined();
    expect(toldAsWell(reminder('director'), both, offices)).toBeUndefined();
  });

  it('is no reminder before the date, nor one to which another office escalated', () => {
    expect(toldAsWell(reminder('report-author'), deadline(BEFORE, ['report-author']), offices)).toBeUndefined();
    expect(toldAsWell(reminder('director'), deadline(AFTER, ['report-author']), offices)).toBeUndefined();
  });
});

describe('a reminder that failed', () => {
  it('goes to the next office that can be reached and has not failed itself', () => {
    expect(toldInstead(reminder('report-author'), deadline(BEFORE, []), offices)).toBe('director');
    const failed = deadline(BEFORE, [], [{ recipient: 'director', status: 'failed' }]);
    expect(toldInstead(reminder('report-author'), failed, offices)).toBe('monitoring-officer');
    const nobody = without('director', 'monitoring-officer');
    expect(toldInstead(reminder('report-author'), deadline(BEFORE, []), nobody)).toBeUndefined();
  });
});

describe('an office that may lead to another', () => {
  it('is before it in the chain, and not after it, nor beside it', () => {
    const settled = [
      ...offices.filter(({ office }) => office !== 'report-author'),
      { ...offices[0]!, escalatesTo: 'scrutiny' },
    ];
    expect(leadsTo('report-author', 'scrutiny', settled)).toBe(true);
    expect(leadsTo('report-author', 'director', settled)).toBe(true);
    expect(leadsTo('director', 'report-author', settled)).toBe(false);
    expect(leadsTo('scrutiny', 'scrutiny', settled)).toBe(false);
    expect(leadsTo('report-author', 'clerk', settled)).toBe(false);
    expect(leadsTo('scrutiny', 'clerk', settled)).toBe(false);
  });

  it('leads to none that leads back, so that neither waits for the other', () => {
    const circle = [
      { ...offices[0]!, escalatesTo: 'scrutiny' },
      { ...offices[1]!, escalatesTo: 'report-author' },
    ];
    expect(leadsTo('report-author', 'scrutiny', circle)).toBe(false);
    expect(leadsTo('scrutiny', 'report-author', circle)).toBe(false);
  });
});

describe('an office that the ladder does not tell', () => {
  it('reads why it is told', () => {
    const from = (status: Reminder['status']) =>
      deadline(AFTER, [], [{ recipient: 'report-author', status, escalatesTo: 'director' }]);
    const because = (recipient: string, status: Reminder['status']) =>
      toldBecause(reminder(recipient), from(status), titled);
    const titled = [
      { office: 'report-author', title: 'Community Safety Manager', addresses: [], retired: false },
      ...offices.filter(({ office }) => office !== 'report-author'),
    ];
    expect(because('director', 'failed')).toBe('Community Safety Manager could not be reached by mail');
    expect(because('director', 'sent')).toBe('the date has passed, and Community Safety Manager has been told too');
    expect(because('report-author', 'sent')).toBeUndefined();
    expect(toldBecause(reminder('director'), from('failed'), without('report-author'))).toBe(
      'report-author could not be reached by mail',
    );
  });
});

describe('an office that was retired', () => {
  const gone = offices.map((held) =>
    held.office === 'report-author' ? { ...held, addresses: [], retired: true, retiredOn: '2024-11-01' } : held,
  );

  it('is told as that, to whoever is told instead and in the record', () => {
    const failed = deadline(AFTER, [], [{ recipient: 'report-author', status: 'failed', escalatesTo: 'director' }]);
    expect(toldBecause(reminder('director'), failed, gone)).toBe(
      'report-author was retired on Friday 1 November 2024: this comes to director instead',
    );
    expect(withoutAddress('report-author', gone)).toBe(
      'the office report-author was retired on Friday 1 November 2024',
    );
    expect(withoutAddress('report-author', without('report-author'))).toBe(
      'the office report-author has no mail address',
    );
  });
});

describe('attempts to hand a mail over', () => {
  it('come ever more rarely, and end', () => {
    const attempts = new DeliveryAttempts({ most: 3, first: 60_000, longest: 60_000 });
    expect([attempts.wasRefused('a'), attempts.mustWait('a')]).toEqual([false, false]);
    attempts.unreached('a');
    expect([attempts.wasRefused('a'), attempts.mustWait('a')]).toEqual([true, false]);
    expect([attempts.refused('a'), attempts.mustWait('a')]).toEqual([false, true]);
    expect([attempts.refused('a'), attempts.refused('a')]).toEqual([false, true]);
    expect(attempts.wasRefused('b')).toBe(false);
    attempts.settled('a');
    expect([attempts.wasRefused('a'), attempts.mustWait('a')]).toEqual([false, false]);
  });
});

describe('a mail of which nobody said whether it was taken', () => {
  it('goes out again at once, then ever more rarely, and is given up', () => {
    const attempts = new DeliveryAttempts({ most: 3, first: 60_000, longest: 60_000 });
    expect([attempts.unanswered('a'), attempts.mustWait('a')]).toEqual([false, false]);
    expect([attempts.unanswered('a'), attempts.mustWait('a')]).toEqual([false, true]);
    expect(attempts.unanswered('a')).toBe(true);
  });

  it('is never taken for one that surely did not come, also where it was refused since', () => {
    const attempts = new DeliveryAttempts({ most: 3, first: 60_000, longest: 60_000 });
    attempts.unanswered('a');
    attempts.refused('a');
    attempts.unreached('a');
    expect(attempts.wasRefused('a')).toBe(false);
  });
});

describe('the rounds of a name', () => {
  it('take in all who came meanwhile, and overlap with none of that name', async () => {
    const seen: (readonly number[])[] = [];
    let goOn: (() => void) | undefined;
    let inside = 0;
    const rounds = new Rounds<number>(async (_name, items) => {
      inside += 1;
      expect(inside).toBe(1);
      seen.push([...items]);
      if (seen.length === 1) await new Promise<void>((resolve) => (goOn = resolve));
      inside -= 1;
    });
    const first = rounds.join('director', 1);
    await Promise.resolve();
    const others = [rounds.join('director', 2), rounds.join('director', 3)];
    goOn?.();
    await Promise.all([first, ...others]);
    expect(seen).toEqual([[1], [2, 3]]);
  });

  it('go on after one that failed, of which those in it are told', async () => {
    let runs = 0;
    const rounds = new Rounds<number>(() => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('no database')) : Promise.resolve();
    });
    await expect(rounds.join('director', 1)).rejects.toThrow('no database');
    await rounds.join('director', 2);
    expect(runs).toBe(2);
  });
});
