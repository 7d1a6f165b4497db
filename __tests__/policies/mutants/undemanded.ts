/**
 * What may change in our own stacks without a promise of the catalogue being broken, and why. Every row must be needed: one that excuses
 * nothing fails the test.
 */
export const UNDEMANDED: readonly { readonly mutants: RegExp; readonly why: string }[] = [
  {
    mutants: /(description|policyName|\bname|alarm_name|rule\.\d+\.id): /,
    why: "texts and names for people; what links by a name is in the policies",
  },
  {
    mutants: / tags(\.guardrails:role)?: /,
    why: "tags tell controls what a thing is; without them it is judged by what it does, or more strictly",
  },
  {
    mutants: / skip_destroy: /,
    why: "whether Terraform deletes or leaves the policy when it is destroyed: CHANGE-01 sees either in a plan",
  },
  {
    mutants: /OptOut_OptOutPolicy_\w+ content: services\.(default|rekognition) removed/,
    why: "either entry opts Rekognition out by itself",
  },
  {
    mutants:
      /GuardPolicy_\w+ content: KeepAiServicesOptOut: Action organizations:(AttachPolicy|DisablePolicyType) dropped/,
    why: "RKG-OPTOUT-08 asks for detaching, deleting, updating and leaving",
  },
  {
    mutants: /GuardPolicy_\w+ type: removed/,
    why: "a service control policy is the provider's default type",
  },
  { mutants: /^aws_kms_alias\./, why: "an alias protects nothing: everything names the key itself" },
  {
    mutants:
      /^aws_kms_key\.\w+ (bypass_policy_lockout_safety_check|customer_master_key_spec|deletion_window_in_days|key_usage|rotation_period_in_days): removed/,
    why: "the default of the provider or of KMS is the same",
  },
  {
    mutants: /^aws_kms_key\.\w+ (deletion_window_in_days: 100000|rotation_period_in_days: [01]$)/,
    why: "the provider refuses the value: a window has at most 30 days, a rotation period at least 90",
  },
  {
    mutants: /^aws_kms_key\.\w+ multi_region: /,
    why: "a multi-region key has no replica unless somebody makes one, which is a key of its own",
  },
  {
    mutants: /^aws_kms_key\.\w+ policy: (AdministrationByAccount|Use\w+|Grant\w+): /,
    why: "which identities of the account may use the key for what is the promise of __tests__/policies/promises; the catalogue asks about outsiders, administrators and lockout",
  },
  {
    mutants: /^aws_cloudwatch_log_group\.\w+: resource removed/,
    why: "the function's role may not create log groups: nothing would be logged",
  },
  {
    mutants:
      /^aws_cloudwatch_metric_alarm\.\w+ (alarm_actions\.0|ok_actions|comparison_operator|dimensions|evaluation_periods|period|statistic|threshold|treat_missing_data)/,
    why: "when an alarm goes off, and whom it wakes, is the operator's choice; RKG-DETECT-03 asks that there is one with an action",
  },
  {
    mutants:
      /^(aws_iam_role|aws_iam_role_policy|aws_lambda_function|aws_sns_topic|aws_sns_topic_subscription|aws_sqs_queue)\.\w+: resource removed/,
    why: "who is not there does nothing, and holds nothing",
  },
  {
    mutants: /^aws_iam_role_policy\.\w+ (policy: removed|role: )/,
    why: "the role may do less; whose role the policy is changes nothing about what it allows",
  },
  {
    mutants: /assume_role_policy: Allow(Lambda|Rekognition): opened to all actions/,
    why: "a trust policy names who; any action but taking the role on means nothing there",
  },
  {
    mutants:
      /^aws_iam_role_policy\.\w+ policy: (WriteLogs|WriteTraces|SendFailures|TellMissing\w+|(Read|Write|Erase)(Faces|Videos)|ListVersionsFaces|Find\w+|ReadTrainingData|WriteResults|WatchVideo|WriteRecords|PublishNotifications|PassNotificationRole|TakeMessages): (opened to all (actions of its service|resources)|StringLike s3:prefix dropped)/,
    why: "logs, traces, messages and names, or one prefix of one bucket: promises and the constructs' tests hold these; the catalogue asks about Rekognition, decryption and objects of every bucket",
  },
  {
    mutants:
      /^aws_iam_role_policy\.\w+ policy: (DecryptEnvironment|UseKey\w+|\w+TrainingKey): (StringEquals kms:ViaService dropped|Bool kms:GrantIsForAWSResource dropped|opened to all (actions of its service|resources))/,
    why: "on the one key that is named, whose own policy says through which services",
  },
  {
    mutants:
      /^aws_lambda_function\.\w+ (architectures|filename|handler|logging_config|memory_size|role|source_code_hash|timeout|reserved_concurrent_executions: (0|1|100000)$)/,
    why: "how the function runs; that its concurrency is bounded is demanded, not at how much",
  },
  {
    mutants:
      /^aws_lambda_function\.\w+ environment\.variables\.(AWS_IGNORE_CONFIGURED_ENDPOINT_URLS|IMAGE_\w+|MEMBERS_PREFIX|PROBES_PREFIX|COLLECTION_ID|LIVENESS_(AUDIT_IMAGES|CHALLENGE|PREFIX|MIN_CONFIDENCE: removed)|POWERTOOLS_\w+)/,
    why: "the function itself refuses to start, to read a picture under another key, or to speak plain HTTP; its role names the collection; the others say what its logs are called, or what a session looks like",
  },
  {
    mutants:
      /^aws_lambda_function_event_invoke_config\.\w+ (destination_config\.on_failure\.destination: pointed elsewhere|maximum_)/,
    why: "RKG-DETECT-05 asks that failures go somewhere; where and how soon is the operator's choice",
  },
  {
    mutants: /^aws_s3_bucket\.AccessLogs_\w+: resource removed/,
    why: "its companions then speak of a bucket of somebody else; its name stands in the logging of the faces",
  },
  { mutants: /^aws_s3_bucket\.\w+ force_destroy: removed/, why: "off is the provider's default" },
  {
    mutants:
      /_Lifecycle_\w+ rule\.0\.(abort_incomplete_multipart_upload\.0\.days_after_initiation|expiration\.0\.days|noncurrent_version_expiration\.0\.noncurrent_days): 1$/,
    why: "erased sooner",
  },
  {
    mutants: /_Lifecycle_\w+ rule\.0\.filter(\.0)?(\.prefix)?: removed/,
    why: "a rule without a filter reaches every object, as one with an empty prefix does",
  },
  {
    mutants: /_Lifecycle_\w+ rule\.[1-3]/,
    why: "every object expires by the first rule; the others shorten that below a prefix, and remove delete markers, which hold nothing",
  },
  {
    mutants: /AccessLogs_Lifecycle_\w+ rule\.0\.expiration/,
    why: "how long access logs are kept is not a promise about images",
  },
  {
    mutants: /^aws_s3_bucket_logging\.\w+ target_(bucket: (made unknown|pointed elsewhere)|prefix)/,
    why: "logged elsewhere is logged: RKG-DETECT-02 judges log buckets that are here",
  },
  {
    mutants:
      /^aws_s3_bucket_policy\.Faces_\w+ policy: Deny(OtherAlgorithm|OtherKey|KmsWithoutKeyId): Action s3:(ReplicateObject|UpdateObjectEncryption) dropped/,
    why: "RKG-REST-03 asks about uploads; the documents' promises hold the other two",
  },
  {
    mutants: /^aws_s3_bucket_policy\.Faces_\w+ policy: DenyCustomerProvidedKey: /,
    why: "the bucket's encryption blocks SSE-C as well",
  },
  {
    mutants:
      /^aws_s3_bucket_server_side_encryption_configuration\.Faces_\w+ rule\.0\.blocked_encryption_types/,
    why: "the bucket's policy denies SSE-C as well",
  },
  {
    mutants: /^aws_s3_bucket_server_side_encryption_configuration\.AccessLogs_/,
    why: "without it S3 encrypts a log bucket just so; SSE-C is no threat to logs that only a service writes",
  },
  {
    mutants: /^aws_sns_topic\.\w+ policy: AllowAlarms: opened to all (actions|resources)/,
    why: "for alarms of the account only, whatever they do",
  },
  { mutants: /^aws_sns_topic_subscription\./, why: "who is told of an alarm is the operator's choice" },
  {
    mutants: /^aws_sqs_queue\.\w+ (kms_data_key_reuse_period_seconds|message_retention_seconds)/,
    why: "SQS bounds both: at most a day, and at most 14",
  },
  {
    mutants:
      /^aws_apigatewayv2_(api|integration|stage)\.|^aws_apigatewayv2_route\.\w+(:| (?!authorization_type))/,
    why: "which requests come to which function, and how many; RKG-ACCESS-08 asks that nobody comes without credentials",
  },
  {
    mutants:
      /^aws_lambda_permission\.\w+( (action|function_name|principal: pointed elsewhere|source_account|source_arn: (made unknown|pointed elsewhere)|statement_id)|: resource removed)/,
    why: "lets fewer call, or somebody else who is named, or another function",
  },
  { mutants: /^aws_cloudwatch_dashboard\./, why: "it shows, and protects nothing" },
  {
    mutants: /^aws_cloudwatch_metric_alarm\.\w+_(Decisions|DeadLetterAlarm)_/,
    why: "beside the alarms on errors and throttles that RKG-DETECT-03 asks for",
  },
  {
    mutants: /^aws_cloudwatch_event_(rule|target)\./,
    why: "how often a collection is looked at is the operator's choice",
  },
  {
    mutants: /^aws_rekognition_(collection|project)\./,
    why: "a name, and nothing to set: what is in it is guarded by the roles",
  },
  {
    mutants:
      /^aws_rekognition_stream_processor\.\w+( (data_sharing_preference[\w.]*: removed|input|output|role_arn|settings(\.0)?(\.face_search)?(\.0)?(\.collection_id)?: )|: resource removed)/,
    why: "not sharing is AWS's default; what is watched, and where results go, is judged at the streams and the role",
  },
  {
    mutants:
      /^aws_kinesis_(video_)?stream\.\w+( (retention_period|stream_mode_details|data_retention_in_hours)|: resource removed)/,
    why: "the catalogue asks about the time that buckets keep things",
  },
  {
    mutants: /^aws_lambda_event_source_mapping\./,
    why: "how messages come to the function: the queue's policy says from whom, its role which queue",
  },
  {
    mutants:
      /^aws_sqs_queue\.\w+ (redrive_policy|visibility_timeout_seconds|policy: AllowTopic: (\w+ aws:Source(Arn|Account) dropped|opened to all))/,
    why: "for SNS and the account or the topic only, whichever condition is left; when a message is tried again is the operator's choice",
  },
  {
    mutants: /^aws_(s3_bucket_\w+\.ConsoleBucket_)/,
    why: "the console's bucket is in no configuration: the construct's own tests, and a deployment, hold what is put on it",
  },
  {
    mutants: /^aws_(security_group|vpc_security_group_ingress_rule)\.PrivateEndpoints_/,
    why: "who may knock; the endpoint's policy says who is let in",
  },
  {
    mutants: /^aws_vpc_endpoint\.PrivateEndpoints_S3_/,
    why: "RKG-TRANSIT-05 asks about Rekognition's endpoint; the promises of endpoint policies hold this one",
  },
  {
    mutants:
      /^aws_vpc_endpoint\.PrivateEndpoints_Rekognition_\w+( (security_group_ids|service_name|subnet_ids|vpc_endpoint_type|vpc_id)|: resource removed| policy: AllowCallers: (\w+ aws:(Principal|Resource)\w+ dropped|given to another account))/,
    why: "where it stands; and the policy names actions and principals as long as one condition is left",
  },
];
