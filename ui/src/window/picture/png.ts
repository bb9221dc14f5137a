// A picture of any kind the page's own engine can read, as a PNG of its pixels and nothing else. It is made here, in the process that
// may do least, so that no other program ever reads a photo or a web page's image.

/** No screen in a school is wider; a photo of twelve megapixels is about as large. */
const LONGEST_SIDE = 3840;
/** With room for what base64 adds, what every help desk takes. */
const MOST_BYTES = 10 * 1024 * 1024;
/** A picture that is still too large is made this much smaller. */
const SMALLER = 0.7;

/** The picture in base64; nothing where it is none. */
export async function asPng(file: Blob): Promise<string | null> {
  try {
    const image = await createImageBitmap(file);
    try {
      return await small(image);
    } finally {
      image.close();
    }
  } catch {
    return null;
  }
}

/** The first picture among what was pasted or dropped. */
export function pictureIn(data: DataTransfer | null): File | undefined {
  return [...(data?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}

async function small(image: ImageBitmap): Promise<string | null> {
  const longest = Math.max(image.width, image.height);
  for (let side = Math.min(longest, LONGEST_SIDE); side >= 1; side = Math.floor(side * SMALLER)) {
    const png = await drawn(image, side / longest);
    if (png && png.size <= MOST_BYTES) return await base64(png);
  }
  return null;
}

function drawn(image: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  // What lets light through is on white, as on paper.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error('the picture could not be read', { cause: reader.error }));
    reader.readAsDataURL(blob);
  });
}
