export { COVENTRY, COVENTRY_MATTER, coventrySample, SAMPLE_LAST_DAY, type SampleCommand } from './coventry-000.js';
export { RecordSampleLoaded, sampleSubject } from './sample-subject.js';
export { coventryName, coventryOffices } from './coventry-offices.js';
