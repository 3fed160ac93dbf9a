import { describe, expect, it } from '@jest/globals';
import { v5 as uuidv5 } from 'uuid';
import { calendarNamed } from '#calendar';
import { type DecisionContext, foldAll, londonDay, type Position, type RecordedFact } from '#kernel';
import { matterAfter, matterSubject } from './matter.js';
import { matterDeadlines } from './matter-deadlines.js';
import { coventrySample } from './sample/index.js';
import { inOrderOfEvents } from './vocabulary/chronicle.js';
import { type DerivedDeadline } from './vocabulary/deadline.js';

const NOW = '2024-07-10T09:00:00.000Z';
const terms = {
  calendar: calendarNamed('england-and-wales'),
  rules: { R19: { owner: 'community-safety', ladder: [{ at: '-P7D', offices: ['community-safety'] }] } },
};

const sampleFacts = (): readonly RecordedFact[] =>
  coventrySample.reduce<readonly RecordedFact[]>((facts, { command, commandId }) => {
    const handling = matterSubject.commands.find(({ command: type }) => command instanceof type)!;
    const context: DecisionContext = {
      ...{ now: NOW, today: londonDay(NOW), subject: 'x', actor: { office: 'office:x', role: 'officer' } },
      newId: (purpose) => uuidv5(purpose, commandId),
    };
    const told = handling.decide(command, foldAll(matterSubject, facts), context);
    return [
      ...facts,
      ...told.map(
        (fact, at) =>
          ({
            ...fact,
            stream: 's',
            position: '' as Position,
            id: `${commandId}/${at}`,
            revision: facts.length + at,
            metadata: { recordedAt: NOW },
          }) as unknown as RecordedFact,
      ),
    ];
  }, []);

const deadlines = (): readonly DerivedDeadline[] =>
  matterDeadlines(matterAfter(inOrderOfEvents(foldAll(matterSubject, sampleFacts()).entries)), terms);

const of = (rule: string): DerivedDeadline => deadlines().find(({ key }) => key.startsWith(rule))!;
const CLOSE = 'R19/round-1';

describe('the clocks that the Coventry minute started', () => {
  it('are six, each with its rule', () => {
    expect(deadlines().map(({ rule, dueOn, rule: { hardness } }) => [rule.id, dueOn, hardness])).toEqual([
      ['R16', '2024-08-25', 'target'],
      ['R21', '2024-07-09', 'promised'],
      ['R19', '2024-07-10', 'promised'],
      ['R19', '2024-10-02', 'promised'],
      ['R44', '2025-01-07', 'forecast'],
      ['R48', '2025-01-07', 'forecast'],
    ]);
  });

  it('answered scrutiny 13 days on, in time; without a notice it was a target, not the statute’s two months', () => {
    expect(of('R16').met?.on).toBe('2024-07-09');
    expect(of('R16').explained).toContain('26 June 2024');
  });

  it('have it opened on the first day of its window, as the resolution wrote it: that was done', () => {
    const [opens] = deadlines().filter(({ key }) => /^R19\/(?!round)/.test(key));
    expect(opens).toMatchObject({ dueOn: '2024-07-10', body: 'Cabinet', rungs: [], met: { on: '2024-07-10' } });
  });

  it('close the window at the end of its last day in London, as the resolution wrote it', () => {
    expect(of(CLOSE)).toMatchObject({
      dueAt: '2024-10-02T23:00:00.000Z',
      becomes: { command: 'CloseConsultation', fields: { round: 1 } },
    });
    expect(of(CLOSE).rungs).toEqual([
      { rung: 'T-7d', sendAt: '2024-09-25T08:00:00.000Z', offices: ['community-safety'] },
    ]);
  });

  it('want the questionnaire before the first day of the window', () => {
    expect(of('R21')).toMatchObject({
      ...{ dueAt: '2024-07-09T23:00:00.000Z', body: 'Cabinet' },
      explained: 'the day before Wednesday 10 July 2024, so have it ready by Tuesday 9 July 2024',
    });
    expect(of(CLOSE).explained).toMatch(
      /^from the start of \w+ .* to the end of \w+ \d+ \w+ 2024, London time: \d+ days/,
    );
    expect(of(CLOSE).explained).not.toMatch(/\dT\d/);
    expect(of('R21').met).toBeUndefined();
  });
});
