const hidden = '***';
const secretParameter = /([?&;][^=&#\s]*(?:pass|pwd|secret|token|key)[^=&#\s]*=)[^&#\s]*/gi;

/**
 * An address as it may be shown: without what stands for the password, and without parameters that sound like a secret. Of a text
 * that does not look like an address nothing is shown, for it may be a password that went to the wrong place.
 */
export const withoutSecrets = (text: string): string => {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text);
  if (parts === null) return hidden;
  const [, scheme = '', rest = ''] = parts;
  return `${scheme}://${withoutPassword(rest)}`.replaceAll(secretParameter, `$1${hidden}`);
};

/** Everything from the first colon to the last at-sign: a password that was not encoded may hold any character, even these two. */
const withoutPassword = (rest: string): string => {
  const at = rest.lastIndexOf('@');
  if (at === -1) return rest;
  const colon = rest.slice(0, at).indexOf(':');
  return colon === -1 ? rest : `${rest.slice(0, colon)}:${hidden}${rest.slice(at)}`;
};
