import { describe, it } from '@jest/globals';
import { rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { OpenConsultation, RecordConsultationOpened } from './consultation-commands.js';

const { given } = rulesOf(matterSubject);
const ready = told('QuestionnaireReady', {
  carriesOut: [{ recommendations: IDS.RECOMMENDATIONS, leaf: '2)a)' }],
});
const matter = [told('MatterOpened'), told('RecommendationsMade'), told('ResolutionPassed'), ready] as const;
const authorisedBy = { resolution: IDS.RESOLUTION, part: 2 };
const window = { opensOn: '2024-07-10', closesOn: '2024-10-02' };
const describedAs = '12-week consultation';

const opened = (round = 1) => ({
  type: 'ConsultationOpened',
  data: { occurredOn: '2024-07-10', round, window, describedAs, authorisedBy },
});

describe('opening a consultation', () => {
  const open = (changes: Partial<FieldsOf<OpenConsultation>> = {}): OpenConsultation =>
    commandOf(OpenConsultation, { closesOn: '2024-10-02', describedAs, authorisedBy, ...changes });

  it('opens it today, for the days that were authorised', () => {
    given(...matter)
      .when(open(), { on: '2024-07-10' })
      .then(opened());
  });

  it('opens it once', () => {
    given(...matter, opened())
      .when(open(), { on: '2024-07-10' })
      .thenNothing();
  });

  it('waits for the first day that was authorised', () => {
    given(...matter)
      .when(open(), { on: '2024-07-09' })
      .thenRefused('authorised from Wednesday 10 July 2024', 'R19');
  });

  it.each(['2024-10-01', '2024-10-03'])('does not close on %s, for which nobody gave authority', (closesOn) => {
    given(...matter)
      .when(open({ closesOn }), { on: '2024-07-10' })
      .thenRefused('to close on Wednesday 2 October 2024', 'R19');
  });

  it('needs a part of a resolution that authorises it', () => {
    given(...matter)
      .when(open({ authorisedBy: { resolution: IDS.RESOLUTION, part: 3 } }), { on: '2024-07-10' })
      .thenRefused('does not authorise a consultation', 'R19');
    given(...matter)
      .when(open({ authorisedBy: { resolution: IDS.RESOLUTION, part: 9 } }), { on: '2024-07-10' })
      .thenMalformed('/authorisedBy');
  });

  it('does not open a second round while the first is open', () => {
    given(...matter, opened())
      .when(open({ describedAs: 'another' }), { on: '2024-07-11' })
      .thenRefused('round 1 is open until Wednesday 2 October 2024', 'consultations/one-round-at-a-time');
    given(...matter, opened())
      .when(open({ audience: 'all Elected Members' }), { on: '2024-07-11' })
      .then({
        type: 'ConsultationOpened',
        data: {
          ...opened(2).data,
          occurredOn: '2024-07-11',
          window: { opensOn: '2024-07-11', closesOn: '2024-10-02' },
          audience: 'all Elected Members',
        },
      });
  });

  it('does not close before it opens', () => {
    given(...matter)
      .when(open(), { on: '2024-10-03' })
      .thenMalformed('/closesOn', 'today, 2024-10-03');
  });
});

describe('a consultation that was opened', () => {
  const record = (changes: Partial<FieldsOf<RecordConsultationOpened>> = {}): RecordConsultationOpened =>
    commandOf(RecordConsultationOpened, { ...window, describedAs, authorisedBy, ...changes });
  const on = '2024-07-15';

  it('is recorded with its window as it was', () => {
    given(...matter)
      .when(record(), { on })
      .then(opened());
    given(...matter, opened())
      .when(record(), { on })
      .thenNothing();
    given(...matter, opened(), told('ConsultationExtended'))
      .when(record(), { on })
      .thenNothing();
  });

  it('is recorded without authority too, and on other days than were authorised', () => {
    const command = commandOf(RecordConsultationOpened, { opensOn: '2024-07-01', closesOn: '2024-07-05', describedAs });
    given(...matter)
      .when(command, { on })
      .then({
        type: 'ConsultationOpened',
        data: {
          occurredOn: '2024-07-01',
          round: 1,
          window: { opensOn: '2024-07-01', closesOn: '2024-07-05' },
          describedAs,
        },
      });
  });

  it('does not close before it opens', () => {
    given(...matter)
      .when(record({ closesOn: '2024-07-09' }), { on })
      .thenMalformed('/closesOn', '2024-07-10');
  });

  it('has opened already', () => {
    given(...matter)
      .when(record(), { on: '2024-07-09' })
      .thenMalformed('/opensOn', 'today is 2024-07-09');
  });

  it('was not authorised by a part that authorises nothing', () => {
    given(...matter)
      .when(record({ authorisedBy: { resolution: IDS.RESOLUTION, part: 1 } }), { on })
      .thenMalformed('/authorisedBy');
  });

  it('that is taken up again is another round', () => {
    given(...matter, opened(), told('ConsultationClosed', { occurredOn: '2024-10-02' }))
      .when(record({ opensOn: '2024-11-01', closesOn: '2024-11-30' }), { on: '2024-12-01' })
      .then({
        type: 'ConsultationOpened',
        data: {
          ...opened(2).data,
          occurredOn: '2024-11-01',
          window: { opensOn: '2024-11-01', closesOn: '2024-11-30' },
        },
      });
  });
});
