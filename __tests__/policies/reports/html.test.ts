import { createHash } from "node:crypto";
import { CONTROLS } from "../../../policies/controls";
import { partOf } from "../../../policies/reports/html/parts-of-the-way";
import { attribute, elementsOf, pageText, render, textOf, withClass } from "./support/parse";
import { CUSTOMER_KEY, sampleResult, sampleReview } from "./support/sample-review";

describe("the HTML report", () => {
  const page = render("html", sampleReview());
  const tags = (name: string) => elementsOf(page).filter(({ tagName }) => tagName === name);

  it("needs nothing but itself, and lets nothing else run", () => {
    const meta = tags("meta").find((each) => attribute(each, "http-equiv") === "Content-Security-Policy");
    const policy = meta === undefined ? "" : (attribute(meta, "content") ?? "");
    const hash = (tag: "style" | "script"): string => {
      const body = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? "";
      return `${tag}-src 'sha256-${createHash("sha256").update(body).digest("base64")}'`;
    };
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(hash("style"));
    expect(policy).toContain(hash("script"));
    expect(policy).not.toContain("unsafe");
    for (const element of elementsOf(page)) {
      expect(attribute(element, "src")).toBeUndefined();
      expect(attribute(element, "style")).toBeUndefined();
      expect(attribute(element, "href") ?? "#").toMatch(/^(#|data:,$)/);
      expect(element.attrs.filter(({ name }) => name.startsWith("on"))).toEqual([]);
    }
  });

  it("says what was read, when and by what", () => {
    const facts = withClass(page, "facts").map(textOf).join("");
    for (const fact of [
      "Terraform planplan.json",
      "Terraform1.11.4",
      "2026-03-01",
      "rekognition-guardrails 0.1.0",
      "34",
    ])
      expect(facts).toContain(fact);
  });

  it("counts by verdict, and by promise", () => {
    expect(withClass(page, "tile").map(textOf)).toEqual([
      "Fail2",
      "Unknown1",
      "Waived1",
      "Pass3",
      "Not applicable1",
    ]);
    expect(tags("tr").map((row) => row.childNodes.map(textOf).join("|"))[1]).toBe(
      "Encrypted at rest with your key|1|0|0|2|0",
    );
  });

  it("colours the map by the worst verdict of each part, in words too, and leads to the controls", () => {
    const nodes = withClass(page, "node").map((node) => [
      attribute(node, "class"),
      node.childNodes
        .map(textOf)
        .join("")
        .match(/Fail|Unknown|Waived|Pass|Not applicable/)?.[0],
    ]);
    expect(nodes).toEqual([
      ["node member fail", "Fail"],
      ["node bucket fail", "Fail"],
      ["node function not-applicable", "Not applicable"],
      ["node rekognition not-applicable", "Not applicable"],
      ["node key pass", "Pass"],
      ["node organization unknown", "Unknown"],
      ["node change pass", "Pass"],
    ]);
    const ids = new Set(elementsOf(page).map((element) => attribute(element, "id")));
    const links = tags("a").map((link) => attribute(link, "href")?.slice(1));
    expect(links.filter((target) => !ids.has(target))).toEqual([]);
  });

  it("has no node for changes where no plan was read", () => {
    const source = { ...sampleReview().source, kind: "synth" } as const;
    expect(withClass(render("html", sampleReview({ source })), "change")).toEqual([]);
  });

  it("tells of each result: subject, path, reason, evidence, request and waiver", () => {
    const findings = withClass(page, "finding").map(textOf);
    expect(findings).toHaveLength(8);
    const transit = findings.find((text) => text.includes('faces["a.b"]')) ?? "";
    for (const part of [
      "Fail",
      "made by workload/Faces/Bucket",
      "not denied.",
      "policy.Statement[0].Condition",
      "principal  anonymous\n",
    ])
      expect(transit).toContain(part);
    const waived = findings.find((text) => text.includes("court order")) ?? "";
    for (const part of ["legal@example.com", "2027-01-31", "waivers.yaml:3", "Without itfail"])
      expect(waived).toContain(part);
    expect(findings.find((text) => text.includes("posture"))).toContain("The configuration");
  });

  it("tells of each control: rationale, remedy in two languages, mappings and where we differ", () => {
    const [control] = withClass(page, "control").map(textOf);
    for (const part of [
      "RKG-REST-01",
      "high ·",
      "1 failed, 1 passed",
      "copied on the way",
      "Turn on bucket_key_enabled",
      '"${var.name}<faces>"\n}',
      "new EncryptedBucket",
      "CIS AWS Foundations 3.0 2.1.1",
      "not a customer managed key",
    ])
      expect(control).toContain(part);
  });

  it("opens what there is to read, and folds what is well", () => {
    const open = withClass(page, "control").map((control) =>
      control.childNodes.some((node) => "tagName" in node && attribute(node, "open") !== undefined),
    );
    expect(open).toEqual([true, false, true, true, true, false, false]);
  });

  it("tells of waiver problems and of what the plan leaves open", () => {
    expect(pageText(page)).toContain("RKG-RETAIN-04 expired, at waivers.yaml:9.");
    const source = { ...sampleReview().source, path: "-", errored: true, terraformVersion: undefined };
    const short = pageText(render("html", sampleReview({ source, waiverProblems: [] })));
    expect(short).toContain("Caution. The plan stopped at an error");
    expect(short).toContain("standard input");
    expect(short).not.toContain("Waiver problems");
  });

  it("hides the filters until its script shows them", () => {
    const form = tags("form")[0];
    expect(form && attribute(form, "hidden")).toBe("");
    expect(tags("option").map(textOf)).toContain("CIS AWS Foundations 3.0");
  });

  it("leads nowhere from a part that no control was asked about", () => {
    const results = [sampleResult(CUSTOMER_KEY, "pass", "aws_s3_bucket.a")];
    const small = render("html", sampleReview({ results, controls: [CUSTOMER_KEY] }));
    expect(withClass(small, "node-box").map(({ tagName }) => tagName)).toEqual([
      "div",
      "a",
      "div",
      "div",
      "div",
      "div",
      "div",
    ]);
  });

  it("refuses a result of a control that was not asked, rather than lose it", () => {
    expect(() => render("html", sampleReview({ controls: [CUSTOMER_KEY] }))).toThrow(
      "a result names RKG-REST-07, which was not asked",
    );
  });
});

describe("the way of a face image", () => {
  it("has every part in the catalogue, and every control on a part", () => {
    const parts = new Set(CONTROLS.map(({ id }) => partOf(id)));
    expect([...parts].sort()).toEqual([
      "bucket",
      "change",
      "function",
      "key",
      "member",
      "organization",
      "rekognition",
    ]);
  });

  it("takes a control of a family that it does not know for the function's", () => {
    expect(partOf("RKG-NEW-01")).toBe("function");
    expect(partOf("RKG-")).toBe("function");
  });
});
