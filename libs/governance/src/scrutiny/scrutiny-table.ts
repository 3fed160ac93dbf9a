import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { recordNoticeGiven } from './notice-rules.js';
import {
  RecordNoticeGiven,
  RecordRecommendationImplemented,
  RecordRecommendationsMade,
} from './recommendation-commands.js';
import { recordRecommendationImplemented, recordRecommendationsMade, type Scrutiny } from './recommendations.js';

export const scrutinyCommands: readonly FacetCommand<Scrutiny>[] = [
  tells(
    RecordRecommendationsMade,
    'Record what one body recommended to another, and what it kept for itself',
    recordRecommendationsMade,
  ),
  tells(RecordNoticeGiven, 'Record that notice in writing was given to respond to recommendations', recordNoticeGiven),
  tells(RecordRecommendationImplemented, 'Record that an ask was carried out', recordRecommendationImplemented),
];
