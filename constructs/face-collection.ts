import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { RekognitionCollection } from "@cdktf/provider-aws/lib/rekognition-collection";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  collectionArn,
  detectFacesStatement,
  eraseFacesStatement,
  indexFacesStatement,
  invokeStatement,
  searchFacesStatement,
  unindexFacesStatement,
} from "../policies/documents";
import { sidPart } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { readEnvironment } from "./aws-environment";
import { DailyInvocation } from "./face-collection/daily-invocation";
import { type FaceCollectionProps, faceCollectionFaults } from "./face-collection/face-collection-props";
import { functionNameOf, imageFunction } from "./image-functions/image-function";
import { MEMBERS_PREFIX } from "./image-functions/prefixes";
import { metricAlarm, operatorFaultAlarm } from "./metric-alarm";
import { throwFaults } from "./validation/validation-error";
import type { VerificationLambda } from "./verification-lambda";

/** The longest that Lambda lets a function work: every vector and every image's name is read. */
const RECONCILE_TIMEOUT_SECONDS = 900;
const ONE_DAY_SECONDS = 86_400;

/**
 * A collection of members' faces, to know somebody who does not say who they are: `index-face` lets an enrolled member be found,
 * `identify-face` finds them, and once a day `reconcile-collection` looks for vectors whose member is gone.
 *
 * Your key does not encrypt a collection. Rekognition keeps face vectors, not pictures, encrypted under a key of its own, and no
 * setting names another: disabling your key, or denying its use, takes no vector away, and its log shows no search. What stands in
 * the key's place is who may do what. Only `index-face` puts vectors in, only of a picture that is under your key, and says in each
 * whose picture it is and in which version. A vector alone identifies nobody: `identify-face` asks for the picture too, and where
 * that is gone, was replaced or is not under your key, the answer is for a person to give. To forget a member is to delete the
 * vectors, which `erase-face` of `FaceVerification` does when it is given the `collectionId`.
 *
 * Rekognition may use what is indexed to improve the service, unless the account has opted out (`AiServicesOptOutPolicy`).
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/security-data-encryption.html
 */
export class FaceCollection extends Construct {
  readonly collection: RekognitionCollection;
  /** Known at synth. */
  readonly collectionId: string;
  /** Built from the known id. */
  readonly collectionArn: string;
  readonly indexFace: VerificationLambda;
  readonly identifyFace: VerificationLambda;
  readonly reconcileCollection: VerificationLambda;
  readonly reconciliation: DailyInvocation;
  /** Vectors were found that are nobody's, and are still there: invoke `reconcile-collection` with `{ "remove": true }`. */
  readonly orphanedFacesAlarm: CloudwatchMetricAlarm;
  /** One of each function: a permission, a key, an endpoint or a setting is at fault. */
  readonly operatorFaultAlarms: readonly CloudwatchMetricAlarm[];
  private readonly environment: AwsEnvironment;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: FaceCollectionProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...faceCollectionFaults(props, environment)]);
    super(scope, id);
    const { namePrefix, alarmTopic, tags } = props;
    this.environment = environment;
    this.collectionId = props.collectionId ?? `${namePrefix}-members`;
    this.collectionArn = collectionArn(environment, this.collectionId);
    this.collection = new RekognitionCollection(this, "Collection", {
      collectionId: this.collectionId,
      tags: { ...tags, "guardrails:role": "face-collection" },
    });
    this.indexFace = this.addIndexFace(props);
    this.identifyFace = this.addIdentifyFace(props);
    this.reconcileCollection = this.addReconcileCollection(props);
    const reconcileName = functionNameOf(namePrefix, "reconcile-collection");
    this.reconciliation = new DailyInvocation(this, "Daily", {
      environment,
      ruleName: reconcileName,
      description: `Looks for face vectors in ${this.collectionId} whose member is gone`,
      lambda: this.reconcileCollection,
      tags,
    });
    this.orphanedFacesAlarm = metricAlarm(this, "OrphanedFaces", {
      service: reconcileName,
      metricName: "OrphanedFaces",
      name: "orphaned-faces",
      meaning: "face vectors are in the collection whose member is gone or has another picture",
      // As often as the collection is looked at: the alarm stays until a look finds none.
      periodSeconds: ONE_DAY_SECONDS,
      alarmTopic,
      tags,
    });
    this.operatorFaultAlarms = (["index-face", "identify-face", "reconcile-collection"] as const).map(
      (name, index) =>
        operatorFaultAlarm(this, `OperatorFaults${index + 1}`, {
          service: functionNameOf(namePrefix, name),
          alarmTopic,
          tags,
        }),
    );
  }

  /** Lets a role put faces into the collection itself. Prefer `grantIndexByFunction`: it takes members' pictures only. */
  grantIndex(grantee: Grantee): void {
    grantee.addToRolePolicy(indexFacesStatement(this.environment, this.collectionId));
  }

  /** Lets a role search the collection itself. Prefer `grantIdentify`: it takes no vector for a member whose picture is gone. */
  grantSearch(grantee: Grantee): void {
    grantee.addToRolePolicy(searchFacesStatement(this.environment, this.collectionId));
  }

  /** Lets a role list and delete the faces of the collection. */
  grantDelete(grantee: Grantee): void {
    grantee.addToRolePolicy(eraseFacesStatement(this.environment, this.collectionId));
  }

  /** Lets a role have enrolled members indexed. */
  grantIndexByFunction(grantee: Grantee): void {
    grantee.addToRolePolicy(invokeStatement(this.indexFace.functionArn, `Index${sidPart(this.node.id)}`));
  }

  /** Lets a role ask who somebody is. */
  grantIdentify(grantee: Grantee): void {
    grantee.addToRolePolicy(
      invokeStatement(this.identifyFace.functionArn, `Identify${sidPart(this.node.id)}`),
    );
  }

  /** Lets a role have orphans looked for, and deleted. */
  grantReconcile(grantee: Grantee): void {
    grantee.addToRolePolicy(
      invokeStatement(this.reconcileCollection.functionArn, `Reconcile${sidPart(this.node.id)}`),
    );
  }

  private addIndexFace(props: FaceCollectionProps): VerificationLambda {
    const lambda = imageFunction(this, props, this.environment, {
      id: "IndexFace",
      purpose: "face-index",
      name: "index-face",
      description: "Lets an enrolled member be found by face",
      concurrency: props.reservedConcurrency?.index ?? 2,
      statements: [
        indexFacesStatement(this.environment, this.collectionId),
        // A vector of a picture that is gone meanwhile is taken back at once.
        unindexFacesStatement(this.environment, this.collectionId),
        detectFacesStatement,
      ],
      variables: { COLLECTION_ID: this.collectionId },
    });
    props.bucket.grantRead(lambda, {
      prefixes: [MEMBERS_PREFIX],
      viaServices: ["s3", "rekognition"],
      tellMissing: true,
    });
    return lambda;
  }

  private addIdentifyFace(props: FaceCollectionProps): VerificationLambda {
    const lambda = imageFunction(this, props, this.environment, {
      id: "IdentifyFace",
      purpose: "verification",
      name: "identify-face",
      description: "Says who somebody is, among all who are indexed: identified, unknown or review",
      concurrency: props.reservedConcurrency?.identify ?? 10,
      statements: [searchFacesStatement(this.environment, this.collectionId), detectFacesStatement],
      variables: {
        COLLECTION_ID: this.collectionId,
        SIMILARITY_THRESHOLD: String(props.similarityThreshold ?? 99),
      },
    });
    // It asks how the picture is kept, and hands it to nobody.
    props.bucket.grantRead(lambda, { prefixes: [MEMBERS_PREFIX], tellMissing: true });
    return lambda;
  }

  private addReconcileCollection(props: FaceCollectionProps): VerificationLambda {
    const lambda = imageFunction(this, props, this.environment, {
      id: "ReconcileCollection",
      purpose: "face-index",
      name: "reconcile-collection",
      description: "Finds face vectors whose member is gone",
      concurrency: props.reservedConcurrency?.reconcile ?? 1,
      timeoutSeconds: RECONCILE_TIMEOUT_SECONDS,
      statements: [eraseFacesStatement(this.environment, this.collectionId)],
      variables: { COLLECTION_ID: this.collectionId },
    });
    props.bucket.grantListVersions(lambda, { prefixes: [MEMBERS_PREFIX] });
    return lambda;
  }
}
