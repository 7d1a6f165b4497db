import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaHandler, type LambdaWork, startLambda } from "../shared/lambda-handler";
import { memberHash } from "../shared/member-hash";
import type { Metric } from "../shared/observer";
import type { Verdict } from "./decision";
import { type CheckedRequest, checkRequest } from "./request";
import { readSettings, type Settings } from "./settings";
import { verify } from "./verify";

const METRICS = { approved: "Approved", denied: "Denied", review: "Review" } as const satisfies Record<
  Verdict["decision"],
  Metric
>;

/** Reference images that stand in clear, or under a key that is not ours: somebody goes round the bucket's rules. */
const UNENCRYPTED: ReadonlySet<string> = new Set(["reference-not-encrypted", "reference-under-another-key"]);

/**
 * What `verify-face` does. Its answer is a verdict; only `decision: "approved"` opens anything. There is no score, no box and no
 * image in it: a score is a guide for whoever wants to look like someone else.
 */
export function createVerifyFace(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<CheckedRequest, Verdict> {
  return {
    read: (event) => checkRequest(event, settings.probesPrefix),
    serve: async (request, invocation) => {
      const verdict = await verify(request, settings, clients, invocation);
      return {
        answer: verdict,
        message: "face verified",
        fields: { ...verdict, memberHash: memberHash(request.memberId) },
        metrics: [
          METRICS[verdict.decision],
          ...(UNENCRYPTED.has(verdict.reason) ? (["UnencryptedReference"] as const) : []),
        ],
      };
    },
  };
}

export const handler: LambdaHandler<Verdict> = startLambda(() => {
  const settings = readSettings(process.env);
  return createVerifyFace(settings, createImageClients(settings));
});
