import { create } from "xmlbuilder2";

/** An element's children by their names; a list is the same element several times. */
export interface XmlContent {
  readonly [name: string]: string | number | XmlContent | readonly XmlContent[];
}

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

/** A document of S3's. */
export function xml(root: string, content: XmlContent): string {
  return create({ version: "1.0", encoding: "UTF-8" }).ele(NAMESPACE, root).ele(content).doc().end();
}

/** The document in which S3 says why not. */
export function xmlError(code: string, message: string): string {
  return create({ version: "1.0", encoding: "UTF-8" })
    .ele("Error")
    .ele({ Code: code, Message: message, RequestId: "fake-request-1" })
    .doc()
    .end();
}
