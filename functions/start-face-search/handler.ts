import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";
import { type StartedSearch, start } from "./start";

/** What `start-face-search` does: has a stored video searched for members. */
export function createStartFaceSearch(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, StartedSearch> {
  return {
    read: (event) => checkRequest(event, settings.videosPrefix),
    serve: async (request, invocation) => {
      const answer = await start(request, settings, clients, invocation);
      const { outcome } = answer;
      return {
        answer,
        message: "video search",
        fields: {
          outcome,
          reason: answer.outcome === "rejected" ? answer.reason : undefined,
          jobId: answer.outcome === "started" ? answer.jobId : undefined,
        },
        metrics: outcome === "started" ? ["VideoSearchStarted"] : [],
        httpStatus: outcome === "started" ? 202 : 200,
      };
    },
  };
}

export const handler: LambdaHandler<StartedSearch> = startLambda(() => {
  const settings = readSettings(process.env);
  return createStartFaceSearch(settings, createImageClients(settings));
});
