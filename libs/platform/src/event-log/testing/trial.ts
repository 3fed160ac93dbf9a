import { contractCases } from './event-log-contract.js';
import { clockOf, type ContractTerms, FULL_TERMS, type OpenLog, stageOf } from './stage.js';

/** Terms on which a trial is over soon. */
export const TRIAL_TERMS: ContractTerms = {
  ...FULL_TERMS,
  rounds: 5,
  writers: 8,
  appendsPerWriter: 30,
  largeBatch: 50,
  patience: 1_500,
};

/** Puts a log to the contract outside of a test report: the cases that it fails, in their words. */
export const failuresOf = async (
  open: OpenLog,
  { terms = TRIAL_TERMS, under = /.*/ }: { readonly terms?: ContractTerms; readonly under?: RegExp } = {},
): Promise<readonly string[]> => {
  const clock = clockOf();
  const opened = await open(() => clock.instant);
  const failures: string[] = [];
  try {
    const headings = Object.entries(contractCases(terms, false)).filter(([heading]) => under.test(heading));
    for (const { name, run } of headings.flatMap(([, cases]) => cases)) {
      clock.instant = clockOf().instant;
      await run(stageOf(opened, clock, terms)).catch(() => failures.push(name));
    }
  } finally {
    await opened.close();
  }
  return failures;
};
