import { createHash } from "node:crypto";
import type { Location, Log, Run, Result as SarifResult } from "sarif";
import type { Evidence } from "../configuration/resource";
import { describeRequest } from "../language";
import type { Result, Review } from "../review/result";
import { jsonText } from "./json-text";
import type { ReportOptions } from "./options";
import { notificationsOf } from "./sarif-notifications";
import { levelOf, ruleOf } from "./sarif-rules";
import { sourceUri } from "./source-uri";
import { subjectOf } from "./wording";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF 2.1.0, for code scanning and its viewers. */
export function renderSarif(review: Review, options: ReportOptions): string {
  const log: Log = { $schema: SCHEMA, version: "2.1.0", runs: [runOf(review, options)] };
  return jsonText(log);
}

function runOf(review: Review, { toolVersion, locate }: ReportOptions): Run {
  const places = new Places(review, locate);
  const ruleIndex = new Map(review.controls.map(({ id }, index) => [id, index]));
  return {
    tool: {
      driver: {
        name: "rekognition-guardrails",
        version: toolVersion,
        rules: review.controls.map(ruleOf),
      },
    },
    columnKind: "utf16CodeUnits",
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [...notificationsOf(review)] }],
    results: review.results
      .filter(({ verdict }) => verdict !== "not-applicable" && verdict !== "pass")
      .map((result) => resultOf(result, ruleIndex.get(result.control), places)),
  };
}

function resultOf(result: Result, ruleIndex: number | undefined, places: Places): SarifResult {
  const { control, severity, subject, constructPath, verdict, reason, evidence, witness, waiver } = result;
  const failed = verdict === "fail" || waiver?.verdict === "fail";
  const request =
    witness === undefined ? "" : `\n\nDecided wrongly, for example:\n${describeRequest(witness)}`;
  return {
    ruleId: control,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    // "open": there was too little to decide by. SARIF gives only what is decided a level.
    ...(failed ? { kind: "fail", level: levelOf(severity) } : { kind: "open", level: "none" }),
    message: { text: `${subjectOf(subject)}: ${reason}${request}` },
    locations: [places.ofSubject(subject, constructPath)],
    ...(evidence.length === 0 ? {} : { relatedLocations: evidence.map((each) => places.ofEvidence(each)) }),
    partialFingerprints: { "controlAndSubject/v1": fingerprintOf(result) },
    suppressions:
      waiver === undefined
        ? []
        : [
            {
              kind: "external",
              status: "accepted",
              justification: waiver.reason,
              properties: { owner: waiver.owner, expires: waiver.expires, origin: waiver.origin },
            },
          ],
  };
}

/** The same finding keeps it when lines move and reasons are reworded. */
const fingerprintOf = ({ control, subject }: Result): string =>
  createHash("sha256")
    .update(JSON.stringify([control, subject]))
    .digest("hex");

class Places {
  readonly #uri: string | undefined;
  readonly #locate: NonNullable<ReportOptions["locate"]>;

  constructor({ source }: Review, locate: ReportOptions["locate"]) {
    this.#uri = sourceUri(source);
    this.#locate = locate ?? (() => undefined);
  }

  ofSubject(subject: string | null, constructPath: string | undefined): Location {
    if (subject === null) return this.#physical(undefined);
    return {
      ...this.#physical(subject),
      logicalLocations: [
        { fullyQualifiedName: subject, kind: "resource" },
        ...(constructPath === undefined ? [] : [{ fullyQualifiedName: constructPath, kind: "object" }]),
      ],
    };
  }

  ofEvidence({ address, path }: Evidence): Location {
    return {
      ...this.#physical(address),
      logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }],
      message: { text: path === "" ? address : path },
    };
  }

  #physical(address: string | undefined): Location {
    if (this.#uri === undefined) return {};
    const place = address === undefined ? undefined : this.#locate(address);
    // Code scanning refuses a location without a region.
    const region = {
      startLine: place?.line ?? 1,
      ...(place?.column === undefined ? {} : { startColumn: place.column }),
    };
    return { physicalLocation: { artifactLocation: { uri: this.#uri }, region } };
  }
}
