import { describe, it } from '@jest/globals';
import { rulesOf } from '#kernel/testing/given';
import { matterSubject } from '../matter.js';
import { IDS, told } from '../testing/golden.js';
import { commandOf } from '../vocabulary/command-of.js';
import { ChangePlanPeriod, OpenMatter, RetitleMatter } from './matter-heading.js';

const { given } = rulesOf(matterSubject);
const on = '2025-03-20';
const opened = told('MatterOpened', { title: 'The plan', planPeriod: { label: '2024-2027' } });

describe('a matter', () => {
  it('is opened with what is known of it', () => {
    given()
      .when(commandOf(OpenMatter, { occurredOn: '2024-06', title: 'The plan' }), { on })
      .then({ type: 'MatterOpened', data: { occurredOn: '2024-06', title: 'The plan' } });
  });

  it('says which plan it is to renew, where it is to renew one', () => {
    const renewal = { occurredOn: '2024-06', title: 'The next plan', succeedsPlan: IDS.REPORT };
    given().when(commandOf(OpenMatter, renewal), { on }).then({ type: 'MatterOpened', data: renewal });
  });

  it('is not opened before it came up', () => {
    given()
      .when(commandOf(OpenMatter, { occurredOn: '2025-03-21', title: 'The plan' }), { on })
      .thenMalformed('/occurredOn', 'must not lie in the future');
  });

  it('takes another title and keeps the former one', () => {
    const retitle = commandOf(RetitleMatter, {
      occurredOn: '2025-03',
      title: 'The new plan',
      reason: 'As the report.',
    });
    given(opened)
      .when(retitle, { on })
      .then({
        type: 'MatterRetitled',
        data: { occurredOn: '2025-03', title: 'The new plan', previously: 'The plan', reason: 'As the report.' },
      });
    given(opened, told('MatterRetitled', { title: 'The new plan' }))
      .when(retitle, { on })
      .thenNothing();
  });

  it('has another plan period by a fact, and keeps the former one', () => {
    const change = commandOf(ChangePlanPeriod, {
      occurredOn: '2025-03-18',
      planPeriod: { label: '2025-2028' },
      reason: 'Late.',
    });
    const previously = { label: '2024-2027' };
    const planPeriod = { label: '2025-2028' };
    given(opened)
      .when(change, { on })
      .then({ type: 'PlanPeriodChanged', data: { occurredOn: '2025-03-18', planPeriod, previously, reason: 'Late.' } });
    given(opened, told('PlanPeriodChanged', { planPeriod })).when(change, { on }).thenNothing();
  });

  it('has no period that ends before it begins', () => {
    const planPeriod = { label: '2025-2028', firstDay: '2028-03-31', lastDay: '2025-04-01' };
    given(opened)
      .when(commandOf(ChangePlanPeriod, { occurredOn: 'unknown', planPeriod, reason: 'Late.' }), { on })
      .thenMalformed('/planPeriod/lastDay', '2028-03-31');
  });
});
