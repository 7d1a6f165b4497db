import { type CollectionSettings, readCollectionSettings } from "../shared/collection-settings";
import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { type Reconciliation, reconcile } from "./reconcile";
import { type CheckedRequest, checkRequest } from "./request";

/** What `reconcile-collection` does: finds face vectors that are nobody's. */
export function createReconcileCollection(
  settings: CollectionSettings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, Reconciliation> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await reconcile(request, settings, clients, invocation);
      const { outcome, orphans, removed } = answer;
      return {
        answer,
        message: "collection reconciliation",
        fields: { outcome, orphans, removed },
        metrics: orphans > removed ? ["OrphanedFaces"] : [],
        httpStatus: outcome === "incomplete" ? 202 : 200,
      };
    },
  };
}

export const handler: LambdaHandler<Reconciliation> = startLambda(() => {
  const settings = readCollectionSettings(process.env);
  return createReconcileCollection(settings, createImageClients(settings));
});
