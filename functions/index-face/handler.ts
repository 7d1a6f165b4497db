import { type CollectionSettings, readCollectionSettings } from "../shared/collection-settings";
import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import { type Indexing, indexFace } from "./index-face";
import { checkRequest, type IndexFaceRequest } from "./request";

/** What `index-face` does: lets an enrolled member be found by face. */
export function createIndexFace(
  settings: CollectionSettings,
  clients: ImageClients,
): LambdaWork<IndexFaceRequest, Indexing> {
  return {
    read: checkRequest,
    serve: async (request, invocation) => {
      const answer = await indexFace(request, settings, clients, invocation);
      return {
        answer,
        message: "face indexing",
        fields: { ...answer, memberHash: memberHash(request.memberId) },
        metrics: answer.outcome === "indexed" ? ["Indexed"] : [],
      };
    },
  };
}

export const handler: LambdaHandler<Indexing> = startLambda(() => {
  const settings = readCollectionSettings(process.env);
  return createIndexFace(settings, createImageClients(settings));
});
