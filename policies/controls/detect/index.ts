import type { AnyControl } from "../control";
import { accessLogged } from "./detect-01-access-logged";
import { logBucket } from "./detect-02-log-bucket";
import { alarms } from "./detect-03-alarms";
import { traced } from "./detect-04-traced";
import { failedEvents } from "./detect-05-failed-events";
import { reservedConcurrency } from "./detect-06-reserved-concurrency";

/** Seen when it goes wrong. */
export const DETECT_CONTROLS: readonly AnyControl[] = [
  accessLogged,
  logBucket,
  alarms,
  traced,
  failedEvents,
  reservedConcurrency,
];
