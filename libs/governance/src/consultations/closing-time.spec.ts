import { describe, expect, it } from '@jest/globals';
import { type Fact, type InstantText } from '#kernel';
import { contextOn, decide, type Past, recorded, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { derivedFrom } from '../testing/derived.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import {
  CloseConsultation,
  ExtendConsultation,
  OpenConsultation,
  RecordConsultationOpened,
} from './consultation-commands.js';
import { closeConsultation } from './round-rules.js';
import { consultationFacet } from './consultation.js';

const { given } = rulesOf(matterSubject);

const days = { opensOn: '2024-07-10', closesOn: '2024-10-27' };
const window = { ...days, closesAt: '01:30' };
const describedAs = 'a consultation';
const opened: Fact = { type: 'ConsultationOpened', data: { occurredOn: '2024-07-10', round: 1, window, describedAs } };
const matter = [told('MatterOpened')] as const;
const extension = { round: 1, authority: 'Cabinet', reason: 'more time' };

const closingOf = (...facts: readonly Past[]) =>
  derivedFrom([...matter, ...facts]).find(({ key }) => key === 'R19/round-1');
const closedBy = (occurredOn: string, closedAt?: InstantText): Past => ({
  ...{ type: 'ConsultationClosed', actor: 'automation:deadlines' },
  data: closedAt === undefined ? { occurredOn, round: 1 } : { occurredOn, round: 1, closedAt },
});

/** What closing gives at an instant. */
const closeAt = (now: InstantText, facts: readonly Fact[] = [opened]): readonly Fact[] => {
  const entries = facts.map((fact, revision) => ({
    ...{ ...fact, id: String(revision), revision, recordedAt: now, toldBy: 'office:x' },
  }));
  const context = { ...contextOn(now.slice(0, 10)), now };
  return closeConsultation(commandOf(CloseConsultation, { round: 1 }), consultationFacet.after(entries), context);
};

describe('a consultation with a closing time', () => {
  it('is recorded with it, once', () => {
    const record = commandOf(RecordConsultationOpened, { ...window, describedAs });
    given(...matter)
      .when(record, { on: '2024-07-15' })
      .then(opened);
    given(...matter, opened)
      .when(record, { on: '2024-07-15' })
      .thenNothing();
  });

  it.each(['25:00', '1:30', '17:60', 'noon'])('is not recorded with %s for a time', (closesAt) => {
    expect(() => commandOf(RecordConsultationOpened, { ...days, closesAt, describedAs })).toThrow('closesAt');
  });

  it('does not close at the midnight at which it opens', () => {
    const fields = { opensOn: '2024-07-10', closesOn: '2024-07-10', closesAt: '00:00', describedAs };
    given(...matter)
      .when(commandOf(RecordConsultationOpened, fields), { on: '2024-07-15' })
      .thenMalformed('/closesAt', 'later than the midnight');
  });

  it('opens with the time that its resolution gives, and with no other', () => {
    const part = {
      part: 1,
      verb: 'Authorises',
      text: 'Authorises it.',
      meaning: 'authorises a consultation',
      answers: [],
    };
    const resolved = told('ResolutionPassed', {
      parts: [{ ...part, window: { ...days, closesAt: '17:00' } } as never],
    });
    const authorisedBy = { resolution: IDS.RESOLUTION, part: 1 };
    const open = (closesAt?: string) =>
      commandOf(OpenConsultation, {
        ...{ closesOn: days.closesOn, describedAs, authorisedBy },
        ...(closesAt === undefined ? {} : { closesAt }),
      });
    for (const wrong of [undefined, '12:00'])
      given(...matter, resolved)
        .when(open(wrong), { on: '2024-07-10' })
        .thenRefused('authorised to close at 17:00 on Sunday 27 October 2024', 'R19');
    given(...matter, resolved)
      .when(open('17:00'), { on: '2024-07-10' })
      .then({
        type: 'ConsultationOpened',
        data: {
          ...{ occurredOn: '2024-07-10', round: 1, window: { ...days, closesAt: '17:00' }, describedAs, authorisedBy },
        },
      });
  });

  it('is late from the second time on that the clocks show its time, so that it closes on nobody too early', () => {
    const { dueOn, dueAt, explained, receipt } = closingOf(opened)!;
    expect({ dueOn, dueAt, closes: receipt['closingTime'] }).toEqual({
      ...{ dueOn: '2024-10-27', dueAt: '2024-10-27T01:30:00.000Z', closes: '01:30' },
    });
    expect(explained).toContain(
      'to 01:30 on Sunday 27 October 2024, when the clocks show that time again, London time',
    );
  });

  it('closes at its instant and not before, and the close says which instant that was', () => {
    expect(() => closeAt('2024-10-27T01:29:59.999Z')).toThrow(
      'responses are taken until 01:30 on Sunday 27 October 2024',
    );
    const data = { occurredOn: '2024-10-27', round: 1, closedAt: '2024-10-27T01:30:00.000Z' };
    for (const now of ['2024-10-27T01:30:00.000Z', '2024-10-31T12:00:00.000Z'])
      expect(closeAt(now)).toEqual([{ type: 'ConsultationClosed', data }]);
  });

  it('is met by that close, and by an inferred one of another instant not', () => {
    expect(closingOf(opened, closedBy('2024-10-27', '2024-10-27T01:30:00.000Z'))?.met?.on).toBe('2024-10-27');
    expect(closingOf(opened, closedBy('2024-10-27', '2024-10-27T00:30:00.000Z'))?.met).toBeUndefined();
    expect(closingOf(opened, closedBy('2024-10-27'))?.met).toBeUndefined();
  });

  it('is extended to the end of another day, or to a time of it', () => {
    const extended = (closesAt?: string) => ({
      type: 'ConsultationExtended',
      data: {
        ...{ occurredOn: '2024-10-01', closesOn: '2024-11-01', previouslyClosesOn: '2024-10-27', ...extension },
        ...(closesAt === undefined ? {} : { closesAt }),
      },
    });
    for (const [closesAt, dueAt] of [
      [undefined, '2024-11-02T00:00:00.000Z'],
      ['12:00', '2024-11-01T12:00:00.000Z'],
    ] as const) {
      const told = extended(closesAt);
      const command = commandOf(ExtendConsultation, {
        ...{ ...extension, closesOn: '2024-11-01' },
        ...(closesAt === undefined ? {} : { closesAt }),
      });
      given(...matter, opened)
        .when(command, { on: '2024-10-01' })
        .then(told);
      given(...matter, opened, told)
        .when(command, { on: '2024-10-01' })
        .thenNothing();
      expect(closingOf(opened, told)?.dueAt).toBe(dueAt);
      given(...matter, opened, told)
        .when(commandOf(RecordConsultationOpened, { ...window, describedAs }), { on: '2024-10-01' })
        .thenNothing();
    }
  });

  it('is extended no more once its time has come, though its last day goes on', () => {
    const command = commandOf(ExtendConsultation, { ...extension, closesOn: '2024-11-01' });
    given(...matter, opened)
      .when(command, { on: '2024-10-27' })
      .thenRefused('closed at 01:30 on Sunday 27 October 2024', 'consultations/extended-while-open');
    const extendAt = (now: string) =>
      decide(matterSubject, recorded([...matter, opened]), command, { ...contextOn('2024-10-27'), now });
    expect(extendAt('2024-10-27T01:29:59.999Z')).toMatchObject([{ type: 'ConsultationExtended' }]);
    expect(() => extendAt('2024-10-27T01:30:00.000Z')).toThrow('closed at 01:30 on Sunday 27 October 2024');
  });
});
