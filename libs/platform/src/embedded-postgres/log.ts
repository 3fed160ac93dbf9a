/** What the supervision tells the operator, a line at a time; pino's loggers fit. No line holds a secret. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  error(line: string): void;
}
