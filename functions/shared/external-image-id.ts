import { MEMBER_ID, VERSION_ID } from "./keys";

/** Whose face a vector of a collection is, and of which version of their reference image. */
export interface IndexedReference {
  readonly memberId: string;
  readonly version: string;
}

/**
 * What a face is indexed with: `<member>:<version>`. The version shows a vector to be out of date whose picture was replaced.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html
 */
export const externalImageId = ({ memberId, version }: IndexedReference): string => `${memberId}:${version}`;

/** Reads what a face was indexed with; `undefined` for what is not of our making. */
export function readExternalImageId(text: string | undefined): IndexedReference | undefined {
  const [memberId = "", version = "", ...more] = text?.split(":") ?? [];
  return MEMBER_ID.test(memberId) && VERSION_ID.test(version) && more.length === 0
    ? { memberId, version }
    : undefined;
}

/** True of every face that was indexed for a member, also by somebody who knew of no versions. */
export const isOfMember = (text: string | undefined, memberId: string): boolean =>
  text === memberId || text?.startsWith(`${memberId}:`) === true;
