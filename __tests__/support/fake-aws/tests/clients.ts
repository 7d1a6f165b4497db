import { Agent, type AgentOptions } from "node:https";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { S3Client } from "@aws-sdk/client-s3";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { FakeAws } from "..";

// The functions run on Node 22; the tests run on Node 20 too, which the SDK would remark on in every file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The SDK's own clients, talking to a fake as they would to AWS. */
export function clientsOf(
  aws: FakeAws,
  options: {
    readonly maxAttempts?: number;
    readonly tls?: AgentOptions;
    readonly requestTimeoutMs?: number;
  } = {},
) {
  const { maxAttempts = 1, tls, requestTimeoutMs = 0 } = options;
  const configuration = {
    region: "eu-west-1",
    endpoint: aws.endpoint,
    credentials: { accessKeyId: "AKIDFAKE", secretAccessKey: "fake" },
    maxAttempts,
    requestHandler: new NodeHttpHandler({
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpsAgent: new Agent({ keepAlive: true, ca: aws.certificateAuthority, ...tls }),
    }),
  };
  const rekognition = new RekognitionClient(configuration);
  const s3 = new S3Client({ ...configuration, forcePathStyle: true });
  const organizations = new OrganizationsClient(configuration);
  return {
    rekognition,
    s3,
    organizations,
    destroy() {
      for (const client of [rekognition, s3, organizations]) client.destroy();
    },
  };
}

export type Clients = ReturnType<typeof clientsOf>;

/** What went wrong, in the words of whoever refused; or the answer, where nothing did. */
export async function failureOf(call: Promise<object>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    const { name, code, $metadata } = error as {
      name: string;
      code?: string;
      $metadata?: { httpStatusCode?: number };
    };
    return { name, code, status: $metadata?.httpStatusCode };
  }
}
