import { describe, expect, it } from '@jest/globals';
import { foldAll } from '#kernel';
import { componentsOf } from '#kernel/input/schema';
import { recorded } from '#kernel/testing/given';
import { matterAfter, matterFacts, matterSubject } from './matter.js';
import { golden, goldenFacts, IDS } from './testing/golden.js';
import { leadsSomewhere } from './testing/leads-somewhere.js';

const types = Object.keys(matterFacts);
const examples: Readonly<Record<string, Readonly<Record<string, object>>>> = golden;

describe('the matter', () => {
  it('has a golden example of every type and version of fact that it writes', () => {
    expect(Object.keys(golden).sort()).toStrictEqual([...types].sort());
    for (const [type, { version }] of Object.entries(matterFacts))
      expect(Object.keys(examples[type] ?? {})).toContain(String(version));
  });

  it.each(types)('says truly which fields of %s hold personal data and may be corrected', (type) => {
    const definition = matterFacts[type];
    const example = examples[type]?.[String(definition?.version)];
    const pointers = [...(definition?.personalData ?? []), ...Object.keys(definition?.correctable ?? {})];
    for (const pointer of pointers)
      expect({ pointer, leads: leadsSomewhere(example, pointer) }).toEqual({ pointer, leads: true });
  });

  it('reads every golden example for ever', () => {
    const { entries } = foldAll(matterSubject, recorded(goldenFacts));
    expect(entries).toHaveLength(goldenFacts.length);
    const matter = matterAfter(entries);
    expect(matter.heading).toMatchObject({
      title: 'Coventry Community Safety Partnership Plan',
      formerTitles: ['Community Safety Partnership Plan'],
      reference: 'CSP/24',
      planPeriod: { label: '2025-2028' },
    });
    expect(matter.reports.submitted).toMatchObject([{ owner: 'Director of Law and Governance' }]);
    expect(matter.scrutiny).toMatchObject({
      made: [
        { by: 'Scrutiny Co-ordination Committee', followUps: [{ item: 1, awaitsReport: 'the responses' }] },
        { followUps: [{ item: 1, dueOn: '2025-01' }] },
      ],
      notices: [{ givenOn: '2024-07-01', document: 'Notice of 1 July 2024' }],
      implemented: [{ leaf: '2)b)i)', implementedOn: '2024-07-09T16:30+01:00' }],
    });
    expect(matter.decisions.passed).toMatchObject([
      { body: 'Cabinet', passedOn: '2024-07-09' },
      {
        body: 'Cabinet',
        parts: [{}, {}, {}, {}, { plan: { firstDay: '2025-04-01' } }, { obligation: { every: 'P3M' } }],
      },
      { body: 'Cabinet', parts: [{}, {}, { dueOn: '2025-01-07' }, {}, {}, {}] },
      { body: 'Cabinet', parts: [{}, { window: { closesAt: '17:00' } }, {}, {}, {}, {}] },
      { body: 'Cabinet', parts: [{}, {}, {}, {}, {}, {}, { dueOn: '2024-10-31' }] },
    ]);
    expect(matter.decisions.taken).toMatchObject([{ part: 7, takenOn: '2024-10-15' }]);
    const round = {
      window: { opensOn: '2024-07-10', closesOn: '2024-10-16' },
      extensions: [{ previouslyClosesOn: '2024-10-02' }, { closesAt: '17:00' }],
      closedOn: '2024-10-16',
      responses: [{ count: 696 }],
      resultsPublished: { publishedOn: '2024-12-18' },
    };
    expect(matter.consultations).toMatchObject({
      rounds: [round, { ...round, waiver: { by: 'Cabinet' } }, { ...round, waiver: { by: 'Cabinet' } }],
      questionnaires: [{ carriesOut: [{ leaf: '2)b)ii)' }] }, { carriedOutElsewhere: [{ leaf: '2)a)' }] }],
    });
    expect(matter.requests).toMatchObject({
      made: [{ sentOn: '2024-07-20', sentUnder: 'L/1', replies: [{ repliedOn: '2024-08-20' }] }],
      fulfilled: [{ fulfilledOn: '2025-03-18' }],
    });
    expect(matter.forecasts.made).toMatchObject([
      { expected: '2025-03', slippage: [{ from: '2025-01-07' }], fulfilled: { resolution: IDS.RESOLUTION } },
    ]);
    expect(matter.corrections).toMatchObject({
      made: [{ mistakeIn: 'document' }, { changes: [{ pointer: '/parts/2/dueOn' }, { asRecorded: 'the outcome' }] }],
      supplied: [{ previously: 'unknown' }],
    });
  });

  it('has one name for each command, and a schema for all that goes in', () => {
    const classes = matterSubject.commands.map(({ command }) => command);
    const names = classes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const components = componentsOf(classes);
    for (const { name } of classes) expect(Object.keys(components)).toContain(name);
  });

  it('begins with one command, and needs its stream for every other', () => {
    const beginning = matterSubject.commands.filter(({ on }) => on === 'a new subject');
    expect(beginning.map(({ command }) => command.name)).toStrictEqual(['OpenMatter']);
  });
});
