import { describe, expect, it } from '@jest/globals';
import { consequenceOf } from './consequence.js';
import { type Letter, type Notice } from './notice.js';
import { isLate, mailsFor, type Sending } from './reminder-mails.js';
import { rendered } from './render.js';

const NOTICE: Notice = {
  title: 'Consultation round 1 closes',
  of: { category: 'matter', title: 'Coventry Community Safety Partnership Plan' },
  body: 'Cabinet',
  owner: 'Community Safety Team',
  dueOn: '2024-10-02',
  dueAt: '2024-10-02T23:00:00.000Z',
  explained: 'from Wednesday 10 July 2024 to Wednesday 2 October 2024, both included',
  rule: 'R19',
  basis: 'resolution',
  citation: 'resolution 2) of Cabinet, 9 July 2024',
  hardness: 'promised',
  becomes: 'CloseConsultation',
  link: 'https://minutebook.council.example/v1/authorities/coventry/matters/1/deadlines',
};
/** Owed, and not what happens by itself. */
const { becomes: _, ...TOLD } = NOTICE;
const OWED: Notice = { ...TOLD, title: 'The results are published' };
const letter = (more: Partial<Letter> = {}, notice: Partial<Notice> = {}): Letter => ({
  ...{ to: 'Community Safety Partnership Manager', authority: 'coventry' },
  now: '2024-09-25T08:00:00.000Z',
  notices: [{ ...NOTICE, ...notice }],
  ...{ late: false, resent: false },
  ...more,
});

describe('the mail of a reminder', () => {
  it('says in plain words what is due, to whom, by when, why, and what happens then', () => {
    const { subject, text } = rendered(letter());
    expect(subject).toBe(
      'On Wednesday 2 October 2024: Consultation round 1 closes: Coventry Community Safety Partnership Plan',
    );
    expect(text).toBe(`To: Community Safety Partnership Manager (coventry)

Consultation round 1 closes
  Happens:            at the end of Wednesday 2 October 2024, in 7 days
  Matter:             Coventry Community Safety Partnership Plan
  Responsible office: Community Safety Team
  Decided by:         Cabinet
  Why this date:      from Wednesday 10 July 2024 to Wednesday 2 October 2024, both included
  Rule:               R19 (promised, by resolution)
  Basis:              resolution 2) of Cabinet, 9 July 2024
  What happens then:  The consultation closes by itself then.
  https://minutebook.council.example/v1/authorities/coventry/matters/1/deadlines

-- 
Please do not reply: this mailbox is not read.
`);
  });

  it('calls no statute broken by what only a cadence gives, settled or usual, and no resolution by what was asked outside it', () => {
    const then = (rule: string, hardness: Notice['hardness']) => consequenceOf({ rule, hardness }, false);
    expect(then('R37', 'soft')).toBe(
      'If it is not done by then, the plan has not been brought up to date by its day; if there is a reason, record it.',
    );
    expect(then('R36', 'soft')).not.toMatch(/statutory|duty|breach|settled/);
    expect(then('R49', 'promised')).toBe(
      'If it is not done by then, what the body asked for has not been done in time.',
    );
  });

  it('says what satisfies what is to be done, with the command that records it, and of what happens by itself nothing', () => {
    const { text, html } = rendered({ ...letter(), notices: [{ ...OWED, rule: 'R22' }] });
    const words = 'publishing the results (record-consultation-results-published)';
    expect(text).toContain(`Satisfied by:      ${words}\n`);
    expect(html).toContain(`<dt><b>Satisfied by</b></dt><dd>${words}</dd>`);
    expect(rendered(letter()).text).not.toContain('Satisfied by');
  });

  it('says what is still open of what is done part by part', () => {
    const { text } = rendered(letter({}, { stillOpen: '2)a) has no answer yet' }));
    expect(text).toMatch(/^ {2}Still open: +2\)a\) has no answer yet$/m);
    expect(rendered(letter()).text).not.toContain('Still open');
  });

  it('says from when the date moved, and why', () => {
    const moved = {
      from: 'Wednesday 2 October 2024',
      cause: 'the consultation was extended on Monday 30 September 2024',
    };
    const { text, html } = rendered(letter({}, { moved }));
    const words = `from Wednesday 2 October 2024, because ${moved.cause}`;
    expect(text).toMatch(new RegExp(`^  Moved: +${words}$`, 'm'));
    expect(html).toContain(`<dt><b>Moved</b></dt><dd>${words}</dd>`);
    expect(rendered(letter()).text).not.toContain('Moved');
  });

  it('says the same in HTML', () => {
    expect(rendered(letter()).html).toBe(`<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>On Wednesday 2 October 2024: Consultation round 1 closes: Coventry Community Safety Partnership Plan</title></head><body>
<p>To: Community Safety Partnership Manager (coventry)</p>
<h2>Consultation round 1 closes</h2>
<dl>
<dt><b>Happens</b></dt><dd>at the end of Wednesday 2 October 2024, in 7 days</dd>
<dt><b>Matter</b></dt><dd>Coventry Community Safety Partnership Plan</dd>
<dt><b>Responsible office</b></dt><dd>Community Safety Team</dd>
<dt><b>Decided by</b></dt><dd>Cabinet</dd>
<dt><b>Why this date</b></dt><dd>from Wednesday 10 July 2024 to Wednesday 2 October 2024, both included</dd>
<dt><b>Rule</b></dt><dd>R19 (promised, by resolution)</dd>
<dt><b>Basis</b></dt><dd>resolution 2) of Cabinet, 9 July 2024</dd>
<dt><b>What happens then</b></dt><dd>The consultation closes by itself then.</dd>
</dl>
<p><a href="https://minutebook.council.example/v1/authorities/coventry/matters/1/deadlines">Read the deadline in Minutebook</a></p>
<hr><p><small>Please do not reply: this mailbox is not read.</small></p>
</body></html>
`);
  });

  it('speaks of the day itself, and of one that has gone by', () => {
    const on = (day: string) => rendered({ ...letter({ now: `${day}T08:00:00.000Z` }), notices: [OWED] });
    expect(on('2024-10-02').subject).toBe(
      'Due today, Wednesday 2 October 2024: The results are published: Coventry Community Safety Partnership Plan',
    );
    const over = on('2024-10-03');
    expect(over.subject).toBe(
      'Overdue since Wednesday 2 October 2024: The results are published: Coventry Community Safety Partnership Plan',
    );
    expect(over.text).toMatch(/^ {2}Was due: +by the end of Wednesday 2 October 2024, one day ago$/m);
    expect(over.text).toContain(
      'Nothing on record shows that it was done. If it was not, the council has not done in time what it resolved to do.',
    );
    expect(over.text).toContain('Reminders stop once it is recorded in Minutebook that it has been done.');
  });

  it.each([
    [
      'CloseConsultation',
      'The consultation closes by itself then.',
      'The window is over: the consultation has closed.',
    ],
    ['CommencePlan', 'The plan commences by itself then.', 'The plan has commenced.'],
    [
      'LapsePlan',
      'The plan lapses by itself then, unless it is extended or another plan takes its place.',
      'The term is over: the plan has lapsed, unless it was extended or another plan took its place.',
    ],
  ])('makes no debt of what happens by itself, before and after: %s', (becomes, then, since) => {
    const on = (day: string) => rendered(letter({ now: `${day}T08:00:00.000Z` }, { becomes }));
    const [before, onTheDay, after] = [on('2024-09-25'), on('2024-10-02'), on('2024-10-03')];
    expect(onTheDay.subject).toBe(
      'Today, Wednesday 2 October 2024: Consultation round 1 closes: Coventry Community Safety Partnership Plan',
    );
    expect(after.subject).toBe(
      'Was on Wednesday 2 October 2024: Consultation round 1 closes: Coventry Community Safety Partnership Plan',
    );
    expect(before.text).toMatch(/^ {2}Happens: +at the end of Wednesday 2 October 2024, in 7 days$/m);
    expect(after.text).toMatch(/^ {2}Happened: +at the end of Wednesday 2 October 2024, one day ago$/m);
    expect([before.text.includes(then), after.text.includes(since)]).toEqual([true, true]);
    for (const { subject, text, html } of [before, onTheDay, after])
      for (const words of [subject, text, html])
        expect(words).not.toMatch(/\b(over)?due\b|\bowed\b|if it is not done/i);
  });

  it('says that what happens at the start of its day does, and what has a time at that time', () => {
    const commences = { becomes: 'CommencePlan', dueOn: '2025-04-01', dueAt: '2025-03-31T23:00:00.000Z' };
    expect(rendered(letter({}, commences)).text).toMatch(/^ {2}Happens: +at the start of Tuesday 1 April 2025, /m);
    expect(rendered(letter({}, { dueAt: '2024-10-02T16:00:00.000Z' })).text).toMatch(
      /^ {2}Happens: +at 17:00 on Wednesday 2 October 2024, /m,
    );
  });

  it.each([
    [
      'forecast',
      '2024-09-25',
      'Expected by',
      'Expected: +by the end of',
      'the forecast has slipped; nothing is breached',
    ],
    ['forecast', '2024-10-02', 'Expected today,', 'Expected: +by the end of', 'nothing is breached'],
    ['forecast', '2024-10-03', 'Was expected by', 'Was expected: +by the end of', 'nothing is breached'],
    ['target', '2024-09-25', 'Target date', 'Target date: +the end of', 'it counts as missed; nothing is breached'],
    ['target', '2024-10-02', 'Target date today,', 'Target date: +the end of', 'nothing is breached'],
    ['target', '2024-10-03', 'Target date was', 'Target date was: +the end of', 'nothing is breached'],
  ] as const)('makes no debt of a %s: %s', (hardness, day, beginning, line, consequence) => {
    const notice = { ...OWED, hardness };
    const { subject, text, html } = rendered({ ...letter({ now: `${day}T08:00:00.000Z` }), notices: [notice] });
    expect(subject).toBe(
      `${beginning} Wednesday 2 October 2024: The results are published: Coventry Community Safety Partnership Plan`,
    );
    expect(text).toMatch(new RegExp(`^  ${line} Wednesday 2 October 2024`, 'm'));
    expect(text).toContain(consequence);
    for (const words of [subject, text, html]) expect(words).not.toMatch(/\b(over)?due\b|\bowed\b/i);
  });

  it.each(['hard', 'soft', 'constitutional', 'promised'] as const)('calls due what is %s', (hardness) => {
    const over = { ...letter({ now: '2024-10-03T08:00:00.000Z' }), notices: [{ ...OWED, hardness }] };
    const { subject, text } = rendered(over);
    expect(subject).toBe(
      'Overdue since Wednesday 2 October 2024: The results are published: Coventry Community Safety Partnership Plan',
    );
    expect(text).toMatch(/^ {2}Owed by: +Community Safety Team\n {2}Owed to: +Cabinet$/m);
  });

  it('says that it comes late, that it may have come before, and why it comes to this office', () => {
    const { text } = rendered(letter({ late: true, resent: true }, { toldBecause: 'report-author has no address' }));
    expect(text).toContain('This comes late');
    expect(text).toContain('You may have received this mail before');
    expect(text).toMatch(/Why you are receiving this: +report-author has no address/);
  });

  it('bears several deadlines, what is due first at the head of all', () => {
    const later = {
      ...NOTICE,
      title: 'The results are published',
      dueOn: '2024-12-25',
      dueAt: '2024-12-26T00:00:00.000Z',
    };
    const two = rendered(letter({ late: true, notices: [later, NOTICE] }));
    expect(two.subject).toBe(
      'On Wednesday 2 October 2024: Consultation round 1 closes: Coventry Community Safety Partnership Plan (and one more)',
    );
    expect(two.text.indexOf('Consultation round 1 closes')).toBeLessThan(two.text.indexOf('The results are published'));
    expect(two.text).toContain('These reminders come late: they could not be sent in time.');
    expect(two.html.match(/<h2>/g)).toHaveLength(2);
    const long = rendered(letter({ notices: [{ ...NOTICE, title: '😀'.repeat(300) }, later, later] })).subject;
    const of = 'Coventry Community Safety Partnership Plan';
    expect([Array.from(long).length, long.endsWith(`😀…: ${of} (and 2 more)`)]).toEqual([180, true]);
  });

  const words = (count: number): string => Array.from({ length: count }, (_, at) => `word${at + 1}`).join(' ');
  it.each([
    ['what is due', 'Consultation round 1 closes', words(45), /: Consultation round 1 closes: word1 word2 .*word\d+…$/],
    [
      'both of them',
      `Requested by Cabinet: ${words(40)}`,
      words(45),
      /: Requested by Cabinet: word1 .*…: word1 word2 .*word\d+…$/,
    ],
    [
      'a plan',
      `${words(45)}: monitoring of quarter 1`,
      words(45),
      /: Monitoring of quarter 1: word1 word2 .*word\d+…$/,
    ],
    ['what becomes of it', `${words(45)} commences`, words(45), /: word1 word2 .*word\d+… commences$/],
  ])('keeps of a long subject what is due, and how its matter or plan begins: %s', (_what, title, of, expected) => {
    const { subject } = rendered(letter({}, { title, of: { category: 'matter', title: of } }));
    expect(subject).toMatch(expected);
    expect(subject.length).toBeLessThanOrEqual(180);
    expect(subject.length).toBeGreaterThan(160);
  });

  it('lets no title become markup, a header, or longer than a subject may be', () => {
    const title = '<img src=x onerror="alert(1)">\r\nBcc: all@council.example\u2028\u202eabc';
    const { subject, text, html } = rendered(letter({}, { title, link: 'https://x.example/"><script>' }));
    expect(subject).toBe(
      'On Wednesday 2 October 2024: <img src=x onerror="alert(1)"> Bcc: all@council.example abc: Coventry Community Safety Partnership Plan',
    );
    expect(html).not.toMatch(/<img|<script/);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    expect(text).not.toMatch(/^Bcc:/m);
    expect(Array.from(rendered(letter({}, { title: '😀'.repeat(300) })).subject)).toHaveLength(180);
  });

  it('says what follows of a command that it has no words for', () => {
    expect(consequenceOf({ becomes: 'OpenNextRound', rule: 'R19', hardness: 'hard' }, false)).toContain(
      'open next round',
    );
  });
});

describe('the mails of one office', () => {
  const NINE = '2024-09-25T08:00:00.000Z';
  const due = (id: string, sendAt = NINE, messageId?: string): Sending => ({
    ...{ id, sendAt },
    ...(messageId === undefined ? {} : { claimed: { messageId, at: NINE } }),
  });
  const idsOf = (dues: readonly Sending[], now: string): readonly (readonly string[])[] =>
    mailsFor(dues, now, 'x.example').map(({ sendings }) => sendings.map(({ id }) => id));

  it('are one for all that is to go out at one instant', () => {
    const ten = '2024-09-25T09:00:00.000Z';
    expect(idsOf([due('a'), due('b')], '2024-09-25T08:00:01.000Z')).toEqual([['a', 'b']]);
    expect(idsOf([due('a'), due('b', ten), due('c')], ten)).toEqual([['a', 'c'], ['b']]);
    expect(idsOf([], NINE)).toEqual([]);
    expect(idsOf([due('a')], ten)).toEqual([['a']]);
    expect(isLate(due('a'), ten)).toBe(false);
    expect(isLate(due('a'), '2024-09-25T09:00:00.001Z')).toBe(true);
  });

  it('are one digest where any is late', () => {
    expect(idsOf([due('a', '2024-09-18T08:00:00.000Z'), due('b')], '2024-09-25T08:00:01.000Z')).toEqual([['a', 'b']]);
  });

  it('have ids that follow from what they bear', () => {
    const [one] = mailsFor([due('a')], NINE, 'x.example');
    const [again] = mailsFor([due('a')], '2024-12-01T08:00:00.000Z', 'x.example');
    const [other] = mailsFor([due('b')], NINE, 'x.example');
    expect(one?.messageId).toMatch(/^[0-9a-f-]{36}@x\.example$/);
    expect(again?.messageId).toBe(one?.messageId);
    expect(other?.messageId).not.toBe(one?.messageId);
  });

  it('go out again under the id under which they were taken for sending, apart from what came since', () => {
    const again = mailsFor([due('a', NINE, 'held@x.example'), due('b')], '2024-09-25T08:00:01.000Z', 'x.example');
    expect(again).toMatchObject([
      { messageId: 'held@x.example', resent: true, sendings: [{ id: 'a' }] },
      { resent: false, sendings: [{ id: 'b' }] },
    ]);
  });

  it('are completed where one was being put together, and was surely never sent', () => {
    const late = '2024-10-01T08:00:00.000Z';
    for (const now of [NINE, late]) {
      const [mail] = mailsFor([due('a'), due('b')], now, 'x.example');
      const begun = { ...due('a', NINE, mail?.messageId), claimed: { messageId: mail?.messageId ?? '', at: now } };
      const whole = [{ messageId: mail?.messageId, resent: false, sendings: [{ id: 'a' }, { id: 'b' }] }];
      expect(mailsFor([begun, due('b')], late, 'x.example')).toMatchObject(whole);
      const next = '2024-10-02T08:00:00.000Z';
      expect(mailsFor([begun, due('b'), due('c', next)], next, 'x.example')).toMatchObject([
        ...whole,
        { sendings: [{ id: 'c' }] },
      ]);
    }
  });

  it('are completed where a digest of several mornings was being put together', () => {
    const [now, next] = ['2024-10-01T08:30:00.000Z', '2024-10-02T08:00:00.000Z'];
    const both = [due('a'), due('b', '2024-10-01T08:00:00.000Z')] as const;
    const [digest] = mailsFor(both, now, 'x.example');
    const begun = { ...due('a'), claimed: { messageId: digest?.messageId ?? '', at: now } };
    expect(mailsFor([begun, both[1], due('c', next)], next, 'x.example')).toMatchObject([
      { messageId: digest?.messageId, resent: false, sendings: [{ id: 'a' }, { id: 'b' }] },
      { sendings: [{ id: 'c' }] },
    ]);
  });
});
