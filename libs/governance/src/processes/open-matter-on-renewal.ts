import { foldAll, parseStreamName, streamName, type StreamSubject } from '#kernel';
import { matterSubject, matterTold } from '../matter.js';
import { type Heading, OpenMatter } from '../matters/index.js';
import { planSubject, planTold } from '../plan.js';
import { type Plan } from '../plans/index.js';
import { commandOf } from '../vocabulary/command-of.js';
import { type Process, type Records } from './ports.js';
import { sendingAfter, type SendingParts } from './sending.js';

/**
 * The matter in which the next plan is worked on, once the renewal of a plan was opened: under the id that the plan's
 * fact gives it, and naming the plan that it is to renew. `from`, the heading of the matter that led to the present plan,
 * says what kind of plan it is. Nothing where no renewal was opened, or where it was only recorded
 * and the matter is there. Pure, and the same however often it is asked.
 */
export const openMatterOnRenewal = (
  plan: string,
  { renewalOpened }: Plan,
  from: Pick<Heading, 'planKind'> | undefined,
): { readonly matter: string; readonly command: OpenMatter } | undefined => {
  if (renewalOpened?.opensMatter !== true) return undefined;
  const { matter, occurredOn, title } = renewalOpened;
  const kind = from?.planKind === undefined ? {} : { planKind: from.planKind };
  return { matter, command: commandOf(OpenMatter, { occurredOn, title, ...kind, succeedsPlan: plan }) };
};

/** Opens the matter of the next plan, once work on it was opened. */
export const openingSuccessorMatters = (parts: SendingParts): Process =>
  sendingAfter(parts, {
    name: 'open-matter-on-renewal',
    categories: ['plan'],
    types: ['PlanRenewalOpened'],
    consequences: async (stream) => {
      const subject = parseStreamName(stream);
      if (subject === undefined) return [];
      const facts = await parts.records.readStream(stream);
      const { plan } = planTold(foldAll(planSubject, facts).entries);
      const opened = openMatterOnRenewal(subject.id, plan, await headingBefore(subject, plan, parts.records));
      return opened === undefined
        ? []
        : [{ to: { ...subject, category: 'matter', id: opened.matter }, command: opened.command }];
    },
  });

/** The heading of the matter that led to the plan; nothing where none here did. */
const headingBefore = async (
  { authority, id }: StreamSubject,
  { adoptions }: Plan,
  records: Records,
): Promise<Heading | undefined> => {
  const matter = adoptions.at(-1)?.adoptedIn?.matter ?? id;
  const facts = await records.readStream(streamName({ category: 'matter', authority, id: matter }));
  return facts.length === 0 ? undefined : matterTold(foldAll(matterSubject, facts).entries).matter.heading;
};
