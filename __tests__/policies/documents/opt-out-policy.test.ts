import { type OptOutLock, optOutPolicy, renderOptOutPolicy } from "../../../policies/documents";
import { validateOptOutPolicy } from "../../../policies/language/opt-out/validate";
import { untyped } from "../../support/synth";

const NONE = { "@@operators_allowed_for_child_policies": ["@@none"] };
const locked = (value: string) => ({ ...NONE, opt_out_policy: { ...NONE, "@@assign": value } });

describe("optOutPolicy", () => {
  it("opts out of everything and of Rekognition by name, locked at all three levels", () => {
    expect(optOutPolicy()).toEqual({
      services: { ...NONE, default: locked("optOut"), rekognition: locked("optOut") },
    });
  });

  it("locks the named services only", () => {
    expect(optOutPolicy({ default: "optOut" }, "service")).toEqual({
      services: { default: locked("optOut") },
    });
  });

  it("locks nothing", () => {
    expect(optOutPolicy({ default: "optOut", lex: "optIn" }, "none")).toEqual({
      services: {
        default: { opt_out_policy: { "@@assign": "optOut" } },
        lex: { opt_out_policy: { "@@assign": "optIn" } },
      },
    });
  });

  it("leaves out a service that is told nothing", () => {
    expect(
      Object.keys(optOutPolicy(untyped({ default: "optOut", lex: undefined }), "none").services),
    ).toEqual(["default"]);
  });

  it.each<OptOutLock>(["all", "service", "none"])("is valid with the lock %s", (lock) => {
    expect(validateOptOutPolicy(renderOptOutPolicy(optOutPolicy(undefined, lock)))).toEqual([]);
  });

  it("is rendered without white space, the same each time, far below the limit", () => {
    const text = renderOptOutPolicy(optOutPolicy());
    expect(text).toBe(renderOptOutPolicy(optOutPolicy()));
    expect(text).toHaveLength(380);
    expect(text).not.toMatch(/\s/);
  });

  it("keeps no other key than the lock where a service is named like it", () => {
    const text = renderOptOutPolicy(
      optOutPolicy({ "@@operators_allowed_for_child_policies": "optIn", default: "optOut" }),
    );
    expect(validateOptOutPolicy(text)).not.toEqual([]);
  });
});
