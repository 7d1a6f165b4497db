import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import { type Erasure, erase } from "./erase";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";

/** What `erase-face` does: forgets a member. */
export function createEraseFace(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, Erasure> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await erase(request, settings, clients, invocation);
      const complete = answer.outcome === "erased";
      return {
        answer,
        message: "face erasure",
        fields: {
          outcome: answer.outcome,
          reason: answer.outcome === "incomplete" ? answer.reason : undefined,
          ...answer.erased,
          memberHash: memberHash(request.memberId),
        },
        metrics: [complete ? "Erased" : "TryAgain"],
        httpStatus: complete ? 200 : 202,
      };
    },
  };
}

export const handler: LambdaHandler<Erasure> = startLambda(() => {
  const settings = readSettings(process.env);
  return createEraseFace(settings, createImageClients(settings));
});
