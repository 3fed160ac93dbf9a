import { describe, expect, it } from '@jest/globals';
import { type Fact, foldAll, type PlainDateText } from '#kernel';
import { factIdAt, recorded } from '#kernel/testing/given';
import { told } from '../testing/golden.js';
import { consultationRegister } from './consultation-register.js';

const opened = [told('MatterOpened'), told('ConsultationOpened'), told('ConsultationExtended')] as const;

const correctedTo = (asCorrected: PlainDateText): Fact =>
  told('RecordCorrected', {
    ...{ fact: factIdAt(1), mistakeIn: 'record' },
    changes: [{ pointer: '/window/closesOn', asRecorded: '2024-10-02', asCorrected }],
  });

const roundAfter = (...facts: readonly Fact[]) =>
  consultationRegister.rows(foldAll(consultationRegister, recorded(facts)), {
    ...{ category: 'matter', authority: 'coventry', id: 'under-test' },
  })['rounds']?.[0];

describe('the register of consultations', () => {
  it('keeps the last day that the opening announced beside that of an extension', () => {
    expect(roundAfter(...opened)).toMatchObject({ first_closes_on: '2024-10-02', closes_on: '2024-10-16' });
  });

  it('takes the first last day from the opening as it was corrected, and not from what an extension took it for', () => {
    expect(roundAfter(...opened, correctedTo('2024-10-04'))).toMatchObject({
      first_closes_on: '2024-10-04',
      closes_on: '2024-10-16',
      extensions: [{ previouslyClosesOn: '2024-10-04', closesOn: '2024-10-16' }],
    });
  });
});
