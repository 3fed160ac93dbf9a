import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll, Malformed } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { recorded, rulesOf } from '#kernel/testing/given';
import { goldenAuthority, goldenAuthorityFacts } from '../testing/golden-authority.js';
import { valueAt } from '../vocabulary/data-pointer.js';
import { authoritySubject } from './authority-subject.js';
import { chainFrom, nextOffice } from './escalation.js';
import { AppointOffice, officeFacts, RetireOffice } from './office.js';
import { unreachedOffices } from './unreached.js';

const { given } = rulesOf(authoritySubject);
const ON = { on: '2024-06-26' };

const DIRECTOR = { office: 'director', title: 'Director', addresses: ['director@council.example'] };
const appointing = (fields: Partial<AppointOffice>): AppointOffice =>
  Object.assign(new AppointOffice(), { ...DIRECTOR, ...fields });
const retiring = (office: string): RetireOffice => Object.assign(new RetireOffice(), { office });
const appointed = (fields: Partial<AppointOffice> = {}): Fact => ({
  type: 'OfficeAppointed',
  data: { occurredOn: '2024-06-26', ...DIRECTOR, ...fields },
});
const retired = (office: string): Fact => ({ type: 'OfficeRetired', data: { occurredOn: '2024-06-26', office } });

describe('an office', () => {
  it('is appointed, and appointed again with other values it changes', () => {
    given().when(appointing({}), ON).then(appointed());
    given(appointed())
      .when(appointing({ addresses: [] }), ON)
      .then(appointed({ addresses: [] }));
    given(appointed())
      .when(appointing({ escalatesTo: 'chief-executive' }), ON)
      .then(appointed({ escalatesTo: 'chief-executive' }));
  });

  it('that is as it was told leaves nothing to say', () => {
    given(appointed()).when(appointing({}), ON).thenNothing();
  });

  it('is retired once, loses its addresses, and can be appointed again', () => {
    given(appointed()).when(retiring('director'), ON).then(retired('director'));
    given(appointed(), retired('director')).when(retiring('director'), ON).thenNothing();
    given(appointed(), retired('director')).when(appointing({}), ON).then(appointed());
    given(appointed()).when(retiring('scrutiny'), ON).thenMalformed('/office', 'names no office');
    const { offices } = foldAll(authoritySubject, recorded([appointed(), retired('director')]));
    const left = { office: 'director', title: 'Director', addresses: [] };
    expect(offices).toEqual([{ ...left, retired: true, retiredOn: '2024-06-26' }]);
    const again = recorded([appointed(), retired('director'), appointed()]);
    expect(foldAll(authoritySubject, again).offices).toEqual([{ ...DIRECTOR, retired: false }]);
  });

  it('has each address once', () => {
    const twice = ['a@council.example', 'b@council.example', 'a@council.example'];
    given()
      .when(appointing({ addresses: twice }), ON)
      .thenMalformed('/addresses/2', 'listed twice');
  });

  it('does not escalate in a circle', () => {
    given()
      .when(appointing({ escalatesTo: 'director' }), ON)
      .thenMalformed('/escalatesTo', 'director → director');
    given(appointed({ office: 'clerk', escalatesTo: 'solicitor' }))
      .when(appointing({ office: 'solicitor', escalatesTo: 'clerk' }), ON)
      .thenMalformed('/escalatesTo', 'solicitor → clerk → solicitor');
  });

  it.each([
    ['/office', { office: 'Director of Law' }],
    ['/office', { office: '' }],
    ['/title', { title: ' ' }],
    ['/addresses', { addresses: 'director@council.example' }],
    ['/addresses/0', { addresses: ['Director <director@council.example>'] }],
    ['/addresses/0', { addresses: ['"a\r\nBcc: all"@council.example'] }],
    ['/addresses/0', { addresses: ['a@council.example,b@council.example'] }],
    ['/addresses', { addresses: Array.from({ length: 11 }, (_, at) => `a${at}@council.example`) }],
    ['/escalatesTo', { escalatesTo: null }],
  ])('is refused at the door: %s in %j', (pointer, wrong) => {
    let problem: unknown;
    try {
      readInput(AppointOffice, { ...DIRECTOR, ...wrong });
    } catch (thrown) {
      problem = thrown;
    }
    expect(problem).toBeInstanceOf(Malformed);
    expect((problem as Malformed).problems.map((told) => told.pointer)).toEqual([pointer]);
  });
});

describe('escalation', () => {
  it('goes to the director and then to the monitoring officer, where nothing was settled', () => {
    expect(chainFrom('report-author', [])).toEqual(['report-author', 'director', 'monitoring-officer']);
    expect(chainFrom('scrutiny', [])).toEqual(['scrutiny', 'director', 'monitoring-officer']);
    expect(nextOffice('monitoring-officer', [])).toBeUndefined();
  });

  it('goes where an authority has settled that it goes', () => {
    const offices = [{ office: 'report-author', escalatesTo: 'head-of-policy' }, { office: 'head-of-policy' }];
    expect(chainFrom('report-author', offices)).toEqual([
      ...['report-author', 'head-of-policy', 'director', 'monitoring-officer'],
    ]);
  });

  it('never comes back to an office that was told, where only custom would lead there', () => {
    const chief = [{ office: 'director', escalatesTo: 'chief-executive' }];
    expect(chainFrom('director', chief)).toEqual(['director', 'chief-executive', 'monitoring-officer']);
    const upside = [{ office: 'monitoring-officer', escalatesTo: 'report-author' }];
    expect(chainFrom('monitoring-officer', upside)).toEqual(['monitoring-officer', 'report-author', 'director']);
  });

  it('ends, whatever a log may hold', () => {
    const circle = [
      { office: 'a', escalatesTo: 'b' },
      { office: 'b', escalatesTo: 'a' },
    ];
    expect(chainFrom('a', circle)).toEqual(['a', 'b']);
  });
});

describe('an office that is named in vain', () => {
  const ladder = [{ at: 'P1D', offices: ['clerk', 'mayor'] }];
  const unreached = (...facts: readonly Fact[]) =>
    unreachedOffices(foldAll(authoritySubject, recorded(facts)).offices, { R32: { owner: 'clerk', ladder } });
  const clerk = appointed({ office: 'clerk', escalatesTo: 'solicitor' });
  const others = [appointed({ office: 'solicitor' }), appointed(), appointed({ office: 'monitoring-officer' })];

  it('is told with the rules whose ladders tell it, and the offices that escalate to it', () => {
    expect(unreached(clerk, ...others)).toEqual([{ office: 'mayor', toldBy: ['R32'], toldAfter: [] }]);
    expect(unreached(clerk, ...others.slice(1), appointed({ office: 'mayor' }))).toEqual([
      { office: 'solicitor', toldBy: [], toldAfter: ['clerk'] },
    ]);
    expect(unreached(clerk, ...others, appointed({ office: 'mayor', addresses: [] }), retired('director'))).toEqual([
      { office: 'director', toldBy: [], toldAfter: ['mayor', 'solicitor'] },
      { office: 'mayor', toldBy: ['R32'], toldAfter: [] },
    ]);
  });

  it('is none that nobody names', () => {
    const bare = appointed({ office: 'archivist', addresses: [] });
    expect(unreached(clerk, ...others, appointed({ office: 'mayor' }), bare, retired('archivist'))).toEqual([]);
  });
});

describe('the record of an authority', () => {
  it('has a golden example of every type and version of fact that it writes, and reads it for ever', () => {
    expect(Object.keys(goldenAuthority).sort()).toEqual(Object.keys(authoritySubject.facts).sort());
    const { offices, cadences, ruleTerms, calendar } = foldAll(authoritySubject, recorded(goldenAuthorityFacts));
    const spells = Object.values(goldenAuthority.PlanCadencesSettled).map(({ occurredOn: since, ...told }) => ({
      since,
      told,
    }));
    expect(cadences).toEqual(spells);
    const { owner, ladder } = goldenAuthority.RuleTermsSettled[1];
    expect(ruleTerms).toEqual({ R19: { owner, ladder } });
    const { occurredOn: _, ...settled } = goldenAuthority.CalendarSettled[1];
    expect(calendar).toEqual(settled);
    expect(offices).toEqual([
      {
        ...{ office: 'report-author', title: 'Community Safety Partnership Manager', addresses: [] },
        ...{ escalatesTo: 'director', retired: true, retiredOn: goldenAuthority.OfficeRetired[1].occurredOn },
      },
    ]);
  });

  it.each(Object.entries(officeFacts))('says truly which fields of %s hold personal data', (type, definition) => {
    const versions: Readonly<Record<string, object>> = Reflect.get(goldenAuthority, type) as Record<string, object>;
    for (const pointer of definition.personalData)
      expect(valueAt(versions[String(definition.version)], pointer)).toBeDefined();
    expect(Object.keys(versions)).toContain(String(definition.version));
  });
});
