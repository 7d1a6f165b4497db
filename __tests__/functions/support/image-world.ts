import { createImageClients, type ImageClients } from "../../../functions/shared/image-clients";
import { createLambdaHandler, type LambdaWork } from "../../../functions/shared/lambda-handler";
import type { Metric } from "../../../functions/shared/observer";
import {
  type Answer,
  type Bucket,
  FakeAws,
  FakeWorld,
  OPERATIONS,
  type Operation,
  type ReceivedRequest,
} from "../../support/fake-aws";
import { BUCKET, KEY_ARN, REQUEST_ID } from "./image-settings";
import { type LogLine, recordingObserver } from "./recording-observer";

/** What an invocation came to. */
export interface Outcome {
  /** What was answered; or of what was thrown the name and the reason. */
  readonly result: Readonly<Record<string, unknown>>;
  readonly logged: readonly LogLine[];
  readonly metrics: readonly Metric[];
  /** What was thrown, if anything, and with what Lambda would log of it: message, stack and fields. */
  readonly thrown: Error | undefined;
}

/** A fake with a world behind it, and a function that is called against it. */
export interface ImageWorld {
  readonly aws: FakeAws;
  /** New for each test. */
  readonly world: FakeWorld;
  /** The world's bucket of face images, under our key. */
  readonly bucket: Bucket;
  /** A new world, within a test. */
  renew(): void;
  /** Invokes the function, as a new execution environment would. @param remainingMs What Lambda gives it. @default 20,000 */
  invoke(event: unknown, remainingMs?: number): Promise<Outcome>;
  /**
   * Decides on each request by its number, from 1, until the next `aws.reset()` or script.
   *
   * @returns How many there were so far.
   */
  onRequest(decide: (place: number, request: ReceivedRequest) => Answer): () => number;
}

/**
 * Sets up the tests of a file. The SDK's pauses before it tries again are cut to nothing: how long they are is the SDK's affair.
 *
 * @param maxPageSize Of the world's lists.
 */
export function imageWorld<Request, Result extends object>(
  createWork: (clients: ImageClients) => LambdaWork<Request, Result>,
  maxPageSize = 1000,
): ImageWorld {
  let aws: FakeAws | undefined;
  let world: FakeWorld | undefined;
  const started = () => present(aws);
  const renew = () => {
    world = new FakeWorld({ maxPageSize });
    world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
    started().reset();
    started().world = world;
  };
  beforeAll(async () => {
    // The SDK reads the credentials that Lambda gives a function from here.
    process.env.AWS_ACCESS_KEY_ID = "AKIDFAKE";
    process.env.AWS_SECRET_ACCESS_KEY = "fake";
    // The functions run on Node 22; the tests run on Node 20 too, which the SDK would remark on in every file.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    jest.spyOn(Math, "random").mockReturnValue(0);
    aws = await FakeAws.start();
  });
  beforeEach(renew);
  afterAll(async () => {
    jest.restoreAllMocks();
    await aws?.stop();
  });

  return {
    get aws() {
      return started();
    },
    get world() {
      return present(world);
    },
    get bucket() {
      return present(world?.buckets.get(BUCKET));
    },
    renew,
    invoke: (event, remainingMs = 20_000) => invoke(createWork, started(), event, remainingMs),
    onRequest(decide) {
      let place = 0;
      const script = (request: ReceivedRequest) => {
        place += 1;
        return decide(place, request);
      };
      for (const operation of Object.values(OPERATIONS).flat()) started().script(operation, script);
      return () => place;
    },
  };
}

async function invoke<Request, Result extends object>(
  createWork: (clients: ImageClients) => LambdaWork<Request, Result>,
  aws: FakeAws,
  event: unknown,
  remainingMs: number,
): Promise<Outcome> {
  const { endpoint, certificateAuthority } = aws;
  // On a busy machine a handshake on loopback may take longer than in AWS.
  const timeouts = { connectionTimeoutMs: 8000, requestTimeoutMs: 8000 };
  const clients = createImageClients({ region: "eu-west-1", endpoint, certificateAuthority, ...timeouts });
  const observer = recordingObserver();
  const handler = createLambdaHandler(createWork(clients), observer);
  const { lines: logged, metrics } = observer;
  const context = { awsRequestId: REQUEST_ID, getRemainingTimeInMillis: () => remainingMs };
  try {
    return { result: { ...(await handler(event, context)) }, logged, metrics, thrown: undefined };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name } = error;
    return { result: { name, reason: Reflect.get(error, "reason") }, logged, metrics, thrown: error };
  } finally {
    clients.rekognition.destroy();
    clients.s3.destroy();
  }
}

/** All that an invocation let be seen by an operator, as text. */
export function saidOf({ logged, metrics, thrown }: Outcome): string {
  return JSON.stringify([logged, metrics, thrown?.message, thrown?.stack, { ...thrown }]);
}

/**
 * Repeats an attempt with twice the time until it got as far as the operation: on a busy machine time may be out before.
 *
 * @param attempt Given the milliseconds to invoke the function with.
 */
export async function untilReached(
  { aws }: ImageWorld,
  operation: Operation,
  attempt: (remainingMs: number) => Promise<void>,
): Promise<void> {
  for (let workMs = 150; aws.received(operation).length === 0; workMs *= 2) {
    await attempt(500 + workMs);
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("Not before a test has begun.");
  return value;
}
