import { describe, expect, it } from '@jest/globals';
import { CALENDAR_NAMES } from '#calendar';
import { type Fact, foldAll } from '#kernel';
import { readInput } from '#kernel/input/read-input';
import { recorded, rulesOf } from '#kernel/testing/given';
import { pointersOf } from '#kernel/testing/pointers';
import { authoritySubject } from './authority-subject.js';
import { calendarInForce, calendarsSettled, SettleCalendar } from './authority-calendar.js';
import { settingsInForce } from './settings-in-force.js';

const { given } = rulesOf(authoritySubject);
const ON = { on: '2025-06-02' };

const settling = (fields: object): SettleCalendar => readInput(SettleCalendar, fields);
const settled = (fields: object): Fact => ({ type: 'CalendarSettled', data: { occurredOn: ON.on, ...fields } });
const inForce = (...facts: readonly Fact[]) => calendarInForce(foldAll(authoritySubject, recorded(facts)).calendar);

const FESTIVE = { first: '2025-12-25', last: '2026-01-02', name: 'Festive closure' };
const SUMMER = { first: '2025-07-07', last: '2025-08-15', name: 'Summer recess' };
const span = (first: string, last: string) => ({ first, last, name: `${first} and on` });

describe('the calendar of an authority', () => {
  it('is settled, with days of its own; what is left out is as usual', () => {
    given()
      .when(settling({ calendar: 'scotland', recesses: [SUMMER] }), ON)
      .then(settled({ calendar: 'scotland', recesses: [SUMMER] }));
    expect(inForce(settled({ calendar: 'scotland', recesses: [SUMMER] }))).toEqual({
      ...{ calendar: 'scotland', closures: [], recesses: [SUMMER] },
    });
    expect(inForce(settled({ closures: [FESTIVE] }))).toEqual({
      ...{ calendar: 'england-and-wales', closures: [FESTIVE], recesses: [] },
    });
    expect(inForce()).toEqual({ calendar: 'england-and-wales', closures: [], recesses: [] });
  });

  it('is one of those that ship, whichever it is', () => {
    for (const calendar of CALENDAR_NAMES) given().when(settling({ calendar }), ON).then(settled({ calendar }));
  });

  it('is replaced as a whole when it is settled again, and is as usual when nothing is said', () => {
    const before = settled({ calendar: 'scotland', closures: [FESTIVE] });
    given(before)
      .when(settling({ calendar: 'scotland' }), ON)
      .then(settled({ calendar: 'scotland' }));
    given(before).when(settling({}), ON).then(settled({}));
    expect(inForce(before, settled({}))).toEqual(inForce());
  });

  it('that is as it was told leaves nothing to say, in whatever order its days are told', () => {
    const earlier = span('2025-04-14', '2025-04-17');
    given()
      .when(settling({ closures: [FESTIVE, earlier] }), ON)
      .then(settled({ closures: [earlier, FESTIVE] }));
    given(settled({ closures: [earlier, FESTIVE] }))
      .when(settling({ closures: [FESTIVE, earlier] }), ON)
      .thenNothing();
    given().when(settling({}), ON).thenNothing();
  });

  it('is another one by another name, and not by days of its own', () => {
    const facts = recorded([
      settled({ recesses: [SUMMER] }),
      settled({ calendar: 'parish' }),
      settled({ calendar: 'parish', closures: [FESTIVE] }),
      settled({}),
    ]);
    expect(calendarsSettled(facts).map(({ revision }) => revision)).toEqual([1, 3]);
  });

  it('is told with what is as usual', () => {
    const { calendar } = settingsInForce(
      'coventry',
      foldAll(authoritySubject, recorded([settled({ closures: [FESTIVE] })])),
    );
    expect(calendar).toEqual({
      calendar: { value: 'england-and-wales', isDefault: true },
      closures: { value: [FESTIVE], isDefault: false },
      recesses: { value: [], isDefault: true },
    });
  });
});

describe('the days of an authority’s own', () => {
  it('may be one day, may follow upon one another, and may be closed and in recess at once', () => {
    const days = [span('2025-07-07', '2025-07-07'), span('2025-07-08', '2025-07-11')];
    given()
      .when(settling({ closures: days, recesses: days }), ON)
      .then(settled({ closures: days, recesses: days }));
  });

  it.each([
    ['/closures/1', { closures: [span('2025-07-07', '2025-07-11'), span('2025-07-11', '2025-07-14')] }],
    ['/closures/1', { closures: [span('2025-07-07', '2025-07-11'), span('2025-07-01', '2025-07-07')] }],
    ['/recesses/2', { recesses: [SUMMER, FESTIVE, span('2025-07-01', '2025-09-01')] }],
  ])('do not overlap others of their list: %s in %j', (pointer, fields) => {
    given().when(settling(fields), ON).thenMalformed(pointer, 'must not overlap');
  });

  it('end on the day on which they begin, or later', () => {
    given()
      .when(settling({ recesses: [SUMMER, span('2025-12-24', '2025-12-23')] }), ON)
      .thenMalformed('/recesses/1/last', 'must not lie before the first day, 2025-12-24');
  });

  it.each([
    ['/calendar', { calendar: 'england' }],
    ['/calendar', { calendar: 'toString' }],
    ['/calendar', { calendar: null }],
    ['/closures', { closures: FESTIVE }],
    ['/closures/0/first', { closures: [{ ...FESTIVE, first: '2025-02-29' }] }],
    ['/closures/0/last', { closures: [{ ...FESTIVE, last: '2 January 2026' }] }],
    ['/closures/0/name', { closures: [{ ...FESTIVE, name: ' ' }] }],
    ['/closures/0/name', { closures: [{ ...FESTIVE, name: 'x'.repeat(201) }] }],
    ['/closures/0/called', { closures: [{ ...FESTIVE, called: 'Festive closure' }] }],
    ['/recesses/1/name', { recesses: [SUMMER, { first: '2025-12-25', last: '2026-01-02' }] }],
    [
      '/recesses',
      { recesses: Array.from({ length: 101 }, (_, at) => span(`${2100 + at}-01-01`, `${2100 + at}-01-01`)) },
    ],
    ['/holidays', { holidays: [] }],
  ])('are refused at the door: %s', (pointer, wrong) => {
    expect(pointersOf(() => settling(wrong))).toEqual([pointer]);
  });
});
