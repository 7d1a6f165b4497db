import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { AiServicesOptOutPolicy, type AiServicesOptOutPolicyProps } from "../../constructs";
import { guardrailsMatchers, resourcesOf } from "../../policies/jest";
import { validateOptOutPolicy } from "../../policies/language/opt-out/validate";
import {
  awsStack,
  faultsOf,
  normalized,
  policyOf,
  type StackConfiguration,
  statementOf,
  synthStack,
  theOnly,
  untyped,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const REASON = "agreed with the privacy officer";

const make = (props: Partial<AiServicesOptOutPolicyProps> = {}, stack = awsStack()) =>
  new AiServicesOptOutPolicy(stack, "OptOut", { targetIds: ["r-abcd"], ...props });
const synthOptOut = (props: Partial<AiServicesOptOutPolicyProps> = {}): StackConfiguration =>
  synthStack((stack) => make(props, stack));
const policyNamed = (stack: StackConfiguration, pathEnd: string) =>
  theOnly(stack, "aws_organizations_policy", pathEnd);

const NONE = { "@@operators_allowed_for_child_policies": ["@@none"] };
const locked = (value: string) => ({ ...NONE, opt_out_policy: { ...NONE, "@@assign": value } });

describe("AiServicesOptOutPolicy", () => {
  it("has a default form", () => {
    expect(normalized(synthOptOut())).toMatchSnapshot();
  });

  it("opts out by default and by name, locked at all three levels, minified, of the right type", () => {
    const policy = policyNamed(synthOptOut(), "/OptOutPolicy");
    expect(policy.values).toMatchObject({
      name: "ai-services-opt-out",
      type: "AISERVICES_OPT_OUT_POLICY",
      skip_destroy: false,
    });
    expect(policyOf(policy, "content")).toEqual({
      services: { ...NONE, default: locked("optOut"), rekognition: locked("optOut") },
    });
    expect(policy.values.content).not.toMatch(/\s/);
    expect(policy.values.content).toBe(make().content);
    expect(validateOptOutPolicy(make().content)).toEqual([]);
  });

  it("attaches policy and guard to every target", () => {
    const stack = synthOptOut({ targetIds: ["r-abcd", "ou-abcd-12345678", "111122223333"] });
    const attached = (pathEnd: string) => {
      const id = `\${${policyNamed(stack, pathEnd).address}.id}`;
      return resourcesOf(stack, "aws_organizations_policy_attachment")
        .filter(({ values }) => values.policy_id === id)
        .map(({ values }) => values.target_id)
        .sort();
    };
    const targets = ["111122223333", "ou-abcd-12345678", "r-abcd"];
    expect(attached("/OptOutPolicy")).toEqual(targets);
    expect(attached("/GuardPolicy")).toEqual(targets);
  });

  it("guards the opt-out: no undoing, no leaving", () => {
    const guard = policyNamed(synthOptOut(), "/GuardPolicy");
    expect(guard.values).toMatchObject({
      name: "ai-services-opt-out-guard",
      type: "SERVICE_CONTROL_POLICY",
    });
    expect(policyOf(guard, "content").Statement).toEqual([
      {
        Sid: "KeepAiServicesOptOut",
        Effect: "Deny",
        Action: [
          "organizations:AttachPolicy",
          "organizations:DeletePolicy",
          "organizations:DetachPolicy",
          "organizations:DisablePolicyType",
          "organizations:UpdatePolicy",
        ],
        Resource: "*",
        Condition: { StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" } },
      },
      { Sid: "StayInOrganization", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
    ]);
  });

  it("checks in the plan that the organization has both policy types enabled, and never owns it", () => {
    const stack = synthOptOut();
    expect(Object.keys(stack.data ?? {})).toEqual(["aws_organizations_organization"]);
    expect(stack.resource?.aws_organizations_organization).toBeUndefined();
    const conditions = resourcesOf(stack, "aws_organizations_policy").map(({ values }) => values.lifecycle);
    expect(JSON.stringify(conditions)).toContain(
      "${contains(data.aws_organizations_organization.OptOut_Organization_",
    );
    for (const type of ["AISERVICES_OPT_OUT_POLICY", "SERVICE_CONTROL_POLICY"]) {
      expect(JSON.stringify(conditions)).toContain(`.enabled_policy_types, \\"${type}\\")}`);
      expect(JSON.stringify(conditions)).toContain(`--policy-type ${type}`);
    }
  });

  it("takes that for granted for a reason only", () => {
    const stack = synthOptOut({ assumePolicyTypesEnabled: { reason: REASON } });
    expect(stack.data).toBeUndefined();
    for (const { values } of resourcesOf(stack, "aws_organizations_policy")) {
      expect(values.lifecycle).toBeUndefined();
    }
    expect(make({ assumePolicyTypesEnabled: { reason: REASON } }).organization).toBeUndefined();
  });

  it("leaves the guard to somebody else for a reason only", () => {
    const props = { guard: { guardedBy: "the landing zone team", reason: REASON } };
    const stack = synthOptOut(props);
    expect(stack).toHaveEvery("aws_organizations_policy", {
      type: "AISERVICES_OPT_OUT_POLICY",
      tags: expect.objectContaining({ "guardrails:guarded-by": "the landing zone team" }),
    });
    const optOut = make(props);
    expect([optOut.guard, optOut.guardAttachments.length]).toEqual([undefined, 0]);
  });

  it("exempts a role from the guard for a reason only, but from leaving nobody", () => {
    const exempt = "arn:aws:iam::*:role/OptOutPipeline";
    const stack = synthOptOut({ guard: { exempt: { principalArns: [exempt], reason: REASON } } });
    const guard = policyOf(policyNamed(stack, "/GuardPolicy"), "content");
    expect(statementOf(guard, "KeepAiServicesOptOut").Condition).toEqual({
      StringEquals: { "organizations:PolicyType": "AISERVICES_OPT_OUT_POLICY" },
      ArnNotLike: { "aws:PrincipalArn": exempt },
    });
    expect(statementOf(guard, "StayInOrganization").Condition).toBeUndefined();
  });

  it("tells services by name, opting one in for a reason", () => {
    const { content } = make({
      services: { default: "optOut", rekognition: "optOut", lex: { optIn: true, reason: REASON } },
    });
    expect(JSON.parse(content).services).toEqual({
      ...NONE,
      default: locked("optOut"),
      rekognition: locked("optOut"),
      lex: locked("optIn"),
    });
  });

  it.each([
    ["service", { default: locked("optOut"), rekognition: locked("optOut") }],
    [
      "none",
      {
        default: { opt_out_policy: { "@@assign": "optOut" } },
        rekognition: { opt_out_policy: { "@@assign": "optOut" } },
      },
    ],
  ] as const)("locks less (%s) for a reason", (level, services) => {
    const { content } = make({ lock: { level, reason: REASON } });
    expect(JSON.parse(content)).toEqual({ services });
    expect(validateOptOutPolicy(content)).toEqual([]);
  });

  it("takes name, tags, skipDestroy and provider for every resource", () => {
    const stack = synthStack((scope) => {
      const provider = new AwsProvider(scope, "management", { region: "us-east-1", alias: "management" });
      make({ policyName: "ours", tags: { team: "t" }, skipDestroy: true, provider }, scope);
    });
    expect(
      resourcesOf(stack, "aws_organizations_policy")
        .map(({ values }) => values.name)
        .sort(),
    ).toEqual(["ours", "ours-guard"]);
    expect(stack).toHaveEvery("aws_organizations_policy", {
      tags: { team: "t" },
      skip_destroy: true,
      provider: "aws.management",
    });
    expect(stack).toHaveEvery("aws_organizations_policy_attachment", {
      skip_destroy: true,
      provider: "aws.management",
    });
    expect(JSON.stringify(stack.data)).toContain('"provider":"aws.management"');
  });

  it("writes the same text each time", () => {
    expect(make().content).toBe(make().content);
  });
});

describe("AiServicesOptOutPolicy: wrong props", () => {
  const exempt = (...principalArns: unknown[]) => ({ exempt: { principalArns, reason: REASON } });

  it.each(
    wrongProps([
      ["targetIds", [], "targetIds must hold at least 1, got: 0"],
      ["targetIds", undefined, "targetIds"],
      ["targetIds", "r-abcd", "targetIds"],
      [
        "targetIds",
        ["root"],
        'targetIds[0] must be a root (r-…), an organizational unit (ou-…-…) or an account id of 12 digits, got: "root"',
      ],
      ["targetIds", ["r-abc"], "targetIds[0]"],
      ["targetIds", ["R-ABCD"], "targetIds[0]"],
      ["targetIds", ["r-abcd", "ou-abcd"], "targetIds[1]"],
      [
        "targetIds",
        [111122223333],
        "targetIds[0] must be a root (r-…), an organizational unit (ou-…-…) or an account id of 12 digits, got: 111122223333",
      ],
      ["targetIds", ["r-abcd", "r-abcd"], 'targetIds must name each once, got a second: "r-abcd"'],
      [
        "services",
        {},
        'services makes an invalid document: $.services must name a service, or "default" for all of them.',
      ],
      ["services", { default: undefined }, "must name a service"],
      [
        "services",
        { default: "optout" },
        'services.default must be "optOut", or { optIn: true, reason }, got: "optout"',
      ],
      ["services", { Rekognition: "optOut" }, "must be a service key of lower-case letters and digits"],
      ["services", { default: "optIn" }, "services.default"],
      ["services", { default: null }, "services.default"],
      ["services", { default: 5 }, "services"],
      [
        "services",
        { default: { optIn: true, reason: "" } },
        "services.default.reason must say why, in at least 10 characters",
      ],
      ["services", { default: { optIn: true } }, "services.default.reason must say why"],
      ["services", { default: { optIn: false, reason: REASON } }, "services.default"],
      ["services", JSON.parse('{"default":"optOut","__proto__":"optIn"}'), "__proto__"],
      ["lock", { level: "none", reason: "" }, "lock.reason must say why"],
      [
        "lock",
        { level: "service", reason: "short" },
        'lock.reason must say why, in at least 10 characters, got: "short"',
      ],
      ["lock", { level: "everything", reason: REASON }, "lock"],
      ["policyName", "", 'policyName must be a name of 1 to 122 characters, got: ""'],
      ["policyName", "n".repeat(123), "policyName must be a name of 1 to 122 characters"],
      ["policyName", 5, "policyName must be"],
      [
        "guard",
        { guardedBy: "", reason: REASON },
        "guard.guardedBy must be who guards the opt-out, as the value of a tag",
      ],
      [
        "guard",
        { guardedBy: "you & me", reason: REASON },
        "guard.guardedBy must be who guards the opt-out, as the value",
      ],
      ["guard", { guardedBy: "somebody", reason: "" }, "guard.reason must say why"],
      ["guard", exempt("*"), "guard.exempt.principalArns[0] must be the ARN of a role by its whole name"],
      ["guard", exempt("arn:aws:iam::*:role/*"), "by its whole name"],
      ["guard", exempt("arn:aws:iam::*:role/*/*"), "by its whole name"],
      ["guard", exempt("arn:aws:iam::*:role/*-*"), "by its whole name"],
      ["guard", exempt("arn:aws:iam::*:*"), "by its whole name"],
      ["guard", exempt("arn:aws:iam::111122223333:root"), "by its whole name"],
      [
        "guard",
        { exempt: { principalArns: ["arn:aws:iam::*:role/Pipe"], reason: "" } },
        "guard.exempt.reason must say why",
      ],
      ["assumePolicyTypesEnabled", { reason: "" }, "assumePolicyTypesEnabled.reason must say why"],
      ["assumePolicyTypesEnabled", true, "assumePolicyTypesEnabled"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("refuses a lock as bare text, which says no reason", () => {
    const faults = faultsOf(() => make({ lock: untyped("none") }));
    expect(faults).not.toEqual([]);
    for (const fault of faults) expect(fault).toMatch(/^lock/);
  });

  it("refuses a document of more than 2,500 characters", () => {
    const services = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`service${index}`, "optOut" as const]),
    );
    expect(faultsOf(() => make({ services }))).toEqual([
      expect.stringMatching(
        /^services makes an invalid document: \$ must have at most 2500 characters, got: \d{4}/,
      ),
    ]);
  });

  it("names them all at once, with the construct's path", () => {
    const error = validationErrorOf(() =>
      make({
        targetIds: ["x", "x"],
        services: untyped({ default: "optout", lex: { optIn: true, reason: "" } }),
        lock: { level: "none", reason: "" },
        policyName: "",
        guard: untyped(exempt("*")),
        assumePolicyTypesEnabled: { reason: "" },
      }),
    );
    expect(error.constructPath).toBe("stack/OptOut");
    expect(new Set(error.faults.map(({ prop }) => prop))).toEqual(
      new Set([
        "targetIds[0]",
        "targetIds[1]",
        "targetIds",
        "services.default",
        "services.lex.reason",
        "lock.reason",
        "policyName",
        "guard.exempt.principalArns[0]",
        "assumePolicyTypesEnabled.reason",
      ]),
    );
  });

  it("refuses a guard larger than 5,120 characters at synth", () => {
    const arns = Array.from({ length: 100 }, (_, index) => `arn:aws:iam::*:role/${"x".repeat(50)}${index}`);
    const guard = { exempt: { principalArns: untyped<[string]>(arns), reason: REASON } };
    expect(() => synthOptOut({ guard })).toThrow(
      /\[stack\/OptOut\] the guard must have at most 5120 characters, got: \d{4}/,
    );
  });

  it("leaves tokens to Terraform", () => {
    const late = (text: string) => Token.asString({ resolve: () => text });
    const stack = synthOptOut({
      targetIds: [late("r-late"), late("r-late")],
      policyName: late("late"),
      guard: { exempt: { principalArns: [late("arn:late")], reason: late("") } },
    });
    expect(stack).toHaveEvery("aws_organizations_policy_attachment", { target_id: "r-late" });
  });
});
