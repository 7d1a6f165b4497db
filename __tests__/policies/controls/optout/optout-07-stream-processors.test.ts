import { judges } from "../support/judges";

const given = (data_sharing_preference: unknown) => ({
  resource: { aws_rekognition_stream_processor: { s: { name: "entrance", data_sharing_preference } } },
});

judges("RKG-OPTOUT-07", [
  { name: "it opts out", verdict: "pass", given: given([{ opt_in: false }]) },
  { name: "it opts out, in text", verdict: "pass", given: given({ opt_in: "false" }) },
  { name: "it says nothing", verdict: "pass", given: given(undefined) },
  { name: "its block is empty", verdict: "pass", given: given([{}]) },
  {
    name: "it opts in",
    verdict: "fail",
    given: given([{ opt_in: true }]),
    evidence: "aws_rekognition_stream_processor.s data_sharing_preference[0].opt_in",
  },
  { name: "it opts in, in text", verdict: "fail", given: given({ opt_in: "true" }) },
  { name: "a second block opts in", verdict: "fail", given: given([{ opt_in: false }, { opt_in: true }]) },
  { name: "a variable decides", verdict: "unknown", given: given([{ opt_in: "${var.share}" }]) },
  {
    name: "a dynamic block decides",
    verdict: "unknown",
    given: {
      resource: {
        aws_rekognition_stream_processor: {
          s: {
            dynamic: { data_sharing_preference: { for_each: "${var.shared}", content: { opt_in: true } } },
          },
        },
      },
    },
  },
  { name: "there is none", verdict: "not-applicable", given: {} },
]);
