import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import type { Metric } from "../shared/observer";
import { type Identification, identify } from "./identify";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";

const METRICS = { identified: "Identified", unknown: "Unknown", review: "Review" } as const satisfies Record<
  Identification["decision"],
  Metric
>;

/** What `identify-face` does: says who somebody is, among all who are indexed. */
export function createIdentifyFace(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, Identification> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await identify(request, settings, clients, invocation);
      return {
        answer,
        message: "face identification",
        fields: {
          decision: answer.decision,
          reason: answer.decision === "review" ? answer.reason : undefined,
          memberHash: answer.decision === "identified" ? memberHash(answer.memberId) : undefined,
        },
        metrics: [METRICS[answer.decision]],
      };
    },
  };
}

export const handler: LambdaHandler<Identification> = startLambda(() => {
  const settings = readSettings(process.env);
  return createIdentifyFace(settings, createImageClients(settings));
});
