import { describe, it } from '@jest/globals';
import { newIdOf, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { type PartAnswer, RecordResolutionPassed, type ResolutionPart } from './resolution-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2024-07-15';
const matter = [told('MatterOpened'), told('RecommendationsMade')] as const;
const recommendations = IDS.RECOMMENDATIONS;

/** A part as the body of a command has it. */
type Part = Pick<ResolutionPart, keyof ResolutionPart>;

const noted: Part = { verb: 'NOTED', text: 'the contents of the report be NOTED', meaning: 'notes' };
const answering = (...answers: PartAnswer[]): Part => ({
  ...{ label: '1)', verb: 'Approves', text: 'Approves the recommendations' },
  meaning: 'answers recommendations',
  answers,
});
const resolve = (parts: Part[], changes: Partial<FieldsOf<RecordResolutionPassed>> = {}): RecordResolutionPassed =>
  commandOf(RecordResolutionPassed, { occurredOn: '2024-07-09', body: 'Cabinet', parts, ...changes });

const approving: Part = { verb: 'Approves', text: 'Approves the plan', meaning: 'adopts a plan' };

const passed = (...parts: object[]) => ({
  type: 'ResolutionPassed',
  data: { occurredOn: '2024-07-09', resolution: newIdOf('resolution'), body: 'Cabinet', parts },
});

describe('a resolution', () => {
  it('that approves the recommendations accepts every leaf', () => {
    const part = answering({ recommendations, answer: 'accepted' });
    const leaves = ['2)a)', '2)b)i)', '2)b)ii)'];
    const answers = leaves.map((leaf) => ({ recommendations, leaf, answer: 'accepted' }));
    given(...matter)
      .when(resolve([part]), { on })
      .then(passed({ ...part, part: 1, answers }));
  });

  it('answers each leaf in its own way, with the reason for a rejection', () => {
    const part = answering(
      { recommendations, leaves: ['2)a)'], answer: 'accepted in part' },
      { recommendations, leaves: ['2)b)'], answer: 'rejected', reason: 'It is asked already.' },
    );
    const answers = [
      { recommendations, leaf: '2)a)', answer: 'accepted in part' },
      { recommendations, leaf: '2)b)i)', answer: 'rejected', reason: 'It is asked already.' },
      { recommendations, leaf: '2)b)ii)', answer: 'rejected', reason: 'It is asked already.' },
    ];
    given(...matter)
      .when(resolve([part]), { on })
      .then(passed({ ...part, part: 1, answers }));
  });

  it.each([
    ['2024-06-26', '2024-06-25', 'Wednesday 26 June 2024'],
    ['2024-06-26', '2024-05', 'Wednesday 26 June 2024'],
    ['2024-06-26T18:00+01:00', '2024-06-26T17:30+01:00', 'Wednesday 26 June 2024 at 18:00'],
  ])('does not answer what was recommended on %s before that, %s', (madeOn, occurredOn, words) => {
    const answers = answering({ recommendations, answer: 'accepted' });
    given(told('MatterOpened'), told('RecommendationsMade', { occurredOn: madeOn }))
      .when(resolve([answers], { occurredOn }), { on })
      .thenMalformed('/occurredOn', `recommendations that it answers were made, on ${words}`);
  });

  it.each(['2024-06-26', '2024-06', 'unknown', '2024-06-26T18:00+01:00'])(
    'answers on %s what may have been recommended by then',
    (occurredOn) => {
      const answers = [{ recommendations, leaf: '2)a)', answer: 'accepted' }];
      const part = answering({ recommendations, leaves: ['2)a)'], answer: 'accepted' });
      const { type, data } = passed({ ...part, part: 1, answers });
      given(...matter)
        .when(resolve([part], { occurredOn }), { on })
        .then({ type, data: { ...data, occurredOn } });
    },
  );

  it('may have parts without any label', () => {
    const others = [noted, { ...noted, text: 'the direction of travel be NOTED' }];
    given(told('MatterOpened'))
      .when(resolve(others), { on })
      .then(passed(...others.map((part, at) => ({ ...part, part: at + 1, answers: [] }))));
  });

  it('is recorded once, however often it is told', () => {
    const { data } = passed({ ...noted, part: 1, answers: [] });
    given(told('MatterOpened'), { type: 'ResolutionPassed', data: { ...data, resolution: IDS.RESOLUTION } })
      .when(resolve([noted]), { on })
      .thenNothing();
  });

  it('may answer again what an earlier resolution deferred', () => {
    const part = answering({ recommendations, leaves: ['2)a)'], answer: 'accepted' });
    const answers = [{ recommendations, leaf: '2)a)', answer: 'accepted' }];
    given(...matter, told('ResolutionPassed', { occurredOn: '2024-07-01' }))
      .when(resolve([part]), { on })
      .then(passed({ ...part, part: 1, answers }));
  });

  it.each<[string, PartAnswer[], string]>([
    ['leaf', [{ recommendations, leaves: ['2)a)', '2)c)'], answer: 'accepted' }], '/parts/0/answers/0/leaves/1'],
    ['tree', [{ recommendations: IDS.REPORT, answer: 'accepted' }], '/parts/0/answers/0/recommendations'],
  ])('answers no unknown %s', (_what, answers, pointer) => {
    given(...matter)
      .when(resolve([answering(...answers)]), { on })
      .thenMalformed(pointer);
  });

  it('answers no leaf twice, not even through what holds it', () => {
    const [first, second]: [PartAnswer, PartAnswer] = [
      { recommendations, leaves: ['2)b)i)'], answer: 'rejected' },
      { recommendations, leaves: ['2)a)', '2)b)'], answer: 'accepted' },
    ];
    given(...matter)
      .when(resolve([answering(first, second)]), { on })
      .thenMalformed('/parts/0/answers/1/leaves/1', 'must not answer 2)b)i) a second time');
    given(...matter)
      .when(resolve([answering(first), { ...answering({ recommendations, answer: 'noted' }), label: '2)' }]), { on })
      .thenMalformed('/parts/1/answers/0');
  });

  it('has no label twice', () => {
    given(...matter)
      .when(resolve([{ ...noted, label: '1)' }, noted, { ...noted, label: '1)' }]), { on })
      .thenMalformed('/parts/2/label');
  });

  it.each<[string, Part, string]>([
    ['a report that it does not ask for', { ...noted, report: 'a report' }, '/parts/0/report'],
    ['a day for a report that it does not ask for', { ...noted, dueOn: '2025-01-07' }, '/parts/0/dueOn'],
    [
      'an answer that it does not give',
      { ...noted, answers: [{ recommendations, answer: 'noted' }] },
      '/parts/0/answers',
    ],
    ['no report where it asks for one', { ...noted, meaning: 'commissions a report' }, '/parts/0/report'],
    ['no plan where it adopts one', approving, '/parts/0/plan'],
    [
      'an obligation that it does not set',
      { ...noted, obligation: { kind: 'review', every: 'P6M' } },
      '/parts/0/obligation',
    ],
    ['no obligation where it sets one', { ...noted, meaning: 'sets an obligation' }, '/parts/0/obligation'],
    ['no body where it recommends upward', { ...noted, meaning: 'recommends upward' }, '/parts/0/recommendsTo'],
    [
      'a window that closes before it opens',
      { ...noted, meaning: 'authorises a consultation', window: { opensOn: '2024-10-02', closesOn: '2024-07-10' } },
      '/parts/0/window/closesOn',
    ],
  ])('does not state %s', (_what, part, pointer) => {
    given(...matter)
      .when(resolve([part]), { on })
      .thenMalformed(pointer);
  });

  it.each(['2025-01-07', '2025-01'])('may ask for a report by a day, or within a month: %s', (dueOn) => {
    const part: Part = { ...noted, meaning: 'commissions a report', report: 'a report', dueOn };
    given(told('MatterOpened'))
      .when(resolve([part]), { on })
      .then(passed({ ...part, part: 1, answers: [] }));
  });

  it('may adopt a plan, and say what is to be done while it lasts', () => {
    const parts: Part[] = [
      { ...approving, plan: { title: 'The Plan', firstDay: '2025-04-01', lastDay: '2028-03-31' } },
      { ...noted, meaning: 'sets an obligation', obligation: { kind: 'monitoring', every: 'P3M' } },
    ];
    given(told('MatterOpened'))
      .when(resolve(parts), { on })
      .then(passed(...parts.map((part, at) => ({ ...part, part: at + 1, answers: [] }))));
  });

  it('adopts no plan that ends before it begins, and no second one', () => {
    const plan = { title: 'The Plan', firstDay: '2025-04-01' };
    given(told('MatterOpened'))
      .when(resolve([{ ...approving, plan: { ...plan, lastDay: '2025-03-31' } }]), { on })
      .thenMalformed('/parts/0/plan/lastDay', '2025-04-01');
    given(told('MatterOpened'))
      .when(resolve([{ ...approving, plan }, noted, { ...approving, plan }]), { on })
      .thenMalformed('/parts/2/plan');
    const one = { ...approving, plan: { ...plan, lastDay: '2028-03-31' } };
    given(told('MatterOpened'))
      .when(resolve([noted, one]), { on })
      .then(passed({ ...noted, part: 1, answers: [] }, { ...one, part: 2, answers: [] }));
  });

  it('is of the past', () => {
    given(...matter)
      .when(resolve([noted], { occurredOn: '2024-08' }), { on })
      .thenMalformed('/occurredOn');
  });
});
