import type { LogFields, LogLevel, Metric, Observer } from "../../../functions/shared/observer";

/** A line of a function's log. */
export type LogLine = LogFields & { readonly level: LogLevel; readonly message: string };

/** An observer that keeps what it is told. */
export interface RecordingObserver extends Observer {
  readonly lines: readonly LogLine[];
  readonly metrics: readonly Metric[];
  /** How often it was told to write what was counted. */
  readonly flushes: number;
}

export function recordingObserver(): RecordingObserver {
  const lines: LogLine[] = [];
  const metrics: Metric[] = [];
  let flushes = 0;
  return {
    lines,
    metrics,
    get flushes() {
      return flushes;
    },
    log: (level, message, fields) => {
      lines.push({ level, message, ...fields });
    },
    count: (metric) => {
      metrics.push(metric);
    },
    flush: () => {
      flushes += 1;
    },
  };
}
