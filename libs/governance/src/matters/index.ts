export {
  ChangePlanPeriod,
  type Heading,
  headingCommands,
  type HeadingFact,
  headingFacet,
  OpenMatter,
  PlanPeriod,
  RetitleMatter,
} from './matter-heading.js';
