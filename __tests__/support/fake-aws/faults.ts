import type { Reply } from "./answers";
import { isOrganizations, isS3, type Operation } from "./operations";

/** How a service, or what stands before it, can fail a request. */
export const FAULTS = [
  /** Too many requests: `ThrottlingException`, Organizations' `TooManyRequestsException`, S3's 503 `SlowDown`. */
  "throttling",
  /** The service's own 500. */
  "internal-error",
  /** S3's 503 `SlowDown`; of the others `ProvisionedThroughputExceededException`. */
  "slow-down",
  /** Ends the connection without an answer, and does nothing. */
  "reset",
  /** Does what the request asks, and ends the connection without an answer. */
  "reset-after-applying",
  /** Takes the request and never answers. */
  "hang",
  /** Sends the head of an answer and part of its body, and nothing more; of an answer without a body, part of its head. */
  "slow-body",
  /** A page in place of an answer, with status 200, as a captive proxy would send it. */
  "html",
  /** An answer that breaks off in the middle of its JSON or XML, and says that it is whole. */
  "cut-short",
] as const;

export type Fault = (typeof FAULTS)[number];

/** The faults that are an answer of some kind, and not the want of one. */
export function faultyReply(fault: Fault, operation: Operation): Reply | undefined {
  const said = isS3(operation) ? S3_REPLIES : isOrganizations(operation) ? ORGANIZATIONS_REPLIES : REPLIES;
  return said.get(fault);
}

const xml = { "content-type": "application/xml" };
const json = { "content-type": "application/x-amz-json-1.1" };
const html: Reply = {
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<html>Please log in<br></html>",
};

const xmlError = (status: number, code: string): Reply => ({
  status,
  headers: xml,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>Said by the fake.</Message></Error>`,
});
const jsonFault = (status: number, type: string): Reply => ({
  status,
  headers: json,
  body: JSON.stringify({ __type: type, message: "Said by the fake." }),
});

const S3_REPLIES: ReadonlyMap<Fault, Reply> = new Map([
  ["throttling", xmlError(503, "SlowDown")],
  ["internal-error", xmlError(500, "InternalError")],
  ["slow-down", xmlError(503, "SlowDown")],
  ["html", html],
  ["cut-short", { status: 200, headers: xml, body: '<?xml version="1.0"?><Result><Key>mem' }],
]);
const REPLIES: ReadonlyMap<Fault, Reply> = new Map([
  ["throttling", jsonFault(400, "ThrottlingException")],
  ["internal-error", jsonFault(500, "InternalServerError")],
  ["slow-down", jsonFault(400, "ProvisionedThroughputExceededException")],
  ["html", html],
  ["cut-short", { status: 200, headers: json, body: '{"FaceMatches":[{"Simil' }],
]);
const ORGANIZATIONS_REPLIES: ReadonlyMap<Fault, Reply> = new Map([
  ...REPLIES,
  ["throttling", jsonFault(400, "TooManyRequestsException")],
  ["internal-error", jsonFault(500, "ServiceException")],
]);

/** Faults that strike at random, and at the same requests in each run. */
export interface FaultRate {
  /** The share of requests that fail, 0 to 1. */
  readonly rate: number;
  readonly faults: readonly [Fault, ...Fault[]];
  /** @default - all */
  readonly operations?: readonly Operation[];
  /** @default 1 */
  readonly seed?: number;
}

/**
 * Draws the fault of each request, or none. The draws follow the order in which requests come in: which request is struck is the
 * same in each run where that order is.
 */
export function drawFaults({ rate, faults, operations, seed = 1 }: FaultRate) {
  const next = randomNumbers(seed);
  return (operation: Operation): Fault | undefined => {
    if (operations !== undefined && !operations.includes(operation)) return undefined;
    return next() < rate ? faults[Math.floor(next() * faults.length)] : undefined;
  };
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32, in the public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
