import { XMLParser } from "fast-xml-parser";
import type { Reply } from "../answers";
import type { ReceivedRequest } from "../received-request";
import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";
import type { Bucket } from "./bucket";
import { arnOf, targetOf } from "./target";
import { type XmlContent, xml } from "./xml";

/** The most objects of one DeleteObjects. */
const MAX_OBJECTS = 1000;

/** What a deletion did. */
interface Deletion {
  /** Whether a delete marker was made or deleted. */
  readonly marker: boolean;
  /** Of the marker made, or of the version deleted. */
  readonly versionId: string | undefined;
}

/** DeleteObject, by key or by version. What is not there is deleted as well as what is. */
export function deleteObject(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket, key, versionId } = targetOf(world, request);
  const deletion = deleteOne(world, bucket, key, versionId);
  return {
    status: 204,
    headers: {
      ...(deletion.marker ? { "x-amz-delete-marker": "true" } : {}),
      ...(deletion.versionId === undefined ? {} : { "x-amz-version-id": deletion.versionId }),
    },
  };
}

/** DeleteObjects: for each object what was done, or why not, in an answer of status 200. */
export function deleteObjects(world: FakeWorld, request: ReceivedRequest): Reply {
  const { bucket } = targetOf(world, request);
  const { objects, quiet } = parse(request.body);
  const deleted: XmlContent[] = [];
  const failed: XmlContent[] = [];
  for (const { Key, VersionId } of objects) {
    const named = { Key, ...(VersionId === undefined ? {} : { VersionId }) };
    try {
      const { marker, versionId } = deleteOne(world, bucket, Key, VersionId);
      const made =
        marker && versionId !== undefined ? { DeleteMarker: "true", DeleteMarkerVersionId: versionId } : {};
      deleted.push({ ...named, ...made });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      failed.push({ ...named, Code: error.code, Message: error.message });
    }
  }
  const said = { ...(quiet ? {} : { Deleted: deleted }), Error: failed };
  return { status: 200, headers: { "content-type": "application/xml" }, body: xml("DeleteResult", said) };
}

function deleteOne(world: FakeWorld, bucket: Bucket, key: string, versionId: string | undefined): Deletion {
  world.permit(versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion", arnOf(bucket, key));
  if (versionId === undefined) {
    const marker = bucket.delete(key);
    return { marker: marker !== undefined, versionId: marker?.versionId };
  }
  const deleted = bucket.deleteVersion(key, versionId);
  return { marker: deleted !== undefined && deleted.content === undefined, versionId };
}

interface NamedObject {
  readonly Key: string;
  readonly VersionId?: string;
}

// Keys are text, whatever they look like, to the last space.
const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === "Object",
});

function parse(body: string): { readonly objects: readonly NamedObject[]; readonly quiet: boolean } {
  const { Delete } = parser.parse(body) as {
    Delete?: { Object?: readonly Partial<NamedObject>[]; Quiet?: string };
  };
  const objects = (Delete?.Object ?? []).flatMap(({ Key, ...version }) =>
    Key === undefined || Key === "" ? [] : [{ Key, ...version }],
  );
  const isWhole = objects.length === Delete?.Object?.length;
  if (!isWhole || objects.length > MAX_OBJECTS) throw new ServiceError("MalformedXML");
  return { objects, quiet: Delete?.Quiet === "true" };
}
