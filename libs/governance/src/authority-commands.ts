/** What an office tells of its authority, by the features that own it. */
export { AppointOffice, NameAuthority, SETTINGS } from './authorities/index.js';
