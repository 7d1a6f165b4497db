import { optOutPolicy, renderOptOutPolicy } from "../../../../policies/documents";
import {
  OPT_OUT_POLICY_MAX_CHARACTERS,
  validateOptOutPolicy,
} from "../../../../policies/language/opt-out/validate";

const CONTROL = "@@operators_allowed_for_child_policies";
const assign = (value: unknown) => ({ opt_out_policy: { "@@assign": value } });
const faults = (document: unknown): readonly string[] =>
  validateOptOutPolicy(JSON.stringify(document)).map(({ path, message }) => `${path} ${message}`);
const documentWith = (services: unknown) => faults({ services });

describe("validateOptOutPolicy", () => {
  it.each<[string, unknown]>([
    ["the plain form", { default: assign("optOut") }],
    ["an opt-in", { rekognition: assign("optIn") }],
    ["a lock at each level", JSON.parse(renderOptOutPolicy(optOutPolicy())).services],
    ["a lock that lets children assign", { [CONTROL]: ["@@assign"], default: assign("optOut") }],
    ["a lock that lets children do all", { [CONTROL]: ["@@all"], default: assign("optOut") }],
    ["a service key with digits", { service2: assign("optOut") }],
  ])("takes %s", (_what, services) => {
    expect(documentWith(services)).toEqual([]);
  });

  it.each([
    "optout",
    "OptOut",
    "OPTOUT",
    "optOut ",
    "opt_out",
    "",
    true,
    null,
    5,
    ["optOut"],
    { optOut: true },
    undefined,
  ])("refuses the value %j, which AWS would take without opting out", (value) => {
    expect(documentWith({ default: assign(value) })).toEqual([
      expect.stringMatching(
        /^\$\.services\.default\.opt_out_policy\["@@assign"\] must be "optOut" or "optIn", to the letter, got: /,
      ),
    ]);
  });

  it.each([
    "Rekognition",
    "REKOGNITION",
    "rekognition ",
    "rekog-nition",
    "",
    "1service",
    "_x",
    "顔",
    "$default",
  ])("refuses the service key %j", (key) => {
    expect(documentWith({ [key]: assign("optOut") })).toEqual([
      expect.stringContaining(
        `must be a service key of lower-case letters and digits, got: ${JSON.stringify(key)}.`,
      ),
    ]);
  });

  it.each<[string, unknown, string]>([
    ["no opt_out_policy", { default: {} }, '$.services.default must have the key "opt_out_policy".'],
    [
      "the value in its place",
      { default: "optOut" },
      '$.services.default must be an object with the key "opt_out_policy", got: "optOut".',
    ],
    [
      "the value one level too high",
      { default: { "@@assign": "optOut" } },
      '$.services.default["@@assign"] is no key of this grammar. Known here: opt_out_policy.',
    ],
    [
      "a misspelled opt_out_policy",
      { default: { Opt_Out_Policy: { "@@assign": "optOut" } } },
      '$.services.default.Opt_Out_Policy is no key of this grammar. Write "opt_out_policy": case matters.',
    ],
    [
      "no operator",
      { default: { opt_out_policy: "optOut" } },
      '$.services.default.opt_out_policy must be an object with the key "@@assign", got: "optOut".',
    ],
    [
      "a list of policies",
      { default: { opt_out_policy: [{ "@@assign": "optOut" }] } },
      "$.services.default.opt_out_policy must be an object",
    ],
    ["a service that is null", { default: null }, "$.services.default must be an object"],
    ["a service that is a list", { default: [] }, "$.services.default must be an object"],
    [
      "@@append",
      { default: { opt_out_policy: { "@@append": "optOut" } } },
      '$.services.default.opt_out_policy["@@append"] is no key of this grammar. Known here: @@assign.',
    ],
    [
      "@@enforced_for beside the value",
      { default: { opt_out_policy: { "@@assign": "optOut", "@@enforced_for": ["x"] } } },
      '$.services.default.opt_out_policy["@@enforced_for"] is no key of this grammar.',
    ],
    [
      "@@ASSIGN",
      { default: { opt_out_policy: { "@@ASSIGN": "optOut" } } },
      'Write "@@assign": case matters.',
    ],
    [
      "an operator among the services",
      { default: assign("optOut"), "@@enforced_for": ["x"] },
      '$.services["@@enforced_for"] must be a service key: the operator @@enforced_for has no place here.',
    ],
    [
      "an unknown operator among the services",
      { default: assign("optOut"), "@@lock": ["x"] },
      "the operator @@lock has no place here.",
    ],
  ])("refuses %s", (_what, services, message) => {
    expect(documentWith(services)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it.each<[string, unknown]>([
    ["with both @@none and @@assign", ["@@none", "@@assign"]],
    ["with nothing in it", []],
    ["as text", "@@none"],
    ["with a misspelled operator", ["@@None"]],
    ["with an operator that children cannot have", ["@@append"]],
    ["with a number", [5]],
    ["of null", null],
    ["as an object", { "@@none": true }],
  ])("refuses a lock %s, at each level", (_what, operators) => {
    const message = expect.stringContaining('must be ["@@none"], ["@@assign"] or ["@@all"], got: ');
    const lock = { [CONTROL]: operators };
    const path = `["${CONTROL}"]`;
    expect(documentWith({ ...lock, default: assign("optOut") })).toEqual([message]);
    expect(documentWith({ default: { ...lock, ...assign("optOut") } })).toEqual([message]);
    expect(documentWith({ default: { opt_out_policy: { ...lock, "@@assign": "optOut" } } })).toEqual([
      expect.stringContaining(`$.services.default.opt_out_policy${path}`),
    ]);
  });

  it.each<[string, unknown, string]>([
    ["a list", [], '$ must be an object with the key "services", got: [].'],
    ["null", null, '$ must be an object with the key "services", got: null.'],
    ["a number", 5, "$ must be an object"],
    ["text", "optOut", "$ must be an object"],
    ["nothing in it", {}, '$ must have the key "services".'],
    [
      "a misspelled key",
      { Services: {} },
      '$.Services is no key of this grammar. Write "services": case matters.',
    ],
    [
      "another key",
      { services: { default: assign("optOut") }, version: 1 },
      "$.version is no key of this grammar. Known here: services.",
    ],
    ["services that are a list", { services: [] }, "$.services must be an object of service keys, got: []."],
    ["services that are null", { services: null }, "$.services must be an object of service keys"],
    ["no service", { services: {} }, '$.services must name a service, or "default" for all of them.'],
    ["a lock and no service", { services: { [CONTROL]: ["@@none"] } }, "$.services must name a service"],
  ])("refuses a document that is %s", (_what, document, message) => {
    expect(faults(document)).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });

  it.each(["", "{", "optOut", "{'services':{}}", '{"services":{},}', "// a comment\n{}"])(
    "refuses %j, which is no JSON",
    (text) => {
      expect(validateOptOutPolicy(text)).toEqual([
        { path: "$", message: expect.stringMatching(/^must be JSON: /) },
      ]);
    },
  );

  it("names several faults at once", () => {
    expect(
      documentWith({ Default: assign("optout"), lex: {}, [CONTROL]: [] }).map((fault) => fault.split(" ")[0]),
    ).toEqual([
      `$.services["${CONTROL}"]`,
      "$.services.Default",
      '$.services.Default.opt_out_policy["@@assign"]',
      "$.services.lex",
    ]);
  });

  it("shortens what it got", () => {
    expect(documentWith({ default: assign("x".repeat(200)) })[0]).toMatch(/got: "x{56}\.\.\.\.$/);
  });

  const padded = (length: number) => {
    const text = JSON.stringify({ services: { default: assign("optOut") } });
    return text + " ".repeat(length - text.length);
  };

  it("takes 2,500 characters, white space counted", () => {
    expect(OPT_OUT_POLICY_MAX_CHARACTERS).toBe(2500);
    expect(validateOptOutPolicy(padded(2500))).toEqual([]);
  });

  it("refuses 2,501 characters", () => {
    expect(validateOptOutPolicy(padded(2501))).toEqual([
      {
        path: "$",
        message:
          "must have at most 2500 characters, got: 2501. Name fewer services: `default` covers them all.",
      },
    ]);
  });

  it("counts characters, not the halves of surrogate pairs", () => {
    const text = '{"services":{"😀":{}}}';
    const faultsOfLength = validateOptOutPolicy(text + " ".repeat(2500 - [...text].length)).filter(
      ({ path }) => path === "$",
    );
    expect(faultsOfLength).toEqual([]);
  });

  it("says both of a text that is too long and no JSON", () => {
    expect(validateOptOutPolicy("x".repeat(2501)).map(({ path }) => path)).toEqual(["$", "$"]);
  });

  it.each([
    '{"__proto__":{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}}',
    '{"services":{"__proto__":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}}',
    '{"services":{"default":{"__proto__":{"opt_out_policy":{"@@assign":"optOut"}}}}}',
    '{"services":{"default":{"opt_out_policy":{"__proto__":{"@@assign":"optOut"}}}}}',
  ])("is not deceived by a prototype: %s", (text) => {
    expect(validateOptOutPolicy(text)).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining("$") })]),
    );
    expect(validateOptOutPolicy(text)).not.toEqual([]);
  });

  it("refuses a key that stands twice, of which JSON keeps only the last", () => {
    const text =
      '{"services":{"default":{"opt_out_policy":{"@@assign":"optIn"}},"default":{"opt_out_policy":{"@@assign":"optOut"}}}}';
    expect(validateOptOutPolicy(text)).not.toEqual([]);
  });
});
