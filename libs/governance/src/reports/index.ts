export {
  RecordReportSubmitted,
  reportCommands,
  reportFacet,
  type ReportFact,
  type Reports,
  type SubmittedReport,
} from './report.js';
