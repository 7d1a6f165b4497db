import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import { type Enrolment, enroll } from "./enroll";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";

/** What `enroll-face` does: makes a picture the one that a member is known by. */
export function createEnrollFace(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, Enrolment> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await enroll(request, settings, clients, invocation);
      return {
        answer,
        message: "face enrolment",
        fields: {
          outcome: answer.outcome,
          reason: answer.outcome === "rejected" ? answer.reason : undefined,
          memberHash: memberHash(request.memberId),
        },
        metrics: answer.outcome === "enrolled" ? ["Enrolled"] : [],
      };
    },
  };
}

export const handler: LambdaHandler<Enrolment> = startLambda(() => {
  const settings = readSettings(process.env);
  return createEnrollFace(settings, createImageClients(settings));
});
