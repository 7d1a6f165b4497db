import type { Resource } from "../../configuration/resource";
import { control } from "../control";
import { fail, type Judgement, unknown } from "../judgement";
import { environmentVariable } from "../support/functions";
import { judgePercentage } from "../support/percentages";
import {
  faceDecisions,
  faceSearchOf,
  SIMILARITY_THRESHOLD,
  STREAM_PROCESSOR,
} from "../support/verification-functions";

/** What AWS recommends where a false match matters. */
const LOWEST = 99;

export const similarityThreshold = control({
  id: "RKG-VERIFY-01",
  title: "Only a similarity of at least 99 % counts as a match",
  severity: "high",
  subject: "verification function or stream processor",
  rationale:
    "The threshold is the decision, of a function that compares two faces as of a stream processor that looks for faces in video: at Rekognition's default of 80 % a stranger who looks alike is let in. AWS recommends 99 % where a false match matters.",
  remediation: {
    text: `Set ${SIMILARITY_THRESHOLD} in the function's environment to a percentage from 99 to 100: 99, not 0.99. In the same unit, set \`face_match_threshold\` of a stream processor's \`face_search\`.`,
    terraform: `resource "aws_lambda_function" "verify_face" {
  function_name = "verify-face"
  # …
  environment {
    variables = { SIMILARITY_THRESHOLD = "99" }
  }
  tags = { "guardrails:role" = "verification" }
}

resource "aws_rekognition_stream_processor" "entrance" {
  # …
  settings {
    face_search {
      collection_id        = aws_rekognition_collection.members.id
      face_match_threshold = 99
    }
  }
}`,
    typescript: `new VerificationLambda(this, "VerifyFace", {
  functionName: "verify-face",
  bundle: functionBundle("verify-face"),
  key,
  alarmTopic,
  environmentVariables: { SIMILARITY_THRESHOLD: "99" /* and the others */ },
});
new VideoStreamProcessor(this, "Entrance", {
  // …
  faceSearch: { collectionId: "members", similarityThreshold: 99 },
});`,
  },
  mappings: [
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 32", suggested: true },
  ],
  subjects: faceDecisions,
  judge: (subject) => (subject.type === STREAM_PROCESSOR ? judgeProcessor(subject) : judgeFunction(subject)),
});

function judgeFunction(lambda: Resource): Judgement {
  const threshold = environmentVariable(lambda, SIMILARITY_THRESHOLD);
  if (threshold.state === "absent" || threshold.state === "computed")
    return unknown(
      `${SIMILARITY_THRESHOLD} is not set: verify-face of this package takes ${LOWEST} then, other code may take Rekognition's 80. Set it.`,
      threshold,
    );
  return judgePercentage(threshold, LOWEST, "The similarity threshold");
}

function judgeProcessor(processor: Resource): Judgement {
  const search = faceSearchOf(processor);
  const threshold = search.get("face_match_threshold");
  if (threshold.state === "absent" || threshold.state === "computed")
    return fail(
      `\`face_match_threshold\` is not set: Rekognition takes 80 % then. Set it to ${LOWEST} or more.`,
      threshold,
    );
  return judgePercentage(threshold, LOWEST, "The threshold of a face match");
}
