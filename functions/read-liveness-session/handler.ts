import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import type { LivenessBucket } from "../shared/liveness-session";
import { memberHash } from "../shared/member-hash";
import { type LivenessAnswer, readSession } from "./read-session";
import { checkRequest, type ReadLivenessSessionRequest } from "./request";
import { readSettings } from "./settings";

/** What `read-liveness-session` does. */
export function createReadLivenessSession(
  settings: LivenessBucket,
  clients: ImageClients,
): LambdaWork<ReadLivenessSessionRequest, LivenessAnswer> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await readSession(request, settings, clients, invocation);
      return {
        answer,
        message: "liveness session read",
        fields: { ...answer, memberHash: memberHash(request.memberId) },
        metrics: [answer.outcome === "alive" ? "Alive" : "NotAlive"],
      };
    },
  };
}

export const handler: LambdaHandler<LivenessAnswer> = startLambda(() => {
  const settings = readSettings(process.env);
  return createReadLivenessSession(settings, createImageClients(settings));
});
