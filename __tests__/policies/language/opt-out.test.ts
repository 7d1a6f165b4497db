import { effectiveValue, isOptedOut, type OptOutEntity, resolveOptOut } from "../../../policies/language";

const LOCK = { "@@operators_allowed_for_child_policies": ["@@none"] };
type Lock = Readonly<Record<string, unknown>>;
const setting = (value: string, { entry = {}, policy = {} }: { entry?: Lock; policy?: Lock } = {}) => ({
  ...entry,
  opt_out_policy: { ...policy, "@@assign": value },
});
const services = (settings: Readonly<Record<string, unknown>>, lock: Lock = {}) => ({
  services: { ...lock, ...settings },
});
const path = (...levels: readonly (readonly unknown[])[]): OptOutEntity[] =>
  levels.map((policies, index) => ({ id: ["root", "ou", "account"][index] ?? `level ${index}`, policies }));
const rekognition = (...levels: readonly (readonly unknown[])[]) =>
  effectiveValue(resolveOptOut(path(...levels)), "rekognition");

const locked = services({ default: setting("optOut", { entry: LOCK, policy: LOCK }) }, LOCK);

describe("the effective AI services opt-out policy", () => {
  it("is not opted out where no policy says so", () => {
    expect(rekognition([], [], [])).toBeUndefined();
    expect(isOptedOut(resolveOptOut(path([], [])), "rekognition")).toBe(false);
  });

  it("takes the default for a service without a setting of its own", () => {
    expect(rekognition([services({ default: setting("optOut") })])).toEqual({
      value: "optOut",
      entity: "root",
    });
    expect(isOptedOut(resolveOptOut(path([services({ default: setting("optOut") })])), "rekognition")).toBe(
      true,
    );
  });

  it("prefers the service's own setting to the default, wherever each stands", () => {
    const own = services({ rekognition: setting("optIn") });
    expect(rekognition([own], [services({ default: setting("optOut") })])).toEqual({
      value: "optIn",
      entity: "root",
    });
    expect(rekognition([services({ default: setting("optOut") })], [], [own])).toEqual({
      value: "optIn",
      entity: "account",
    });
  });

  it("lets a lower entity change an unlocked value", () => {
    const levels = [
      [services({ rekognition: setting("optOut") })],
      [services({ rekognition: setting("optIn") })],
    ];
    expect(rekognition(...levels)).toEqual({ value: "optIn", entity: "ou" });
  });

  it("holds a value that is locked", () => {
    const upper = services({ rekognition: setting("optOut", { policy: LOCK }) });
    const effective = resolveOptOut(path([upper], [services({ rekognition: setting("optIn") })]));
    expect(effectiveValue(effective, "rekognition")).toEqual({ value: "optOut", entity: "root" });
    expect(effective.notes).toEqual([
      'ou: rekognition = optIn has no effect: a lock above on "opt_out_policy" forbids it',
    ]);
  });

  it("holds everything under AWS's fully locked document", () => {
    const child = services({ default: setting("optIn"), rekognition: setting("optIn") });
    expect(rekognition([locked], [child], [child])).toEqual({ value: "optOut", entity: "root" });
  });

  it("lets a child add a service where only the default is locked (AWS's second example)", () => {
    const upper = services({ default: setting("optOut", { entry: LOCK, policy: LOCK }) });
    expect(rekognition([upper], [services({ rekognition: setting("optIn") })])).toEqual({
      value: "optIn",
      entity: "ou",
    });
  });

  it("lets a child change a listed service where only the list of services is locked", () => {
    const upper = services({ rekognition: setting("optOut") }, LOCK);
    expect(rekognition([upper], [services({ rekognition: setting("optIn") })])?.value).toBe("optIn");
    expect(rekognition([upper], [services({ lex: setting("optIn") })])?.value).toBe("optOut");
  });

  it("keeps a service without a value as it is where its entry is locked", () => {
    const upper = services({ default: setting("optOut"), rekognition: LOCK });
    expect(rekognition([upper], [services({ rekognition: setting("optIn") })])?.value).toBe("optOut");
  });

  it("cannot be unlocked from below", () => {
    const unlock = { "@@operators_allowed_for_child_policies": ["@@all"] };
    const middle = services({ default: setting("optOut", { entry: unlock, policy: unlock }) }, unlock);
    expect(rekognition([locked], [middle], [services({ rekognition: setting("optIn") })])?.value).toBe(
      "optOut",
    );
  });

  it("lets a lower entity add a lock", () => {
    const middle = services({ rekognition: setting("optOut", { policy: LOCK }) });
    expect(rekognition([], [middle], [services({ rekognition: setting("optIn") })])).toEqual({
      value: "optOut",
      entity: "ou",
    });
  });

  it("takes the policy attached first where two on one entity conflict", () => {
    const optIn = services({ rekognition: setting("optIn") });
    const optOut = services({ rekognition: setting("optOut", { policy: LOCK }) });
    expect(rekognition([optIn, optOut])?.value).toBe("optIn");
    expect(rekognition([optOut, optIn])?.value).toBe("optOut");
  });

  it("lets an older opt-in on the root beat a locked opt-out attached later", () => {
    expect(rekognition([services({ default: setting("optIn") }), locked])?.value).toBe("optIn");
  });

  it("takes as allowed below what all policies of an entity allow", () => {
    const open = services({ rekognition: setting("optOut") });
    const closed = services({ rekognition: setting("optOut", { policy: LOCK }) });
    expect(rekognition([open, closed], [services({ rekognition: setting("optIn") })])?.value).toBe("optOut");
  });

  it('allows changes under ["@@assign"] and ["@@all"]', () => {
    for (const operator of ["@@assign", "@@all"]) {
      const open = { "@@operators_allowed_for_child_policies": [operator] };
      const upper = services({ rekognition: setting("optOut", { entry: open, policy: open }) }, open);
      expect(rekognition([upper], [services({ rekognition: setting("optIn") })])?.value).toBe("optIn");
    }
  });

  it.each<readonly [string, boolean, unknown]>([
    ["@@none", true, ["@@none"]],
    ["@@none twice", true, ["@@none", "@@none"]],
    ["@@None", false, ["@@None"]],
    ["@@none with a space", false, ["@@none "]],
    ["@@Assign", false, ["@@Assign"]],
    ["@@append", false, ["@@append"]],
    ["@@none and @@assign", false, ["@@none", "@@assign"]],
    ["an empty list", false, []],
    ["a text", false, "@@none"],
  ])("is locked by an operator list that says exactly @@none: %s", (_name, isLocked, list) => {
    const lock = { "@@operators_allowed_for_child_policies": list };
    const upper = services({ rekognition: setting("optOut", { policy: lock }) });
    const effective = resolveOptOut(path([upper], [services({ rekognition: setting("optIn") })]));
    expect(effectiveValue(effective, "rekognition")?.value).toBe(isLocked ? "optOut" : "optIn");
    expect(effective.notes).toEqual([expect.stringContaining(isLocked ? "has no effect" : "locks nothing")]);
  });

  it.each([
    ["a value in the wrong case", services({ rekognition: setting("optout") })],
    [
      "an operator in the wrong case",
      services({ rekognition: { opt_out_policy: { "@@Assign": "optOut" } } }),
    ],
    [
      "an operator that this type does not know",
      services({ rekognition: { opt_out_policy: { "@@append": ["optOut"] } } }),
    ],
    ["a key in the wrong case", { Services: { rekognition: setting("optOut") } }],
    ["a service that is no object", services({ rekognition: "optOut" })],
    ["a list", [services({ rekognition: setting("optOut") })]],
    ["null", null],
    ["text", "optOut"],
  ])("gives no effect to %s, and says so", (_name, document) => {
    const effective = resolveOptOut(path([document]));
    expect(effective.services.size).toBe(0);
    expect(effective.notes).toHaveLength(1);
  });

  it("takes names of Object's own members as service names like others", () => {
    const document: unknown = JSON.parse(
      '{"services":{"__proto__":{"opt_out_policy":{"@@assign":"optIn"}},"default":{"opt_out_policy":{"@@assign":"optOut"}}}}',
    );
    const effective = resolveOptOut(path([document]));
    expect(effectiveValue(effective, "rekognition")?.value).toBe("optOut");
    expect(effectiveValue(effective, "constructor")?.value).toBe("optOut");
    expect(effectiveValue(effective, "__proto__")?.value).toBe("optIn");
  });
});
