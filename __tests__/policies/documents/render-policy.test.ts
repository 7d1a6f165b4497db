import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { conditional, Fn, Lazy, Token } from "cdktf";
import { type PolicyDocument, PolicyRenderingError, renderPolicy } from "../../../policies/documents";
import { awsStack, errorOf } from "../../support/synth";

const documentWith = (value: unknown): PolicyDocument<object> => ({
  Version: "2012-10-17",
  Statement: [{ Resource: value }],
});
const rendered = (value: unknown): unknown =>
  JSON.parse(renderPolicy(documentWith(value))).Statement[0].Resource;
const refusalOf = (value: unknown) => errorOf(() => renderPolicy(documentWith(value)));

describe("renderPolicy", () => {
  it("minifies", () => {
    expect(renderPolicy(documentWith(["a", "b"]))).toBe(
      '{"Version":"2012-10-17","Statement":[{"Resource":["a","b"]}]}',
    );
  });

  it.each([
    ["${aws:username}", "$${aws:username}"],
    ["home/${aws:username}/*", "home/$${aws:username}/*"],
    ["${aws:PrincipalTag/team}", "$${aws:PrincipalTag/team}"],
    ["${aws:PrincipalTag/team, 'none'}", "$${aws:PrincipalTag/team, 'none'}"],
    ["${s3:prefix}", "$${s3:prefix}"],
    ["${cognito-identity.amazonaws.com:sub}", "$${cognito-identity.amazonaws.com:sub}"],
    ["${*}${?}${$}", "$${*}$${?}$${$}"],
    ["${aws:username}${aws:userid}", "$${aws:username}$${aws:userid}"],
    ["$${aws:username}", "$${aws:username}"],
    ["%{if true}", "%%{if true}"],
    ["%%{", "%%{"],
    ["100%", "100%"],
    ["$5", "$5"],
  ])("writes %j so that Terraform leaves it as it is", (text, expected) => {
    expect(rendered(text)).toBe(expected);
  });

  it.each(["${aws_s3_bucket.faces.bucket}", '${var.names["a"]}', "${TfToken[TOKEN.7]}", "${local.arn}/*"])(
    "leaves the reference %s to Terraform",
    (text) => {
      expect(rendered(text)).toBe(text);
    },
  );

  it("leaves string tokens of resources alone, alone and inside text", () => {
    const { bucket } = new S3Bucket(awsStack(), "Bucket", {});
    expect(rendered([bucket, `arn:aws:s3:::${bucket}/*`])).toEqual([bucket, `arn:aws:s3:::${bucket}/*`]);
    expect(Token.isUnresolved(renderPolicy(documentWith(bucket)))).toBe(true);
  });

  it("keeps quotes and backslashes as JSON writes them", () => {
    expect(rendered('a"b\\c')).toBe('a"b\\c');
  });

  const listToken = Token.asList({ resolve: () => ["x"] });
  it.each<[string, unknown, string]>([
    ["a list token", listToken, "$.Statement[0].Resource[0]"],
    ["an element of a list token", listToken[0], "$.Statement[0].Resource"],
    ["a list token inside text", `arn/${listToken[0]}`, "$.Statement[0].Resource"],
    ["a list token as key", { [String(listToken[0])]: "x" }, "$.Statement[0].Resource"],
    ["a number", 5, "$.Statement[0].Resource"],
    ["a number token", Token.asNumber({ resolve: () => 5 }), "$.Statement[0].Resource"],
    ["true", true, "$.Statement[0].Resource"],
    ["false in a list", ["a", false], "$.Statement[0].Resource[1]"],
    ["null", null, "$.Statement[0].Resource"],
    ["undefined in a list", ["a", undefined], "$.Statement[0].Resource[1]"],
    ["a conditional", conditional(true, "a", "b"), "$.Statement[0].Resource"],
    ["a lazy value", Lazy.anyValue({ produce: () => "a" }), "$.Statement[0].Resource"],
    ["what a Terraform function gives", Fn.tobool("true"), "$.Statement[0].Resource"],
    ["a construct deep inside", { a: { b: [new Date(0)] } }, "$.Statement[0].Resource.a.b[0]"],
    ["a function", () => "a", "$.Statement[0].Resource"],
    ["a symbol", Symbol("a"), "$.Statement[0].Resource"],
    ["a big number", 5n, "$.Statement[0].Resource"],
  ])("refuses %s, and says where", (_what, value, path) => {
    const error = refusalOf(value);
    expect(error).toBeInstanceOf(PolicyRenderingError);
    expect(error.message.startsWith(path)).toBe(true);
    expect(error).toHaveProperty("path", expect.stringContaining(path));
  });

  it("says what it got, and what to write", () => {
    expect(refusalOf(false).message).toBe(
      '$.Statement[0].Resource must be text, a list or an object, got: false. Write numbers and booleans as text ("false"), and tokens as string tokens.',
    );
    expect(refusalOf(new Date(0)).message).toContain("got: Date.");
    expect(refusalOf(null).message).toContain("got: null.");
    expect(refusalOf(listToken).message).toContain(
      "must not be a list token: its length is unknown at synth",
    );
  });

  it("takes an object without prototype, and leaves out a property that is undefined", () => {
    expect(rendered(Object.assign(Object.create(null), { a: "b", c: undefined }))).toEqual({ a: "b" });
  });
});
