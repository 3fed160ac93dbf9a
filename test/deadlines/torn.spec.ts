import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { type EventLog } from '#platform/event-log/event-log';
import { ParkedSubjects } from '#platform/processes/parked-subjects';
import { handMovedClock } from '../support/app.js';
import { freshDatabase } from '../support/database.js';
import {
  type DeadlineOffice,
  eventually,
  factsOf,
  type MatterOf,
  openConsultation,
  openDeadlineOffice,
} from '../support/deadline-office.js';
import { minutebookCalendar } from '../support/minutebook-calendar.js';

const WINDOW = { opensOn: '2027-05-03', closesOn: '2027-06-16' };

/** Stands for a bug in a derivation: as it is read for this matter, the window of its consultation is torn out. */
let torn: MatterOf | undefined;
const tearing = (log: EventLog): EventLog =>
  new Proxy(log, {
    get: (of, name) => {
      const known: unknown = Reflect.get(of, name);
      if (typeof known !== 'function') return known;
      if (name !== 'readStreams') return known.bind(of) as unknown;
      return async (streams: readonly string[]) =>
        (await of.readStreams(streams)).map((facts) =>
          facts.map((fact): RecordedFact =>
            torn !== undefined && fact.stream.endsWith(torn.id) && fact.type === 'ConsultationOpened'
              ? { ...fact, data: { ...fact.data, window: null } }
              : fact,
          ),
        );
    },
  });

describe('a subject of which no deadline can be derived, for a fault of the program', () => {
  const clock = handMovedClock('2027-05-04T09:00:00.000Z');
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let office: DeadlineOffice;
  let matter: MatterOf;
  let other: MatterOf;

  const types = async (of: MatterOf) => (await factsOf(office, of)).deadlines.map(({ type }) => type);
  const parked = async () => {
    const known = await ParkedSubjects.open(database.url);
    try {
      return (await known.of('keep-deadlines')).map(({ stream, error }) => ({ stream, error }));
    } finally {
      await known.close();
    }
  };
  const retried = async () => {
    const known = await ParkedSubjects.open(database.url);
    try {
      return [...((await known.retry('keep-deadlines')) ?? [])];
    } finally {
      await known.close();
    }
  };
  const streamOf = ({ id }: MatterOf) => `matter-coventry-${id}`;
  const counted = (of: MatterOf) =>
    office.post(`/matters/${of.id}/record-responses-counted`, {
      ...{ occurredOn: '2027-05-04', round: 1, count: 12, method: 'online', asOf: '2027-05-04' },
    });

  beforeEach(async () => {
    database = await freshDatabase();
    clock.set('2027-05-04T09:00:00.000Z');
    office = await openDeadlineOffice({ databaseUrl: database.url, clock, wrap: tearing });
    matter = await openConsultation(office, 'coventry', WINDOW);
    other = await openConsultation(office, 'coventry', WINDOW);
    // What changes no deadline: the record of them is in line with it, and says nothing of it.
    for (const one of [matter, other]) expect((await counted(one)).status).toBe(200);
    await office.rest();
    torn = matter;
  });
  afterEach(async () => {
    torn = undefined;
    await office.close();
    await database.drop();
  });

  it('is parked when a date of its own falls due, and told in health, while all others pass', async () => {
    clock.set('2027-06-18T12:00:00.000Z');
    await eventually('the other has passed', async () => {
      await office.sweep();
      return (await types(other)).includes('DeadlinePassed');
    });
    await eventually('it is told', async () => (await office.health())['processes']?.ok === false);
    expect((await office.health())['processes']?.detail).toBe('keep-deadlines has parked streams');
    expect(await parked()).toEqual([{ stream: streamOf(matter), error: expect.stringContaining('null') }]);
    await office.sweep();
    expect(await types(matter)).not.toContain('DeadlinePassed');
    expect(await retried()).toEqual([[streamOf(matter), 'still parked']]);

    torn = undefined;
    expect(await retried()).toEqual([[streamOf(matter), 'mended']]);
    expect((await office.health())['processes']).toMatchObject({ ok: true });
    await eventually('it has passed too', async () => {
      await office.sweep();
      return (await types(matter)).includes('DeadlinePassed');
    });
  });

  it('is parked when a holiday touches it, and all others move', async () => {
    const moves = async (of: MatterOf) => (await types(of)).filter((type) => type === 'DeadlineMoved').length;
    await minutebookCalendar(database.url, 'proclaim', '2027-06-09', 'Day', '--basis', 'a proclamation');
    await eventually('the other has moved', async () => (await moves(other)) === 1);
    await office.rest();
    expect(await parked()).toEqual([{ stream: streamOf(matter), error: expect.stringContaining('null') }]);
    expect(await moves(matter)).toBe(0);
    torn = undefined;
    expect(await retried()).toEqual([[streamOf(matter), 'mended']]);
    expect(await moves(matter)).toBe(1);
  });
});
