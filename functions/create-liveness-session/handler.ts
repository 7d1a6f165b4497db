import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { clientConfiguration } from "../shared/clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import { createSession, type LivenessSession } from "./create-session";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";

/** What `create-liveness-session` does. */
export function createCreateLivenessSession(
  settings: Settings,
  rekognition: RekognitionClient,
): LambdaWork<CheckedRequest, LivenessSession> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => ({
      answer: await createSession(request, settings, rekognition, invocation),
      message: "liveness session created",
      fields: { memberHash: memberHash(request.memberId) },
      metrics: ["LivenessCreated"],
    }),
  };
}

export const handler: LambdaHandler<LivenessSession> = startLambda(() => {
  const settings = readSettings(process.env);
  return createCreateLivenessSession(settings, new RekognitionClient(clientConfiguration(settings)));
});
