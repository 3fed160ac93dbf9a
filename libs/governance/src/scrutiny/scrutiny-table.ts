import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { RecordRecommendationImplemented, RecordRecommendationsMade } from './recommendation-commands.js';
import { recordRecommendationImplemented, recordRecommendationsMade, type Scrutiny } from './recommendations.js';

export const scrutinyCommands: readonly FacetCommand<Scrutiny>[] = [
  tells(
    RecordRecommendationsMade,
    'Tell what one body recommended to another, and what it kept for itself.',
    recordRecommendationsMade,
  ),
  tells(RecordRecommendationImplemented, 'Tell that an ask was carried out.', recordRecommendationImplemented),
];
