export {
  ChangePlanPeriod,
  type Heading,
  headingCommands,
  type HeadingFact,
  headingFacet,
  OpenMatter,
  RetitleMatter,
} from './matter-heading.js';
