import type { Resource } from "../resource";

/** In characters; AWS allows no more. */
const LONGEST_ARN = 2048;
const ARN = /^arn:[^:]*:([^:]*):([^:]*):([^:]*):(.+)$/s;

/** The service in the ARNs of a type, and what stands before the name in them. */
const SHAPES: Readonly<Record<string, { readonly service: string; readonly before?: RegExp }>> = {
  aws_s3_bucket: { service: "s3", before: /^$/ },
  aws_kms_key: { service: "kms", before: /^key\/$/ },
  aws_kms_replica_key: { service: "kms", before: /^key\/$/ },
  aws_kms_external_key: { service: "kms", before: /^key\/$/ },
  aws_kms_replica_external_key: { service: "kms", before: /^key\/$/ },
  aws_kms_alias: { service: "kms", before: /^$/ },
  aws_lambda_function: { service: "lambda", before: /^function:$/ },
  aws_cloudwatch_log_group: { service: "logs", before: /^log-group:$/ },
  aws_iam_role: { service: "iam", before: /^role\/(?:.*\/)?$/s },
  aws_iam_user: { service: "iam", before: /^user\/(?:.*\/)?$/s },
  aws_iam_group: { service: "iam", before: /^group\/(?:.*\/)?$/s },
  aws_iam_policy: { service: "iam", before: /^policy\/(?:.*\/)?$/s },
  aws_sqs_queue: { service: "sqs", before: /^$/ },
  aws_sns_topic: { service: "sns", before: /^$/ },
  aws_kinesis_stream: { service: "kinesis", before: /^stream\/$/ },
  aws_kinesis_video_stream: { service: "kinesisvideo", before: /^stream\/$/ },
  aws_rekognition_collection: { service: "rekognition", before: /^collection\/$/ },
  aws_rekognition_stream_processor: { service: "rekognition", before: /^streamprocessor\/$/ },
};

/** What may follow the name and still be the thing: a version or alias of a function, the streams of a log group, … */
const BEHIND: Readonly<Record<string, RegExp>> = {
  aws_lambda_function: /^(?::.*)?$/s,
  aws_cloudwatch_log_group: /^(?::\*)?$/,
  aws_kinesis_video_stream: /^\/\d+$/,
};

/**
 * Whether a text is the ARN of the target, or the URL of a queue, made of its name: `arn:aws:s3:::faces` of `faces`,
 * `arn:…:role/path/verify` of `verify`, `arn:…:function:verify:3` of `verify`.
 */
export function isArnOf(text: string, name: string, target: Resource): boolean {
  if (text.length > LONGEST_ARN) return false;
  const { type } = target;
  const url = /^https:\/\/sqs\.([^./]+)\.[^/]+\/(\d+)\/([^/]+)$/.exec(text);
  if (url !== null) {
    const [, region = "", account = "", queue = ""] = url;
    return type === "aws_sqs_queue" && queue === name && isHere(region, account, target);
  }
  const shape = SHAPES[type];
  const match = ARN.exec(text);
  if (match === null) return type === "aws_lambda_function" && isPartialArnOf(text, name, target);
  const [, service = "", region = "", account = "", resource = ""] = match;
  if (!isHere(region, account, target)) return false;
  if (shape === undefined) return resource === name || resource.endsWith(`/${name}`);
  if (service !== shape.service) return false;
  const behind = BEHIND[type] ?? /^$/;
  // An alias is named with its kind in front, a role's path may hold its name as well: every place counts.
  for (let at = resource.indexOf(name); at >= 0 && name !== ""; at = resource.indexOf(name, at + 1)) {
    if (shape.before?.test(resource.slice(0, at)) !== false && behind.test(resource.slice(at + name.length)))
      return true;
  }
  return false;
}

/** `verify:live`, `111122223333:function:verify`: what Lambda takes for the name of a function. */
function isPartialArnOf(text: string, name: string, target: Resource): boolean {
  const [, account = "", rest = ""] = /^(?:(\d{12}):)?(?:function:)?([^:]+)(?::[^:]+)?$/.exec(text) ?? [];
  return rest === name && isHere("", account, target);
}

/** An ARN of another account or Region is of another thing. */
function isHere(region: string, account: string, target: Resource): boolean {
  const own = target.get("region");
  const at = own.string ?? (own.state === "configured" ? undefined : target.provider?.region);
  const of = target.provider?.account;
  return (
    (region === "" || at === undefined || region === at) &&
    (account === "" || of === undefined || account === of)
  );
}
