import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";

/** What a log line may hold: words from closed lists, ids of requests, counts, durations. Never an image, a member id or a score. */
export type LogFields = Readonly<Record<string, string | number | undefined>>;

export type LogLevel = "info" | "warn" | "error";

/** What the functions count. Alarms and dashboards rely on the names. */
export type Metric =
  | "Refused"
  | "TryAgain"
  | "OperatorFault"
  | "Approved"
  | "Denied"
  | "Review"
  | "UnencryptedReference"
  | "Enrolled"
  | "Erased"
  | "Indexed"
  | "Identified"
  | "Unknown"
  | "OrphanedFaces"
  | "LivenessCreated"
  | "Alive"
  | "NotAlive"
  | "TrainingStarted"
  | "VideoSearchStarted"
  | "VideoSearchCompleted"
  | "VideoSearchFailed";

/** Where a function says what it does: lines of its log, and metrics by way of the log (CloudWatch's embedded metric format). */
export interface Observer {
  log(level: LogLevel, message: string, fields: LogFields): void;
  /** Counts one. */
  count(metric: Metric): void;
  /** Writes what was counted; to be called once, at the end of an invocation. */
  flush(): void;
}

/**
 * An observer that writes lines of JSON to standard output, where Lambda takes them from. Service and namespace come from
 * `POWERTOOLS_SERVICE_NAME` and `POWERTOOLS_METRICS_NAMESPACE`.
 *
 * The level is set here: at DEBUG, by `POWERTOOLS_LOG_LEVEL`, nothing more would be said, but nobody should have to know that.
 */
export function createObserver(): Observer {
  const logger = new Logger({ logLevel: "INFO", sampleRateValue: 0 });
  const metrics = new Metrics({
    namespace: process.env.POWERTOOLS_METRICS_NAMESPACE ?? "RekognitionGuardrails",
  });
  return {
    log: (level, message, fields) => logger[level](message, { ...fields }),
    count: (metric) => metrics.addMetric(metric, "Count", 1),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
