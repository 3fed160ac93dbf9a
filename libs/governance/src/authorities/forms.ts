import { isCivilDate } from '#kernel';
import { type Form } from '#kernel/input/checks';

const MOST_MONTHS = 120;

/** How often something is done over a plan: months or years. A shorter pace would fill the board and help nobody. */
export const PLAN_PERIOD: Form = {
  pattern: /^P[1-9]\d{0,2}[MY]$/,
  holds: (period) => monthsIn(period) <= MOST_MONTHS,
  examples: ['P6M', 'P1Y'],
  message: 'must be a period of months or years, from P1M to P10Y, such as P6M or P1Y',
};

const monthsIn = (period: string): number => amountIn(period) * (period.endsWith('Y') ? 12 : 1);

const amountIn = (period: string): number => Number(/\d+/.exec(period)?.[0] ?? 0);

/** A year without a leap day: a day that is not in it is not in every year. */
const COMMON_YEAR = '2025';

/** A day that every year has, as month and day. */
export const DAY_OF_YEAR: Form = {
  pattern: /^\d{2}-\d{2}$/,
  holds: (day) => isCivilDate(`${COMMON_YEAR}-${day}`),
  examples: ['10-01', '04-01'],
  message: 'must be a day that every year has, as MM-DD, such as 10-01',
};

/** The longest way between a step of a ladder and its deadline: three years. */
const FARTHEST: Readonly<Record<string, number>> = { D: 1_096, W: 157, M: 36, Y: 3 };

/** When a step of a ladder goes out: see `LadderStep`. */
export const STEP_AT: Form = {
  pattern: /^(open|half-way|P0D|-?P[1-9]\d{0,3}[DWMY])$/,
  holds: (at) => amountIn(at) <= (FARTHEST[at.slice(-1)] ?? 0),
  examples: ['-P7D', '-P18M', 'P0D', 'P1D'],
  message:
    'must be a period before or after the due day within three years of it, such as -P7D, -P18M or P1D; P0D for the day itself; or open or half-way where the rule has a window',
};
