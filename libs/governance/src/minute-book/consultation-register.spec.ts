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

  it('has the closing time beside the last day, where one is set, and none where an extension gives none', () => {
    const window = { opensOn: '2024-07-10', closesOn: '2024-10-02', closesAt: '17:00' };
    const timed = [told('MatterOpened'), told('ConsultationOpened', { window })] as const;
    expect(roundAfter(...opened)).toMatchObject({ closes_at: null });
    expect(roundAfter(...timed)).toMatchObject({ closes_on: '2024-10-02', closes_at: '17:00' });
    expect(roundAfter(...timed, told('ConsultationExtended'))).toMatchObject({
      ...{ closes_on: '2024-10-16', closes_at: null, extensions: [{ previouslyClosesAt: '17:00' }] },
    });
    const noon = told('RecordCorrected', {
      ...{ fact: factIdAt(1), mistakeIn: 'record' },
      changes: [{ pointer: '/window/closesAt', asRecorded: '17:00', asCorrected: '12:00' }],
    });
    expect(roundAfter(...timed, noon)).toMatchObject({ closes_at: '12:00' });
  });

  it('takes the first last day from the opening as it was corrected, and not from what an extension took it for', () => {
    expect(roundAfter(...opened, correctedTo('2024-10-04'))).toMatchObject({
      first_closes_on: '2024-10-04',
      closes_on: '2024-10-16',
      extensions: [{ previouslyClosesOn: '2024-10-04', closesOn: '2024-10-16' }],
    });
  });
});
