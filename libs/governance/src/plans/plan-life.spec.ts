import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { factIdAt, newIdOf, recorded, rulesOf } from '#kernel/testing/given';
import { planSubject, planTold } from '../plan.js';
import { happenedOnOrBefore } from '../vocabulary/chronicle.js';
import { commandOf } from '../vocabulary/command-of.js';
import {
  AdoptPlan,
  CommencePlan,
  ExtendPlan,
  LapsePlan,
  OpenPlanRenewal,
  RecordPlanAdopted,
  RecordPlanCommenced,
  RecordPlanExtended,
  RecordPlanObligationAdded,
  RecordPlanRenewalOpened,
  RecordPlanRenewed,
  RecordPlanSuperseded,
  RecordRenewalStepTaken,
  SupersedePlan,
} from './plan-commands.js';
import { standingOn, stillStands } from './standing.js';
import { coventryAdopted } from './testing/fixtures.js';
import { PLAN_IDS, toldOfPlan } from '../testing/golden-plan.js';

const { given } = rulesOf(planSubject);
const adopted = coventryAdopted;
const commenced = toldOfPlan('PlanCommenced');
const extended = toldOfPlan('PlanExtended');
const renewed = toldOfPlan('PlanRenewed');
const lapsed = toldOfPlan('PlanLapsed');
const superseded = toldOfPlan('PlanSuperseded');

/** How the plan stands on a day, by what had happened until then. */
const standing = (day: string, ...facts: readonly Fact[]) => {
  const { entries } = foldAll(planSubject, recorded(facts, { at: '2029-06-01T12:00:00.000Z' }));
  const happened = entries.filter((entry) => happenedOnOrBefore(entry) <= day);
  return standingOn(planTold(happened).plan, day);
};

describe('a plan', () => {
  const { adoptedIn: _adoptedIn, obligations: _obligations, ...recordedOnly } = adopted.data;
  const recordAdoption = commandOf(RecordPlanAdopted, recordedOnly);

  it('begins its record with its adoption, by whichever body', () => {
    given()
      .when(recordAdoption, { on: '2025-03-26' })
      .then({ type: 'PlanAdopted', data: { ...recordedOnly, obligations: [] } });
  });

  it('is adopted for a term that ends after it begins, and that somebody lives to see', () => {
    const ending = (lastDay: string) => commandOf(RecordPlanAdopted, { ...recordedOnly, lastDay });
    given().when(ending('2025-03-31'), { on: '2025-03-26' }).thenMalformed('/lastDay', '2025-04-01');
    given().when(ending('2055-04-01'), { on: '2025-03-26' }).thenMalformed('/lastDay', '30 years');
    given().when(recordAdoption, { on: '2025-03-24' }).thenMalformed('/occurredOn', 'future');
  });

  it('stands as its dates say, whatever was recorded when', () => {
    const life = [adopted, commenced] as const;
    expect(standing('2025-03-24', ...life)).toBe('not adopted');
    expect(standing('2025-03-25', ...life)).toBe('adopted');
    expect(standing('2025-03-31', ...life)).toBe('adopted');
    expect(standing('2025-04-01', ...life)).toBe('in force');
    expect(standing('2028-03-31', ...life)).toBe('in force');
    expect(standing('2028-04-01', ...life)).toBe('lapsed');
    expect(standing('2028-04-01', ...life, renewed)).toBe('succeeded');
    expect(standing('2028-04-01', ...life, extended)).toBe('in force');
    expect(standing('2027-04-01', ...life, superseded)).toBe('superseded');
    expect(standing('2027-03-31', ...life, superseded)).toBe('in force');
  });

  it('has lapsed where the next plan leaves a gap, or was adopted too late', () => {
    expect(standing('2028-04-01', adopted, toldOfPlan('PlanRenewed', { firstDay: '2028-04-02' }))).toBe('lapsed');
    expect(standing('2028-04-02', adopted, toldOfPlan('PlanRenewed', { occurredOn: '2028-04-01' }))).toBe('lapsed');
  });
});

describe('the plan of a matter', () => {
  const { adoptedIn, obligations, ...told } = adopted.data;
  const adopt = (changes: Partial<typeof told & Pick<AdoptPlan, 'adoptedIn' | 'obligations'>> = {}) =>
    commandOf(AdoptPlan, { ...told, adoptedIn: adoptedIn!, obligations: [...obligations], ...changes });

  const opening: Fact = { type: 'PlanAdopted', data: { ...adopted.data, obligations: [] } };
  const asking = obligations.map(({ askedOn: occurredOn, ...asked }): Fact => ({
    type: 'PlanObligationAdded',
    data: { occurredOn, ...asked },
  }));
  const struck = (revision: number): Fact => ({
    type: 'EntryStruckOut',
    data: {
      ...{ occurredOn: '2025-04-01', fact: factIdAt(revision), factType: 'PlanAdopted' },
      ...{ authority: 'Monitoring Officer', reason: 'It is of another plan.' },
    },
  });

  it('is opened once by each resolution that adopts it', () => {
    given()
      .when(adopt(), { on: '2025-03-26' })
      .then(opening, ...asking);
    given(opening, ...asking)
      .when(adopt(), { on: '2025-03-26' })
      .thenNothing();
    given(adopted).when(adopt(), { on: '2025-03-26' }).thenNothing();
    const again = { ...adoptedIn!, resolution: PLAN_IDS.RESOLUTION };
    given(adopted)
      .when(adopt({ adoptedIn: again, occurredOn: '2025-05-20' }), { on: '2025-05-21' })
      .then({
        type: 'PlanAdopted',
        data: { ...adopted.data, adoptedIn: again, occurredOn: '2025-05-20', obligations: [] },
      });
  });

  it('is not told again what an office has struck out of it', () => {
    const told = [opening, ...asking];
    given(...told, struck(0))
      .when(adopt(), { on: '2025-04-02' })
      .thenNothing();
    given(...told, struck(1))
      .when(adopt(), { on: '2025-04-02' })
      .thenNothing();
    given(...told, { ...struck(0), actor: 'automation:plans' })
      .when(adopt(), { on: '2025-04-02' })
      .then(opening);
    given(...told, { ...struck(1), actor: 'automation:plans' })
      .when(adopt(), { on: '2025-04-02' })
      .then(...asking.slice(0, 1));
  });

  it('takes in what was asked for in a resolution that was recorded late', () => {
    const { askedOn: occurredOn, ...asked } = obligations[1]!;
    const before = { ...adopted, data: { ...adopted.data, obligations: obligations.slice(0, 1) } };
    given(before)
      .when(adopt(), { on: '2025-04-10' })
      .then({ type: 'PlanObligationAdded', data: { occurredOn, ...asked } });
  });

  it('is asked for more by other bodies, and keeps who asked', () => {
    const asked = { kind: 'review', every: 'P6M', askedBy: 'Scrutiny Co-ordination Committee' } as const;
    const command = commandOf(RecordPlanObligationAdded, { obligation: { ...asked, askedOn: '2025-09-10' } });
    const added = { type: 'PlanObligationAdded', data: { occurredOn: '2025-09-10', ...asked } };
    given(adopted).when(command, { on: '2025-09-11' }).then(added);
    given(adopted, added).when(command, { on: '2025-09-11' }).thenNothing();
    given(adopted, added)
      .when(commandOf(RecordPlanObligationAdded, { obligation: { ...asked, askedOn: '2025-09-09' } }), {
        on: '2025-09-11',
      })
      .thenRefused('on Wednesday 10 September 2025 already', 'plans/asked-once');
    const early = { ...asked, askedOn: '2025-09-10', countedFrom: '1925-04-01' };
    given(adopted)
      .when(commandOf(RecordPlanObligationAdded, { obligation: early }), { on: '2025-09-11' })
      .thenMalformed('/obligation/countedFrom', '2015-04-01');
  });

  it('is not asked once more for what a resolution asked for, where that is told without the resolution', () => {
    const again = { kind: 'monitoring', every: 'P3M', askedBy: 'Cabinet', askedOn: '2025-03-18' } as const;
    given(adopted)
      .when(commandOf(RecordPlanObligationAdded, { obligation: again }), { on: '2025-09-11' })
      .thenRefused('Cabinet was recorded as asking for it on Tuesday 18 March 2025 already', 'plans/asked-once');
    given(adopted)
      .when(commandOf(RecordPlanObligationAdded, { obligation: { ...again, askedBy: 'cabinet' } }), {
        on: '2025-09-11',
      })
      .thenRefused('Cabinet was recorded as asking for it on Tuesday 18 March 2025 already', 'plans/asked-once');
  });
});

describe('a plan that commences', () => {
  const commence = new CommencePlan();

  it('is in force from midnight in London, which is the day before in Greenwich', () => {
    given(adopted).when(commence, { on: '2025-04-01' }).then(commenced);
    given(adopted).when(commence, { on: '2025-04-20' }).then(commenced);
    given(adopted, commenced).when(commence, { on: '2025-04-20' }).thenNothing();
  });

  it('does not before its first day', () => {
    given(adopted)
      .when(commence, { on: '2025-03-31' })
      .thenRefused('begins at the start of Tuesday 1 April 2025', 'R29');
  });

  it('does not before it is adopted: a late adoption puts it off', () => {
    const late = { ...adopted, data: { ...adopted.data, occurredOn: '2025-05-20' } };
    given(late).when(commence, { on: '2025-05-19' }).thenRefused('begins at the start of Tuesday 20 May 2025', 'R29');
    given(late)
      .when(commence, { on: '2025-05-20' })
      .then(toldOfPlan('PlanCommenced', { occurredOn: '2025-05-20', commencedAt: '2025-05-19T23:00:00.000Z' }));
  });

  it('is on Greenwich time in winter', () => {
    const winter = { ...adopted, data: { ...adopted.data, firstDay: '2026-01-01' } };
    given(winter)
      .when(commence, { on: '2026-01-01' })
      .then(toldOfPlan('PlanCommenced', { occurredOn: '2026-01-01', commencedAt: '2026-01-01T00:00:00.000Z' }));
  });

  it('is recorded on the day on which it did, and on no second one', () => {
    const early = commandOf(RecordPlanCommenced, { commencedOn: '2025-03-28' });
    const told = toldOfPlan('PlanCommenced', { occurredOn: '2025-03-28', commencedAt: '2025-03-28T00:00:00.000Z' });
    given(adopted).when(early, { on: '2025-04-02' }).then(told);
    given(adopted, told).when(early, { on: '2025-04-02' }).thenNothing();
    given(adopted, commenced)
      .when(early, { on: '2025-04-02' })
      .thenRefused('commenced on Tuesday 1 April 2025', 'plans/commenced-once');
  });

  describe('by itself, and not on the day that the record gives now', () => {
    const inferred = { ...commenced, actor: 'automation:deadlines' };
    const later = { ...adopted, data: { ...adopted.data, firstDay: '2025-06-01' } };
    const onItsDay = toldOfPlan('PlanCommenced', { occurredOn: '2025-06-01', commencedAt: '2025-05-31T23:00:00.000Z' });

    it('has not yet: it does on its true day', () => {
      given(later, inferred).when(commence, { on: '2025-05-31' }).thenRefused('Sunday 1 June 2025', 'R29');
      given(later, inferred).when(commence, { on: '2025-06-02' }).then(onItsDay);
      given(adopted, inferred).when(commence, { on: '2025-06-02' }).thenNothing();
    });

    it('gives way to the day that an office tells', () => {
      const early = commandOf(RecordPlanCommenced, { commencedOn: '2025-03-28' });
      const told = toldOfPlan('PlanCommenced', { occurredOn: '2025-03-28', commencedAt: '2025-03-28T00:00:00.000Z' });
      for (const first of [adopted, later]) given(first, inferred).when(early, { on: '2025-04-02' }).then(told);
      given(adopted, told, inferred).when(commence, { on: '2025-06-02' }).thenNothing();
    });
  });

  it('does not where another plan took its place before', () => {
    given(adopted, toldOfPlan('PlanSuperseded', { occurredOn: '2025-03-30' }))
      .when(commence, { on: '2025-04-01' })
      .thenRefused('another plan took its place', 'plans/superseded-once');
  });
});

describe('the term of a plan', () => {
  const fields = { by: 'Council', lastDay: '2029-03-31', reason: 'The area is being reorganised.' };
  const extend = (changes: Partial<typeof fields> = {}) => commandOf(ExtendPlan, { ...fields, ...changes });
  const told = { type: 'PlanExtended', data: { ...fields, occurredOn: '2028-02-22', previousLastDay: '2028-03-31' } };

  it('is extended before it runs out, on its last day too, by the body that adopted the plan', () => {
    given(adopted).when(extend(), { on: '2028-02-22' }).then(told);
    given(adopted)
      .when(extend(), { on: '2028-03-31' })
      .then({ ...told, data: { ...told.data, occurredOn: '2028-03-31' } });
    given(adopted, told).when(extend(), { on: '2028-02-23' }).thenNothing();
    given(adopted)
      .when(extend({ by: 'COUNCIL' }), { on: '2028-02-22' })
      .then({ ...told, data: { ...told.data, by: 'COUNCIL' } });
  });

  it('is not extended by another body, nor after it has run out, nor shortened', () => {
    given(adopted)
      .when(extend({ by: 'Cabinet' }), { on: '2028-02-22' })
      .thenRefused('adopted by Council', 'R38');
    given(adopted)
      .when(extend(), { on: '2028-04-01' })
      .thenRefused('ran out at the end of Friday 31 March 2028', 'R38');
    given(adopted)
      .when(extend({ lastDay: '2028-03-30' }), { on: '2028-02-22' })
      .thenMalformed('/lastDay', 'later than 2028-03-31');
    given(adopted)
      .when(extend({ lastDay: '2055-04-01' }), { on: '2028-02-22' })
      .thenMalformed('/lastDay', 'within 30 years of the first day');
    given(adopted, superseded)
      .when(extend(), { on: '2027-05-01' })
      .thenRefused('another plan', 'plans/superseded-once');
  });

  it('is recorded as extended even where no power or time was left', () => {
    const late = { ...fields, by: 'Cabinet', occurredOn: '2028-05-01' };
    given(adopted, lapsed)
      .when(commandOf(RecordPlanExtended, late), { on: '2028-05-02' })
      .then({ type: 'PlanExtended', data: { ...late, previousLastDay: '2028-03-31' } });
  });

  it('does not go on by an extension that was decided once it had run out', () => {
    const decided = (occurredOn: string, more: object = {}) => toldOfPlan('PlanExtended', { occurredOn, ...more });
    const [onItsLastDay, late] = [decided('2028-03-31'), decided('2028-04-01')];
    expect(standing('2028-05-01', adopted, onItsLastDay)).toBe('in force');
    expect(standing('2028-05-01', adopted, late)).toBe('lapsed');
    const longer = decided('2028-06-01', { lastDay: '2030-03-31' });
    expect(standing('2028-07-01', adopted, late, longer)).toBe('lapsed');
    expect(standing('2028-07-01', adopted, onItsLastDay, longer)).toBe('in force');
  });

  it('has not gone on where the day of the decision is corrected to one after its end', () => {
    const changes = [{ pointer: '/occurredOn', asRecorded: '2028-02-22', asCorrected: '2028-04-10' }];
    const correction = { fact: factIdAt(2), mistakeIn: 'record', changes, authority: 'Council', reason: 'A slip.' };
    const corrected = { type: 'RecordCorrected', data: { occurredOn: '2028-05-02', ...correction } };
    const marks = (...facts: readonly Fact[]) => {
      const { entries } = foldAll(planSubject, recorded(facts));
      const { plan } = planTold(entries);
      return [standingOn(plan, '2028-06-01'), ...entries.slice(1, 3).map((entry) => stillStands(plan, entry))];
    };
    expect(marks(adopted, lapsed, extended)).toEqual(['in force', false, true]);
    expect(marks(adopted, lapsed, extended, corrected)).toEqual(['lapsed', true, false]);
    const decided = (occurredOn: string) => toldOfPlan('PlanExtended', { occurredOn });
    expect(marks(adopted, lapsed, decided('2028-04-10'))).toEqual(['lapsed', true, false]);
    for (const leftOpen of ['2028-03', 'unknown'])
      expect(marks(adopted, lapsed, decided(leftOpen))).toEqual(['in force', false, true]);
  });

  it('is extended to one day once, in the words in which that was told', () => {
    const record = (changes: object = {}) =>
      commandOf(RecordPlanExtended, { ...fields, occurredOn: '2028-02-22', ...changes });
    given(adopted, told).when(record(), { on: '2028-05-02' }).thenNothing();
    for (const other of [{ occurredOn: '2028-02-23' }, { by: 'Cabinet' }, { reason: 'x' }])
      given(adopted, told)
        .when(record(other), { on: '2028-05-02' })
        .thenRefused(
          `to Saturday 31 March 2029 by ${fields.by} on Tuesday 22 February 2028 already`,
          'plans/extended-once-to-a-day',
        );
  });

  it('has lapsed only where nothing is known by which it went on, or ended before', () => {
    const stands = (...facts: readonly Fact[]) => {
      const { entries } = foldAll(planSubject, recorded([adopted, lapsed, ...facts]));
      const { plan } = planTold(entries);
      return entries.filter(({ type }) => type === 'PlanLapsed').map((lapse) => stillStands(plan, lapse));
    };
    expect(stands()).toEqual([true]);
    for (const other of [extended, superseded, renewed]) expect(stands(other)).toEqual([false]);
  });

  it('ends in a lapse, dated on its last day however late that is noticed', () => {
    given(adopted).when(new LapsePlan(), { on: '2028-04-01' }).then(lapsed);
    given(adopted).when(new LapsePlan(), { on: '2028-04-20' }).then(lapsed);
    given(adopted, lapsed).when(new LapsePlan(), { on: '2028-04-20' }).thenNothing();
    given(adopted)
      .when(new LapsePlan(), { on: '2028-03-31' })
      .thenRefused('until the end of Friday 31 March 2028', 'R38');
  });

  it('ends in no lapse where it was renewed in time, extended or superseded', () => {
    given(adopted, renewed).when(new LapsePlan(), { on: '2028-04-01' }).thenRefused('renewed before', 'R38');
    given(adopted, extended).when(new LapsePlan(), { on: '2028-04-01' }).thenRefused('Saturday 31 March 2029', 'R38');
    given(adopted, superseded)
      .when(new LapsePlan(), { on: '2028-04-01' })
      .thenRefused('took its place on Thursday 1 April 2027');
    given(adopted, lapsed, extended)
      .when(new LapsePlan(), { on: '2029-04-01' })
      .then(toldOfPlan('PlanLapsed', { occurredOn: '2029-03-31', lapsedAt: '2029-03-31T23:00:00.000Z' }));
  });

  it('ends early where another plan takes its place', () => {
    const fieldsOf = { byPlan: PLAN_IDS.NEXT_PLAN, reason: 'One plan for the new council’s whole area.' };
    given(adopted).when(commandOf(SupersedePlan, fieldsOf), { on: '2027-04-01' }).then(superseded);
    given(adopted, superseded).when(commandOf(SupersedePlan, fieldsOf), { on: '2027-04-02' }).thenNothing();
    const record = (supersededOn: string, byPlan: string = PLAN_IDS.NEXT_PLAN) =>
      commandOf(RecordPlanSuperseded, { ...fieldsOf, byPlan, supersededOn });
    given(adopted).when(record('2027-04-01'), { on: '2027-06-01' }).then(superseded);
    given(adopted, superseded).when(record('2027-04-01'), { on: '2027-06-01' }).thenNothing();
    for (const other of [
      record('2027-04-02'),
      commandOf(SupersedePlan, { ...fieldsOf, reason: 'The areas were merged.' }),
    ])
      given(adopted, superseded)
        .when(other, { on: '2027-06-01' })
        .thenRefused('that plan took its place on Thursday 1 April 2027 already', 'plans/superseded-once');
    given(adopted, superseded)
      .when(record('2027-05-01', PLAN_IDS.FORMER_PLAN), { on: '2027-06-01' })
      .thenRefused('took its place on Thursday 1 April 2027', 'plans/superseded-once');
    given(adopted)
      .when(record('2028-03-31'), { on: '2028-06-01' })
      .then(toldOfPlan('PlanSuperseded', { occurredOn: '2028-03-31' }));
    given(adopted)
      .when(record('2028-04-01'), { on: '2028-06-01' })
      .thenRefused('before Saturday 1 April 2028', 'plans/superseded-before-expiry');
    const adoptedAgain = (occurredOn: string) => ({ ...adopted, data: { ...adopted.data, occurredOn } });
    const longer = toldOfPlan('PlanAdopted', { occurredOn: '2025-03-25', lastDay: '2030-03-31' });
    given(longer, adoptedAgain('2028-04-02'))
      .when(record('2028-04-01'), { on: '2028-06-01' })
      .then(toldOfPlan('PlanSuperseded', { occurredOn: '2028-04-01' }));
    given(longer, adoptedAgain('2028-03-01'))
      .when(record('2028-04-01'), { on: '2028-06-01' })
      .thenRefused('before Saturday 1 April 2028', 'plans/superseded-before-expiry');
    given(adopted).when(record('2025-03-24'), { on: '2028-06-01' }).thenMalformed('/supersededOn');
  });
});

describe('the renewal of a plan', () => {
  const title = 'Community Safety Partnership Plan 2028-2031';
  const opened = toldOfPlan('PlanRenewalOpened');

  it('is opened once, in a matter of its own', () => {
    const open = commandOf(OpenPlanRenewal, { title });
    given(adopted)
      .when(open, { on: '2027-01-04' })
      .then(toldOfPlan('PlanRenewalOpened', { matter: newIdOf('matter') }));
    given(adopted, opened).when(open, { on: '2027-02-01' }).thenNothing();
    given(adopted, opened)
      .when(commandOf(OpenPlanRenewal, { title: 'Another' }), { on: '2027-02-01' })
      .thenRefused('began on Monday 4 January 2027', 'plans/one-renewal');
    given(adopted, superseded).when(open, { on: '2027-06-01' }).thenRefused('took its place', 'plans/superseded-once');
  });

  it('is recorded where its matter is there already', () => {
    const fields = { occurredOn: '2027-01', matter: PLAN_IDS.NEXT_MATTER, title };
    const record = commandOf(RecordPlanRenewalOpened, fields);
    const told = { type: 'PlanRenewalOpened', data: { ...fields, opensMatter: false } };
    given(adopted).when(record, { on: '2027-02-01' }).then(told);
    given(adopted, told).when(record, { on: '2027-02-01' }).thenNothing();
    given(adopted, told)
      .when(commandOf(RecordPlanRenewalOpened, { ...fields, title: 'Another' }), { on: '2027-02-01' })
      .thenRefused('began in January 2027 already', 'plans/one-renewal');
  });

  it('goes step by step', () => {
    const step = { occurredOn: '2027-03', step: 'options', words: 'Three options went to the Partnership.' } as const;
    given(adopted)
      .when(commandOf(RecordRenewalStepTaken, step), { on: '2027-04-05' })
      .then(toldOfPlan('RenewalStepTaken'));
    given(adopted, toldOfPlan('RenewalStepTaken'))
      .when(commandOf(RecordRenewalStepTaken, step), { on: '2027-04-05' })
      .thenNothing();
  });

  it('is the adoption of a plan of its own, which begins after this one; an extension it is not', () => {
    const record = (firstDay: string, byPlan: string = PLAN_IDS.NEXT_PLAN) =>
      commandOf(RecordPlanRenewed, { occurredOn: '2028-02-29', byPlan, firstDay });
    given(adopted).when(record('2028-04-01'), { on: '2028-03-01' }).then(renewed);
    given(adopted, renewed).when(record('2028-04-01'), { on: '2028-03-01' }).thenNothing();
    const data = { occurredOn: '2028-02-28', byPlan: PLAN_IDS.NEXT_PLAN, firstDay: '2028-04-01' };
    given(adopted, renewed)
      .when(commandOf(RecordPlanRenewed, data), { on: '2028-03-01' })
      .then({ type: 'PlanRenewed', data });
    given(adopted).when(record('2028-03-31'), { on: '2028-03-01' }).thenMalformed('/firstDay', 'supersedes');
    given(adopted, renewed)
      .when(record('2028-04-01', PLAN_IDS.FORMER_PLAN), { on: '2028-03-01' })
      .thenRefused('already', 'plans/renewed-once');
  });
});
