import { describe, expect, it } from '@jest/globals';
import { inTimeOf } from '../vocabulary/met.js';
import { entryOf, type FeedDeadline } from './feed-entry.js';

const inTime = ({ metOn = null, dueOn = '2024-10-02' }: Partial<FeedDeadline>): FeedDeadline['inTime'] =>
  metOn === null ? null : inTimeOf({ on: metOn }, dueOn);

const deadline = (more: Partial<FeedDeadline> = {}): FeedDeadline => ({
  ...{ authority: 'coventry', heldUnder: 'matter-89998002-3302-4b9a-955b-23d3be672599', key: 'R19/round-1' },
  ...{ subjectCategory: 'matter', subject: '89998002-3302-4b9a-955b-23d3be672599', version: 1 },
  ...{ title: 'Consultation round 1 closes', body: 'Cabinet', owner: 'community-safety', rule: 'R19', ruleVersion: 1 },
  ...{ basis: 'resolution', citation: 'the resolution of 9 July 2024', hardness: 'promised', dueOn: '2024-10-02' },
  ...{ dueAt: '2024-10-02T23:00:00.000Z', becomes: null },
  ...{ explained: 'the window ends on Wednesday 2 October 2024', status: 'running' },
  ...{ changedAt: '2024-07-10T09:00:00.000Z', metOn: null, metKnown: null, inTime: inTime(more) },
  ...{ waived: null, moves: [], changes: [], suspensions: [] },
  rungs: [
    { rung: 'T-7d', sendAt: '2024-09-25T08:00:00.000Z', offices: ['community-safety'] },
    { rung: 'T-2d', sendAt: '2024-09-30T08:00:00.000Z', offices: ['community-safety', 'director'] },
    { rung: 'T', sendAt: '2024-09-30T08:00:00.000Z', offices: ['community-safety'] },
  ],
  ...more,
});
const SUSPENSION = {
  ...{ from: '2024-09-01', days: 0, by: 'Cabinet', capacity: 'authorising body', reason: 'an election was called' },
};
const ALL = { scope: { kind: 'authority' } } as const;
const sequence = (more: Partial<FeedDeadline>): number => entryOf(deadline(more), ALL).sequence;

describe('a deadline in a calendar', () => {
  it('has an id that follows from its stream and key, and is what it was when somebody subscribed', () => {
    expect(entryOf(deadline(), ALL).uid).toBe('3ca34d9b-ba96-57f0-8c54-9277e1c499f2');
    expect(entryOf(deadline({ dueOn: '2025-01-01', title: 'Another', status: 'met', version: 9 }), ALL).uid).toBe(
      entryOf(deadline(), ALL).uid,
    );
    const others = [{ authority: 'rugby' }, { heldUnder: 'plan-8' }, { key: 'R19/round-2' }, {}];
    expect(new Set(others.map((more) => entryOf(deadline(more), ALL).uid)).size).toBe(4);
  });

  it('begins with what is due, so that those of one plan can be told apart', () => {
    const plan = 'Community Safety Partnership Plan 2025-2028';
    const entry = entryOf(deadline({ title: `${plan}: monitoring of quarter 1` }), { ...ALL, subjectTitle: plan });
    expect(entry.summary).toBe(`Monitoring of quarter 1: ${plan}`);
  });

  it('says what satisfies it, with the command that records it, as long as it is to be done', () => {
    const satisfied = (status: FeedDeadline['status']) =>
      entryOf(deadline({ rule: 'R22', status }), ALL).description.includes(
        '\nSatisfied by: publishing the results (record-consultation-results-published)\n',
      );
    expect((['running', 'passed', 'suspended'] as const).map(satisfied)).toEqual([true, true, true]);
    expect((['met', 'waived', 'superseded'] as const).map(satisfied)).toEqual([false, false, false]);
    expect(entryOf(deadline({ becomes: 'CloseConsultation' }), ALL).description).not.toContain('Satisfied by');
  });

  it('has a sequence that rises whatever becomes of it, and when its date moves', () => {
    const paths: readonly (readonly FeedDeadline['status'][])[] = [
      ['running', 'passed', 'met'],
      ['running', 'waived'],
      ['running', 'superseded'],
    ];
    for (const path of paths) {
      const sequences = [...path.map((status) => sequence({ status })), sequence({ version: 2, status: 'running' })];
      expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
    }
    expect(sequence({})).toBe(0);
  });

  it('has a sequence that rises when another office owes it or is reminded of it, and falls at no later date', () => {
    const owner = { of: 'owner', from: 'community-safety', to: 'clerk', cause: 'settled' } as const;
    const ladder = { of: 'ladder', cause: 'settled' } as const;
    const changes = [owner, ladder, ladder, ladder, ladder, ladder, ladder];
    const sequences = [
      sequence({}),
      sequence({ changes: [owner] }),
      sequence({ changes }),
      sequence({ version: 2, changes }),
    ];
    expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  });

  it('has a sequence that rises when it is suspended, and when it runs again, though on the same day', () => {
    const open = { ...SUSPENSION, days: 0 };
    const sequences = [
      sequence({}),
      sequence({ status: 'suspended', suspensions: [open] }),
      sequence({ suspensions: [{ ...open, until: open.from }] }),
      sequence({ version: 2, suspensions: [{ ...open, until: '2024-09-15', days: 14 }] }),
    ];
    expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  });

  it('says while it is suspended since when, by whom and why, and reminds nobody', () => {
    const { summary, description, alarms, status } = entryOf(
      deadline({ status: 'suspended', suspensions: [SUSPENSION] }),
      ALL,
    );
    expect(summary).toBe('Suspended: Consultation round 1 closes');
    expect(description.split('\n')[0]).toBe(
      'Due on Wednesday 2 October 2024 before its clock was stopped from Sunday 1 September 2024 by Cabinet (authorising body): an election was called.',
    );
    expect({ alarms, status }).toEqual({ alarms: [], status: 'CONFIRMED' });
  });

  it('reminds on the mornings of its ladder, each once; an office on those on which it is told', () => {
    const mornings = ['2024-09-25T08:00:00.000Z', '2024-09-30T08:00:00.000Z'];
    expect(entryOf(deadline(), ALL).alarms).toEqual(mornings);
    expect(entryOf(deadline({ status: 'passed' }), ALL).alarms).toEqual(mornings);
    expect(entryOf(deadline(), { scope: { kind: 'office', of: 'director' } }).alarms).toEqual(mornings.slice(1));
    for (const status of ['met', 'waived', 'superseded'] as const)
      expect(entryOf(deadline({ status }), ALL).alarms).toEqual([]);
  });

  it.each([
    [
      'passed',
      {},
      'Due on Wednesday 2 October 2024. The date has passed and nothing on record shows that it was done.',
    ],
    ['met', { metOn: '2024-10-02' }, 'Due on Wednesday 2 October 2024. Done on Wednesday 2 October 2024.'],
    [
      'met',
      { metOn: '2024-10-31', metKnown: '2024-10', inTime: 'not known' },
      'Due on Wednesday 2 October 2024. Done in October 2024: whether by its day is not known.',
    ],
    [
      'met',
      { metOn: '2025-02-01', metKnown: 'unknown', inTime: 'not known' },
      'Due on Wednesday 2 October 2024. Done on a day that is not known: whether by its day is not known.',
    ],
    [
      'met',
      { metOn: '2024-10-03' },
      'Due on Wednesday 2 October 2024. Done on Thursday 3 October 2024, after its day.',
    ],
    [
      'superseded',
      { changes: [{ of: 'supersession', version: 1, reason: 'it no longer applies: the record was corrected' }] },
      'It was due on Wednesday 2 October 2024, and it no longer applies: the record was corrected.',
    ],
  ] as const)('says what became of it: %s %j', (status, more, words) => {
    expect(entryOf(deadline({ status, ...more }), ALL).description.split('\n')[0]).toBe(words);
  });

  it.each([
    [
      'forecast',
      'running',
      'Expected by Wednesday 2 October 2024. It is a forecast: it may slip, and nothing is breached then.',
    ],
    [
      'forecast',
      'passed',
      'Expected by Wednesday 2 October 2024. The date has passed and nothing on record shows that it was done: the forecast has slipped; nothing is breached.',
    ],
    ['forecast', 'superseded', 'It was expected by Wednesday 2 October 2024, and it no longer applies.'],
    [
      'target',
      'running',
      'Target date Wednesday 2 October 2024. It is a target: if it is missed, nothing is breached.',
    ],
    [
      'target',
      'passed',
      'Target date Wednesday 2 October 2024. The date has passed and nothing on record shows that it was done: it counts as missed; nothing is breached.',
    ],
    ['target', 'waived', 'Target date Wednesday 2 October 2024, and waived.'],
    ['hard', 'running', 'Due on Wednesday 2 October 2024, the last day on which it is in time.'],
  ] as const)('is spoken of as firmly as it is: %s, %s', (hardness, status, words) => {
    const { summary, description } = entryOf(deadline({ rule: 'R44', hardness, status }), ALL);
    expect(description.split('\n')[0]).toBe(words);
    expect(/\b(over)?due\b|\bowed\b/i.test(`${summary} ${description}`)).toBe(hardness === 'hard');
  });

  it('has a window open on its first day, which no day before or after would be in time for', () => {
    const { description } = entryOf(deadline({ title: 'Consultation opens', key: 'R19/resolution/2' }), ALL);
    expect(description.split('\n')[0]).toBe('Due on Wednesday 2 October 2024, and on no day before or after.');
    const other = entryOf(deadline({ rule: 'R44' }), ALL).description;
    expect(other.split('\n')[0]).toBe('Due on Wednesday 2 October 2024, the last day on which it is in time.');
  });

  it.each([
    ['running', {}, 'The consultation closes at the end of Wednesday 2 October 2024.', ''],
    [
      'running',
      { dueAt: '2024-10-02T16:00:00.000Z' },
      'The consultation closes at 17:00 on Wednesday 2 October 2024.',
      '',
    ],
    [
      'passed',
      {},
      'The consultation closes at the end of Wednesday 2 October 2024. The window is over: the consultation has closed.',
      '',
    ],
    [
      'met',
      { metOn: '2024-09-02' },
      'The consultation closes at the end of Wednesday 2 October 2024. Closed on Monday 2 September 2024, before its day: the window that was promised was not kept.',
      'Closed: ',
    ],
    [
      'running',
      { becomes: 'CommencePlan', dueAt: '2024-10-01T23:00:00.000Z' },
      'The plan commences at the start of Wednesday 2 October 2024.',
      '',
    ],
    [
      'running',
      { becomes: 'LapsePlan' },
      'The plan lapses at the end of Wednesday 2 October 2024, unless it is extended or another plan takes its place.',
      '',
    ],
    [
      'met',
      { becomes: 'LapsePlan', rule: 'R38', metOn: '2024-09-02' },
      'The plan lapses at the end of Wednesday 2 October 2024. Renewed on Monday 2 September 2024.',
      'Renewed: ',
    ],
    [
      'superseded',
      { becomes: 'LapsePlan' },
      'It was set for Wednesday 2 October 2024, and it no longer applies.',
      'No longer happens: ',
    ],
  ] as const)('makes no debt of what happens by itself: %s %j', (status, more, words, mark) => {
    const entry = entryOf(deadline({ becomes: 'CloseConsultation', status, ...more }), ALL);
    expect(entry.summary).toBe(`${mark}Consultation round 1 closes`);
    expect(entry.description.split('\n')[0]).toBe(words);
    expect(entry.description).toMatch(/\nResponsible office: community-safety\nDecided by: Cabinet\n/);
    expect(`${entry.summary} ${entry.description}`).not.toMatch(/\b(over)?due\b|\bowed\b|in time/i);
  });

  it('says when only the mornings of its reminders changed, and still from when it moved before', () => {
    const [from, date] = [
      { dueOn: '2024-09-25', dueAt: '2024-09-25T23:00:00.000Z' },
      { dueOn: '2024-10-02', dueAt: '2024-10-02T23:00:00.000Z' },
    ];
    const moves = [
      { from, to: date, cause: 'it was extended' },
      { from: date, to: date, cause: 'a new holiday' },
    ];
    expect(entryOf(deadline({ moves }), ALL).description).toContain(
      '\nOther mornings for its reminders: a new holiday\nMoved from Wednesday 25 September 2024: it was extended\n',
    );
    expect(entryOf(deadline({ moves: moves.slice(1) }), ALL).description).not.toMatch(/Moved|Counted again/);
    expect(entryOf(deadline({ moves: moves.slice(0, 1) }), ALL).description).not.toContain('Other mornings');
  });

  it('says that the same day was counted again, and why, and alarms nobody by it', () => {
    const count = { of: 'count', version: 1, cause: 'another calendar was settled', explained: 'other days' } as const;
    const recounted = deadline({ changes: [count], changedAt: '2024-08-01T09:00:00.000Z' });
    const { description, sequence: after, changedAt } = entryOf(recounted, ALL);
    expect(description).toContain('\nCounted again, to the same day: another calendar was settled\n');
    expect({ after, changedAt }).toEqual({ after: sequence({}), changedAt: '2024-08-01T09:00:00.000Z' });
    const moved = deadline({ changes: [count], version: 2 });
    expect(entryOf(moved, ALL).description).not.toContain('Counted again');
  });

  it('leads to where it can be read, where that is known', () => {
    expect(entryOf(deadline(), { ...ALL, url: 'https://council.example/x' }).url).toBe('https://council.example/x');
    expect(entryOf(deadline(), ALL)).not.toHaveProperty('url');
  });
});
