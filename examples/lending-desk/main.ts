import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  applyGuardrails,
  CustomerManagedKey,
  FaceVerification,
  waive,
} from "cdktf-rekognition-guardrails/constructs";

// A lending desk: members are enrolled, known by their faces when they borrow, and forgotten when they leave. One stack; the
// desk's own program calls the HTTP API with tokens of the library's login.
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, "lending-desk");
new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: ["444455556666"] });

const unreserved = { unreserved: true, reason: "the quota of this account is low" } as const;
const desk = new FaceVerification(stack, "Desk", {
  namePrefix: "lending-desk",
  key: new CustomerManagedKey(stack, "Key", { aliases: ["lending-desk"] }),
  reservedConcurrency: { verify: unreserved, enroll: unreserved, erase: unreserved },
  frontDoor: {
    kind: "http-api",
    authorizer: { kind: "jwt", issuer: "https://login.library.example", audience: ["lending-desk"] },
  },
});
waive(desk, "RKG-DETECT-06", {
  reason: "The quota of this account leaves no concurrency to reserve",
  owner: "lending desk team",
  expires: "2099-12-31",
});

// Somebody else deploys the opt-out for the whole organization.
applyGuardrails(app, { externalOptOut: { policyId: "p-abcd123456", owner: "cloud platform team" } });
app.synth();
