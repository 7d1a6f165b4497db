/** What a test image says of itself: to the fake, this is all there is to see in it. */
export interface Marks {
  /** Who is in the picture, the largest face first: letters, digits and `-`. */
  readonly faces: readonly string[];
  /** Brightness and sharpness, 0 to 100. */
  readonly quality: number;
  /** The largest face's part of the picture's width, 0 to 1. */
  readonly faceSize: number;
  /** What else there is to say of all the faces. */
  readonly traits: readonly Trait[];
}

/** What a face in a test image can have about it. */
export const TRAITS = ["sunglasses", "occluded", "eyes-closed", "turned-away"] as const;
export type Trait = (typeof TRAITS)[number];

export const UNMARKED: Marks = { faces: [], quality: 90, faceSize: 0.4, traits: [] };

/** Marks as text, for example `faces=ada,bob;quality=90;size=0.4;traits=`. */
export function writeMarks({ faces, quality, faceSize, traits }: Marks): string {
  const wrong = faces.find((face) => !/^[a-z0-9-]+$/i.test(face));
  if (wrong !== undefined)
    throw new TypeError(`A face's mark is made of letters, digits and "-"; got "${wrong}".`);
  return `faces=${faces.join(",")};quality=${quality};size=${faceSize};traits=${traits.join(",")}`;
}

/** Reads marks; what else a picture's comment may say means no faces. */
export function readMarks(text: string): Marks {
  const found = /^faces=([^;]*)(?:;quality=([\d.]+);size=([\d.]+);traits=(.*))?$/.exec(text);
  if (found === null) return UNMARKED;
  const [, faces = "", quality, faceSize, traits = ""] = found;
  return {
    faces: faces.split(",").filter((face) => face !== ""),
    quality: quality === undefined ? UNMARKED.quality : Number(quality),
    faceSize: faceSize === undefined ? UNMARKED.faceSize : Number(faceSize),
    traits: TRAITS.filter((trait) => traits.split(",").includes(trait)),
  };
}
