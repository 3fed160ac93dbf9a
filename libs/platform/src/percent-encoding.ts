/** Whether text is percent-encoded soundly, as UTF-8 (RFC 3986, section 2.1). */
export const isEncodedSoundly = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};
