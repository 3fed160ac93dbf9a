import { describe, it } from '@jest/globals';
import { type Fact } from '#kernel';
import { newIdOf, rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { golden, IDS, told } from '../testing/golden.js';
import { commandOf, type FieldsOf } from '../vocabulary/command-of.js';
import { RecordForecastFulfilled, RecordForecastMade, RecordForecastRestated } from './forecast-commands.js';

const { given } = rulesOf(matterSubject);
const on = '2025-04-20';
const asked = [told('MatterOpened'), told('RecommendationsMade'), told('ResolutionPassed')] as const;
const made = [...asked, told('ForecastMade')] as const;

describe('a forecast', () => {
  const { forecast: _forecast, meets, ...fields } = golden.ForecastMade[1];

  it('is of one report for all who asked for it', () => {
    given(...asked)
      .when(commandOf(RecordForecastMade, { ...fields, meets: [...meets] }), { on })
      .then(told('ForecastMade', { forecast: newIdOf('forecast') }));
    given(...made)
      .when(commandOf(RecordForecastMade, { ...fields, meets: [...meets] }), { on })
      .thenNothing();
  });

  it('may be no more precise than a month, and for nobody in particular', () => {
    const council = { occurredOn: 'unknown', of: 'formal approval', expected: '2021-03', before: 'Council' };
    given(told('MatterOpened'))
      .when(commandOf(RecordForecastMade, council), { on })
      .then({ type: 'ForecastMade', data: { ...council, meets: [], forecast: newIdOf('forecast') } });
  });

  it('meets what somebody asked for, and that once', () => {
    const [first] = meets;
    given(...asked)
      .when(commandOf(RecordForecastMade, { ...fields, meets: [{ ...first, item: 1 }] }), { on })
      .thenMalformed('/meets/0');
    given(...asked)
      .when(commandOf(RecordForecastMade, { ...fields, meets: [first, first] }), { on })
      .thenMalformed('/meets/1', 'twice');
  });

  it('slips, and keeps what was expected before', () => {
    const fields = {
      ...{ occurredOn: '2024-12-18', forecast: IDS.FORECAST, expected: '2025-03' },
      cause: 'The workshops took longer.',
    };
    const restated = commandOf(RecordForecastRestated, fields);
    given(...made)
      .when(restated, { on })
      .then(told('ForecastRestated'));
    given(...made, told('ForecastRestated'))
      .when(restated, { on })
      .thenNothing();
    given(...made, told('ForecastRestated'))
      .when(commandOf(RecordForecastRestated, { ...fields, cause: 'An election was called.' }), { on })
      .thenRefused('March 2025 is expected already', 'forecasts/restated-to-another-date');
    given(...made, told('ForecastFulfilled', { occurredOn: '2024-12-18' }))
      .when(restated, { on })
      .thenRefused('came on Wednesday 18 December 2024', 'forecasts/restated-while-awaited');
    given(...asked)
      .when(restated, { on })
      .thenMalformed('/forecast');
  });

  it('is fulfilled by a report that a person links to it, whatever its title', () => {
    const fulfilled = commandOf(RecordForecastFulfilled, { ...golden.ForecastFulfilled[1] });
    given(...made, told('ReportSubmitted'))
      .when(fulfilled, { on })
      .then(told('ForecastFulfilled'));
    given(...made, told('ReportSubmitted'), told('ForecastFulfilled'))
      .when(fulfilled, { on })
      .thenNothing();
    given(...made, told('ReportSubmitted'), told('ForecastFulfilled', { report: IDS.REQUEST }))
      .when(fulfilled, { on })
      .thenRefused('another report', 'forecasts/fulfilled-once');
    given(...made, told('ReportSubmitted'), told('ForecastFulfilled', { because: 'It has the title.' }))
      .when(fulfilled, { on })
      .thenRefused('this report', 'forecasts/fulfilled-once');
    given(...made)
      .when(fulfilled, { on })
      .thenMalformed('/report');
    given(...made, told('ReportSubmitted', { occurredOn: '2025-03-19' }))
      .when(fulfilled, { on })
      .thenMalformed('/occurredOn', /^must not come before the report was submitted, on Wednesday 19 March 2025$/);
  });

  describe('of a decision', () => {
    const decided = told('ForecastMade', {
      occurredOn: '2024-06',
      of: 'formal approval',
      before: 'Cabinet',
      meets: [],
    });
    const history = [...asked, decided] as const;
    const fields = { ...golden.ForecastFulfilled[2] };
    const fulfil = (changes: Partial<FieldsOf<RecordForecastFulfilled>> = {}) =>
      commandOf(RecordForecastFulfilled, { ...fields, ...changes });
    const fulfilled: Fact = { type: 'ForecastFulfilled', data: fields };

    it('is fulfilled by what the body resolved', () => {
      given(...history)
        .when(fulfil(), { on })
        .then(fulfilled);
      given(...asked, told('ForecastMade', { ...decided.data, before: 'CABINET' }))
        .when(fulfil(), { on })
        .then(fulfilled);
      given(...history, fulfilled)
        .when(fulfil(), { on })
        .thenNothing();
      given(...history, fulfilled)
        .when(fulfil({ because: 'It says so.' }), { on })
        .thenRefused('by this resolution on Tuesday 25 March 2025', 'forecasts/fulfilled-once');
      given(...history, told('ReportSubmitted'), told('ForecastFulfilled'))
        .when(fulfil(), { on })
        .thenRefused('by a report on Tuesday 18 March 2025', 'forecasts/fulfilled-once');
    });

    it('is not fulfilled before the body resolved', () => {
      given(...history)
        .when(fulfil({ occurredOn: '2024-07-08' }), { on })
        .thenMalformed('/occurredOn', /^must not come before the resolution was passed, on Tuesday 9 July 2024$/);
      given(...history)
        .when(fulfil({ occurredOn: '2024-07' }), { on })
        .then({ ...fulfilled, data: { ...fields, occurredOn: '2024-07' } });
    });

    it('is fulfilled by no other body, and by nothing that was not resolved', () => {
      given(...asked, told('ForecastMade', { before: 'Council', meets: [] }))
        .when(fulfil(), { on })
        .thenRefused(
          'forecast of Council, and the resolution is one of Cabinet',
          'forecasts/decided-by-the-body-forecast',
        );
      given(...history)
        .when(fulfil({ resolution: IDS.REPORT }), { on })
        .thenMalformed(
          '/resolution',
          'must be a resolution that this matter has, by the id on its page: the id of a fact is another',
        );
    });

    it('is told apart from a report: one of the two came, and who asked for a report receives no resolution', () => {
      given(...history, told('ReportSubmitted'))
        .when(fulfil({ report: IDS.REPORT }), { on })
        .thenMalformed('/resolution', 'left out, since a report is what was forecast');
      const { resolution: _, ...neither } = fields;
      given(...history)
        .when(commandOf(RecordForecastFulfilled, neither), { on })
        .thenMalformed('/report', 'unless a resolution');
      given(...made)
        .when(fulfil(), { on })
        .thenMalformed('/resolution', 'a report that bodies asked for');
    });
  });

  it('was not restated before it was made', () => {
    const early = { occurredOn: '2024-07-08', forecast: IDS.FORECAST, expected: '2025-03', cause: 'Early.' };
    given(...made)
      .when(commandOf(RecordForecastRestated, early), { on })
      .thenMalformed('/occurredOn', 'Tuesday 9 July 2024');
  });
});
