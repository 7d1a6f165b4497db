/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createReadLivenessSession } from "../../../functions/read-liveness-session/handler";
import type { Operation } from "../../support/fake-aws";
import { faultMatrix, type MatrixCall } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { SETTINGS, session } from "./support";

const MEMBER = "member-zorro";
const notShown = (reason: string) => ({ outcome: "not-shown", reason, requestId: REQUEST_ID });
const keptOtherwise = { name: "OperatorError", reason: "image-kept-otherwise" };
const call = (
  operation: Operation,
  denied: string,
  otherwise: NonNullable<MatrixCall["otherwise"]> = {},
): MatrixCall => ({
  call: operation,
  operation,
  denied,
  otherwise,
  begin: (world) => ({ memberId: MEMBER, sessionId: session(world, MEMBER) }),
});

describe("read-liveness-session", () => {
  faultMatrix({
    work: (clients) => createReadLivenessSession(SETTINGS, clients),
    calls: [
      call("GetFaceLivenessSessionResults", "liveness-denied"),
      call("HeadObject", "image-read-denied", {
        "status 404": notShown("picture-missing"),
        // Of HEAD there is no body to be wrong: such an answer says nothing of encryption.
        html: notShown("picture-not-encrypted"),
        "cut-short": notShown("picture-not-encrypted"),
      }),
      call("PutObject", "image-write-denied", {
        "status 409": notShown("liveness-used"),
        "status 412": notShown("liveness-used"),
        html: keptOtherwise,
        "cut-short": keptOtherwise,
      }),
    ],
    success: { outcome: "alive", requestId: REQUEST_ID },
    secrets: [MEMBER, BUCKET, "fa4e0000-"],
  });
});
