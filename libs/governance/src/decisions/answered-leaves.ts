import { malformed } from '#kernel';
import { leavesBeneath, leavesOf, type Numbered } from '../vocabulary/numbered.js';
import { unknownToMatter } from '../vocabulary/unknown-to-matter.js';
import { type Answer, type PartAnswer, type ResolutionPart } from './resolution-commands.js';

/** What became of one leaf of one tree of recommendations. */
export interface LeafAnswer {
  readonly recommendations: string;
  readonly leaf: string;
  readonly answer: Answer;
  readonly reason?: string;
}

interface Tree {
  readonly recommendations: string;
  readonly items: readonly Numbered[];
}

/**
 * The leaves that each part answers, one by one: an answer to a whole tree, or to what holds several leaves, is an
 * answer to each of them.
 * @throws Malformed for a leaf that is not there, and for one that is answered twice in the resolution
 */
export const answeredLeaves = (
  parts: readonly ResolutionPart[],
  trees: readonly Tree[],
): readonly (readonly LeafAnswer[])[] => {
  const before = new Set<string>();
  return parts.map((part, at) =>
    (part.answers ?? []).flatMap((given, index) => {
      const pointer = `/parts/${at}/answers/${index}`;
      return named(given, trees, pointer).map((leaf) => once(leaf, before));
    }),
  );
};

interface Named extends LeafAnswer {
  readonly pointer: string;
}

const named = (given: PartAnswer, trees: readonly Tree[], pointer: string): readonly Named[] => {
  const { recommendations, answer, reason } = given;
  const tree = trees.find((known) => known.recommendations === recommendations);
  if (tree === undefined) return unknownToMatter(`${pointer}/recommendations`, 'recommendations');
  const answered = (leaf: string, where: string): Named => ({
    ...{ recommendations, leaf, answer, pointer: where },
    ...(reason === undefined ? {} : { reason }),
  });
  if (given.leaves === undefined) return everyLeaf(tree, pointer).map((leaf) => answered(leaf, pointer));
  return given.leaves.flatMap((path, at) => {
    const where = `${pointer}/leaves/${at}`;
    return leavesBeneath(where, tree.items, path).map((leaf) => answered(leaf.path, where));
  });
};

const everyLeaf = ({ items }: Tree, pointer: string): readonly string[] => {
  const leaves = leavesOf(items).map(({ path }) => path);
  if (leaves.length === 0)
    malformed(`${pointer}/recommendations`, 'must be recommendations that ask something: these are follow-ups only');
  return leaves;
};

const once = ({ pointer, ...answer }: Named, before: Set<string>): LeafAnswer => {
  const key = `${answer.recommendations} ${answer.leaf}`;
  if (before.has(key)) malformed(pointer, `must not answer ${answer.leaf} a second time in one resolution`);
  before.add(key);
  return answer;
};
