import fc from "fast-check";
import type { Configuration } from "../../../../policies/configuration/configuration";
import { companionLink, companionsOf, linkedFrom } from "../../../../policies/configuration/links/companions";
import { linkTo } from "../../../../policies/configuration/links/link";
import type { Resource } from "../../../../policies/configuration/resource";
import { found, stackOf, stacksOf } from "../synth/stacks";

const addresses = (resources: readonly Resource[]) => resources.map(({ address }) => address).sort();

describe("the companions of a bucket", () => {
  const of = (versioning: object, bucket: object = { bucket: "faces" }) => {
    const configuration = stackOf({
      resource: { aws_s3_bucket: { faces: bucket }, aws_s3_bucket_versioning: { v: versioning } },
    });
    const { sure, possible } = companionsOf(
      configuration,
      found(configuration, "aws_s3_bucket.faces"),
      "aws_s3_bucket_versioning",
      "bucket",
    );
    return [sure.length, possible.length];
  };
  const repeated = { for_each: "${var.buckets}", bucket: "${each.key}" };
  const id = "${aws_s3_bucket.faces.id}";

  it.each<[string, object, object | undefined, readonly number[]]>([
    ["by its name", { bucket: "faces" }, undefined, [1, 0]],
    ["by reference", { bucket: id }, undefined, [1, 0]],
    ["of another", { bucket: "other" }, undefined, [0, 0]],
    ["by a variable", { bucket: "${var.b}" }, undefined, [0, 1]],
    ["made by a count that is known", { count: 1, bucket: id }, undefined, [1, 0]],
    ["made only if a variable says so", { count: "${var.on ? 1 : 0}", bucket: id }, undefined, [0, 1]],
    ["made as often as a variable says", { for_each: "${var.some}", bucket: id }, undefined, [0, 1]],
    [
      "made for each instance",
      { for_each: "${aws_s3_bucket.faces}", bucket: "${each.value.id}" },
      repeated,
      [1, 0],
    ],
    [
      "made as often as there are instances",
      { count: "${length(aws_s3_bucket.faces)}", bucket: id },
      repeated,
      // It names one and the same bucket each time.
      [0, 1],
    ],
    [
      "made for some instances",
      { for_each: "${{for k, v in aws_s3_bucket.faces : k => v if v.x}}", bucket: "${each.value.id}" },
      repeated,
      [0, 1],
    ],
    [
      "repeated like it",
      { for_each: "${var.buckets}", bucket: "${aws_s3_bucket.faces[each.key].id}" },
      repeated,
      [1, 0],
    ],
    [
      "repeated otherwise",
      { for_each: "${var.others}", bucket: "${aws_s3_bucket.faces[each.key].id}" },
      repeated,
      [0, 1],
    ],
    ["of one instance of several", { bucket: '${aws_s3_bucket.faces["a"].id}' }, repeated, [0, 1]],
    [
      "of some instances that are written",
      { for_each: { a: "x" }, bucket: "${aws_s3_bucket.faces[each.key].id}" },
      { for_each: { a: "x", b: "y" }, bucket: "${each.value}" },
      [0, 1],
    ],
    [
      "of all instances that are written",
      { for_each: { a: "x" }, bucket: "${aws_s3_bucket.faces[each.key].id}" },
      { for_each: { a: "x" }, bucket: "${each.value}" },
      [1, 0],
    ],
    ["made never", { count: 0, bucket: id }, undefined, [0, 0]],
  ])("%s", (_, versioning, bucket, expected) => expect(of(versioning, bucket)).toEqual(expected));

  it("may be of another stack", () => {
    const configuration = stacksOf({
      store: {
        terraform: { backend: { local: { path: "store" } } },
        resource: { aws_s3_bucket: { faces: {} } },
        output: { bucket: { value: "${aws_s3_bucket.faces.bucket}" } },
      },
      guard: {
        data: { terraform_remote_state: { store: { backend: "local", config: { path: "store" } } } },
        resource: {
          aws_s3_bucket_policy: { p: { bucket: "${data.terraform_remote_state.store.outputs.bucket}" } },
        },
      },
    });
    const bucket = found(configuration, "store/aws_s3_bucket.faces");
    expect(addresses(companionsOf(configuration, bucket, "aws_s3_bucket_policy", "bucket").sure)).toEqual([
      "guard/aws_s3_bucket_policy.p",
    ]);
  });
});

const NAMES = ["faces", "logs", "a/b", "faces-2"];
const KINDS = [
  "aws_s3_bucket",
  "aws_lambda_function",
  "aws_iam_role",
  "aws_cloudwatch_log_group",
  "aws_sqs_queue",
] as const;
const NAMED: Readonly<Record<string, string>> = {
  aws_s3_bucket: "bucket",
  aws_lambda_function: "function_name",
};
const COMPANION: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  aws_s3_bucket: ["aws_s3_bucket_policy", "bucket"],
  aws_lambda_function: ["aws_lambda_permission", "function_name"],
  aws_iam_role: ["aws_iam_role_policy", "role"],
  aws_cloudwatch_log_group: ["aws_cloudwatch_log_subscription_filter", "log_group_name"],
  aws_sqs_queue: ["aws_sqs_queue_policy", "queue_url"],
};

/** A text that may name something, in any of the ways that people write. */
const naming = (kind: string): fc.Arbitrary<unknown> => {
  const label = fc.constantFrom("a", "b", "c");
  const attribute = fc.constantFrom("id", "arn", "name", NAMED[kind] ?? "url", "");
  const type = fc.constantFrom(kind, COMPANION[kind]?.[0] ?? kind, `data.${kind}`);
  const expression = fc.oneof(
    fc.tuple(type, label, attribute).map(([t, l, a]) => `${t}.${l}${a === "" ? "" : `.${a}`}`),
    fc.constantFrom("var.x", "local.known", "local.open", "each.value.id", "module.m.x"),
  );
  const reference = expression.map((each) => `\${${each}}`);
  const arn = fc.constantFrom(
    ...[
      "s3:::",
      "lambda:eu-west-1:111122223333:function:",
      "iam::111122223333:role/x/",
      "logs:eu-west-1:111122223333:log-group:",
      "sqs:eu-west-1:111122223333:",
    ].map((each) => `arn:aws:${each}`),
    "https://sqs.eu-west-1.amazonaws.com/111122223333/",
  );
  const name = fc.constantFrom(...NAMES);
  const behind = fc.constantFrom("", ":*", ":live", "/x");
  return fc.oneof(
    { weight: 3, arbitrary: name },
    { weight: 5, arbitrary: reference },
    fc.tuple(arn, fc.oneof(name, reference), behind).map((parts) => parts.join("")),
    fc.tuple(fc.oneof(name, reference), reference).map((parts) => parts.join("-")),
    expression.map((each) => `\${one(${each})}`),
    fc.constantFrom(null, [], "", "%{ if var.x }a%{ endif }", "verify:live"),
  );
};

const body = (kind: string, attribute: string) =>
  fc
    .record(
      {
        [attribute]: naming(kind),
        for_each: fc.constantFrom("${var.x}", `\${${kind}.a}`),
        count: fc.constantFrom(1, "${var.n}"),
      },
      { requiredKeys: [attribute] },
    )
    .map((each) => each as Readonly<Record<string, unknown>>);

const stack = fc.constantFrom(...KINDS).chain((kind) => {
  const [type = "", attribute = ""] = COMPANION[kind] ?? [];
  const some = <T>(of: fc.Arbitrary<T>) => fc.record({ a: of, b: of, c: of }, { requiredKeys: [] });
  return fc.record({
    kind: fc.constant(kind),
    json: fc
      .record({
        targets: some(body(kind, NAMED[kind] ?? "name")),
        companions: some(body(kind, attribute)),
        data: some(body(kind, NAMED[kind] ?? "name")),
      })
      .map(({ targets, companions, data }) => ({
        provider: { aws: { region: "eu-west-1", allowed_account_ids: ["111122223333"] } },
        resource: { [kind]: targets, [type]: companions },
        data: { [kind]: data },
        locals: { known: "faces", open: "${var.x}" },
      })),
  });
});

/** What comparing every pair would find. */
function byPairs(
  resources: readonly Resource[],
  link: (each: Resource) => "yes" | "no" | "maybe",
): readonly (readonly string[])[] {
  return (["yes", "maybe"] as const).map((wanted) =>
    addresses(resources.filter((each) => link(each) === wanted)),
  );
}

describe("companions and targets, found by an index", () => {
  const links = { yes: 0, maybe: 0 };
  const check = (configuration: Configuration, kind: string) => {
    const [type = "", attribute = ""] = COMPANION[kind] ?? [];
    for (const target of configuration.ofType(kind)) {
      const { sure, possible } = companionsOf(configuration, target, type, attribute);
      links.yes += sure.length;
      links.maybe += possible.length;
      expect([addresses(sure), addresses(possible)]).toEqual(
        byPairs(configuration.ofType(type), (each) => companionLink(each, attribute, target)),
      );
    }
    for (const companion of configuration.ofType(type)) {
      const { sure, possible } = linkedFrom(configuration, companion.get(attribute), kind);
      expect([addresses(sure), addresses(possible)]).toEqual(
        byPairs(configuration.ofType(kind), (each) => linkTo(companion.get(attribute), each)),
      );
    }
  };

  it("are those that comparing every pair finds", () => {
    fc.assert(
      fc.property(stack, ({ kind, json }) => check(stackOf(json), kind)),
      { numRuns: Math.ceil(Number(process.env.LANGUAGE_PROPERTY_RUNS ?? 2100) / 3) },
    );
    expect(links.yes).toBeGreaterThan(50);
    expect(links.maybe).toBeGreaterThan(100);
  });
});
