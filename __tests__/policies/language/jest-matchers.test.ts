import { expect as jestExpect } from "@jest/globals";
import { guardrailsMatchers } from "../../../policies/jest";
import { ACCOUNT, BUCKET, denyStatement, document, KEY, OBJECTS, plainHttp, policy } from "./support/cases";

expect.extend(guardrailsMatchers);
jestExpect.extend(guardrailsMatchers);

const messageOf = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
};

const insecure = { Bool: { "aws:SecureTransport": "false" } };
const secured = document([denyStatement({ Condition: insecure })]);

describe("toDenyEvery", () => {
  it("passes for JSON text, a value and a parsed policy", () => {
    expect(JSON.stringify(secured)).toDenyEvery(plainHttp);
    expect(secured).toDenyEvery(plainHttp);
    expect(policy("resource", denyStatement({ Condition: insecure }))).toDenyEvery(plainHttp);
    jestExpect(secured).toDenyEvery(plainHttp);
  });

  it("prints the witness as a request", () => {
    const objectsOnly = document([denyStatement({ Condition: insecure, Resource: OBJECTS })]);
    const message = messageOf(() => expect(objectsOnly).toDenyEvery(plainHttp));
    expect(message).toContain("this request is not denied");
    expect(message).toMatch(/action {5}s3:\w+/);
    expect(message).toContain(`resource   ${BUCKET}`);
    expect(message).toContain("principal  anonymous");
    expect(message).toContain("aws:SecureTransport = false");
  });

  it("fails with the reasons where it cannot be decided", () => {
    const federated = document([
      denyStatement({ Condition: insecure, Principal: { Federated: "www.amazon.com" } }),
    ]);
    const message = messageOf(() => expect(federated).toDenyEvery(plainHttp));
    expect(message).toContain("cannot be decided");
    expect(message).toContain("principals of kind Federated are not modelled");
  });

  it("fails in the negative as well where it cannot be decided: unknown is not no", () => {
    const federated = document([
      denyStatement({ Condition: insecure, Principal: { Federated: "www.amazon.com" } }),
    ]);
    const message = messageOf(() => expect(federated).not.toDenyEvery(plainHttp));
    expect(message).toContain("cannot be decided");
  });

  it("says what is wrong with a document that is no policy", () => {
    const message = messageOf(() =>
      expect(document([denyStatement({ Efect: "Deny" })])).toDenyEvery(plainHttp),
    );
    expect(message).toContain('Statement[0].Efect: "Efect" is no element of a statement');
  });

  it("can be negated", () => {
    const message = messageOf(() => expect(secured).not.toDenyEvery(plainHttp));
    expect(message).toContain("was not expected to deny every request of the scope");
  });
});

describe("a set without a policy", () => {
  it.each([
    ["a list", []],
    ["a set", { identity: [] }],
    ["a set of levels", { serviceControl: [[]] }],
  ])("is refused: %s", (_name, nothing) => {
    const refusal = "there is no policy to ask about";
    expect(() => expect(nothing).toAllowOnly({ Action: "none:Nothing" })).toThrow(refusal);
    expect(() => expect(nothing).not.toAllowOnly({ Action: "none:Nothing" })).toThrow(refusal);
  });
});

describe("toAllowOnly and toAllow", () => {
  const role = document([{ Effect: "Allow", Action: "s3:GetObject", Resource: `${BUCKET}/members/*` }]);

  it("take the kind of the document", () => {
    expect(role).toAllowOnly({ Action: "s3:Get*", Resource: OBJECTS }, { kind: "identity" });
    expect(role).toAllow(
      { Action: "s3:GetObject", Resource: `${BUCKET}/members/1.jpg` },
      { kind: "identity" },
    );
  });

  it("print who may do what beyond the envelope", () => {
    const message = messageOf(() =>
      expect(role).toAllowOnly({ Action: "s3:Get*", Resource: KEY }, { kind: "identity" }),
    );
    expect(message).toContain("this request is allowed, outside it");
    expect(message).toContain("s3:GetObject");
  });

  it("print what is missing", () => {
    const message = messageOf(() =>
      expect(role).toAllow({ Action: "s3:PutObject", Resource: OBJECTS }, { kind: "identity" }),
    );
    expect(message).toContain("this request is not allowed");
  });

  it("take several policies", () => {
    const scp = policy(
      "scp",
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: "s3:DeleteObject", Resource: "*" },
    );
    const admin = policy("identity", { Effect: "Allow", Action: "s3:*", Resource: "*" });
    expect([scp, admin]).toAllowOnly({ NotAction: "s3:DeleteObject" });
    expect({ identity: [admin], serviceControl: [[scp]] }).toDenyEvery({
      Action: "s3:DeleteObject",
      Principal: { AWS: ACCOUNT },
    });
  });
});
