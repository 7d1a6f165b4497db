import { CONTROLS } from "../../../policies/controls";
import { readWaivers } from "../../../policies/review/read-waivers";
import { WaiverError } from "../../../policies/review/waiver";

const read = (yaml: string) => readWaivers(yaml, "waivers.yaml", CONTROLS);
const GOOD = `# Why we keep some pictures longer
waivers:
  - control: RKG-TRANSIT-01
    address: aws_s3_bucket.evidence
    reason: A court order forbids deletion
    owner: legal@example.com
    expires: 2027-01-31
`;

describe("readWaivers", () => {
  it("reads each with the line that it stands on", () => {
    expect(read(GOOD)).toEqual([
      {
        control: "RKG-TRANSIT-01",
        address: "aws_s3_bucket.evidence",
        reason: "A court order forbids deletion",
        owner: "legal@example.com",
        expires: "2027-01-31",
        origin: "waivers.yaml:3",
      },
    ]);
  });

  it("takes a file without any, and one with a byte order mark", () => {
    expect(read("waivers: []")).toEqual([]);
    expect(read(`\uFEFF${GOOD}`)).toHaveLength(1);
  });

  it.each([
    ["no YAML", "waivers: [", /^waivers\.yaml:1: must be YAML: /],
    ["a tag that runs code", "waivers: !!js/function 'x'", /^waivers\.yaml:1: must be YAML: Unresolved tag/],
    ["a list that holds itself", "waivers: &a [*a]", /^waivers\.yaml:1: /],
    ["nothing", "", /^waivers\.yaml:1: the file must hold a list `waivers`, got: null$/],
    ["another list", "waivers: 5", /^waivers\.yaml:1: waivers must be a list of waivers, got: 5$/],
    [
      "a stranger beside the list",
      "waivers: []\nexceptions: []",
      /^waivers\.yaml:2: "exceptions" is no field/,
    ],
    [
      "a control that is none",
      GOOD.replace("RKG-TRANSIT-01", "RKG-TRANSIT-91"),
      /^waivers\.yaml:3: control: there is no control "RKG-TRANSIT-91"\. Did you mean RKG-TRANSIT-01\?$/,
    ],
    [
      "an id of another form",
      GOOD.replace("RKG-TRANSIT-01", "transit"),
      /^waivers\.yaml:3: control must be the id of a control, for example RKG-RETAIN-01, got: "transit"$/,
    ],
    [
      "a short reason",
      GOOD.replace("A court order forbids deletion", "because"),
      /^waivers\.yaml:5: reason must say in at least 10 characters/,
    ],
    [
      "no owner",
      GOOD.replace(/ {4}owner.*\n/, ""),
      /^waivers\.yaml:3: owner must be the name .*, got: nothing$/,
    ],
    [
      "a day that is none",
      GOOD.replace("2027-01-31", "2027-02-30"),
      /^waivers\.yaml:7: expires must be the last day on which it holds, as YYYY-MM-DD, got: "2027-02-30"$/,
    ],
    ["a number for a day", GOOD.replace("2027-01-31", "20270131"), /^waivers\.yaml:7: expires must be/],
    ["an empty address", GOOD.replace("aws_s3_bucket.evidence", '""'), /^waivers\.yaml:4: address must be/],
    [
      "a misspelled field",
      GOOD.replace("owner:", "owned_by:"),
      /waivers\.yaml:6: "owned_by" is no field of a waiver\. Known: control, address/,
    ],
    [
      "a field that stands twice",
      `${GOOD}    owner: me\n`,
      /^waivers\.yaml:8: must be YAML: Map keys must be unique/,
    ],
  ])("refuses %s, and says where", (_name, yaml, message) => {
    expect(() => read(yaml)).toThrow(WaiverError);
    expect(() => read(yaml)).toThrow(message);
  });

  it("tells every fault at once", () => {
    const yaml = GOOD.replace("A court order forbids deletion", "no").replace("2027-01-31", "soon");
    expect(() => read(yaml)).toThrow(/:5: reason[\s\S]*:7: expires/);
  });

  it("tells no more faults than anybody reads", () => {
    const many = `waivers:\n${"  - {}\n".repeat(50)}`;
    expect(() => read(many)).toThrow(/and \d+ more faults$/);
  });

  it("ends on anchors that multiply themselves", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ..."bcdefghi".split("").map((name, index) => {
        const before = "abcdefgh"[index];
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(",")}]`;
      }),
      "waivers: *i",
    ].join("\n");
    expect(() => read(bomb)).toThrow(/must be YAML: Excessive alias count/);
  });

  it("takes keys of the prototype for what they are", () => {
    expect(() => read("__proto__:\n  waivers: []\n")).toThrow(WaiverError);
    expect(Object.prototype).not.toHaveProperty("waivers");
  });
});
