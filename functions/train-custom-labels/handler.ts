import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";
import { type Training, train } from "./train";
import { createTrainingClients, type TrainingClients } from "./training-clients";

/** What `train-custom-labels` does. Training goes on when it has answered: ask with `status` until `ended`. */
export function createTrainCustomLabels(
  settings: Settings,
  clients: TrainingClients,
): LambdaWork<CheckedRequest, Training> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await train(request, settings, clients, invocation);
      const { outcome, status, ended } = answer;
      return {
        answer,
        message: "custom labels training",
        fields: { outcome, status },
        metrics: outcome === "started" ? ["TrainingStarted"] : [],
        httpStatus: ended ? 200 : 202,
      };
    },
  };
}

export const handler: LambdaHandler<Training> = startLambda(() => {
  const settings = readSettings(process.env);
  return createTrainCustomLabels(settings, createTrainingClients(settings));
});
