import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { expectationCases } from './expectation-cases.js';
import { readingCases } from './reading-cases.js';
import { repeatCases } from './repeat-cases.js';
import {
  clockOf,
  type ContractCase,
  type ContractTerms,
  FULL_TERMS,
  type OpenedLog,
  type OpenLog,
  stageOf,
} from './stage.js';
import { storingCases } from './storing-cases.js';
import { cutOffCases, subscriptionCases } from './subscription-cases.js';

/** What every log has to do, under the heading that a test report shows. */
export const contractCases = (
  { idsAcrossStreams }: Pick<ContractTerms, 'idsAcrossStreams'>,
  canBeCutOff: boolean,
): Readonly<Record<string, readonly ContractCase[]>> => ({
  'what the caller expects': expectationCases,
  'ids that come again': repeatCases(idsAcrossStreams),
  reading: readingCases,
  subscribing: [...subscriptionCases, ...(canBeCutOff ? cutOffCases : [])],
  storing: storingCases,
});

/**
 * The contract that every adapter of the event log passes, as a Jest suite. The log may hold the facts of others, and
 * others may be writing: every case has stream names of its own, and reads from where the log stood.
 */
export const eventLogContract = (
  name: string,
  open: OpenLog,
  { canBeCutOff = false, ...terms }: Partial<ContractTerms> & { readonly canBeCutOff?: boolean } = {},
): void => {
  const agreed = { ...FULL_TERMS, ...terms };
  describe(`${name} keeps the contract of the event log`, () => {
    const clock = clockOf();
    let opened: OpenedLog | undefined;
    beforeAll(async () => {
      opened = await open(() => clock.instant);
    });
    afterAll(async () => {
      await opened?.close();
    });
    for (const [heading, cases] of Object.entries(contractCases(agreed, canBeCutOff)))
      describe(heading, () => {
        for (const { name: sentence, run } of cases)
          it(
            sentence,
            async () => {
              if (opened === undefined) throw new Error('the log was not opened');
              clock.instant = clockOf().instant;
              await run(stageOf(opened, clock, agreed));
            },
            120_000,
          );
      });
  });
};
