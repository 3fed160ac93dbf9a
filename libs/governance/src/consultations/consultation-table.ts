import { type FacetCommand, tells } from '../vocabulary/facet.js';
import { type Consultations } from './consultation.js';
import {
  CloseConsultation,
  ExtendConsultation,
  OpenConsultation,
  RecordConsultationClosed,
  RecordConsultationExtended,
  RecordConsultationOpened,
  RecordConsultationResultsPublished,
  RecordQuestionnaireReady,
  RecordResponsesCounted,
} from './consultation-commands.js';
import { type ConsultationView, openConsultation, recordConsultationOpened } from './consultation-rules.js';
import { recordQuestionnaireReady } from './questionnaire.js';
import {
  closeConsultation,
  extendConsultation,
  recordConsultationClosed,
  recordConsultationExtended,
  recordConsultationResultsPublished,
  recordResponsesCounted,
} from './round-rules.js';

export const consultationCommands: readonly FacetCommand<Consultations, ConsultationView>[] = [
  tells(RecordQuestionnaireReady, 'Record that the questionnaire is ready', recordQuestionnaireReady),
  tells(OpenConsultation, 'Open a consultation today, as a resolution authorised it', openConsultation),
  tells(RecordConsultationOpened, 'Record that a consultation was opened', recordConsultationOpened),
  tells(ExtendConsultation, 'Lengthen an open consultation today', extendConsultation),
  tells(RecordConsultationExtended, 'Record that a consultation was lengthened', recordConsultationExtended),
  tells(CloseConsultation, 'Close a consultation whose last day is over', closeConsultation),
  tells(RecordConsultationClosed, 'Record that a consultation was closed', recordConsultationClosed),
  tells(RecordResponsesCounted, 'Record how many responses there were', recordResponsesCounted),
  tells(
    RecordConsultationResultsPublished,
    'Record that the results were published',
    recordConsultationResultsPublished,
  ),
];
