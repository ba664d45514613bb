import type { MessageStrings } from '../strings/table.js';

/** Why a file cannot be sent, by the name of its words. */
export type ImageProblem = Extract<
  keyof MessageStrings,
  'notAnImage' | 'imageTooLarge' | 'imageUnreadable' | 'tooManyImages'
>;

/** Enough to read small print in a photograph of a page. */
const LONGEST_SIDE_PX = 1600;
/** Of the picture as it is sent; its address is a third longer. */
const LARGEST_BYTES = 700_000;
/** Decoding takes memory by the size; no camera's picture is larger. */
const LARGEST_FILE_BYTES = 40_000_000;
const QUALITIES = [0.85, 0.7, 0.5];

/** Thrown for what cannot be sent; `problem` names the words for it. */
export class UnusableImage extends Error {
  readonly problem: ImageProblem;

  constructor(problem: ImageProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * The picture as a `data:` address, scaled down and as JPEG of 700 kB at most. Nothing but the pixels is sent:
 * where and with what it was taken stays here.
 */
export async function scaleImage(file: Blob): Promise<string> {
  if (!file.type.startsWith('image/') || file.type.includes('svg')) throw new UnusableImage('notAnImage');
  if (file.size > LARGEST_FILE_BYTES) throw new UnusableImage('imageTooLarge');
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new UnusableImage('imageUnreadable');
  });
  try {
    return await addressOf(await toJpeg(bitmap));
  } finally {
    bitmap.close();
  }
}

/** Lowers the quality first, then the size. */
async function toJpeg(bitmap: ImageBitmap): Promise<Blob> {
  let side = Math.min(LONGEST_SIDE_PX, Math.max(bitmap.width, bitmap.height));
  for (;;) {
    const canvas = draw(bitmap, side);
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, 'image/jpeg', quality);
      });
      if (!blob) throw new UnusableImage('imageUnreadable');
      if (blob.size <= LARGEST_BYTES) return blob;
    }
    side *= 0.7;
  }
}

function draw(bitmap: ImageBitmap, longestSide: number): HTMLCanvasElement {
  const scale = longestSide / Math.max(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new UnusableImage('imageUnreadable');
  // JPEG knows no transparency; black would hide dark drawings.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function addressOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new UnusableImage('imageUnreadable'));
    };
    reader.readAsDataURL(blob);
  });
}
