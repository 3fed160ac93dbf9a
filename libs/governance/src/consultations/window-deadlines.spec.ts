import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Fact, foldAll } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { matterSubject, matterTold } from '../matter.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { IDS, told } from '../testing/golden.js';
import { USUAL_TERMS } from '../vocabulary/rules.js';

const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: USUAL_TERMS };
const WINDOW = { opensOn: '2024-09-09', closesOn: '2024-10-18' };
const OFFICES = ['report-author', 'community-safety'];

const part = (number: number, window?: typeof WINDOW) => ({
  ...{ part: number, verb: 'Authorises', text: 'Authorises a consultation.', answers: [] },
  meaning: 'authorises a consultation' as const,
  ...(window === undefined ? {} : { window }),
});
const passed = (changes: { resolution?: string; body?: string; window?: typeof WINDOW | undefined } = {}) => {
  const { window, ...parts } = { window: WINDOW, ...changes };
  return told('ResolutionPassed', { ...parts, parts: [part(1, window)] });
};
const opened = (on: string, round = 1, resolution: string | undefined = IDS.RESOLUTION): Fact => ({
  type: 'ConsultationOpened',
  data: {
    ...{ occurredOn: on, round, window: { opensOn: on, closesOn: '2024-10-18' }, describedAs: 'a consultation' },
    ...(resolution === '' ? {} : { authorisedBy: { resolution, part: 1 } }),
  },
});

const clocks = (...facts: readonly Fact[]) => {
  const { entries } = foldAll(matterSubject, recorded([told('MatterOpened'), ...facts]));
  return matterDeadlines(matterTold(entries).matter, terms);
};
const at = (key: string, ...facts: readonly Fact[]) => clocks(...facts).find((one) => one.key === key);

const OPENS = `R19/${IDS.RESOLUTION}/1`;
const CLOSES = 'R19/round-1';

describe('a consultation that a resolution authorised', () => {
  it('is to be opened on the first day of its window, and is reminded of that morning, whether or not anybody opens it', () => {
    expect(clocks(passed())).toMatchObject([
      {
        ...{ key: OPENS, title: 'Consultation opens', body: 'Cabinet', dueOn: '2024-09-09', startedBy: factIdAt(1) },
        ...{ dueAt: '2024-09-09T23:00:00.000Z', rule: { id: 'R19', hardness: 'promised', basis: 'resolution' } },
        explained: 'the resolution has the consultation open on Monday 9 September 2024',
        rungs: [{ rung: 'open', sendAt: '2024-09-09T08:00:00.000Z', offices: OFFICES }],
      },
    ]);
    expect(clocks(passed())[0]?.met).toBeUndefined();
  });

  it('reminds of its opening by the step that the authority settled for it, and by none where it settled none', () => {
    const steps = (...ladder: readonly string[]) => {
      const R19 = { owner: 'clerk', ladder: ladder.map((step) => ({ at: step, offices: ['clerk'] })) };
      const { entries } = foldAll(matterSubject, recorded([told('MatterOpened'), passed()]));
      const [opens] = matterDeadlines(matterTold(entries).matter, { ...terms, rules: { R19 } });
      return [opens?.owner, ...(opens?.rungs ?? []).map(({ rung }) => rung)];
    };
    expect(steps('half-way', 'open', '-P7D', 'P1D')).toEqual(['clerk', 'open']);
    expect(steps('half-way', '-P7D', 'P0D')).toEqual(['clerk']);
  });

  it('is met by the round that is opened by that part, on its day or late, and by no other', () => {
    expect(at(OPENS, passed(), opened('2024-09-09'))?.met).toEqual({ on: '2024-09-09', by: factIdAt(2) });
    expect(at(OPENS, passed(), opened('2024-09-12'))?.met?.on).toBe('2024-09-12');
    expect(at(OPENS, passed(), opened('2024-09-09', 1, ''))?.met).toBeUndefined();
    const second = passed({ resolution: IDS.REPORT });
    expect(at(OPENS, passed(), second, opened('2024-09-09', 1, IDS.REPORT))?.met).toBeUndefined();
    const both = [opened('2024-09-09'), opened('2024-09-20', 2)];
    expect(at(OPENS, passed(), ...both)?.met?.on).toBe('2024-09-09');
  });

  it('has no day to be opened on where the resolution gives no dates', () => {
    expect(clocks(passed({ window: undefined }))).toEqual([]);
  });

  it('is to be opened on the day that the resolution is corrected to give, by the same clock', () => {
    const correction = told('RecordCorrected', {
      ...{ fact: factIdAt(1), mistakeIn: 'record' as const, reason: 'The minute says 16 September.' },
      changes: [{ pointer: '/parts/0/window/opensOn', asRecorded: '2024-09-09', asCorrected: '2024-09-16' }],
    });
    expect(clocks(passed(), correction)).toMatchObject([{ key: OPENS, dueOn: '2024-09-16' }]);
  });
});

describe('the body to which the close of a round and its results are owed', () => {
  const closed = (round: number): Fact => ({ type: 'ConsultationClosed', data: { occurredOn: '2024-10-18', round } });
  const bodies = (...facts: readonly Fact[]) =>
    clocks(...facts)
      .filter(({ key }) => key.includes('/round-'))
      .map(({ key, body }) => [key, body]);

  it('is the one that authorised that round, whichever authorised another', () => {
    const licensing = passed({ resolution: IDS.REPORT, body: 'Licensing Committee' });
    const rounds = [opened('2024-09-09'), closed(1), opened('2024-09-10', 2, IDS.REPORT), closed(2)];
    expect(bodies(passed(), licensing, ...rounds)).toEqual([
      ['R19/round-1', 'Cabinet'],
      ['R22/round-1', 'Cabinet'],
      ['R19/round-2', 'Licensing Committee'],
      ['R22/round-2', 'Licensing Committee'],
    ]);
  });

  it('is it also where it gave no dates', () => {
    const undated = passed({ body: 'Corporate Committee', window: undefined });
    expect(bodies(undated, opened('2024-09-09'))).toEqual([['R19/round-1', 'Corporate Committee']]);
  });

  it('is none on record where no resolution on record authorises it, and that is what its date cites', () => {
    const unauthorised = [passed(), opened('2024-09-09', 1, ''), closed(1)];
    expect(bodies(...unauthorised)).toEqual([
      ['R19/round-1', 'no body on record'],
      ['R22/round-1', 'no body on record'],
    ]);
    const { basis, citation } = at(CLOSES, ...unauthorised)?.rule ?? {};
    expect([basis, citation]).toEqual([
      'practice',
      'the window as it was announced, for no resolution on record authorises the consultation; R v Brent LBC ex p Gunning (1985)',
    ]);
  });
});

describe('the results of a consultation', () => {
  const results = (...facts: readonly Fact[]) => at('R22/round-1', passed(), opened('2024-09-09'), ...facts);

  it('are a target of twelve weeks after the day on which it was closed, once it was', () => {
    expect(results()).toBeUndefined();
    const closed = { type: 'ConsultationClosed', data: { occurredOn: '2024-10-11', round: 1 } };
    expect(results(closed)).toMatchObject({
      ...{ dueOn: '2025-01-03', startedBy: factIdAt(3), rule: { hardness: 'target' } },
      explained: expect.stringContaining('Friday 11 October 2024'),
    });
  });
});

describe('the close of a window that was extended', () => {
  const extended = (closesOn: string, authority: string, reason: string) =>
    told('ConsultationExtended', { closesOn, previouslyClosesOn: '2024-10-18', authority, reason });
  const citing = (...facts: readonly Fact[]) => at(CLOSES, passed(), opened('2024-09-09'), ...facts)?.rule.citation;
  const AUTHORISED = 'the resolution that authorised the consultation; R v Brent LBC ex p Gunning (1985)';

  it('cites who extended it last, before what authorised it', () => {
    const first = extended('2024-10-25', 'Cabinet', 'The site was down.');
    expect(citing()).toBe(AUTHORISED);
    expect(citing(first)).toBe(`the extension by Cabinet; ${AUTHORISED}`);
    const second = extended('2024-11-01', 'Director of Law and Governance', 'It was down again.');
    expect(citing(first, second)).toBe(`the extension by Director of Law and Governance; ${AUTHORISED}`);
  });
});
