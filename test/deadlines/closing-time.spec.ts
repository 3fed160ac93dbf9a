import { expect, it } from '@jest/globals';
import { type RecordedFact } from '#kernel';
import { onBothQueues } from '../support/both-queues.js';
import { countOf, eventually, factsOf, type MatterOf, openConsultation } from '../support/deadline-office.js';

const KEY = 'R19/round-1';
/** London's clocks show 01:30 twice on this day: at 00:30 by Greenwich, and an hour later. */
const WINDOW = { opensOn: '2024-07-10', closesOn: '2024-10-27', closesAt: '01:30' };

onBothQueues('a consultation whose closing time was left out', ({ clock, open }) => {
  it('is closed anew at that time, once a correction supplies it', async () => {
    const office = await open();
    clock.set('2024-10-29T09:00:00.000Z');
    const matter = await openConsultation(office, 'coventry', { opensOn: '2024-07-10', closesOn: '2024-10-25' });
    const closes = async (): Promise<readonly RecordedFact[]> =>
      (await factsOf(office, matter)).matter.filter(({ type }) => type === 'ConsultationClosed');
    await office.rest();
    await office.sweep();
    await eventually('it is closed at the end of its day', async () => (await closes()).length === 1);
    const [, opening] = (await factsOf(office, matter)).matter;
    const change = { pointer: '/window/closesAt', asCorrected: '17:00' };
    const correction = {
      ...{ occurredOn: '2024-10-29', fact: opening?.id, mistakeIn: 'record', changes: [change] },
      ...{ authority: 'Monitoring Officer', reason: 'The minute gives the time.' },
    };
    const told = await office.post(`/matters/${matter.id}/record-correction`, correction);
    expect([told.status, told.text]).toEqual([200, expect.anything()]);
    await office.rest();
    await office.sweep();
    await eventually('it is closed at its time', async () => (await closes()).length === 2);
    expect((await closes())[1]?.data).toEqual({
      ...{ occurredOn: '2024-10-25', round: 1, closedAt: '2024-10-25T16:00:00.000Z' },
    });
    const page = await office.read<{ corrections: readonly object[]; consultations: readonly object[] }>(
      `/matters/${matter.id}`,
    );
    expect(page.corrections).toMatchObject([{ changes: [change] }]);
    expect(page.consultations).toMatchObject([{ window: { closesAt: '17:00' }, closedOn: '2024-10-25' }]);
  });
});

onBothQueues('a consultation that closes in the hour that the clocks show twice', ({ clock, open }) => {
  it('closes when they show it again, and on nobody before', async () => {
    const office = await open();
    // The first 01:30 was an hour ago.
    clock.set('2024-10-27T01:29:59.700Z');
    const matter: MatterOf = await openConsultation(office, 'coventry', WINDOW);
    const facts = (): ReturnType<typeof factsOf> => factsOf(office, matter);
    const dated = await eventually('it is set', async () =>
      (await facts()).deadlines.find(({ type }): boolean => type === 'DeadlineSet'),
    );
    expect(dated.data).toMatchObject({ dueOn: '2024-10-27', dueAt: '2024-10-27T01:30:00.000Z' });
    await office.sweep();
    expect((await facts()).matter.map(({ type }) => type)).not.toContain('ConsultationClosed');
    clock.set('2024-10-27T01:30:00.000Z');
    const closed: RecordedFact = await eventually('it closes', async () =>
      (await facts()).matter.find(({ type }) => type === 'ConsultationClosed'),
    );
    expect(closed.data).toEqual({ occurredOn: '2024-10-27', round: 1, closedAt: '2024-10-27T01:30:00.000Z' });
    await eventually('it is recorded', async () => countOf((await facts()).deadlines, 'DeadlinePassed', KEY) === 1);
    await office.rest();
    const { deadlines } = await facts();
    for (const once of ['DeadlineSet', 'DeadlineMet', 'DeadlinePassed']) expect(countOf(deadlines, once, KEY)).toBe(1);
    expect(deadlines.find(({ type }) => type === 'DeadlinePassed')?.data).toMatchObject({
      ...{ occurredOn: '2024-10-27', dueAt: '2024-10-27T01:30:00.000Z' },
    });
  });
});
