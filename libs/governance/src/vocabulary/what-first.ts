/**
 * What is due, before the matter or plan to which it belongs: a short line tells the deadlines of one plan apart.
 * `Monitoring of quarter 1: Community Safety Plan` for `Community Safety Plan: monitoring of quarter 1`.
 */
export const whatFirst = (title: string, of: string): string => {
  const before = `${of}: `;
  if (title.startsWith(before)) return `${capitalised(title.slice(before.length))}: ${of}`;
  return title.startsWith(`${of} `) ? title : `${title}: ${of}`;
};

export const capitalised = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
