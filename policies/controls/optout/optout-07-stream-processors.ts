import type { Attribute, Resource } from "../../configuration/resource";
import { control } from "../control";
import { all, fail, type Judgement, pass, unknown } from "../judgement";

export const streamProcessors = control<Resource>({
  id: "RKG-OPTOUT-07",
  title: "No stream processor shares its video with AWS",
  severity: "critical",
  subject: "stream processor",
  rationale:
    "A stream processor has a switch of its own: where it opts in, AWS may keep the video and train with it.",
  remediation: {
    text: "Set `opt_in` of `data_sharing_preference` to false, or leave the block out.",
    terraform: `resource "aws_rekognition_stream_processor" "entrance" {
  # ...
  data_sharing_preference {
    opt_in = false
  }
}`,
    typescript: `new RekognitionStreamProcessor(this, "Entrance", {
  // ...
  dataSharingPreference: [{ optIn: false }],
});`,
  },
  mappings: [
    { framework: "NIST 800-53 r5", id: "AC-21", suggested: true },
    { framework: "ISO 27001:2022", id: "A.5.34", suggested: true },
    { framework: "GDPR", id: "Art. 9", suggested: true },
  ],
  subjects: ({ configuration }) => configuration.ofType("aws_rekognition_stream_processor"),
  judge(processor) {
    const preference = processor.get("data_sharing_preference");
    if (preference.state === "absent" || preference.state === "computed")
      return pass("It has no data sharing preference, and AWS's default is not to share.", preference);
    const { blocks } = preference;
    if (blocks === undefined)
      return unknown("Its data sharing preference is known only after apply.", preference);
    return all(blocks.map(judgePreference));
  },
});

function judgePreference(block: Attribute): Judgement {
  const optIn = block.get("opt_in");
  if (optIn.boolean === true) return fail("It shares its video with AWS.", optIn);
  return optIn.state === "configured"
    ? unknown("Whether it shares its video is known only after apply. Write `false` out.", optIn)
    : pass("It does not share its video.", optIn);
}
