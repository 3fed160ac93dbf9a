export { canonicalForm, NotCanonical } from './canonical.js';
export { CHAIN_VERSION, contentHash, contentHashOfText, GENESIS, link, logHash, type Sealable } from './chain.js';
export { ChainVerifier, type Flaw } from './verification.js';
