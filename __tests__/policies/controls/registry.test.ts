import { CONTROLS, FAMILIES } from "../../../policies/controls";
import { SEVERITIES } from "../../../policies/controls/control";

/** Ids are never renumbered nor used again: a change here is a change of what waivers and dashboards out there mean. */
const IDS: Readonly<Record<string, number>> = {
  REST: 15,
  TRANSIT: 6,
  OPTOUT: 8,
  ACCESS: 11,
  RETAIN: 6,
  DETECT: 6,
  VERIFY: 3,
  CHANGE: 2,
};

const FRAMEWORKS = [
  "AWS AI Security Framework 1.0",
  "AWS Config",
  "AWS Control Tower",
  "AWS Security Hub",
  "CIS AWS Foundations 3.0",
  "Checkov",
  "GDPR",
  "ISO 27001:2022",
  "NIST 800-53 r5",
  "Prowler",
  "Trivy",
];

describe("The catalogue of controls", () => {
  it("has these ids, in this order", () => {
    const expected = Object.entries(IDS).flatMap(([family, count]) =>
      Array.from({ length: count }, (_, index) => `RKG-${family}-${String(index + 1).padStart(2, "0")}`),
    );
    expect(CONTROLS.map(({ id }) => id)).toEqual(expected);
  });

  it("has a promise for each family", () => {
    expect(Object.keys(FAMILIES)).toEqual(Object.keys(IDS));
  });

  it.each(CONTROLS)("tells $id whole, and lets nobody change it", (control) => {
    const { title, severity, subject, rationale, remediation, mappings } = control;
    for (const text of [
      title,
      subject,
      rationale,
      remediation.text,
      remediation.terraform,
      remediation.typescript,
    ])
      expect(text).toMatch(/\S.*\S/);
    expect(title).not.toMatch(/\.$/);
    expect(SEVERITIES).toContain(severity);
    expect(mappings.length).toBeGreaterThan(0);
    for (const { framework, id } of mappings) {
      expect(FRAMEWORKS).toContain(framework);
      expect(id).toMatch(/\S/);
    }
    expect(Object.isFrozen(control)).toBe(true);
  });
});
