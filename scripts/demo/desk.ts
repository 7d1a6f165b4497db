import { devNull } from "node:os";
import { CompareFacesCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import {
  type Bucket,
  FakeAws,
  FakeWorld,
  listenInPlain,
  type PlainListener,
} from "../../__tests__/support/fake-aws";
import { createEnrollFace } from "../../functions/enroll-face/handler";
import { readSettings as readEnrollSettings } from "../../functions/enroll-face/settings";
import { createEraseFace } from "../../functions/erase-face/handler";
import { readSettings as readEraseSettings } from "../../functions/erase-face/settings";
import { createImageClients, type ImageClients } from "../../functions/shared/image-clients";
import { createLambdaHandler, type LambdaWork } from "../../functions/shared/lambda-handler";
import type { Metric, Observer } from "../../functions/shared/observer";
import { createVerifyFace } from "../../functions/verify-face/handler";
import { readSettings as readVerifySettings } from "../../functions/verify-face/settings";

const REGION = "eu-west-1";
const ACCOUNT = "111122223333";
const BUCKET = "lending-desk-faces";
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-0000-4000-8000-000000000001`;

/** What the construct gives the functions as their environment. */
const ENVIRONMENT = {
  AWS_REGION: REGION,
  IMAGE_BUCKET: BUCKET,
  IMAGE_BUCKET_OWNER: ACCOUNT,
  IMAGE_KEY_ARN: KEY_ARN,
  SIMILARITY_THRESHOLD: "99",
};

/** What a function answered or, of an error that it threw, the name and the reason. */
export type Answer = Readonly<Record<string, unknown>>;

/** A library's desk: its functions, and the AWS that they speak to. */
export interface Desk {
  readonly aws: FakeAws;
  readonly bucket: Bucket;
  /** A port without TLS, at which nobody should ever say anything. */
  readonly plainListener: PlainListener;
  /** All that the functions wrote into their logs, as text. */
  readonly log: readonly string[];
  readonly metrics: readonly Metric[];
  enroll(event: object): Promise<Answer>;
  verify(event: object): Promise<Answer>;
  erase(event: object): Promise<Answer>;
  /** `verify-face` once more, started with `AWS_ENDPOINT_URL` set. */
  verifyAt(endpoint: string, event: object): Promise<Answer>;
  /** Compares a picture with itself by the SDK as it comes. @returns The bytes that had arrived at the plain listener then. */
  compareUnguarded(endpoint: string, picture: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  forgetAws(process.env);
  const world = new FakeWorld({ accountId: ACCOUNT, region: REGION });
  const bucket = world.createBucket(BUCKET, { encryption: { algorithm: "aws:kms", keyArn: KEY_ARN } });
  const aws = await FakeAws.start({ world });
  const plainListener = await listenInPlain();
  const log: string[] = [];
  const metrics: Metric[] = [];
  const observer: Observer = {
    log: (level, message, fields) => {
      log.push(JSON.stringify({ level, message, ...fields }));
    },
    count: (metric) => {
      metrics.push(metric);
    },
    flush: () => undefined,
  };
  const { endpoint, certificateAuthority } = aws;
  // A busy machine may take longer over a handshake than AWS does.
  const patience = { connectionTimeoutMs: 10_000, requestTimeoutMs: 10_000 };
  const clients = createImageClients({ region: REGION, endpoint, certificateAuthority, ...patience });
  const verifyBy = (by: ImageClients) =>
    caller(createVerifyFace(readVerifySettings(ENVIRONMENT), by), observer);
  return {
    aws,
    bucket,
    plainListener,
    log,
    metrics,
    enroll: caller(createEnrollFace(readEnrollSettings(ENVIRONMENT), clients), observer),
    verify: verifyBy(clients),
    erase: caller(createEraseFace(readEraseSettings(ENVIRONMENT), clients), observer),
    async verifyAt(plain, event) {
      process.env.AWS_ENDPOINT_URL = plain;
      const others = createImageClients({ region: REGION, certificateAuthority, ...patience });
      try {
        return await verifyBy(others)(event);
      } finally {
        delete process.env.AWS_ENDPOINT_URL;
        destroy(others);
      }
    },
    async compareUnguarded(plain, picture) {
      const rekognition = new RekognitionClient({ region: REGION, endpoint: plain, maxAttempts: 1 });
      const image = { Bytes: picture };
      // The listener answers nothing.
      await rekognition
        .send(new CompareFacesCommand({ SourceImage: image, TargetImage: image }))
        .catch(() => undefined);
      rekognition.destroy();
      return plainListener.bytesReceived();
    },
    async close() {
      destroy(clients);
      await plainListener.stop();
      await aws.stop();
    },
  };
}

/** Calls a function as Lambda does; an error is told as its caller is told it. */
function caller<Request, Result extends object>(work: LambdaWork<Request, Result>, observer: Observer) {
  const handler = createLambdaHandler(work, observer);
  let calls = 0;
  return async (event: object): Promise<Answer> => {
    calls += 1;
    const context = { awsRequestId: `call-${calls}`, getRemainingTimeInMillis: () => 60_000 };
    try {
      const { requestId: _requestId, ...answer } = { ...(await handler(event, context)) } as Answer;
      return answer;
    } catch (error) {
      return error instanceof Error
        ? { error: error.name, reason: Reflect.get(error, "reason") }
        : { error: String(error) };
    }
  };
}

/** Whatever the machine knows of a real AWS has no part in the story. */
function forgetAws(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) if (name.startsWith("AWS_")) delete environment[name];
  Object.assign(environment, {
    AWS_ACCESS_KEY_ID: "AKIDFAKE",
    AWS_SECRET_ACCESS_KEY: "fake",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  });
}

function destroy({ rekognition, s3 }: ImageClients): void {
  rekognition.destroy();
  s3.destroy();
}
