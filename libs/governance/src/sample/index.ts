export { COVENTRY, COVENTRY_MATTER, coventrySample, type SampleCommand } from './coventry-000.js';
export { RecordSampleLoaded, sampleSubject } from './sample-subject.js';
