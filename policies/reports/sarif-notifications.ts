import type { Notification } from "sarif";
import type { Review } from "../review/result";
import { cautions } from "./wording";

/** What a reader of SARIF must know beside the results: limits of what was read, and waivers that nobody minds any more. */
export function notificationsOf({ source, waiverProblems }: Review): readonly Notification[] {
  return [
    ...cautions(source).map((text): Notification => ({ level: "warning", message: { text } })),
    ...waiverProblems.map(
      ({ control, origin, problem, message }): Notification => ({
        level: "error",
        descriptor: { id: `waiver-${problem}` },
        associatedRule: { id: control },
        message: { text: `${origin}: ${message}` },
      }),
    ),
  ];
}
