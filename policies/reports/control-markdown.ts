import type { AnyControl, Mapping } from "../controls/control";
import { fenced, sentence } from "./markdown-text";

/** Why a control matters, how it is mended, what it answers, as Markdown without headings. */
export function controlMarkdown({ rationale, remediation, mappings, differs }: AnyControl): string {
  return [
    sentence(rationale),
    `**To mend:** ${sentence(remediation.text)}`,
    fenced("hcl", remediation.terraform),
    fenced("ts", remediation.typescript),
    ...(mappings.length === 0 ? [] : [`**Maps to:** ${mappings.map(mappingText).map(sentence).join("; ")}.`]),
    ...(differs === undefined ? [] : [`**Where we differ from general scanners:** ${sentence(differs)}`]),
  ].join("\n\n");
}

/** `NIST 800-53 r5 SC-8`, and that it is our suggestion where no published source says so. */
export const mappingText = ({ framework, id, suggested }: Mapping): string =>
  `${framework} ${id}${suggested === true ? " (suggested)" : ""}`;
