import type { Request, RequestPrincipal } from "../language";
import type { Result, Review } from "../review/result";
import { jsonText } from "./json-text";

/** Grows where the shape changes in a way that scripts must know. */
const VERSION = 1;

/** For scripts: the shape that json-report.schema.json describes. */
export function renderJson({ source, summary, results, waiverProblems }: Review): string {
  const { kind, path, terraformVersion, complete, errored } = source;
  const { pass, fail, unknown, notApplicable, waived, resources } = summary;
  const report = {
    version: VERSION,
    source: { kind, path, terraformVersion: terraformVersion ?? null, complete, errored },
    summary: { pass, fail, unknown, notApplicable, waived, resources },
    results: results.map(resultOf),
    waiverProblems: waiverProblems.map(({ control, origin, problem, message }) => ({
      control,
      origin,
      problem,
      message,
    })),
  };
  return jsonText(report);
}

function resultOf({ control, severity, subject, verdict, reason, evidence, witness, waiver }: Result) {
  return {
    control,
    severity,
    subject,
    verdict,
    reason,
    evidence: evidence.map(({ address, path }) => ({ address, path })),
    witness: witness === undefined ? null : witnessOf(witness),
    waiver:
      waiver === undefined ? null : { reason: waiver.reason, owner: waiver.owner, expires: waiver.expires },
  };
}

function witnessOf({ action, resource, principal, context }: Request) {
  return { action, resource: resource ?? null, principal: principalOf(principal), context };
}

/** `*` for anybody, else the ARN or the name of the service. */
function principalOf(principal: RequestPrincipal): string {
  if (principal.type === "anonymous") return "*";
  return principal.type === "service" ? principal.name : principal.arn;
}
