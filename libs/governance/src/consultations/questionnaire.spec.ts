import { describe, expect, it } from '@jest/globals';
import { calendarNamed, DEFAULT_CALENDAR } from '#calendar';
import { type Fact, foldAll, type OccurredOn, Refusal } from '#kernel';
import { contextOn, decide, factIdAt, recorded, rulesOf } from '#kernel/testing/given';
import { matterAfter, matterSubject, matterTold } from '../matter.js';
import { matterDeadlines } from '../matter-deadlines.js';
import { derivedFrom } from '../testing/derived.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { OpenConsultation, RecordConsultationOpened, RecordQuestionnaireReady } from './consultation-commands.js';

const { given } = rulesOf(matterSubject);
const SCRUTINY = 'Scrutiny Co-ordination Committee';
const on = '2024-07-10';
const terms = { calendar: calendarNamed(DEFAULT_CALENDAR), rules: {} };

const ask = (leaf: string, recommendations: string = IDS.RECOMMENDATIONS) => ({ recommendations, leaf });
const ready = (carriesOut: readonly string[], others: { elsewhere?: readonly string[]; on?: OccurredOn } = {}) =>
  told('QuestionnaireReady', {
    ...{ occurredOn: others.on ?? '2024-07-09', carriesOut: carriesOut.map((leaf) => ask(leaf)) },
    ...(others.elsewhere === undefined ? {} : { carriedOutElsewhere: others.elsewhere.map((leaf) => ask(leaf)) }),
  });

type Answered = readonly [leaf: string, answer: 'accepted' | 'accepted in part' | 'rejected' | 'deferred' | 'noted'];
const answers = (...given: readonly Answered[]) => ({
  ...{ part: 1, verb: 'Approves', text: 'Approves the recommendations.', meaning: 'answers recommendations' as const },
  answers: given.map(([leaf, answer]) => ({ ...ask(leaf), answer })),
});
const authorises = (window?: { opensOn: string; closesOn: string }) => ({
  ...{ part: 2, verb: 'Authorises', text: 'Authorises a consultation.', answers: [] },
  meaning: 'authorises a consultation' as const,
  ...(window === undefined ? {} : { window }),
});
const WINDOW = { opensOn: on, closesOn: '2024-10-02' };
const ALL = [
  ['2)a)', 'accepted'],
  ['2)b)i)', 'accepted'],
  ['2)b)ii)', 'accepted in part'],
] as const;
const passed = (...given: readonly Answered[]) =>
  told('ResolutionPassed', { parts: [answers(...given), authorises(WINDOW)] });
const before = [told('MatterOpened'), told('RecommendationsMade')] as const;
const accepted = [...before, passed(...ALL)] as const;

const opening = { closesOn: '2024-10-02', describedAs: 'a consultation' } as const;
const authorisedBy = { resolution: IDS.RESOLUTION, part: 2 };
const open = (changes: Partial<FieldsOf<OpenConsultation>> = {}) =>
  commandOf(OpenConsultation, { ...opening, authorisedBy, ...changes });
const opened = (changes: object = {}): Fact => ({
  type: 'ConsultationOpened',
  data: { occurredOn: on, round: 1, window: WINDOW, describedAs: 'a consultation', authorisedBy, ...changes },
});
const waiver = {
  by: 'Cabinet',
  capacity: 'authorising body',
  reason: 'The forms had gone out.',
  document: 'minute 14',
};

describe('opening a consultation before the questionnaire has what was accepted', () => {
  const blocker = (...facts: readonly Fact[]) => {
    try {
      decide(matterSubject, recorded(facts), open(), contextOn(on));
    } catch (error) {
      if (error instanceof Refusal) return error.blockers[0];
      throw error;
    }
    return undefined;
  };

  it('is refused, with what is not in it by the council’s own labels, and with what would do', () => {
    expect(blocker(...accepted)).toEqual({
      reason: `Cabinet accepted what is not in the questionnaire yet: 2)a), 2)b)i) and 2)b)ii) of ${SCRUTINY}`,
      rule: 'R21',
      citation: 'the resolution that accepted the recommendations and authorised the consultation',
      satisfiedBy:
        'recording the questionnaire ready with those asks (carriesOut), or that they ask nothing of it (carriedOutElsewhere); or a waiver by Cabinet',
    });
    expect(blocker(...accepted, ready(['2)b)i)']))?.reason).toMatch(`yet: 2)a) and 2)b)ii) of ${SCRUTINY}`);
    expect(blocker(...accepted, ready([]))?.rule).toBe('R21');
  });

  it('names the body that made each ask, where two bodies made the same', () => {
    const other = '30000000-0000-4000-8000-000000000001';
    const made = told('RecommendationsMade', {
      ...{ recommendations: other, by: 'Crime Panel' },
      items: [{ label: '2)', text: 'Ask:', items: [{ label: 'a)', text: 'about lighting' }] }],
    });
    const both = answers(['2)a)', 'accepted']);
    const resolution = told('ResolutionPassed', {
      parts: [
        { ...both, answers: [...both.answers, { ...ask('2)a)', other), answer: 'accepted' }] },
        authorises(WINDOW),
      ],
    });
    expect(blocker(...before, made, resolution)?.reason).toMatch(`yet: 2)a) of ${SCRUTINY}; 2)a) of Crime Panel`);
    expect(blocker(...before, made, resolution, ready(['2)a)']))?.reason).toMatch('yet: 2)a) of Crime Panel');
  });

  it('goes ahead once every ask is carried out, in one version of the questionnaire or in several', () => {
    const all = ['2)a)', '2)b)i)', '2)b)ii)'];
    given(...accepted, ready(all))
      .when(open(), { on })
      .then(opened());
    given(...accepted, ready(['2)b)i)', '2)a)']), ready(['2)b)ii)']))
      .when(open(), { on })
      .then(opened());
  });

  it('goes ahead where what was accepted asks nothing of the questionnaire', () => {
    given(...accepted, ready(['2)b)i)', '2)b)ii)'], { elsewhere: ['2)a)'] }))
      .when(open(), { on })
      .then(opened());
  });

  it('goes ahead where nothing was accepted', () => {
    given(...before, passed(['2)a)', 'rejected'], ['2)b)i)', 'noted'], ['2)b)ii)', 'deferred']))
      .when(open(), { on })
      .then(opened());
    given(...before, told('ResolutionPassed', { parts: [authorises(WINDOW)] }))
      .when(open(), { on })
      .then(opened());
  });

  it('asks for nothing that was rejected after all', () => {
    const later = told('ResolutionPassed', { resolution: IDS.REPORT, parts: [answers(['2)a)', 'rejected'])] });
    given(...accepted, ready(['2)b)i)', '2)b)ii)']))
      .when(open(), { on })
      .thenRefused('yet: 2)a) of', 'R21');
    given(...accepted, ready(['2)b)i)', '2)b)ii)']), later)
      .when(open(), { on })
      .then(opened());
  });

  it('still asks for what an earlier resolution had deferred, however late that one was recorded', () => {
    const earlier = told('ResolutionPassed', {
      ...{ resolution: IDS.REPORT, occurredOn: '2024-07-01' },
      parts: [answers(['2)a)', 'deferred'])],
    });
    given(...accepted, ready(['2)b)i)', '2)b)ii)']), earlier)
      .when(open(), { on })
      .thenRefused('yet: 2)a) of', 'R21');
  });

  it('is refused too where the resolution gives no dates', () => {
    given(...before, told('ResolutionPassed', { parts: [answers(['2)a)', 'accepted']), authorises()] }))
      .when(open(), { on })
      .thenRefused('yet: 2)a) of', 'R21');
  });

  it('is first refused for want of authority', () => {
    given(...accepted)
      .when(open(), { on: '2024-07-09' })
      .thenRefused('authorised from Wednesday 10 July 2024', 'R19');
  });

  it('says nothing of an opening that is on record', () => {
    given(...accepted, opened())
      .when(open(), { on })
      .thenNothing();
  });
});

describe('a waiver of the questionnaire', () => {
  it('by the body that authorised the consultation lets it open, and stays with the opening', () => {
    given(...accepted)
      .when(open({ waiver }), { on })
      .then(opened({ waiver }));
    const asWritten = { ...waiver, by: 'CABINET' };
    given(...accepted)
      .when(open({ waiver: asWritten }), { on })
      .then(opened({ waiver: asWritten }));
    expect(derivedFrom([...accepted, opened({ waiver: asWritten })])).toContainEqual(
      expect.objectContaining({ waivedBy: expect.objectContaining({ by: 'CABINET' }) }),
    );
    const round = matterAfter(foldAll(matterSubject, recorded([...accepted, opened({ waiver })])).entries);
    expect(round.consultations.rounds).toMatchObject([{ waiver }]);
    given(...accepted, opened({ waiver }))
      .when(open({ waiver }), { on })
      .thenNothing();
  });

  it('by anybody else does not', () => {
    given(...accepted)
      .when(open({ waiver: { ...waiver, by: 'Director of Law and Governance' } }), { on })
      .thenRefused('only Cabinet lets it open', 'R21');
  });

  it('is left out where there is nothing to waive', () => {
    given(...accepted, ready(['2)a)', '2)b)i)', '2)b)ii)']))
      .when(open({ waiver }), { on })
      .thenMalformed('/waiver', 'left out');
  });

  it('waives nothing of the authority that it needs', () => {
    given(...accepted)
      .when(open({ waiver, closesOn: '2024-10-03' }), { on })
      .thenRefused('to close on Wednesday 2 October 2024', 'R19');
  });

  it('is not added to an opening that is on record without it', () => {
    given(...accepted, opened())
      .when(open({ waiver }), { on })
      .thenRefused('opened with no waiver already', 'consultations/opened-once');
    given(...accepted, opened({ waiver }))
      .when(open({ waiver: { ...waiver, reason: 'Another.' } }), { on })
      .thenRefused('with another waiver already', 'consultations/opened-once');
    given(...accepted, opened({ waiver }))
      .when(open(), { on })
      .thenNothing();
  });
});

describe('a consultation that was opened with the old form', () => {
  const record = (changes: Partial<FieldsOf<RecordConsultationOpened>> = {}) =>
    commandOf(RecordConsultationOpened, { ...opening, opensOn: on, authorisedBy, ...changes });

  it('is recorded, with a waiver or without', () => {
    given(...accepted)
      .when(record(), { on })
      .then(opened());
    const byAnother = { ...waiver, by: 'Leader' };
    given(...accepted)
      .when(record({ waiver: byAnother }), { on })
      .then(opened({ waiver: byAnother }));
    given(...accepted, ready(['2)a)', '2)b)i)', '2)b)ii)']))
      .when(record({ waiver }), { on })
      .then(opened({ waiver }));
  });
});

describe('the questionnaire', () => {
  const record = (changes: Partial<FieldsOf<RecordQuestionnaireReady>>) =>
    commandOf(RecordQuestionnaireReady, { occurredOn: '2024-07-09', questionnaire: 'version 2', ...changes });

  it('is ready once the asks of scrutiny are in it', () => {
    const carriesOut = [ask('2)b)ii)')];
    given(...accepted)
      .when(record({ carriesOut }), { on })
      .then(told('QuestionnaireReady'));
    given(...accepted, told('QuestionnaireReady'))
      .when(record({ carriesOut }), { on })
      .thenNothing();
    const elsewhere = { carriesOut, carriedOutElsewhere: [ask('2)a)')] };
    const both = ready(['2)b)ii)'], { elsewhere: ['2)a)'] });
    given(...accepted, told('QuestionnaireReady'))
      .when(record(elsewhere), { on })
      .then(both);
    given(...accepted, both)
      .when(record(elsewhere), { on })
      .thenNothing();
  });

  it('carries out no ask that nobody made, and none both in it and elsewhere', () => {
    given(...accepted)
      .when(record({ carriesOut: [ask('2)c)')] }), { on })
      .thenMalformed('/carriesOut/0/leaf');
    given(...accepted)
      .when(record({ carriedOutElsewhere: [ask('2)a)'), ask('2)z)')] }), { on })
      .thenMalformed('/carriedOutElsewhere/1/leaf', 'such as 2)a)');
    given(...accepted)
      .when(record({ carriesOut: [ask('2)a)', IDS.REPORT)] }), { on })
      .thenMalformed('/carriesOut/0/recommendations');
    given(...accepted)
      .when(record({ carriesOut: [ask('2)a)')], carriedOutElsewhere: [ask('2)b)i)'), ask('2)a)')] }), { on })
      .thenMalformed('/carriedOutElsewhere/1', 'too');
  });

  it('takes what holds several asks for each of them, as an answer does, and names none of them twice', () => {
    const both = ready(['2)b)i)', '2)b)ii)'], { elsewhere: ['2)a)'] });
    for (const carriesOut of [[ask('2)b)')], [ask('2)b)i)'), ask('2)b)')]])
      given(...accepted)
        .when(record({ carriesOut, carriedOutElsewhere: [ask('2)a)')] }), { on })
        .then(both);
    given(...accepted, both)
      .when(record({ carriesOut: [ask('2)b)')], carriedOutElsewhere: [ask('2)a)')] }), { on })
      .thenNothing();
    given(...accepted)
      .when(record({ carriesOut: [ask('2)b)i)')], carriedOutElsewhere: [ask('2)b)')] }), { on })
      .thenMalformed('/carriedOutElsewhere/0', 'too');
  });
});

describe('the clock of the questionnaire', () => {
  const clocks = (...facts: readonly Fact[]) => {
    const { entries } = foldAll(matterSubject, recorded(facts));
    return matterDeadlines(matterTold(entries).matter, terms).filter(({ rule }) => rule.id === 'R21');
  };
  const KEY = `R21/${IDS.RESOLUTION}/2`;

  it('ends with the day before the window, and is met by what an opening waits for, no sooner', () => {
    expect(clocks(...accepted)).toMatchObject([{ key: KEY, dueOn: '2024-07-09', startedBy: factIdAt(2) }]);
    const [first, last] = [ready(['2)b)i)'], { on: '2024-07-09' }), ready(['2)b)ii)'], { elsewhere: ['2)a)'] })];
    expect(clocks(...accepted, first)[0]?.met).toBeUndefined();
    expect(clocks(...accepted, first, last)[0]?.met).toEqual({ on: '2024-07-09', by: factIdAt(4) });
  });

  it('stays met by the version with which all was in it, whatever version follows', () => {
    const all = ready(['2)a)', '2)b)i)', '2)b)ii)']);
    const [met] = clocks(...accepted, all, ready([], { on: '2024-07-10' }));
    expect(met?.met).toEqual({ on: '2024-07-09', by: factIdAt(3) });
  });

  it('runs only where something was accepted with a consultation whose first day is known', () => {
    expect(clocks(...before, passed(['2)a)', 'rejected']))).toEqual([]);
    const undated = told('ResolutionPassed', { parts: [answers(['2)a)', 'accepted']), authorises()] });
    expect(clocks(...before, undated)).toEqual([]);
    const later = told('ResolutionPassed', { resolution: IDS.REPORT, parts: [answers(['2)a)', 'rejected'])] });
    expect(clocks(...before, passed(['2)a)', 'accepted']), later)).toEqual([]);
  });

  it('is waived by an opening with a waiver by the body that authorised it, with who and why, and by no other', () => {
    const waivedBy = { ...waiver, on, fact: factIdAt(3) };
    expect(clocks(...accepted, opened({ waiver }))).toMatchObject([{ key: KEY, waivedBy }]);
    const [other] = clocks(...accepted, opened({ waiver: { ...waiver, by: 'Leader' } }));
    expect([other?.key, other?.waivedBy]).toEqual([KEY, undefined]);
    const elsewhere = clocks(...accepted, opened({ waiver, authorisedBy: { ...authorisedBy, part: 9 } }));
    expect(elsewhere[0]?.waivedBy).toBeUndefined();
  });

  it('stays waived by it where all is ready later, and is met where all was ready in time after all', () => {
    const all = (day: string) => ready(['2)a)', '2)b)i)', '2)b)ii)'], { on: day });
    const [late] = clocks(...accepted, opened({ waiver }), all('2024-07-12'));
    expect([late?.met, late?.waivedBy?.by]).toEqual([undefined, 'Cabinet']);
    const [inTime] = clocks(...accepted, opened({ waiver }), all('2024-07-09'));
    expect([inTime?.met?.on, inTime?.waivedBy]).toEqual(['2024-07-09', undefined]);
  });
});
