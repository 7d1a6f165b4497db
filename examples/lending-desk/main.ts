import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  AlarmTopic,
  applyGuardrails,
  CustomerManagedKey,
  EncryptedBucket,
  functionBundle,
  VerificationLambda,
  waive,
} from "cdktf-rekognition-guardrails/constructs";
import { compareFacesStatement } from "cdktf-rekognition-guardrails/policies";

// A lending desk in another repository: key, bucket and function in one stack.
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, "lending-desk");
new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: ["444455556666"] });

const key = new CustomerManagedKey(stack, "Key", { aliases: ["lending-desk"] });
const faces = new EncryptedBucket(stack, "Faces", { bucketName: "lending-desk-faces-444455556666", key });
const alarmTopic = new AlarmTopic(stack, "Alarms", { topicName: "lending-desk-alarms", key });
const verifyFace = new VerificationLambda(stack, "VerifyFace", {
  functionName: "lending-desk-verify-face",
  bundle: functionBundle("verify-face"),
  key,
  alarmTopic,
  reservedConcurrency: { unreserved: true, reason: "the quota of this account is low" },
  environmentVariables: {
    IMAGE_BUCKET: faces.bucketName,
    IMAGE_BUCKET_OWNER: "444455556666",
    IMAGE_KEY_ARN: key.keyArn,
    SIMILARITY_THRESHOLD: "99",
  },
  statements: [compareFacesStatement],
});
faces.grantRead(verifyFace, { prefixes: ["members/", "probes/"], viaServices: ["s3", "rekognition"] });
waive(verifyFace, "RKG-DETECT-06", {
  reason: "The quota of this account leaves no concurrency to reserve",
  owner: "lending desk team",
  expires: "2099-12-31",
});

// Somebody else deploys the opt-out for the whole organization.
applyGuardrails(app, { externalOptOut: { policyId: "p-abcd123456", owner: "cloud platform team" } });
app.synth();
