import { describe, expect, it } from '@jest/globals';
import { calendarNamed, CannotCompute, count, type CountQuestion } from './index.js';

/**
 * A second opinion that shares nothing with the library: days are numbers of milliseconds, holidays come from the law's
 * own rules and a list of the days that were moved or added, and every answer is found by looking at one day after the
 * other until the definition holds.
 */
const DAY = 86_400_000;
const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const text = (day: number): string => new Date(day).toISOString().slice(0, 10);
const of = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date);
/** 0 for Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => (day / DAY + 4) % 7;

/** The Gaussian rule for Easter Sunday, good for 1900 to 2099. */
const easter = (year: number): number => {
  const [a, b, c] = [year % 19, year % 4, year % 7];
  const d = (19 * a + 24) % 30;
  const e = (2 * b + 4 * c + 6 * d + 5) % 7;
  const march = 22 + d + e;
  const late = march - 31;
  if (late === 26) return of(year, 4, 19);
  return late === 25 && d === 28 && e === 6 && a > 10 ? of(year, 4, 18) : of(year, 3, march);
};

const firstMonday = (year: number, month: number): number => {
  let day = of(year, month, 1);
  while (weekdayOf(day) !== 1) day += DAY;
  return day;
};

const lastOf = (weekday: number, year: number, month: number): number => {
  let day = of(year, month + 1, 0);
  while (weekdayOf(day) !== weekday) day -= DAY;
  return day;
};
const lastMonday = (year: number, month: number): number => lastOf(1, year, month);
const lastSunday = (year: number, month: number): number => lastOf(0, year, month);

const holidaysIn = (year: number): number[] => {
  const fixed = [easter(year) - 2 * DAY, easter(year) + DAY, lastMonday(year, 8)];
  const may = year === 2020 ? at('2020-05-08') : firstMonday(year, 5);
  const spring = year === 2022 ? at('2022-06-02') : lastMonday(year, 5);
  const extra = ['2022-06-03', '2022-09-19', '2023-05-08'].map(at).filter((day) => text(day).startsWith(String(year)));
  const days = [...fixed, may, spring, ...extra];
  // Christmas Day, Boxing Day and New Year's Day each give way to the next weekday that is still free.
  for (const day of [of(year, 1, 1), of(year, 12, 25), of(year, 12, 26)]) {
    let free = day;
    while (weekdayOf(free) === 0 || weekdayOf(free) === 6 || days.includes(free)) free += DAY;
    days.push(free);
  }
  return days;
};

const closed = new Set<number>();
for (let year = 2014; year <= 2031; year += 1) for (const day of holidaysIn(year)) closed.add(day);
const works = (day: number): boolean => weekdayOf(day) !== 0 && weekdayOf(day) !== 6 && !closed.has(day);
const worksButChristmasEve = (day: number): boolean => works(day) && !text(day).endsWith('-12-24');

const workingDaysIn = (from: number, to: number, isWorked = works): number => {
  let days = 0;
  for (let day = from; day <= to; day += DAY) if (isWorked(day)) days += 1;
  return days;
};

const afterWorkingDays = (n: number, trigger: number, isWorked = works): number => {
  let day = trigger;
  while (workingDaysIn(trigger + DAY, day, isWorked) < n) day += DAY;
  return day;
};

const slowly = {
  CLR_W: (n: number, meeting: number): number => {
    let day = meeting - DAY;
    while (!(works(day) && workingDaysIn(day + DAY, meeting - DAY) === n)) day -= DAY;
    return day;
  },
  ELAPSE_W: (n: number, published: number): number => {
    let day = published + DAY;
    while (workingDaysIn(published + DAY, day - DAY) < n) day += DAY;
    return day;
  },
  AFTER_W: (n: number, trigger: number): number => afterWorkingDays(n, trigger),
  CLR_C: (n: number, meeting: number): number => {
    let day = meeting - DAY;
    for (let between = 0; between < n; between += 1) day -= DAY;
    return day;
  },
  AFTER_C: (n: number, trigger: number): number => {
    let day = trigger;
    for (let passed = 0; passed < n; passed += 1) day += DAY;
    return day;
  },
  BEGIN_C: (n: number, trigger: number): number => {
    let day = trigger;
    for (let counted = 1; counted < n; counted += 1) day += DAY;
    return day;
  },
};

const corresponding = (day: number, months: number): number => {
  const date = new Date(day);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  return Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), last));
};

/** Hour by hour backwards: only those count that lie on no skipped day. */
const hoursBefore = (n: number, anchor: number, isSkipped: (day: number) => boolean): number => {
  let [time, left] = [anchor, n];
  while (left > 0) {
    time -= HOUR;
    if (!isSkipped(time - (time % DAY))) left -= 1;
  }
  return time;
};
const isWeekend = (day: number): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6;

/**
 * The instant of a time of the night in London, before the clocks change at one (by Greenwich) or after. Summer time is from
 * the last Sunday of March to the last of October.
 */
const night = (day: number, hours: number): string => {
  const year = new Date(day).getUTCFullYear();
  const [begins, ends] = [lastSunday(year, 3), lastSunday(year, 10)];
  const isSummer = hours < 1 ? begins < day && day <= ends : begins < day && day < ends;
  return new Date(day + hours * HOUR - (isSummer ? HOUR : 0)).toISOString();
};

const FIRST = at('2015-01-01');
const everyDay = (visit: (day: number) => void): void => {
  for (let day = FIRST; day <= at('2030-12-31'); day += DAY) visit(day);
};

const calendar = calendarNamed('england-and-wales');

/** What the library says; `cannot compute` where it says that. */
const told = (question: CountQuestion): unknown => {
  try {
    return count(question, calendar).result;
  } catch (error) {
    if (error instanceof CannotCompute) return 'cannot compute';
    throw error;
  }
};

/** The table of holidays begins with 2015: what is counted back by working days to before that cannot be known. */
const unlessBeforeTheTable = (day: number, result = text(day)): string => (day < FIRST ? 'cannot compute' : result);

const disagreements = (visit: (check: (question: CountQuestion, expected: unknown) => void, day: number) => void) => {
  const wrong: string[] = [];
  everyDay((day) => {
    visit((question, expected) => {
      const [result, wanted] = [told(question), expected].map((value) => JSON.stringify(value));
      if (result !== wanted) wrong.push(`${JSON.stringify(question)}: ${result ?? ''}, not ${wanted ?? ''}`);
    }, day);
  });
  return wrong;
};

describe('the whole of 2015 to 2030, counted again day by day', () => {
  it.each(['ELAPSE_W', 'AFTER_W', 'CLR_C', 'AFTER_C', 'BEGIN_C'] as const)('agrees on %s', (convention) => {
    const wrong = disagreements((check, day) => {
      for (const amount of [1, 5])
        check({ convention, amount, anchor: text(day) }, text(slowly[convention](amount, day)));
    });
    expect(wrong).toEqual([]);
  });

  it('agrees on CLR_W, but for the first days of 2015, which need the holidays of 2014', () => {
    const unknown: string[] = [];
    const wrong = disagreements((check, day) => {
      for (const amount of [1, 5]) {
        const latest = slowly.CLR_W(amount, day);
        if (latest < FIRST) unknown.push(`${amount} ${text(day)}`);
        check({ convention: 'CLR_W', amount, anchor: text(day) }, unlessBeforeTheTable(latest));
      }
    });
    expect(wrong).toEqual([]);
    expect([unknown.findLast((one) => one.startsWith('1 ')), unknown.at(-1)]).toEqual(['1 2015-01-05', '5 2015-01-09']);
  });

  it('agrees on BEGIN_W_NEXT, and on when Christmas Eve leaves it open', () => {
    const open: string[] = [];
    const wrong = disagreements((check, day) => {
      for (const amount of [1, 5]) {
        const question = { convention: 'BEGIN_W_NEXT', amount, anchor: text(day) } as const;
        const [usual, other] = [works, worksButChristmasEve].map((isWorked) =>
          text(afterWorkingDays(amount, day, isWorked)),
        );
        check(question, usual);
        const { alternatives } = count(question, calendar);
        if (JSON.stringify(alternatives) !== (usual === other ? undefined : JSON.stringify([other])))
          open.push(`${amount} from ${text(day)}: ${alternatives?.join() ?? 'settled'}`);
      }
    });
    expect([wrong, open]).toEqual([[], []]);
  });

  it('agrees on HOURS_X, past weekends and past all days on which nobody works', () => {
    const wrong = disagreements((check, day) => {
      const local = (time: number): string => new Date(time).toISOString().slice(0, 16);
      for (const amount of [1, 24, 55]) {
        const evening = day + 19 * HOUR;
        const question = { convention: 'HOURS_X', amount, anchor: local(evening) } as const;
        check(question, local(hoursBefore(amount, evening, isWeekend)));
        const worked = hoursBefore(amount, evening, (one) => !works(one));
        check({ ...question, skip: 'non-working days' }, unlessBeforeTheTable(worked, local(worked)));
      }
    });
    expect(wrong).toEqual([]);
  });

  it('agrees on EVERY, each date counted from the first day', () => {
    const wrong = disagreements((check, day) => {
      for (const [period, date] of [
        ['P10D', (k: number) => day + 10 * k * DAY],
        ['P3M', (k: number) => corresponding(day, 3 * k)],
      ] as const) {
        const question = { convention: 'EVERY', period, anchor: text(day), times: 3 } as const;
        const dates = [1, 2, 3].map(date);
        if (period === 'P10D') check(question, dates.map(text));
        else
          check(
            { ...question, due: 'on the last day of the period' },
            dates.map((one) => text(one - DAY)),
          );
      }
    });
    expect(wrong).toEqual([]);
  });

  it('agrees on WINDOW, to the end of the last day and to an hour that the clocks show twice or never', () => {
    const wrong = disagreements((check, day) => {
      const last = day + 84 * DAY;
      const question = { convention: 'WINDOW', first: text(day), last: text(last) } as const;
      const span = { opensAt: night(day, 0), closesAt: night(last + DAY, 0), daysInclusive: 85 };
      check(question, span);
      check({ ...question, closingTime: '01:30' }, { ...span, closesAt: night(last, 1.5) });
    });
    expect(wrong).toEqual([]);
  });

  it('agrees on months and years', () => {
    const wrong = disagreements((check, day) => {
      for (const amount of [1, 6])
        for (const [convention, months, days] of [
          ['AFTER_M', amount, 0],
          ['BEGIN_M', amount, -1],
          ['BEFORE_M', -amount, 0],
          ['AFTER_Y', 12 * amount, 0],
          ['BEGIN_Y', 12 * amount, -1],
        ] as const)
          check({ convention, amount, anchor: text(day) }, text(corresponding(day, months) + days * DAY));
    });
    expect(wrong).toEqual([]);
  });
});
