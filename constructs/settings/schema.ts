import * as z from "zod/mini";
import { REKOGNITION_REGIONS } from "../../policies/documents";
import { isDay } from "../../policies/review/waiver";
import { EMAIL_ADDRESS } from "../alarm-topic";
import { LOG_RETENTION_DAYS } from "../verification-lambda";
import {
  accountId,
  days,
  flag,
  identityArns,
  ids,
  plain,
  profile,
  reason,
  section,
  text,
  wholeNumber,
} from "./setting-rules";
import { externalOptOut, frontDoor, localState, managedOptOut, s3State, tags } from "./setting-sections";

/** The settings of the app: `context.guardrails` of `cdktf.json`. Every key is documented in the README. */
export const settingsSchema = section({
  /** Every name begins with it. */
  prefix: z._default(
    text(
      "must be 3 to 20 lower-case letters, digits and hyphens, a letter first",
      /^[a-z](?!.*--)[a-z0-9-]{1,18}[a-z0-9]$/,
    ),
    "face-guardrails",
  ),
  region: z.enum(
    Object.fromEntries(REKOGNITION_REGIONS.map((region) => [region, region])),
    'must be a region that offers Rekognition, for example "eu-west-1"',
  ),
  /** Only to be sure: it follows from the region. */
  partition: z.optional(z.enum(["aws", "aws-us-gov"], 'must be "aws" or "aws-us-gov"')),
  accounts: section({
    /** The organization's management account, or a delegated administrator's. */
    management: accountId,
    /** Where faces are kept and compared. */
    workload: accountId,
  }),
  /** Names of AWS configuration profiles. @default - the caller's credentials */
  profiles: z.prefault(section({ management: z.optional(profile), workload: z.optional(profile) }), {}),
  optOut: z.union([managedOptOut, externalOptOut]),
  /** ARNs of roles or users of the workload account that look after the key. */
  administrators: z._default(identityArns, []),
  /**
   * ARNs of roles or users of the workload account that may use the key, each for one thing. Their own IAM policies must allow it
   * as well; the roles need not exist yet.
   */
  access: z.prefault(
    section({
      /** Whoever puts face images into the bucket. */
      uploaders: z._default(identityArns, []),
      /** Whoever reads the events that failed. They may hold face images. */
      operators: z._default(identityArns, []),
    }),
    {},
  ),
  retention: z.prefault(
    section({
      faceImageDays: z._default(days(1, 3650), 1095),
      /** Of pictures that were looked at once: probes by key, and what liveness sessions left. */
      probeDays: z._default(days(1, 3650), 7),
      noncurrentVersionDays: z._default(days(1, 30), 30),
      accessLogDays: z._default(days(30, 3650), 400),
      logDays: z._default(
        z.literal([...LOG_RETENTION_DAYS], `must be one of ${LOG_RETENTION_DAYS.join(", ")}`),
        400,
      ),
    }),
    {},
  ),
  alarms: z.prefault(section({ email: z.optional(plain("must be an e-mail address", EMAIL_ADDRESS)) }), {}),
  state: z._default(
    z.discriminatedUnion("kind", [localState, s3State], 'must have a `kind`: "local" or "s3"'),
    { kind: "local" },
  ),
  systems: z.prefault(
    section({
      /** The functions that enrol, verify and erase at the desk, with their roles, alarms and queues. */
      verification: z._default(flag, true),
      /** A collection of members' face vectors, with the functions that index, search and tidy it. */
      collection: z._default(flag, false),
      /** The functions around Face Liveness sessions; verify-face then takes a session's picture. */
      liveness: z._default(flag, false),
      /** Searching stored videos for faces of the collection. */
      storedVideo: z._default(flag, false),
      /** Searching a live video stream for faces of the collection. */
      liveVideo: z._default(flag, false),
      /** A Custom Labels project, with the function that trains it. */
      customLabels: z._default(flag, false),
    }),
    {},
  ),
  verification: z.prefault(
    section({
      /** What Rekognition calls similarity, in per cent. AWS asks 99 for critical use. */
      similarityThreshold: z._default(
        z
          .number("must be a number from 99 to 100")
          .check(
            z.minimum(99, "must be a number from 99 to 100, in per cent (0.99 would accept everybody)"),
            z.maximum(100, "must be a number from 99 to 100"),
          ),
        99,
      ),
      /** What Rekognition must say at least of the face that a member is enrolled with. @default - 40 each */
      faceQuality: z.optional(
        section({
          brightness: z.optional(wholeNumber(1, 100)),
          sharpness: z.optional(wholeNumber(1, 100)),
        }),
      ),
      /** @default - the functions are invoked by `lambda:InvokeFunction` only */
      frontDoor: z.optional(frontDoor),
      reservedConcurrency: z._default(
        z.union([
          wholeNumber(1, 1000),
          section({
            unreserved: z.literal(true, "must be true"),
            reason,
            owner: text("must name a person or team", /\S/),
            expires: z
              .string("must be a day of the calendar as YYYY-MM-DD")
              .check(z.refine(isDay, "must be a day of the calendar as YYYY-MM-DD")),
          }),
        ]),
        10,
      ),
    }),
    {},
  ),
  liveness: z.prefault(
    section({
      /** How sure Rekognition must be of a living face, in per cent. */
      minimumConfidence: z._default(wholeNumber(80, 100, " of per cent"), 80),
      /** How many pictures are kept of a session beside the reference. */
      auditImages: z._default(wholeNumber(0, 4), 0),
    }),
    {},
  ),
  /** The bucket that the Custom Labels console made: gets the key and a TLS-only policy. @default - it is left alone */
  consoleBucket: z.optional(
    section({
      name: text(
        "must be a bucket of the Custom Labels console (custom-labels-console-<region>-<id>)",
        /^custom-labels-console-[a-z0-9-]+$/,
      ),
      /** ARNs of roles or users of the workload account who work with the console. */
      users: z._default(identityArns, []),
    }),
  ),
  /**
   * The network that the functions run in, with private endpoints of Rekognition, S3 and KMS, and the only way to the faces' objects.
   *
   * @default - Lambda's own network: all endpoints take only TLS
   */
  network: z.optional(
    section({
      vpcId: text("must be the id of a VPC (vpc-…)", /^vpc-[0-9a-f]{8,17}$/),
      subnetIds: ids("subnet"),
      /** Of the functions; they must let port 443 out. */
      securityGroupIds: ids("sg"),
      /** Of the subnets: S3 then has a gateway endpoint. @default - an interface endpoint */
      routeTableIds: z.optional(ids("rtb")),
    }),
  ),
  /** Speaks to endpoints whose cryptography is validated by FIPS 140; not every region has them. */
  fips: z._default(flag, false),
  /** ARN of a managed policy that bounds what the functions' roles may ever do. @default - no boundary */
  permissionsBoundaryArn: z.optional(
    text("must be the ARN of a managed policy", /^arn:aws(-us-gov)?:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/),
  ),
  /** Lets Terraform destroy the key, to take the whole system down. */
  teardown: z.optional(section({ reason })),
  tags: z._default(tags, {}),
});

export type Settings = z.output<typeof settingsSchema>;
