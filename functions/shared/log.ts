/** What a log line may hold: words from closed lists, ids of requests, counts. Never an image, a member id or a score. */
export type LogFields = Readonly<Record<string, string | number | undefined>>;

export type LogLevel = "INFO" | "WARN" | "ERROR";

/** Takes one line of JSON. */
export type LogSink = (line: string) => void;

/** Straight to the stream: Lambda's `console` adds a prefix, or wraps the line in JSON of its own. */
export const toStandardOutput: LogSink = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Writes one line of JSON, with CloudWatch's field names for time and level. */
export function log(sink: LogSink, level: LogLevel, message: string, fields: LogFields): void {
  sink(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields }));
}
