import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { environmentNames, functions } from "./functions";

/** What the verify-face function reads its threshold from, in percent. */
export const SIMILARITY_THRESHOLD = "SIMILARITY_THRESHOLD";
/** What a function that asks for liveness reads the lowest confidence from that it accepts, in percent. */
export const LIVENESS_MIN_CONFIDENCE = "LIVENESS_MIN_CONFIDENCE";

/**
 * The functions that decide whether two faces are one person: tagged `guardrails:role = verification`, with a similarity threshold in
 * their environment, or named for it.
 */
export const verificationFunctions = (context: ReviewContext): readonly Resource[] =>
  functions(context).filter(isVerification);

/** What decides whether two faces are one person: a verification function, or a stream processor that looks for faces. */
export const faceDecisions = (context: ReviewContext): readonly Resource[] => [
  ...verificationFunctions(context),
  ...context.configuration.ofType(STREAM_PROCESSOR).filter((each) => {
    const { state } = faceSearchOf(each);
    return state === "known" || state === "configured";
  }),
];

export const STREAM_PROCESSOR = "aws_rekognition_stream_processor";

/** How a stream processor looks for faces. Where the settings as a whole are not known, neither is this. */
export const faceSearchOf = (processor: Resource): Attribute => processor.get("settings").get("face_search");

/** The functions that may ask for liveness: those that verify, and any with a confidence for liveness in its environment. */
export const livenessFunctions = (context: ReviewContext): readonly Resource[] =>
  functions(context).filter(
    (each) => isVerification(each) || environmentNames(each)?.includes(LIVENESS_MIN_CONFIDENCE) === true,
  );

const isVerification = (lambda: Resource): boolean =>
  lambda.get("tags").get("guardrails:role").string === "verification" ||
  environmentNames(lambda)?.includes(SIMILARITY_THRESHOLD) === true ||
  isNamedForIt(lambda.get("function_name").string ?? labelOf(lambda.address));

/** `verify-face`, `FaceVerification`, `compare_faces`, `identity-verifier`. */
const isNamedForIt = (name: string): boolean =>
  (/verif(?:y|ier|ication)/i.test(name) && /face|identity|biometric/i.test(name)) ||
  /compare[-_]?faces?|face[-_]?(?:compare|comparison|match)/i.test(name);

/** `verify` of `module.desk.aws_lambda_function.verify["a"]`. */
const labelOf = (address: string): string => /aws_lambda_function\.([\w-]+)/.exec(address)?.[1] ?? "";
