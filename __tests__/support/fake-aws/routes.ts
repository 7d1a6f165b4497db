import type { Reply } from "./answers";
import { describeKey } from "./kms";
import { isKms, isOrganizations, isS3, type Operation } from "./operations";
import { describeEffectivePolicy } from "./organizations";
import type { ReceivedRequest } from "./received-request";
import { callRekognition } from "./rekognition/operations";
import { S3 } from "./s3/operations";
import { xmlError } from "./s3/xml";
import { ServiceError } from "./service-error";
import type { FakeWorld } from "./world";

/** What a world answers. */
export function answerFrom(world: FakeWorld, operation: Operation, request: ReceivedRequest): Reply {
  try {
    if (isS3(operation)) return S3[operation](world, request);
    const input = parse(request.body);
    if (isOrganizations(operation)) return json(200, describeEffectivePolicy(world, input));
    if (isKms(operation)) return json(200, describeKey(world, input));
    return json(200, callRekognition(world, operation, input));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code: __type, message, status } = error;
    return isS3(operation) ? s3Refusal(error, request) : json(status, { __type, message });
  }
}

function s3Refusal({ code, message, status, headers }: ServiceError, { method }: ReceivedRequest): Reply {
  // S3 answers HEAD without a body, so a refusal is a status and nothing else.
  if (method === "HEAD") return { status, headers };
  return {
    status,
    headers: { "content-type": "application/xml", ...headers },
    body: xmlError(code, message),
  };
}

function parse(body: string): object {
  try {
    return Object(JSON.parse(body));
  } catch {
    throw new ServiceError("SerializationException");
  }
}

const json = (status: number, body: object): Reply => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: JSON.stringify(body),
});
