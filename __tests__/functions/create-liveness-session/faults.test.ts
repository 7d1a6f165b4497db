/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createCreateLivenessSession } from "../../../functions/create-liveness-session/handler";
import { faultMatrix } from "../support/fault-matrix";
import { BUCKET, REQUEST_ID } from "../support/image-settings";
import { SETTINGS } from "./support";

const MEMBER = "member-zorro";

describe("create-liveness-session", () => {
  faultMatrix({
    work: ({ rekognition }) => createCreateLivenessSession(SETTINGS, rekognition),
    calls: [
      {
        call: "CreateFaceLivenessSession",
        operation: "CreateFaceLivenessSession",
        denied: "liveness-denied",
        begin: () => ({ memberId: MEMBER }),
        otherwise: {
          "InvalidParameterException (400)": { name: "OperatorError", reason: "liveness-refused" },
        },
      },
    ],
    success: {
      sessionId: expect.stringMatching(/^fa4e0000-/),
      expiresInSeconds: 180,
      requestId: REQUEST_ID,
    },
    secrets: [MEMBER, BUCKET],
  });
});
