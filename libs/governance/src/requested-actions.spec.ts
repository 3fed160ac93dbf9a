import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll } from '#kernel';
import { decide, contextOn, factIdAt, recorded, rulesOf } from '#kernel/testing/given';
import { RecordCorrection } from './corrections/index.js';
import { RecordActionTaken, RecordResolutionPassed } from './decisions/index.js';
import { matterAfter, matterSubject } from './matter.js';
import { pageOf } from './minute-book/matter-page.js';
import { derivedFrom } from './testing/derived.js';
import { golden, IDS, told } from './testing/golden.js';
import { commandOf, type FieldsOf } from './vocabulary/command-of.js';

const { given } = rulesOf(matterSubject);
const on = '2025-04-20';

const words = { verb: 'Requests', text: 'Requests that the Director write to the Home Office by 31 October 2024.' };
const part = { ...words, part: 1, meaning: 'requests an action', answers: [] } as const;
const resolved = (dueOn?: string) =>
  told('ResolutionPassed', { parts: [dueOn === undefined ? part : { ...part, dueOn }] });
const asked = (dueOn?: string) => [told('MatterOpened'), resolved(dueOn)] as const;
const taken = told('ActionTaken', { part: 1 });

const take = (changes: Partial<FieldsOf<RecordActionTaken>> = {}): RecordActionTaken =>
  commandOf(RecordActionTaken, { ...golden.ActionTaken[1], part: 1, ...changes });

const correct = (fact: string, ...[pointer, asRecorded, asCorrected]: readonly [string, string | undefined, string]) =>
  commandOf(RecordCorrection, {
    ...{ occurredOn: '2025-04-01', fact, mistakeIn: 'record', authority: 'Monitoring Officer', reason: 'The minute.' },
    changes: [{ pointer, asCorrected, ...(asRecorded === undefined ? {} : { asRecorded }) }],
  });

const pageAfter = (...facts: readonly Fact[]) => pageOf(matterAfter(foldAll(matterSubject, recorded(facts)).entries));

describe('an action that a resolution asks for', () => {
  it('may be asked for by a day, or within a month, and by none', () => {
    for (const dueOn of ['2024-10-31', '2024-10'])
      given(told('MatterOpened'))
        .when(
          commandOf(RecordResolutionPassed, {
            ...{ occurredOn: '2024-07-09', body: 'Cabinet' },
            parts: [{ ...words, meaning: 'requests an action', dueOn }],
          }),
          { on },
        )
        .then({
          type: 'ResolutionPassed',
          data: {
            ...{ occurredOn: '2024-07-09', body: 'Cabinet', resolution: expect.any(String) },
            parts: [{ ...part, dueOn }],
          },
        });
    given(told('MatterOpened'))
      .when(
        commandOf(RecordResolutionPassed, {
          ...{ occurredOn: '2024-07-09', body: 'Cabinet' },
          parts: [{ ...words, meaning: 'notes', dueOn: '2024-10-31' }],
        }),
        { on },
      )
      .thenMalformed('/parts/0/dueOn', 'commissions a report, or requests an action');
  });

  it('is taken once, and after it was asked for', () => {
    given(...asked())
      .when(take(), { on })
      .then(taken);
    given(...asked(), taken)
      .when(take(), { on })
      .thenNothing();
    given(...asked(), taken)
      .when(take({ occurredOn: '2024-10-16' }), { on })
      .thenRefused('taken on Tuesday 15 October 2024 already', 'decisions/action-taken-once');
    given(...asked(), taken)
      .when(take({ how: 'The Leader wrote.' }), { on })
      .thenRefused('The Director wrote', 'decisions/action-taken-once');
    given(...asked())
      .when(take({ occurredOn: '2024-07-08' }), { on })
      .thenMalformed('/occurredOn', 'Tuesday 9 July 2024');
  });

  it('is one that the matter has', () => {
    given(...asked())
      .when(take({ resolution: IDS.REPORT }), { on })
      .thenMalformed('/resolution');
    given(...asked())
      .when(take({ part: 2 }), { on })
      .thenMalformed('/part', 'requests an action');
    given(told('MatterOpened'), told('ResolutionPassed'))
      .when(take({ part: 3 }), { on })
      .thenMalformed('/part', 'requests an action');
  });

  it('is promised by the day that the part states, owed to the body, and met on the day on which it is taken', () => {
    expect(derivedFrom(asked('2024-10'))).toMatchObject([
      {
        ...{ key: `R44/${IDS.RESOLUTION}/1`, dueOn: '2024-10-31', body: 'Cabinet', startedBy: factIdAt(1) },
        rule: { id: 'R44', hardness: 'promised', basis: 'resolution' },
        title: `Action for Cabinet: ${words.text}`,
        explained: 'the body asked for it by October 2024, which ends on Thursday 31 October 2024',
      },
    ]);
    expect(derivedFrom([...asked('2024-10-31'), taken])).toMatchObject([
      { met: { on: '2024-10-15', by: factIdAt(2) } },
    ]);
    expect(derivedFrom(asked())).toEqual([]);
  });

  it('is called by the beginning of its words where they are long, in one line', () => {
    const text = `Requests that the Director:\n\n- write to the Home Office;\n- ${'and to every partner '.repeat(100)}.`;
    const long = told('ResolutionPassed', { parts: [{ ...part, text, dueOn: '2024-10-31' }] });
    const title = derivedFrom([told('MatterOpened'), long])[0]?.title ?? '';
    expect(title).toMatch(
      /^Action for Cabinet: Requests that the Director: - write to the Home Office; - and to [^\n]+…$/,
    );
    expect(title.length).toBeLessThan(150);
  });

  it('stands on the page of its matter, dated or not, until it is taken and after', () => {
    const action = { part: 1, askedBy: 'Cabinet', askedOn: '2024-07-09', text: words.text };
    expect(pageAfter(...asked()).actions).toMatchObject([action]);
    expect(pageAfter(...asked()).actions[0]).not.toHaveProperty('taken');
    expect(pageAfter(...asked('2024-10-31'), taken).actions).toMatchObject([
      { ...action, dueOn: '2024-10-31', taken: { takenOn: '2024-10-15', how: golden.ActionTaken[1].how } },
    ]);
  });

  it('stays to be done where another of the same resolution is taken', () => {
    const parts = [part, { ...part, part: 2, text: 'Requests that the Director report back to the police.' }];
    const both = told('ResolutionPassed', { parts });
    expect(
      pageAfter(told('MatterOpened'), both, taken).actions.map(({ part, taken }) => [part, taken?.takenOn]),
    ).toEqual([
      [1, '2024-10-15'],
      [2, undefined],
    ]);
  });

  it('has its day supplied by a correction, and the deadline follows', () => {
    const command = correct(factIdAt(1), '/parts/0/dueOn', undefined, '2024-10-31');
    const supplied = decide(matterSubject, recorded(asked()), command, contextOn(on));
    expect(derivedFrom([...asked(), ...supplied])).toMatchObject([{ dueOn: '2024-10-31' }]);
  });

  it('stays asked for, and before it was taken, whatever is corrected', () => {
    given(...asked(), taken)
      .when(correct(factIdAt(2), '/occurredOn', '2024-10-15', '2024-07-08'), { on })
      .thenRefused('before the resolution was passed, on Tuesday 9 July 2024', 'decisions/action-after-resolution');
    given(...asked(), taken)
      .when(correct(factIdAt(1), '/parts/0/meaning', 'requests an action', 'notes'), { on })
      .thenRefused('no longer requests an action', 'decisions/action-that-was-requested');
  });
});
