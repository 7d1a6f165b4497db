import { anything, glob, literal, type Pattern, type PatternElement, withoutColons } from "./pattern";

const NAME_START: PatternElement = { except: ":/", repeat: false };
const NAME: PatternElement = { except: ":/", repeat: true };

/**
 * The patterns of an ARN format of the service authorization reference: `arn:<Partition>:s3:::<BucketName>/<ObjectName>`. Wider
 * than the real names wherever the format leaves doubt; only a bucket's name is known to hold no slash, which is what tells buckets
 * from objects. The partition is `aws`, `aws-cn`, `aws-us-gov` or an isolated one; or a reference to it.
 *
 * @param symbols the characters that stand for references
 */
export function resourceShapes(format: string, symbols: string): readonly Pattern[] {
  if (format === "*") return [literal("*")];
  const partitions: Pattern[] = [[...literal("aws"), withoutColons]];
  if (symbols !== "") partitions.push([{ only: symbols, repeat: false }]);
  return partitions.map((partition) => [...literal("arn:"), ...partition, ...behindPartition(format)]);
}

function behindPartition(format: string): Pattern {
  return format.split(":").flatMap((segment, index): Pattern => {
    if (index < 2) return [];
    const inResource = index >= 5;
    const pieces = segment.split(/(<[^>]*>)/).flatMap((piece): Pattern => {
      if (!piece.startsWith("<")) return inResource ? glob(piece) : literal(piece);
      if (piece === "<BucketName>") return [NAME_START, NAME];
      return [inResource ? anything : withoutColons];
    });
    return [...literal(":"), ...pieces];
  });
}
