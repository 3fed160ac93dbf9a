import { describe, expect, it } from '@jest/globals';
import { type EventLog } from '#platform/event-log/event-log';
import { eventually } from '../support/deadline-office.js';
import { countOf, freshMailedOffices } from '../support/mailed-offices.js';
import { appointUsual, consultationOnBoard } from '../support/reminder-office.js';

const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const A_WEEK_BEFORE = '2024-09-25T08:00:10.000Z';

const stage = freshMailedOffices();

/** A log of which one matter, once it is named, cannot be read, for a reason that lies in it. */
const unreadable = () => {
  const spoilt: { matter?: string } = {};
  const wrap = (log: EventLog): EventLog =>
    new Proxy(log, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        if (name !== 'readStreams') return method.bind(target) as unknown;
        return (...given: Parameters<EventLog['readStreams']>) => {
          const { matter } = spoilt;
          return matter !== undefined && given[0].some((stream) => stream === `matter-coventry-${matter}`)
            ? Promise.reject(new Error('a fact that nobody can read'))
            : target.readStreams(...given);
        };
      },
    });
  return { spoilt, wrap };
};

describe('a matter whose deadlines cannot be told', () => {
  it('keeps no reminder of another back, is told in health, and is made up for once it can', async () => {
    const { spoilt, wrap } = unreadable();
    const office = await stage.open({ wrap });
    await appointUsual(office);
    const bad = await consultationOnBoard(office, WINDOW);
    const good = await consultationOnBoard(office, WINDOW);
    await office.rest();
    spoilt.matter = bad.id;
    stage.clock.set(A_WEEK_BEFORE);
    await eventually('those of the other are sent', async () => {
      await office.sweep();
      return (await countOf(office, good, 'ReminderSent')) === 2;
    });
    expect((await office.health())['reminders']).toEqual({
      ...{ ok: false, goesOn: true },
      detail: 'nobody is reminded of some matters or plans, whose deadlines cannot be told',
    });
    expect(await countOf(office, bad, 'ReminderSent')).toBe(0);
    delete spoilt.matter;
    await eventually('its own are sent, too', async () => {
      await office.sweep();
      return (await countOf(office, bad, 'ReminderSent')) === 2;
    });
    expect((await office.health())['reminders']).toEqual({ ok: true, detail: 'go out' });
  });
});
