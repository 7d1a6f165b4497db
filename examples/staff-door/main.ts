import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  AlarmTopic,
  applyGuardrails,
  CustomerManagedKey,
  EncryptedBucket,
  FaceCollection,
  FaceLiveness,
  FaceVerification,
} from "cdktf-rekognition-guardrails/constructs";

// A staff door: nobody says who they are. The collection says whose face the camera sees; a session begun for that member shows that
// the face is alive, and verify-face compares the session's picture with the member's. What is not plain is for the porter. Who leaves
// the company is erased, from the collection too.
const app = new App({ stackTraces: false });
const stack = new TerraformStack(app, "staff-door");
new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: ["444455556666"] });

const key = new CustomerManagedKey(stack, "Key", { aliases: ["staff-door"] });
const bucket = new EncryptedBucket(stack, "Faces", {
  bucketName: "staff-door-faces-444455556666",
  key,
  // No longer than a contract's notice period after the last picture was taken.
  retentionDays: 365,
  retentionDaysByPrefix: { "probes/": 7, "liveness/": 7 },
});
const alarmTopic = new AlarmTopic(stack, "Alarms", {
  topicName: "staff-door-alarms",
  key,
  emailAddress: "porter@company.example",
});
const shared = { namePrefix: "staff-door", bucket, alarmTopic };

const collection = new FaceCollection(stack, "Staff", shared);
new FaceLiveness(stack, "Liveness", { ...shared, minimumConfidence: 90 });
new FaceVerification(stack, "Personnel", {
  ...shared,
  liveness: { minimumConfidence: 90 },
  collectionId: collection.collectionId,
});

// Somebody else deploys the opt-out for the whole organization.
applyGuardrails(app, { externalOptOut: { policyId: "p-abcd123456", owner: "cloud platform team" } });
app.synth();
